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
from oversight.messages import _

_DIGITS = 24
"""Hexadecimal digits of the hash that a seal holds: 96 bits, more than anybody can try out."""

_GROUP = 4

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
            hint=_("A seal looks like {example}. To make one: {command}").format(
                example=Seal(body="lvyuan", sequence=359, hash="7F3A9C2104BE55D1A0E2C3F8"), command="oversight db seal"
            ),
        )
    return Seal(body=found["code"], sequence=int(found["sequence"]), hash=found["hash"].replace("-", "").upper())


def altered_before(db: Session, seal: Seal) -> Finding | None:
    """What was altered before ``seal`` was made; None where all up to there is as it was.

    :raises NotFound: there is no such committee
    """
    codes = {code.casefold(): key for key, code in db.execute(select(Body.id, Body.code).order_by(Body.code))}
    body_id = codes.get(seal.body.casefold())
    if body_id is None:
        raise NotFound(
            _("No committee has the code {code}.").format(code=seal.body),
            hint=_("Known: {codes}.").format(codes=_(", ").join(codes)),
        )
    # Where all links up to the event hold, its hash stands for everything before it.
    for broken in verify_chain(db):
        if broken.body.casefold() == seal.body.casefold() and broken.sequence <= seal.sequence:
            return _finding(broken.what)
    full = db.scalar(select(Event.hash).where(Event.body_id == body_id, Event.sequence == seal.sequence))
    if full is None:
        return _finding(
            _("{body}: event {sequence}, of which the seal was made, is not there.").format(
                body=seal.body, sequence=seal.sequence
            )
        )
    if not full.upper().startswith(seal.hash):
        return _finding(
            _("{body}: up to event {sequence}, the history is another one than the seal was made of.").format(
                body=seal.body, sequence=seal.sequence
            )
        )
    return None


def _finding(what: str) -> Finding:
    return Finding(code="seal_broken", table="event", row_id=None, what=what)
