"""``--as-of`` and ``--known-at``: the same question asked of the database as it was."""

import datetime as dt
import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any

import typer

from oversight.cli import complete
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.options import day
from oversight.cli.terminal import say
from oversight.errors import NotFound, Refused, WrongUse
from oversight.history.as_it_was import Moment
from oversight.messages import _
from oversight.views.resolve_ref import Entity, resolve_ref

# 2021-04-16   2021-04-16 09:30   2021-04-16T09:30:15.250000+08:00
_TIME = re.compile(
    r"(?P<day>\S+?)(?:(?:T|\s+)(?P<time>\d{2}:\d{2}(?P<second>:\d{2}(?P<part>\.\d+)?)?)\s*(?P<zone>Z|[+-]\d{2}:\d{2})?)?"
)

_OPTIONS: dict[str, Any] = {
    "as_of": Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE|SESSION",
            help=_("what was so at the end of this day, or of this session"),
            autocompletion=complete.sessions,
        ),
    ],
    "known_at": Annotated[
        str | None,
        typer.Option("--known-at", metavar="TIME", help=_("what the database had been told by this day or time (local)")),
    ],
}


def looks_back(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with both options: what it reads by its invocation is as it was then, and ``today`` is that day."""

    def run(**values: Any) -> None:  # noqa: ANN401 -- whatever the options hold
        as_of, known_at = (values.pop(name) for name in _OPTIONS)
        look_back(invocation(values["ctx"]), as_of, known_at)
        command(**values)

    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _OPTIONS.items()
    ]
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in inspect.signature(command).parameters.values()
    ]
    # Behind what narrows the question, before how the answer is printed.
    place = next((place for place, parameter in enumerate(own) if parameter.name == "form"), len(own))
    parameters = own[:place] + options + own[place:]
    run.__name__ = command.__name__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads the options from
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def look_back(call: Invocation, as_of: str | None, known_at: str | None) -> None:
    """From now on ``call`` reads as it was then, and says so; nothing changes where both are None.

    :raises NotFound: there is no such session
    :raises WrongUse: what was typed is no time
    :raises Refused: it is yet to come, or the day of the session is not known
    """
    if as_of is None and known_at is None:
        return
    told = None if known_at is None else _time(call, known_at)
    day_then = None if as_of is None else _day(call, as_of)
    call.moment = Moment(as_of=day_then, known_at=told)
    if day_then is not None:
        _say_when(day_then)
    if told is not None:
        say(_("By what was known on {time}.").format(time=f"{told.astimezone():%Y-%m-%d %H:%M:%S}"))


def look_back_to_session(call: Invocation, ref: str) -> None:
    """From now on ``call`` reads as it was at the end of that session, and says so; nothing changes where it is not past.

    :raises NotFound: there is no such session
    """
    _ref, held_until = _held_until(call, ref)
    if held_until is not None and held_until < call.today:
        call.moment = Moment(as_of=held_until)
        _say_when(held_until)


def _say_when(day: dt.date) -> None:
    say(_("As it was on {day}.").format(day=day.isoformat()))


def _day(call: Invocation, text: str) -> dt.date:
    try:
        found = day(text, "--as-of")
    except WrongUse:
        found = _end_of_session(call, text)
    assert found is not None
    if found > call.today:
        raise Refused(_("{date} is in the future.").format(date=found.isoformat()), where="--as-of")
    return found


def _end_of_session(call: Invocation, text: str) -> dt.date:
    try:
        ref, found = _held_until(call, text)
    except NotFound as error:
        raise NotFound(
            _("{text} is neither a day nor a session.").format(text=text),
            where="--as-of",
            hint=_("Write a day as 2021-04-16, a session as 18-33; see: {command}").format(command="oversight session list"),
        ) from error
    if found is None:
        raise Refused(
            _("It is not known when {session} was held.").format(session=ref),
            where="--as-of",
            hint=_("Give a day instead: 2021-04-16."),
        )
    return found


def _held_until(call: Invocation, text: str) -> tuple[str, dt.date | None]:
    """The session that ``text`` means, and its last day, where that is known."""
    with call.reading() as reader:
        session = resolve_ref(reader, text, Entity.SESSION)
        row = reader.one("SELECT starts_on, ends_on FROM legislative_session WHERE id = :id", id=session.id) or {}
    return session.ref, row.get("ends_on") or row.get("starts_on")


def _time(call: Invocation, text: str) -> dt.datetime:
    """The last moment of the day, minute or second that ``text`` names, in local time where it names no other."""
    found = _TIME.fullmatch(text.strip())
    on = None if found is None else day(found["day"], "--known-at")
    if found is None or on is None:
        raise _no_time(text)
    try:
        begins = dt.datetime.fromisoformat(f"{on.isoformat()}T{found['time'] or '00:00'}{found['zone'] or ''}")
    except ValueError:
        raise _no_time(text) from None
    if begins.tzinfo is None:
        begins = begins.astimezone()
    if begins > call.now:
        raise Refused(_("{date} is in the future.").format(date=text.strip()), where="--known-at")
    if found["time"] is None:
        return dt.datetime.combine(on, dt.time.max).astimezone()
    if found["part"] is not None:
        return begins
    return begins + dt.timedelta(seconds=60 if found["second"] is None else 1, microseconds=-1)


def _no_time(text: str) -> WrongUse:
    return WrongUse(
        _("--known-at: {text} is no time.").format(text=text), hint=_("Write it as 2021-04-16, or 2021-04-16 09:30.")
    )
