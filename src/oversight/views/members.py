"""Members: who serves, and one member with every session."""

from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.errors import NotFound, WrongUse
from oversight.messages import _
from oversight.views.attendance import MemberAttendance, attendance_by_member
from oversight.views.refs import bodies
from oversight.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """That someone holds a role in a term, as a paper shows or the office ``typed``; ``confirmed`` with the roster as a whole."""

    id: int
    name: str
    role: str
    body: str
    term: int
    starts_on: date | None
    ends_on: date | None
    confirmed: bool
    typed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """How a member attended one session, as printed."""

    session: str
    date: date | None
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSheet:
    """A member with all roles held, the numbers, and every session, the latest first."""

    id: int
    name: str
    roles: tuple[Member, ...]
    summary: MemberAttendance
    sessions: tuple[Attended, ...]


def list_members(reader: Reader, *, as_of: date | None = None) -> list[Member]:
    """All who hold a role, by committee, term (the latest first), rank and name; with ``as_of`` those in office on that day.

    A role without dates is held for the whole term, as far as the papers tell.
    """
    where = ""
    values: dict[str, object] = {}
    if as_of is not None:
        where = " AND (m.starts_on IS NULL OR m.starts_on <= :day) AND (m.ends_on IS NULL OR m.ends_on >= :day)"
        values["day"] = as_of
    return _roles(reader, where, values)


def show_member(reader: Reader, name: str) -> MemberSheet:
    """The member called ``name`` (or with this number).

    :raises NotFound: there is none; near names are given
    :raises WrongUse: there are several
    """
    key = "".join(name.split())
    people = {member.id: member.name for member in _roles(reader, "", {})}
    found = [one for one, called in people.items() if key in {called, str(one)}]
    if not found:
        raise _nobody(name, key, list(people.values()))
    if len(found) > 1:
        raise WrongUse(
            _("More than one member is called {name}.").format(name=name),
            hint=_("Say which by number: {numbers}.").format(numbers=_(", ").join(map(str, found))),
        )
    return _sheet(reader, found[0])


def _nobody(name: str, key: str, names: list[str]) -> NotFound:
    see = "oversight member list"
    hint = _("See: {command}").format(command=see)
    near = [called for called in dict.fromkeys(names) if key and (key in called or called.startswith(key[0]))][:6]
    if near:
        hint = _("Near it: {refs}. See: {command}").format(refs=_(", ").join(near), command=see)
    return NotFound(_("No member is called {name}.").format(name=name), hint=hint)


def _sheet(reader: Reader, one: int) -> MemberSheet:
    known = bodies(reader)
    rows = reader.rows(
        """
        SELECT s.body_id, s.ref, s.starts_on, a.status, a.reason
        FROM attendance a
        JOIN sitting g ON g.id = a.sitting_id
        JOIN legislative_session s ON s.id = g.session_id
        WHERE a.person_id = :one AND a.capacity = 'member' AND a.status IS NOT NULL
            AND a.withdrawn_at IS NULL AND s.withdrawn_at IS NULL
        ORDER BY COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC, g.number""",
        one=one,
    )
    roles = tuple(_roles(reader, " AND q.id = :one", {"one": one}))
    (summary,) = attendance_by_member(reader, person=one)
    return MemberSheet(
        id=one,
        name=roles[0].name,
        roles=roles,
        summary=summary,
        sessions=tuple(
            Attended(
                session=known.prefix(row["body_id"]) + row["ref"],
                date=row["starts_on"],
                status=row["status"],
                reason=row["reason"],
            )
            for row in rows
        ),
    )


def _roles(reader: Reader, where: str, values: dict[str, object]) -> list[Member]:
    rows = reader.rows(
        f"""
        SELECT q.id, q.name, q.sort_key, m.role, b.name AS body, m.body_id, t.number AS term, m.starts_on, m.ends_on, m.confirmed,
            (SELECT c.command FROM event e JOIN change c ON c.id = e.change_id
                WHERE e.entity = 'membership' AND e.entity_id = m.id AND e.field IN ('created', 'restored')
                    AND c.command <> 'undo'
                ORDER BY e.sequence DESC LIMIT 1) AS command
        FROM membership m
        JOIN person q ON q.id = m.person_id
        JOIN term t ON t.id = m.term_id
        JOIN body b ON b.id = m.body_id
        WHERE m.withdrawn_at IS NULL{where}""",  # noqa: S608 -- put together from constants
        **values,
    )
    rank = {role.value: place for place, role in enumerate(Role)}
    rows.sort(key=lambda row: (row["body_id"], -row["term"], rank[row["role"]], row["sort_key"], row["id"]))
    return [
        Member(
            id=row["id"],
            name=row["name"],
            role=row["role"],
            body=row["body"],
            term=row["term"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            confirmed=bool(row["confirmed"]),
            typed=(row["command"] or "").startswith("member "),
        )
        for row in rows
    ]
