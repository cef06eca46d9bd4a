"""Parting running text at its stops and commas, but not inside quotations and brackets."""

import re
from collections.abc import Iterable, Iterator

from oversight.structure.duty_notes import FIRST_OF_NOTE, note_at

Span = tuple[int, int]

_END = frozenset("。！？；;!?")
_OPENING = {"“": "”", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "【": "】", "[": "]", "［": "］"}
# What can end a sentence, or a clause: all that has to be looked at, a tenth of a text.
_PAIRS = "".join((*_OPENING, *_OPENING.values()))
_SENTENCE_MARK = re.compile(f"[{re.escape(''.join(_END) + _PAIRS)}]")
_CLAUSE_MARK = re.compile(f"[{re.escape('，,' + _PAIRS)}]")
# A bracket or quotation that has not closed after so many characters was never meant to.
_LONGEST_QUOTATION = 200


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """``text[start:end]`` at 。！？；, which count to the sentence before. Marks inside quotations and brackets do not part."""
    spans = list(_sentences(text, start, end))
    for begin, _end in spans[1:]:
        if text[begin] in FIRST_OF_NOTE:
            return list(_with_notes(text, spans))
    return spans


def first_sentence(text: str, start: int, end: int) -> Span:
    """The first of :func:`split_sentences`, without a look at the others. ``text[start:end]`` may not be empty."""
    first = next(_sentences(text, start, end))
    if first[1] < end and text[first[1]] in FIRST_OF_NOTE:
        return next(_with_notes(text, _sentences(text, start, end)))
    return first


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    closers: list[str] = []
    opened = start
    for mark in _SENTENCE_MARK.finditer(text, start, end):
        i = mark.start()
        character = text[i]
        if closers and i - opened > _LONGEST_QUOTATION:
            closers.clear()
        if closers and character == closers[-1]:
            closers.pop()
            # “…。” ends the sentence with the quotation, unless it goes on after it.
            if (
                not closers
                and text[i - 1] in _END
                and character in "”’」』"
                and (i + 1 == end or text[i + 1] not in "，、的；")
            ):
                yield begin, i + 1
                begin = i + 1
        elif character in _OPENING:
            if not closers:
                opened = i
            closers.append(_OPENING[character])
        elif character in _END and not closers:
            yield begin, i + 1
            begin = i + 1
    if begin < end:
        yield begin, end


def _with_notes(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """A bracket that says who and by when, printed after the stop, belongs to the sentence before it."""
    before: Span | None = None
    for start, end in spans:
        note = note_at(text, start, end) if before else None
        begin = note.end() if note else start
        if before and note:
            before = (before[0], begin)
        if begin < end:
            if before:
                yield before
            before = (begin, end)
    if before:
        yield before


def split_clauses(text: str, start: int, end: int) -> list[Span]:
    """``text[start:end]`` at its commas; the comma counts to the clause before. Commas inside quotations and brackets do not part."""
    spans: list[Span] = []
    begin = start
    closers: list[str] = []
    opened = start
    for mark in _CLAUSE_MARK.finditer(text, start, end):
        i, character = mark.start(), mark[0]
        if closers and i - opened > _LONGEST_QUOTATION:
            closers.clear()
        if closers and character == closers[-1]:
            closers.pop()
        elif character in _OPENING:
            if not closers:
                opened = i
            closers.append(_OPENING[character])
        elif character in "，," and not closers:
            spans.append((begin, i + 1))
            begin = i + 1
    if begin < end:
        spans.append((begin, end))
    return spans
