"""A short name for a passage that nobody has given a title."""

import re

# 因地制宜，建立不同层次的应急救援队伍: a first clause of four characters says nothing by itself.
_ENOUGH = 6
_LONGEST = 40
# 对逾期不整改的，检察机关应当…; 今后新改造的小区，要…: a clause that only says when or of what
_LEADS = re.compile(r"(?:今后|下一?步|凡).*|.*(?:的|[前后时内中])")
_ENDS = "，。；：！？,;:!?"
_OPENING = "（(《“‘「『【〔["
_CLOSING = "）)》”’」』】〕]"


def opening(text: str) -> str:
    """How ``text`` begins: its first clause, with an ellipsis where more follows. A title does without: :func:`first_clause`."""
    clause = first_clause(text)
    more = len(" ".join(text.split()).rstrip(_ENDS + " ")) > len(clause)
    return f"{clause}…" if more and not clause.endswith("…") else clause


def first_clause(text: str, *, longest: int = _LONGEST) -> str:
    """The first clause of ``text`` that says something, cut after ``longest`` characters with an ellipsis.

    Brackets and quotations are not cut open: 按照“谁执法，谁普法”要求 is one clause.
    """
    plain = " ".join(text.split())
    depth = begin = 0
    for position, character in enumerate(plain):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _ENDS and not depth and position >= _ENOUGH:
            if character not in "，," or not _LEADS.fullmatch(plain, begin, position):
                plain = plain[:position]
                break
            begin = position + 1
    plain = plain.rstrip(_ENDS + " ")
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
