"""Packets read and taken in one after another: what goes wrong with one does not stop the others."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from oversight.cli.invocation import Invocation
from oversight.cli.progress import Progress
from oversight.cli.table import Column
from oversight.cli.tell import tell
from oversight.cli.terminal import say
from oversight.errors import DatabaseError, OversightError
from oversight.messages import _, ngettext
from oversight.records.collect_seldom import collect_seldom

if TYPE_CHECKING:
    from oversight.intake.apply_titles import TitlesResult
    from oversight.intake.load import LoadResult
    from oversight.records.read_packet import Reading

# More than this is told by its number; the whole stands in --format json.
_TOLD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDoubt:
    """What the reader could not settle, with the lines where it arose."""

    code: str
    message: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One packet: its files, its session, how many rows it changed, and what is left to a person.

    ``titles`` counts the short titles that were stored or mended with it; ``open_passages`` what no row, rule or person accounts
    for, None where nothing was written.
    """

    files: tuple[str, ...]
    session: str
    inserted: int
    updated: int
    unchanged: int
    withdrawn: int
    titles: int
    doubts: tuple[OpenDoubt, ...]
    changes: tuple[str, ...]
    open_passages: int | None = None


def columns() -> list[Column]:
    """The columns of what was loaded."""
    return [
        Column(_("session"), lambda row: row.session),
        Column(_("inserted"), lambda row: str(row.inserted), right=True),
        Column(_("updated"), lambda row: str(row.updated), right=True),
        Column(_("unchanged"), lambda row: str(row.unchanged), right=True),
        Column(_("withdrawn"), lambda row: str(row.withdrawn), right=True),
        Column(_("titles"), lambda row: str(row.titles) if row.titles else "", right=True, optional=True),
        Column(_("doubts"), lambda row: str(len(row.doubts)), right=True),
        Column(_("files"), lambda row: _(", ").join(row.files), fold=True),
    ]


class Loading:
    """One call of ``load``. ``tried`` counts packets, ``failures`` are the errors of those that could not be taken in."""

    def __init__(self, call: Invocation, *, dry_run: bool = False) -> None:
        self._call = call
        self._dry_run = dry_run
        self.tried = 0
        self.failures: list[OversightError] = []
        self._kept: list[Loaded] = []

    def load(self, paths: Sequence[Path]) -> Iterator[Loaded]:
        """Take in every packet under ``paths``, each in a transaction of its own, and say what it changed."""
        try:
            collect_seldom()
            with Progress(paths) as progress:
                yield from self._each(paths, progress)
        except GeneratorExit:
            raise
        except BaseException:
            # Ctrl-C, a full disk: the rows of those that were taken in are not going to be printed.
            self._say_what_is_kept()
            raise
        finally:
            gc.unfreeze()

    def _each(self, paths: Sequence[Path], progress: Progress) -> Iterator[Loaded]:
        for group, reading in self.read(paths):
            try:
                loaded = self._tried_out(reading) if self._dry_run else self.take_in(reading, group)
            except DatabaseError:
                raise
            except OversightError as error:
                self.failures.append(error)
                continue
            finally:
                progress.wipe()
            _say_what_changed(loaded)
            progress.advance(len(reading.documents))
            if self.tried == 1:
                # What the program is made of is at hand now and stays: to look through it for rubbish again and again takes a tenth
                # of the time that many packets take.
                gc.freeze()
            yield loaded

    def _say_what_is_kept(self) -> None:
        """Name the packets that were taken in before the loading stopped: each of them stays."""
        for loaded in self._kept:
            say(_("Taken in and kept: {session} ({files})").format(session=loaded.session, files=_(", ").join(loaded.files)))

    def read(self, paths: Sequence[Path]) -> Iterator[tuple[Sequence[Path], "Reading"]]:
        """Every packet under ``paths``, with the folders that its files lie in."""
        from oversight.records.read_ahead import read_ahead

        refused: list[OversightError] = []
        for reading in read_ahead(paths, refused.append):
            self.tried += 1
            yield reading.places, reading
        self.tried += len(refused)
        self.failures += refused

    def finish(self) -> None:
        """Say what failed, if anything did. Raises the error itself where only one packet was tried."""
        if not self.failures:
            return
        if self.tried == 1:
            raise self.failures[0]
        for error in self.failures:
            tell(error)
        raise OversightError(
            ngettext(
                "{failed} packet of {tried} failed; the others did not.",
                "{failed} packets of {tried} failed; the others did not.",
                len(self.failures),
            ).format(failed=len(self.failures), tried=self.tried),
            hint=_("What is wrong with each stands above."),
        )

    def _tried_out(self, reading: "Reading") -> Loaded:
        """What a load would do; without a database all would be new, and none is made."""
        from oversight.database.engine import open_engine
        from oversight.database.engine import reading as only_reading
        from oversight.database.state import state_of
        from oversight.intake.load import result_of
        from oversight.intake.plan import plan_load

        state = state_of(self._call.url)
        if not state.may_be_made and (refusal := state.refusal):
            raise refusal
        with nullcontext() if state.may_be_made else only_reading(open_engine(self._call.url)) as db:
            return _loaded(reading, result_of(plan_load(db, reading)))

    def take_in(self, reading: "Reading", group: Sequence[Path]) -> Loaded:
        """Take one packet in, with the titles that lie beside it, in one transaction."""
        from oversight.cli.titles import titles_of
        from oversight.database.reading import over
        from oversight.intake.apply_titles import apply_titles
        from oversight.intake.cover import open_passages
        from oversight.intake.load import load

        call = self._call
        titles = titles_of(reading, group)
        with call.writing() as db:
            result = load(db, reading, made_by=call.made_by, command_id=call.command_id, now=call.now)
            named = apply_titles(
                db,
                titles,
                body_code=result.body_code,
                made_by=call.made_by,
                command_id=call.command_id,
                now=call.now,
                change_id=result.change_id,
            )
            left = open_passages(over(db.connection()), reading, result.session_ref, result.body_code)
        loaded = _loaded(reading, result, named, len(left))
        self._kept.append(loaded)
        return loaded


def _loaded(
    reading: "Reading", result: "LoadResult", named: "TitlesResult | None" = None, open_passages: int | None = None
) -> Loaded:
    doubts = (*result.doubts, *(named.doubts if named else ()))
    return Loaded(
        files=tuple(file.name for file in reading.packet.source.files),
        session=result.session_ref,
        inserted=result.inserted,
        updated=result.updated,
        unchanged=result.unchanged,
        withdrawn=result.withdrawn,
        titles=named.inserted + named.updated if named else 0,
        doubts=tuple(OpenDoubt(code=doubt.code, message=doubt.message, lines=doubt.lines or ()) for doubt in doubts),
        changes=tuple(change.sentence for change in result.changes),
        open_passages=open_passages,
    )


def say_what_is_left(rows: Sequence[Loaded]) -> None:
    """What the packets that were taken in leave to a person: passages that nothing accounts for, and open doubts."""
    passages = sum(row.open_passages or 0 for row in rows)
    text = ngettext("{count} passage open.", "{count} passages open.", passages).format(count=passages)
    first = next((row.session for row in rows if row.open_passages), None)
    say(text if first is None else f"{text} " + _("See: {command}").format(command=f"oversight coverage {first}"))
    doubts = sum(len(row.doubts) for row in rows)
    if doubts:
        say(
            ngettext("{count} doubt open. Settle it: {command}", "{count} doubts open. Settle them: {command}", doubts).format(
                count=doubts, command="oversight review"
            )
        )


def _say_what_changed(loaded: Loaded) -> None:
    """What a load changed and what it leaves open, as a person reads it."""
    for sentence in loaded.changes[:_TOLD]:
        say(sentence)
    if (more := len(loaded.changes) - _TOLD) > 0:
        say(ngettext("… and {count} more change", "… and {count} more changes", more).format(count=more))
    for doubt in loaded.doubts[:_TOLD]:
        where = _(" (line {first})") if len(set(doubt.lines)) == 1 else _(" (lines {first} to {last})") if doubt.lines else ""
        place = where.format(first=doubt.lines[0], last=doubt.lines[-1]) if doubt.lines else ""
        say(_("doubt: {message}{place}").format(message=doubt.message, place=place))
    if (more := len(loaded.doubts) - _TOLD) > 0:
        say(ngettext("… and {count} more doubt", "… and {count} more doubts", more).format(count=more))


def packets_as_json(loading: Loading, paths: Sequence[Path]) -> str:
    """What was read, as the contract of a packet has it: one JSON document a packet, each in a line of its own."""
    return "".join(f"{reading.packet.to_json()}\n" for _group, reading in loading.read(paths))
