"""Who is to act and by when, said apart from what is to be done: in a bracket, or on lines of their own."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from oversight.structure.find_deadlines import find_deadlines
from oversight.structure.find_from import find_from, holds_any
from oversight.structure.official_words import BODY_END

_INSIDE = r"(?:[^（）()【】\[\]［］]|[（(][^（）()]{0,60}[)）])"
_ACTS, _ATTAINS = "牵头|责任|主办|承办|协办|配合|主责|参与", "完成|办理|整改|办结|落实"
_KEY = rf"(?:(?:{_ACTS})(?:单位|部门|领导)|责任人|(?:{_ATTAINS})(?:时限|时间|期限))"
_ROLE = "牵头|负责|配合|主办|协办|承办"
NOTE = re.compile(
    # （牵头单位：区教育局；完成时限：…）, and without marks （责任单位 区教育局 完成时限 2024年底）
    rf"[（(【\[［]{_INSIDE}{{0,300}}?(?:单位|部门|时限|时间|期限|节点|责任人|牵头|配合|责任)[：:]{_INSIDE}{{0,300}}[)）】\]］]"
    rf"|[（(【]{_KEY}[^（）()【】：:]{{2,120}}[)）】]"
    # （县教育局牵头，县财政局配合，2024年12月底前完成）
    rf"|[（(][^（）()。：:]{{1,100}}?{BODY_END}(?:{_ROLE})[^（）()。：:]{{0,120}}[)）]"
    # （2024年10月底前完成）, （年内）
    r"|[（(](?:于|在|力争)?[^（）()，。：:]{0,14}[年月日底](?:前|内|底前|末前|内完成|前完成|底完成)(?:办结|落实|完成|建成|到位|出台)?[)）]"
    # 责任单位：县水利局 / 完成时限：2024年6月底前, on lines of their own
    rf"|(?:{_KEY}[：:][^。：:]{{1,120}}?(?:[；;，,]|。(?={_KEY}[：:]))?){{1,8}}(?:。|$)"
)
# Each note has one of these, and few sentences have; and what it may begin with: a bracket, or a key, by its first and third character.
_MAY_HOLD = "（：(【:"
_BRACKETS_OF_NOTES = "（(【[［"
FIRST_OF_NOTE = frozenset(_BRACKETS_OF_NOTES).union(word[0] for word in f"{_ACTS}|{_ATTAINS}".split("|"))
_FIRST = re.compile(
    f"[{re.escape(''.join(sorted(FIRST_OF_NOTE)))}](?:(?<=[{re.escape(_BRACKETS_OF_NOTES)}])|(?=.[单部领人时期]))"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What such a note says: the bodies, the lead ones first, and the printed time."""

    bodies: tuple[str, ...]
    due_text: str | None


_FIELD = re.compile(r"(?P<key>[^：:；;，,（(]{2,10})[：:](?P<value>[^：:；;]*?)(?=[；;。]|[，,][^，,：:；;]{2,8}[：:]|$)")
_NEXT_KEY = re.compile(rf"(?<=[^；;，,])(?={_KEY}[：:])")
_BARE_KEY = re.compile(rf"(?:(?<=^)|(?<=[^：:])){_KEY}(?![：:])")
_TIME_KEY = re.compile(r".*(?:时限|时间|期限|节点)")
_BODY_KEY = re.compile(r".*(?:单位|部门|牵头|配合|责任主体|承办|主办|协办)")
_PLAYS = re.compile(rf"(?:由)?(?P<names>.+?)(?:{_ROLE}|落实)+$")
_BRACKETS = "（）()【】[]［］。"
_SHORT_NAME = 2


def may_hold_notes(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """False for most texts, without looking closely: where neither a bracket nor a colon is printed, no note is."""
    return holds_any(text[start:end], _MAY_HOLD)


def note_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The note that ``text[start:end]``, which may not be empty, begins with."""
    return NOTE.match(text, start, end) if text[start] in FIRST_OF_NOTE else None


def find_notes(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The notes in ``text[start:end]`` (without white space), in order."""
    return find_from(_FIRST, NOTE, text, start, end) if may_hold_notes(text, start, end) else iter(())


def first_note(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first note in ``text[start:end]``."""
    return next(find_notes(text, start, end), None)


def without_notes(text: str) -> str:
    """``text`` (without white space) but for its notes."""
    kept, at = "", 0
    for note in find_notes(text):
        kept, at = kept + text[at : note.start()], note.end()
    return kept + text[at:]


def read_note(note: str) -> Note:
    """What a note says. ``note`` is a match of :data:`NOTE`, without white space."""
    inner = note.strip(_BRACKETS)
    if re.match(_KEY, inner):
        inner = _NEXT_KEY.sub("；", _BARE_KEY.sub(lambda key: key[0] + "：", inner))
    return _labelled(inner) if re.search("[：:]", inner) else _in_words(inner)


def _labelled(inner: str) -> Note:
    bodies: dict[str, None] = {}
    due_text = None
    for match in _FIELD.finditer(inner):
        value = match["value"].strip("，,、")
        if _TIME_KEY.fullmatch(match["key"]):
            due_text = due_text or value or None
        elif _BODY_KEY.fullmatch(match["key"]):
            _add(bodies, value)
    return Note(tuple(bodies), due_text)


def _in_words(inner: str) -> Note:
    """县教育局牵头，县财政局、县人社局配合，2024年12月底前完成."""
    bodies: dict[str, None] = {}
    due_text = None
    for segment in re.split("[，,；;]", inner):
        if (plays := _PLAYS.match(segment)) is not None:
            _add(bodies, plays["names"])
        elif deadlines := find_deadlines(segment, None):
            due_text = due_text or deadlines[0].text
    return Note(tuple(bodies), due_text)


def _add(bodies: dict[str, None], names: str) -> None:
    for name in re.split("[、，,]", names):
        if name:
            bodies.setdefault(name.removeprefix("各") if len(name) > _SHORT_NAME else name)
