"""Put a session on the calendar before its papers are there, and correct what is known of one."""

import re
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.in_office import check_presides
from oversight.follow_up.roster import committee, term_of
from oversight.follow_up.session_day import check_session_day
from oversight.messages import _
from oversight.stored_words import sentence
from oversight.views.refs import bodies, plain
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import SessionKind

# 18-34, lvyuan/18-34
_REF = re.compile(r"(?:([^/]+)/)?(\d{1,3})-(\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is said of a session; what is left out stays as it is. An empty word takes away what was there."""

    starts_on: date | None = None
    ends_on: date | None = None
    venue: str | None = None
    presided_by: str | None = None

    def values(self) -> dict[str, date | str | None]:
        """The columns that are said, an empty word as nothing."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: (value.strip() or None) if isinstance(value, str) else value
            for name, value in said.items()
            if value is not None
        }


def add_session(db: Session, ref: str, facts: Facts, *, who: Who, code: str | None = None, note: str | None = None) -> str:
    """Put the session ``ref`` (18-34, or with the committee's code before it, else ``code``) on the calendar; gives its ref back.

    :raises WrongUse: it is no such ref; there are several committees, and none is named
    :raises NotFound: there is no such committee
    :raises Refused: it is there already; its last day is before its first; a session of a lower number is later, of a higher earlier;
        who is said to preside is no member on that day
    """
    deed = begin_deed(db, who, "session add", note=note)
    found = _REF.fullmatch(plain(ref))
    if found is None:
        raise WrongUse(
            _("{ref} is no session.").format(ref=ref),
            hint=_("Write the term and the number: {example}.").format(example="18-34"),
        )
    term, number = int(found[2]), int(found[3])
    body_id = committee(deed, found[1] or code)
    own_ref = f"{term}-{number}"
    shown = bodies(deed.reader).prefix(body_id) + own_ref
    deed.summary = sentence("{ref} was put on the calendar", ref=shown)
    old = db.scalar(select(LegislativeSession).where(LegislativeSession.body_id == body_id, LegislativeSession.ref == own_ref))
    if old is not None and old.withdrawn_at is None:
        raise Refused(
            _("{ref} is there already.").format(ref=shown),
            hint=_("Correct it with: {command}").format(command=f"oversight session edit {shown}"),
        )
    if old is not None:
        deed.restore(old, own_ref)
        _set(deed, old, facts, shown)
        return shown
    row = LegislativeSession(
        body_id=body_id,
        ref=own_ref,
        kind=SessionKind.COMMITTEE.value,
        term_id=term_of(deed, body_id, term).id,
        number=number,
        papers_known=False,
        **facts.values(),
    )
    check_session_day(deed, row, shown, None)
    check_presides(deed, row, shown)
    deed.create(row, own_ref)
    return shown


def edit_session(db: Session, ref: str, facts: Facts, *, who: Who, note: str | None = None) -> str:
    """Correct a session; gives its ref back. What a person has said of it, a later load leaves as it is.

    :raises NotFound: there is no such session
    :raises WrongUse: nothing is said
    :raises Refused: it is so already; its last day is before its first; a session of a lower number is later, of a higher earlier;
        what was decided there, or done about what it raised, would be before it; who is said to preside is no member on that day
    """
    deed = begin_deed(db, who, "session edit", note=note)
    if not facts.values():
        raise WrongUse(_("Nothing is said of the session."), hint=_("Give --date, --to, --venue or --presided-by."))
    found = resolve_ref(deed.reader, ref, Entity.SESSION)
    deed.summary = sentence("{ref} was corrected", ref=found.ref)
    if not _set(deed, db.get_one(LegislativeSession, found.id), facts, found.ref):
        raise Refused(_("It is so already."), where=found.ref, hint=_("Nothing was changed."))
    return found.ref


def _set(deed: Deed, row: LegislativeSession, facts: Facts, ref: str) -> bool:
    values = facts.values()
    if row.ends_on is not None and row.ends_on == row.starts_on and "ends_on" not in values and "starts_on" in values:
        # A session of one day is put off as a whole.
        values["ends_on"] = values["starts_on"]
    before = row.starts_on
    changed = [deed.set(row, name, value) for name, value in values.items()]
    deed.db.flush()
    check_session_day(deed, row, ref, before)
    if values.get("presided_by"):
        check_presides(deed, row, ref)
    return any(changed)
