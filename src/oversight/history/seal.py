"""A seal: a short fingerprint of a committee's story up to its last event, for the minutes; whoever has it can prove the past."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.finding import Finding
from oversight.database.people import Body
from oversight.database.story import Event
from oversight.errors import DatabaseError, NotFound, WrongUse
from oversight.history.chain import verify_chain
from oversight.history.check_rows import altered_rows
from oversight.messages import _

_DIGITS = 24
"""Hexadecimal digits of the hash that a seal holds: 96 bits, more than anybody can try out."""

_GROUP = 4

_SLIPS = 6
"""Digits that may be typed wrong: another history has some twenty others."""

# lvyuan-000359-7F3A-9C21-04BE-55D1-A0E2-C3F8, read off the minutes: in either case, with any dashes or blanks
_SEAL = re.compile(rf"(?P<code>.+?)-(?P<sequence>[0-9]{{1,12}})-(?P<hash>(?:[0-9A-F]-?){{{_DIGITS}}})", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The story of the committee with the code ``body`` up to the event ``sequence``, whose hash begins with ``hash``."""

    body: str
    sequence: int
    hash: str

    def __str__(self) -> str:
        groups = [self.hash[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP)]
        return "-".join([self.body, f"{self.sequence:06}", *groups])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A seal with what it covers: so many events of the committee ``body`` (its code), the last ``recorded_at`` then."""

    seal: str
    body: str
    name: str
    sequence: int
    recorded_at: datetime


def make_seals(db: Session) -> list[Sealed]:
    """A seal for each committee that has a story, as it stands now.

    :raises DatabaseError: a story is broken; nobody should put that into the minutes
    """
    for broken in verify_chain(db):
        raise DatabaseError(
            _("The history is broken, so it cannot be sealed. {what}").format(what=broken.what),
            hint=_("See: {command}").format(command="oversight db check"),
        )
    result = []
    for body in db.scalars(select(Body).order_by(Body.id)):
        last = db.scalar(select(Event).where(Event.body_id == body.id).order_by(Event.sequence.desc()).limit(1))
        if last is not None:
            seal = Seal(body=body.code, sequence=last.sequence, hash=last.hash[:_DIGITS].upper())
            result.append(
                Sealed(seal=str(seal), body=body.code, name=body.name, sequence=last.sequence, recorded_at=last.recorded_at)
            )
    return result


def read_seal(text: str) -> Seal:
    """The seal that was typed.

    :raises WrongUse: it is none
    """
    found = _SEAL.fullmatch(_BETWEEN.sub("-", unicodedata.normalize("NFKC", text).strip()))
    if found is None:
        raise WrongUse(
            _("{text} is no seal.").format(text=text),
            hint=_("A seal looks like {example}. Compare it with the minutes, letter by letter. To make one: {command}").format(
                example=Seal(body="lvyuan", sequence=359, hash="7F3A9C2104BE55D1A0E2C3F8"), command="oversight db seal"
            ),
        )
    return Seal(body=found["code"], sequence=int(found["sequence"]), hash=found["hash"].replace("-", "").upper())


def altered_before(db: Session, seal: Seal) -> Finding | None:
    """What was altered before ``seal`` was made; None where all up to there is as it was.

    No other history has a seal that is almost this one's, or that of another event: it was typed wrong, which is said instead.

    :raises NotFound: there is no such committee
    """
    codes = {code.casefold(): key for key, code in db.execute(select(Body.id, Body.code).order_by(Body.code))}
    body_id = codes.get(seal.body.casefold())
    if body_id is None:
        return _of_altered_committee(db, seal, list(codes))
    # Where all links up to the event hold, its hash stands for everything before it.
    for broken in verify_chain(db):
        if broken.body.casefold() == seal.body.casefold() and broken.sequence <= seal.sequence:
            return _finding(broken.what)
    full = db.scalar(select(Event.hash).where(Event.body_id == body_id, Event.sequence == seal.sequence))
    if full is not None and full.upper().startswith(seal.hash):
        return None
    if _is_mistyped(db, body_id, seal, full):
        what = _("{seal} is almost a seal of this history: it was typed wrong. Compare it with the minutes, letter by letter.")
    elif full is None:
        what = _("{body}: event {sequence}, of which the seal was made, is not there.")
    else:
        what = _("{body}: up to event {sequence}, the history is another one than the seal was made of.")
    return _finding(what.format(seal=seal, body=seal.body, sequence=seal.sequence))


def _of_altered_committee(db: Session, seal: Seal, codes: list[str]) -> Finding:
    """That the code of the committee was altered: the event of the seal is there, and the committee is not as it was left."""
    whose = select(Event.body_id).where(Event.sequence == seal.sequence, Event.hash.startswith(seal.hash.lower()))
    altered = {finding.row_id for finding in altered_rows(db, (), only=Body.__tablename__)}
    for body in db.scalars(select(Body).where(Body.id.in_(whose))):
        if body.id in altered:
            return _finding(
                _("The seal was made of the committee {code}, whose code is {now} now: it was altered.").format(
                    code=seal.body, now=body.code
                )
            )
    raise NotFound(
        _("No committee has the code {code}.").format(code=seal.body),
        hint=_("Known: {codes}. Compare the seal with the minutes, letter by letter.").format(codes=_(", ").join(codes)),
    )


def _is_mistyped(db: Session, body_id: int, seal: Seal, full: str | None) -> bool:
    """Whether the seal is almost the true one, or that of another event under a wrong number."""
    other = select(Event.id).where(Event.body_id == body_id, Event.hash.startswith(seal.hash.lower()))
    if db.scalar(other) is not None:
        return True
    return full is not None and sum(one != two for one, two in zip(full.upper(), seal.hash, strict=False)) <= _SLIPS


def _finding(what: str) -> Finding:
    return Finding(code="seal_broken", table="event", row_id=None, what=what)
