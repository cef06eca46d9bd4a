"""Sentences that are stored, such as the lines of the log: kept without a language, and said in the one in force when they are shown.

A stored sentence is the JSON of its English words and of what stands in them. What an older version stored is plain words; they
are said as they stand.
"""

import json
from collections.abc import Sequence

from oversight import vocabulary
from oversight.messages import _, language

_LONGEST = 120
"""Characters of a sentence that one line shows."""


def sentence(message: str, **values: object) -> str:
    """``message``, which is translated where it is shown, with ``values`` in it: words of closed lists, texts, numbers, lists of these."""
    return _json([message, {name: _kept(value) for name, value in values.items()}])


def unfolded(stored: str) -> object:
    """A stored sentence as a value of another one."""
    try:
        found = json.loads(stored) if stored.startswith("[") else stored
    except ValueError:
        return stored
    return found if _is_sentence(found) or _are_sentences(found) else stored


def together(*stored: str) -> str:
    """Several stored sentences as one."""
    return _json([one if _is_sentence(one) else ["{words}", {"words": one}] for one in map(unfolded, stored)])


def spoken(stored: str) -> str:
    """A stored sentence in the language in force."""
    return _said(unfolded(stored))


def in_one_line(stored: str) -> str:
    """The same without line breaks, and not longer than a line."""
    line = " ".join(spoken(stored).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _kept(value: object) -> object:
    if isinstance(value, vocabulary.Word):
        return {type(value).__name__: value.value}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_kept(one) for one in value]
    return value if isinstance(value, int | dict) else str(value)


def _is_sentence(value: object) -> bool:
    match value:
        case [str(), dict()]:
            return True
        case _:
            return False


def _are_sentences(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_sentence(one) for one in value)


def _said(value: object) -> str:
    match value:
        case [str(message), dict(values)]:
            return _(message).format(**{name: _said(one) for name, one in values.items()})
        case [*several]:
            return (_("; ") if _are_sentences(value) else _(", ")).join(map(_said, several))
        case dict():
            ((kind, word),) = value.items()
            found: vocabulary.Word = getattr(vocabulary, kind)(word)
            return found.label(language())
        case _:
            return str(value)
