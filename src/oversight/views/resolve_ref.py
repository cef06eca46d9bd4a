"""From what a person types to the row that it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from oversight.database.reading import Reader, Row
from oversight.errors import NotFound, WrongUse
from oversight.messages import _
from oversight.views.refs import Bodies, Spelling, bodies, is_number, plain, spelling


class Entity(StrEnum):
    """What a ref can stand for, by the name of its table."""

    SESSION = "legislative_session"
    REPORT = "report"
    RECOMMENDATION = "recommendation"
    PROBLEM = "problem"

    @property
    def label(self) -> str:
        """The word for it."""
        words = {
            Entity.SESSION: _("a session"),
            Entity.REPORT: _("a report"),
            Entity.RECOMMENDATION: _("a recommendation"),
            Entity.PROBLEM: _("a problem"),
        }
        return words[self]

    @property
    def example(self) -> str:
        """How such a ref looks."""
        return {"legislative_session": "18-33", "report": "18-33/5", "recommendation": "18-33/5:3.1", "problem": "18-33/5:p2"}[
            self
        ]


@dataclass(frozen=True, slots=True)
class Found:
    """The row that a ref means. ``ref`` is its own ref, also where it was asked for by an older one."""

    entity: Entity
    id: int
    body_id: int
    ref: str

    @property
    def option(self) -> str | None:
        """The filter that finds the recommendations in it."""
        return {Entity.SESSION: "--session", Entity.REPORT: "--report"}.get(self.entity)


class AnotherThing(WrongUse):
    """A ref that is known, of something else than is wanted: ``found``."""

    def __init__(self, found: Found, typed: str, wanted: Entity) -> None:
        hint = _("Asked for here is {kind}, such as {example}.").format(kind=wanted.label, example=wanted.example)
        if wanted is Entity.RECOMMENDATION and (option := found.option) is not None:
            hint += " " + _("Those of {ref}: {command}").format(
                ref=found.ref, command=f"oversight rec list {option} {found.ref}"
            )
        super().__init__(_("{ref} is {kind}.").format(ref=typed, kind=found.entity.label), hint=hint)
        self.found = found


# Each gives one row a thing, with the columns that make its ref.
_SELECT = {
    Entity.SESSION: """
        SELECT s.id, s.body_id, s.ref AS session_ref, NULL AS number, NULL AS part, s.withdrawn_at
        FROM legislative_session s
        WHERE {where}""",
    Entity.REPORT: """
        SELECT p.id, p.body_id, s.ref AS session_ref, p.number, NULL AS part, p.withdrawn_at
        FROM report p JOIN legislative_session s ON s.id = p.session_id
        WHERE {where}""",
    Entity.RECOMMENDATION: """
        SELECT t.id, t.body_id, s.ref AS session_ref, p.number, t.ref_path AS part, t.withdrawn_at
        FROM recommendation t JOIN report p ON p.id = t.report_id JOIN legislative_session s ON s.id = p.session_id
        WHERE {where}""",
    Entity.PROBLEM: """
        SELECT t.id, t.body_id, s.ref AS session_ref, p.number, t.number AS part, t.withdrawn_at
        FROM problem t JOIN report p ON p.id = t.report_id JOIN legislative_session s ON s.id = p.session_id
        WHERE {where}""",
}
_KEY = {Entity.SESSION: "s.id", Entity.REPORT: "p.id", Entity.RECOMMENDATION: "t.id", Entity.PROBLEM: "t.id"}


def resolve_ref(reader: Reader, text: str, *wanted: Entity) -> Found:
    """The row that ``text`` means: a ref, an older ref, a ref with the committee's code, or the number of the first of ``wanted``.

    :raises NotFound: nothing answers to it; near refs are named
    :raises WrongUse: it means something else than is wanted, or, with several committees, more than one thing
    """
    return _resolve(reader, text, wanted, bodies(reader))


def resolve_refs(reader: Reader, texts: Sequence[str], *wanted: Entity) -> list[Found]:
    """What each of ``texts`` means, in this order, each row once."""
    known = bodies(reader)
    found = [_resolve(reader, text, wanted, known) for text in texts]
    return list({(one.entity, one.id): one for one in found}.values())


def resolve_hidden(reader: Reader, text: str, wanted: Entity) -> Found | None:
    """The hidden row that ``text`` means, a full ref; None where nothing of this kind is hidden under it."""
    known = bodies(reader)
    taken = spelling(plain(text), frozenset(known.codes.values()))
    if taken is None or _entity(taken) is not wanted:
        return None
    hidden = [found for found, stands in _by_ref(reader, taken, wanted, known) if not stands]
    return hidden[0] if len(hidden) == 1 else None


def _resolve(reader: Reader, text: str, wanted: Sequence[Entity], known: Bodies) -> Found:
    typed = plain(text)
    if is_number(typed):
        return _numbered(reader, int(typed), wanted[0], known)
    taken = spelling(typed, frozenset(known.codes.values()))
    if taken is None:
        raise NotFound(
            _("{ref} is no ref.").format(ref=text),
            hint=_("A ref of {kind} looks like {example}, or is a plain number.").format(
                kind=wanted[0].label, example=wanted[0].example
            ),
        )
    if taken.code is not None and taken.code not in known.codes.values():
        raise NotFound(
            _("No committee has the code {code}.").format(code=taken.code),
            hint=_("Known: {codes}.").format(codes=_(", ").join(sorted(known.codes.values()))),
        )
    entity = _entity(taken)
    found = _by_ref(reader, taken, entity, known)
    standing = [one for one in found if one[1]] or [one for one in _by_alias(reader, taken, known) if one[1]]
    if not standing:
        raise _nothing(reader, taken, known, text, withdrawn=bool(found))
    if len(standing) > 1:
        names = _(", ").join(sorted(f"{known.codes[one.body_id]}/{taken.text}" for one, __ in standing))
        raise WrongUse(
            _("{ref} could mean more than one thing.").format(ref=text), hint=_("Say which: {refs}.").format(refs=names)
        )
    one = standing[0][0]
    if one.entity not in wanted:
        raise AnotherThing(one, text, wanted[0])
    return one


def _entity(taken: Spelling) -> Entity:
    if taken.part is not None:
        return Entity.PROBLEM if taken.part.startswith("p") else Entity.RECOMMENDATION
    return Entity.SESSION if taken.report is None else Entity.REPORT


def _numbered(reader: Reader, number: int, entity: Entity, known: Bodies) -> Found:
    row = reader.one(_SELECT[entity].format(where=f"{_KEY[entity]} = :number"), number=number)
    if row is None or row["withdrawn_at"] is not None:
        raise NotFound(
            _("There is no number {number} that is {kind}.").format(number=number, kind=entity.label), hint=_list_of(entity)
        )
    return _found(row, entity, known)


def _found(row: Row, entity: Entity, known: Bodies) -> Found:
    ref = known.prefix(row["body_id"]) + row["session_ref"]
    if row["number"] is not None:
        ref += f"/{row['number']}"
    if row["part"] is not None:
        ref += f":p{row['part']}" if entity is Entity.PROBLEM else f":{row['part']}"
    return Found(entity, row["id"], row["body_id"], ref)


def _by_ref(reader: Reader, taken: Spelling, entity: Entity, known: Bodies) -> list[tuple[Found, bool]]:
    """What bears this ref, each with whether it stands (and is not withdrawn)."""
    where, parameters = ["s.ref = :session"], {"session": taken.session, "report": taken.report, "part": taken.part}
    if taken.report is not None:
        where.append("p.number = :report")
    if entity is Entity.RECOMMENDATION:
        where.append("t.ref_path = :part")
    if entity is Entity.PROBLEM:
        # A problem has one number; what has more answers to nothing.
        where.append("t.number = :part")
        parameters["part"] = int(taken.part[1:]) if taken.part and is_number(taken.part[1:]) else -1
    rows = reader.rows(_SELECT[entity].format(where=" AND ".join(where)), **parameters)
    return [(_found(row, entity, known), row["withdrawn_at"] is None) for row in _of_code(rows, taken, known)]


def _by_alias(reader: Reader, taken: Spelling, known: Bodies) -> list[tuple[Found, bool]]:
    """What once bore this ref."""
    result = []
    rows = reader.rows("SELECT entity, entity_id, body_id FROM ref_alias WHERE ref = :ref", ref=taken.text)
    for alias in _of_code(rows, taken, known):
        entity = Entity(alias["entity"])
        row = reader.one(_SELECT[entity].format(where=f"{_KEY[entity]} = :number"), number=alias["entity_id"])
        if row is not None:
            result.append((_found(row, entity, known), row["withdrawn_at"] is None))
    return result


def _of_code(rows: list[Row], taken: Spelling, known: Bodies) -> list[Row]:
    return [row for row in rows if taken.code is None or known.codes[row["body_id"]] == taken.code]


def _list_of(entity: Entity) -> str:
    command = {
        "legislative_session": "session list",
        "report": "report list",
        "recommendation": "rec list",
        "problem": "problem list",
    }
    return _("See: {command}").format(command=f"oversight {command[entity]}")


_NEAR = 6
"""Refs named when one is not found."""


def _nothing(reader: Reader, taken: Spelling, known: Bodies, text: str, *, withdrawn: bool) -> NotFound:
    """The error that names what lies near."""
    if withdrawn:
        return NotFound(
            _("{ref} was withdrawn: its paper was corrected, its load undone, or staff dropped it.").format(ref=text),
            hint=_("See: {command}").format(command="oversight log"),
        )
    what = _("Nothing answers to the ref {ref}.").format(ref=text)
    near, command = _near(reader, taken, known)
    if not near:
        return NotFound(what, hint=_("See: {command}").format(command=command))
    return NotFound(what, hint=_("Near it: {refs}. See: {command}").format(refs=_(", ").join(near), command=command))


def _near(reader: Reader, taken: Spelling, known: Bodies) -> tuple[list[str], str]:
    """Refs beside the one that is not there, and the command that lists them all: its paper's, else its session's, else all."""

    def refs(entity: Entity, where: str, **values: object) -> list[str]:
        rows = reader.rows(f"{_SELECT[entity].format(where=where)} ORDER BY {_IN_ORDER[entity]}", **values)
        return [_found(row, entity, known).ref for row in _of_code(rows, taken, known) if row["withdrawn_at"] is None]

    prefix = "" if taken.code is None or len(known.codes) == 1 else f"{taken.code}/"
    if taken.part is not None:
        entity = _entity(taken)
        found = refs(entity, "s.ref = :session AND p.number = :report", session=taken.session, report=taken.report)
        if found:
            noun = "problem list" if entity is Entity.PROBLEM else "rec list"
            return _nearest(found, prefix + taken.text), f"oversight {noun} --report {prefix}{taken.session}/{taken.report}"
    if taken.report is not None:
        found = refs(Entity.REPORT, "s.ref = :session AND s.withdrawn_at IS NULL", session=taken.session)
        if found:
            return _nearest(found, f"{prefix}{taken.session}/{taken.report}"), "oversight report list"
    # 18-33-5 for 18-33/5
    session, _dash, number = taken.session.rpartition("-")
    if found := refs(Entity.REPORT, "s.ref = :session AND s.withdrawn_at IS NULL", session=session):
        meant = f"{prefix}{session}/{number}"
        return [meant] if meant in found else _nearest(found, meant), "oversight report list"
    return _nearest(refs(Entity.SESSION, "s.withdrawn_at IS NULL"), prefix + taken.session), "oversight session list"


_IN_ORDER = {
    Entity.SESSION: "COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC",
    Entity.REPORT: "s.id, p.number",
    Entity.RECOMMENDATION: "p.id, t.position, t.id",
    Entity.PROBLEM: "p.id, t.position, t.id",
}


def _nearest(candidates: list[str], asked: str) -> list[str]:
    """Those that share the longest beginning with what was asked for, in their own order."""

    def shared(candidate: str) -> int:
        length = 0
        for one, other in zip(candidate, asked, strict=False):
            if one != other:
                break
            length += 1
        return length

    best = sorted(range(len(candidates)), key=lambda place: (-shared(candidates[place]), place))[:_NEAR]
    return [candidates[place] for place in sorted(best)]
