"""Doubts one after another: what is shown, what an answer means, where one stands. Knows no terminal."""

import unicodedata
from collections.abc import Sequence

from oversight.cli.words import label, place
from oversight.messages import _
from oversight.rules.candidates import KEPT, PAPER, SEEN, Candidate
from oversight.rules.first_clause import first_clause
from oversight.views.doubts import Doubt
from oversight.vocabulary import ReportKind

BACK = frozenset({"b", "back", "上一个", "返回"})
SKIP = frozenset({"s", "skip", "跳过"})
QUIT = frozenset({"q", "quit", "退出"})


class Dialogue:
    """Walks through ``doubts``. ``answers`` are the keys given so far, by the number of the doubt.

    Nothing is written here: the caller keeps the answers when the dialogue is over.
    """

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        self._doubts = doubts
        self._at = 0
        self._quit = False
        self.answers: dict[int, str] = {}

    @property
    def over(self) -> bool:
        """Whether there is nothing more to ask, or the person has quit."""
        return self._quit or self._at >= len(self._doubts)

    @property
    def question(self) -> str:
        """The doubt at hand: what was read and where, what it may be and how like, and what can be typed."""
        doubt = self._doubts[self._at]
        lines = [
            _("Doubt {number} ({at} of {count}), {session}").format(
                number=doubt.id, at=self._at + 1, count=len(self._doubts), session=doubt.session or "-"
            )
        ]
        lines.append("  " + doubt.message)
        if doubt.file is not None:
            lines.append("  " + place(doubt.file, doubt.lines))
        if doubt.passage is not None and doubt.passage not in doubt.message:
            lines.append("  " + _("Read: {text}").format(text=doubt.passage))
        lines += [f"  {number}  {described(doubt.code, one, by_number=True)}" for number, one in enumerate(doubt.candidates, 1)]
        return "\n".join(lines)

    @property
    def prompt(self) -> str:
        """What can be typed; the likely answer stands in brackets and is taken by Enter."""
        doubt = self._doubts[self._at]
        given = self.answers.get(doubt.id)
        likely = next((n for n, one in enumerate(doubt.candidates, 1) if one.key == given), 1)
        numbers = [f"[{n}]" if n == likely else str(n) for n in range(1, len(doubt.candidates) + 1)]
        return _("{numbers}, b back, s skip, q quit: ").format(numbers=_(", ").join(numbers))

    def take(self, typed: str) -> bool:
        """Go on by what was typed: a number, a word, back, skip, quit, or nothing for the likely answer. False: not understood."""
        doubt = self._doubts[self._at]
        word = unicodedata.normalize("NFKC", typed).strip().lower()
        if word in QUIT:
            self._quit = True
        elif word in BACK:
            self._at = max(0, self._at - 1)
        elif word in SKIP:
            self.answers.pop(doubt.id, None)
            self._at += 1
        elif (key := self._key(doubt, word)) is not None:
            self.answers[doubt.id] = key
            self._at += 1
        else:
            return False
        return True

    def _key(self, doubt: Doubt, word: str) -> str | None:
        if not word:
            return self.answers.get(doubt.id, doubt.candidates[0].key)
        if word.isdecimal():
            return doubt.candidates[int(word) - 1].key if 1 <= int(word) <= len(doubt.candidates) else None
        keys = [one.key for one in doubt.candidates]
        return word if word in keys or word == SEEN else None


def described(code: str, candidate: Candidate, *, by_number: bool = False) -> str:
    """A candidate as a person reads it: the word for it, what it stands for, and the likeness in per cent.

    ``by_number``: it is typed by the number before it; a key that is another number is left out, lest that be typed.
    """
    meaning = _meaning(code, candidate)
    hidden = by_number and candidate.key.isdecimal()
    parts = [meaning if hidden else _("{key}: {meaning}").format(key=candidate.key, meaning=meaning)]
    if candidate.text is not None:
        parts.append(_("{ref} {text}").format(ref=candidate.ref, text=first_clause(candidate.text)))
    if candidate.likeness is not None:
        parts.append(_("{percent} % alike").format(percent=round(candidate.likeness * 100)))
    return " · ".join(parts)


def _meaning(code: str, candidate: Candidate) -> str:
    """What happens when this answer is given."""
    if code == "kind_unknown" and candidate.key != SEEN:
        return label(ReportKind, candidate.key)
    if candidate.key.isdecimal():
        return _("it belongs to this opinion") if candidate.of is None else _("it asks for this again")
    if code == "asked_again" and candidate.key == "none":
        return _("it is a demand of its own")
    return {
        "same": _("it is this one, corrected: ref, status and notes go on, the text is the new one"),
        "new": _("it is another one: it stays as it was taken in"),
        "none": _("it belongs to none of these: it stays as it was taken in"),
        "names": _("the names are right, the printed total is a slip"),
        "total": _("the printed total is right, a name is missing"),
        "one": _("one person with two titles"),
        "two": _("two people of one name"),
        KEPT: _("the corrected words stay"),
        PAPER: _("the words of the paper count from now on, with the dates in them"),
        SEEN: _("seen; it needs nothing more"),
    }.get(candidate.key, candidate.key)
