"""Which moves of a status are legal."""

from datetime import date

from oversight.errors import Refused
from oversight.messages import _
from oversight.vocabulary import Status


def check_move(
    before: Status,
    after: Status,
    *,
    on: date,
    today: date,
    raised_on: date | None,
    where: str | None = None,
    session: bool = False,
    evidence: str | None = None,
    without_evidence: bool = False,
    note: str | None = None,
) -> None:
    """Refuse the move from ``before`` to ``after`` on the day ``on`` where a rule forbids it; ``where`` is the ref.

    A report by the body is a claim; done is the committee's own judgement, so it says what it rests on: a session, evidence,
    or, knowingly without either, a note. What was judged done is taken up anew for a reason: a session, evidence or a note.
    """
    if before == after:
        raise Refused(_("It is marked so already."), where=where, hint=_("Nothing was changed."))
    check_day(on, today=today, raised_on=raised_on, where=where)
    if after is Status.DONE:
        _check_basis(session=session, evidence=evidence, without_evidence=without_evidence, note=note, where=where)
    if before is Status.DONE and not (session or (evidence or "").strip() or (note or "").strip()):
        raise Refused(
            _("It is done; to take that back needs a reason."),
            where=where,
            hint=_("Say why in --note, or where it was decided in --session."),
        )


def check_day(
    on: date,
    *,
    today: date,
    raised_on: date | None,
    where: str | None = None,
    ahead: str | None = None,
    before: str | None = None,
) -> None:
    """Refuse a day that is yet to come, or on which nothing had been raised yet; ``where`` is the ref.

    ``ahead`` and ``before`` say what to do about the one and the other, where it is something of its own.
    """
    if on > today:
        raise Refused(
            _("{date} is in the future.").format(date=on.isoformat()),
            where=where,
            hint=ahead or _("Give the day since when it is so."),
        )
    if raised_on is not None and on < raised_on:
        raise Refused(
            _("{date} is before it was raised, on {raised}.").format(date=on.isoformat(), raised=raised_on.isoformat()),
            where=where,
            hint=before or _("Give a later day."),
        )


def _check_basis(*, session: bool, evidence: str | None, without_evidence: bool, note: str | None, where: str | None) -> None:
    if session or (evidence or "").strip():
        return
    if not without_evidence:
        raise Refused(
            _("Done has to say what it rests on."),
            where=where,
            hint=_("Give --session or --evidence; else --without-evidence together with --note."),
        )
    if not (note or "").strip():
        raise Refused(_("Done without evidence needs a note."), where=where, hint=_("Say why in --note."))
