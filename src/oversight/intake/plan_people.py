"""Who is who, and who was there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from oversight.database.meetings import AttendanceEntry, LegislativeSession, Sitting
from oversight.database.people import Membership, Person, Term
from oversight.intake.compare_with_roster import compare_with_roster
from oversight.intake.draft import Draft
from oversight.intake.planned import Planned, want, withdraw
from oversight.intake.tell import tell, tell_text
from oversight.messages import _, ngettext
from oversight.records import packet as records
from oversight.rules.likeness import likeness
from oversight.rules.names import name_key, sort_key
from oversight.vocabulary import Attendance, Capacity

# 庄红 mended to 庄虹: half of the name stays, and so does its place on the list.
_RENAMED = 0.5


@dataclass(slots=True)
class People:
    """The members that the packet names, by name key; None where two persons bear the name."""

    by_key: dict[str, Planned | None] = field(default_factory=dict)

    def find(self, draft: Draft, name: str | None) -> Planned | None:
        """The person called ``name``, in the packet or in the database; None where nobody is, or more than one."""
        if name is None:
            return None
        key = name_key(name)
        if key in self.by_key:
            return self.by_key[key]
        known = draft.stored.persons.get(key, [])
        if len(known) != 1:
            return None
        self.by_key[key] = draft.add(want(Person, {}, known[0], draft.held, ref=known[0].name))
        return self.by_key[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the list, of a member or an observer."""

    record: records.Member | records.Observer
    capacity: Capacity
    position: int
    key: str
    title: str


def plan_people(draft: Draft, session: Planned, term: Planned | None, sitting_of: Callable[[], Planned]) -> People:
    """Persons, attendance and memberships. A packet without a list leaves what is stored."""
    people = People()
    members = _lines(draft, draft.packet.members, Capacity.MEMBER)
    observers = _lines(draft, draft.packet.observers, Capacity.OBSERVER)
    old_session = session.old if isinstance(session.old, LegislativeSession) else None
    old_sitting = next((row for row in draft.stored.sittings(old_session) if row.number == 1), None)
    entries = draft.stored.attendance(old_sitting)
    paired = _pair(members, _of(entries, Capacity.MEMBER)) | _pair(observers, _of(entries, Capacity.OBSERVER))
    for line in members:
        people.by_key[line.key] = _plan_person(draft, line, paired.get(id(line)), old_sitting)
    sitting = sitting_of()
    for line in (*members, *observers):
        person = people.by_key[line.key] if line.capacity is Capacity.MEMBER else None
        _plan_entry(draft, line, paired.get(id(line)), session=session, sitting=sitting, person=person)
    kept = [
        entry
        for capacity, lines in ((Capacity.MEMBER, members), (Capacity.OBSERVER, observers))
        for entry in _withdraw_missing(draft, session, lines, _of(entries, capacity), paired.values())
    ]
    if members and term is not None:
        stored = draft.stored.memberships(term.old if isinstance(term.old, Term) else None)
        compare_with_roster(draft, session, stored, {_roster_key(people, line): line.record.name for line in members})
        _plan_memberships(draft, members, people, term=term, memberships=stored, kept=kept, session=old_session)
    return people


def _roster_key(people: People, line: _Line) -> str:
    """The key of the person that a line is linked to, whose name may be another one now; else of the printed name."""
    planned = people.by_key[line.key]
    return planned.old.name_key if planned is not None and isinstance(planned.old, Person) else line.key


def _lines(draft: Draft, listed: Sequence[records.Member | records.Observer], capacity: Capacity) -> list[_Line]:
    lines: dict[tuple[str, str], _Line] = {}
    for position, record in enumerate(listed, 1):
        title = (record.title or "") if isinstance(record, records.Observer) else ""
        key = (name_key(record.name), title)
        if key in lines:
            draft.doubt("same_name_twice", _("{name} stands on the list twice.").format(name=record.name), record)
            continue
        lines[key] = _Line(record=record, capacity=capacity, position=position, key=key[0], title=title)
    _doubt_titles(draft, lines.values())
    return list(lines.values())


def _doubt_titles(draft: Draft, lines: Iterable[_Line]) -> None:
    """A name that stands on one list with two titles: one person with two offices, or two people."""
    titles: dict[str, list[_Line]] = {}
    for line in lines:
        titles.setdefault(line.key, []).append(line)
    for same in titles.values():
        if len(same) > 1:
            sentence = _("{name} stands on the list with {count} titles: {titles}.").format(
                name=same[0].record.name, count=len(same), titles=_(", ").join(line.title for line in same)
            )
            draft.doubt("name_two_titles", sentence, same[-1].record, passage=same[0].record.name)


def _of(entries: Iterable[AttendanceEntry], capacity: Capacity) -> list[AttendanceEntry]:
    return [entry for entry in entries if entry.capacity == capacity.value]


def _pair(lines: list[_Line], entries: list[AttendanceEntry]) -> dict[int, AttendanceEntry]:
    """Which stored entry each line is, by ``id`` of the line: same name and title, same name, then a name mended in its place."""
    paired: dict[int, AttendanceEntry] = {}
    rules: tuple[Callable[[_Line, AttendanceEntry], bool], ...] = (
        lambda line, entry: (line.key, line.title) == (entry.name_key, entry.title),
        lambda line, entry: line.key == entry.name_key and entry.withdrawn_at is None,
        _is_renamed,
    )
    for rule in rules:
        for line in lines:
            if id(line) in paired:
                continue
            free = [entry for entry in entries if entry not in paired.values() and rule(line, entry)]
            if free:
                paired[id(line)] = min(
                    free, key=lambda entry: (entry.withdrawn_at is not None, abs(entry.position - line.position))
                )
    return paired


def _is_renamed(line: _Line, entry: AttendanceEntry) -> bool:
    if entry.withdrawn_at is not None or entry.title != line.title:
        return False
    record = line.record
    if isinstance(record, records.Member) and entry.role != record.role.value:
        return False
    return likeness(line.key, entry.name_key) >= _RENAMED and entry.position == line.position


def _plan_person(draft: Draft, line: _Line, entry: AttendanceEntry | None, sitting: Sitting | None) -> Planned | None:
    name = "".join(line.record.name.split())
    known = draft.stored.persons.get(line.key, []) or _renamed_by_staff(draft, line, entry)
    if len(known) > 1:
        linked = next((person for person in known if entry is not None and person.id == entry.person_id), None)
        if linked is None:
            draft.doubt(
                "person_unclear", _("Two people are called {name}: say which one this is.").format(name=name), line.record
            )
            return None
        known = [linked]
    if known:
        return draft.add(want(Person, {}, known[0], draft.held, ref=known[0].name, says=name))
    values: dict[str, object] = {"name": name, "name_key": line.key, "sort_key": sort_key(name)}
    renamed = _only_known_from(draft, entry, sitting)
    return draft.add(want(Person, values, renamed, draft.held, ref=renamed.name if renamed is not None else name, says=name))


def _renamed_by_staff(draft: Draft, line: _Line, entry: AttendanceEntry | None) -> list[Person]:
    """The person whom a name printed as before is linked to, though staff have given that person another name."""
    if entry is None or entry.name_key != line.key:
        return []
    linked = [person for persons in draft.stored.persons.values() for person in persons if person.id == entry.person_id]
    return [person for person in linked if draft.held.has(person, "name")]


def _only_known_from(draft: Draft, entry: AttendanceEntry | None, sitting: Sitting | None) -> Person | None:
    """The person behind a mended name, where no other paper knows that name: then the name itself was the slip."""
    if entry is None or entry.person_id is None:
        return None
    for persons in draft.stored.persons.values():
        for person in persons:
            if person.id == entry.person_id:
                return None if draft.stored.seen_elsewhere(person, sitting) else person
    return None


def _plan_entry(
    draft: Draft, line: _Line, entry: AttendanceEntry | None, *, session: Planned, sitting: Planned, person: Planned | None
) -> None:
    record = line.record
    values: dict[str, object] = {
        "sitting_id": sitting,
        "capacity": line.capacity.value,
        "position": line.position,
        "name": record.name,
        "name_key": line.key,
        "title": line.title,
        **draft.place(record),
    }
    if isinstance(record, records.Member):
        values |= {"role": record.role.value, "status": record.attendance.value, "reason": record.reason}
    if person is not None:
        values["person_id"] = person
    ref = f"{session.ref} {entry.name if entry is not None else record.name}"
    says = " ".join(str(part) for part in (record.name, values.get("status"), line.title) if part)
    planned = draft.add(want(AttendanceEntry, values, entry, draft.held, ref=ref, says=says))
    _tell_entry(draft, planned)


def _tell_entry(draft: Draft, planned: Planned) -> None:
    for column in ("name", "title", "role", "reason"):
        tell_text(draft, planned, column)
    moved = planned.changed("status")
    if moved is not None and planned.old is not None and moved.before is not None:
        before, after = (_word(str(value)) for value in (moved.before, moved.after))
        tell(draft, planned.ref, "status", _("{ref}: {before} → {after}").format(ref=planned.ref, before=before, after=after))


def _word(attendance: str) -> str:
    words: dict[str, str] = {Attendance.PRESENT: _("present"), Attendance.LEAVE: _("on leave"), Attendance.ABSENT: _("absent")}
    return words[attendance]


def _withdraw_missing(
    draft: Draft,
    session: Planned,
    lines: list[_Line],
    entries: list[AttendanceEntry],
    paired: Iterable[AttendanceEntry],
) -> list[AttendanceEntry]:
    """Hide the entries that a corrected list no longer has; give back those that stay though the packet lacks them.

    A packet that names less than half of those on record is no corrected list: a news item names only the chair.
    """
    found = list(paired)
    standing = [entry for entry in entries if entry.withdrawn_at is None]
    missing = [entry for entry in standing if entry not in found and not draft.held.has(entry, "created")]
    if not lines or not missing:
        return missing
    if 2 * (len(standing) - len(missing)) < len(standing):
        message = ngettext(
            "{count} person on the list of {session} is not named here; the entry was kept.",
            "{count} people on the list of {session} are not named here; their entries were kept.",
            len(missing),
        )
        draft.doubt("attendance_partial", message.format(count=len(missing), session=session.ref), lines[0].record)
        return missing
    for entry in missing:
        ref = f"{session.ref} {entry.name}"
        draft.add(withdraw(entry, ref=ref, says=entry.name))
        tell(draft, ref, "withdrawn", _("{ref} is no longer on the list.").format(ref=ref))
    return []


def _plan_memberships(
    draft: Draft,
    members: list[_Line],
    people: People,
    *,
    term: Planned,
    memberships: Sequence[Membership],
    kept: Sequence[AttendanceEntry],
    session: LegislativeSession | None,
) -> None:
    """Seen, not confirmed: one row for each role that a list of the term shows."""
    old_term = term.old if isinstance(term.old, Term) else None
    stored = {(row.person_id, row.role): row for row in memberships}
    backed = {(entry.person_id, entry.role) for entry in kept if entry.person_id is not None and entry.role is not None}
    for line in members:
        person, record = people.by_key[line.key], line.record
        if person is None or not isinstance(record, records.Member):
            continue
        old = stored.get((person.id, record.role.value)) if person.id is not None else None
        values: dict[str, object] = {"person_id": person, "term_id": term, "role": record.role.value}
        draft.add(want(Membership, values, old, draft.held, ref=record.name, says=record.role.value))
        if old is not None:
            backed.add((old.person_id, old.role))
    unseen = {
        key: row
        for key, row in stored.items()
        if key not in backed and row.withdrawn_at is None and not row.confirmed and not draft.held.has(row, "created")
    }
    # All other lists of the term are looked through for these alone: most lists name all whom the others name.
    elsewhere = draft.stored.roles_elsewhere(old_term, session, {person_id for person_id, _role in unseen})
    for key, row in unseen.items():
        if key not in elsewhere:
            draft.add(withdraw(row, ref=str(row.person_id), says=row.role))
