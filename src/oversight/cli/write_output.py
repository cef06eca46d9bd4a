"""Where output goes: standard output, or a file that is written whole or not at all."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from oversight.cli.formats import Format, as_json, as_markdown, as_ndjson, as_separated
from oversight.cli.table import Column, table
from oversight.cli.terminal import ask, can_ask, is_terminal, printable_lines, say, wants_colour, width_of
from oversight.errors import NotFound, OversightError, Refused
from oversight.messages import _, system_reason


class Output:
    """What one command prints: in which format, where to, and whether it may be coloured or ask."""

    def __init__(
        self, form: Format = Format.TABLE, *, file: Path | None = None, yes: bool = False, no_colour: bool = False
    ) -> None:
        self.form = form
        self.file = file
        self.yes = yes
        to_terminal = file is None
        self.width = width_of(sys.stdout) if to_terminal else None
        self.colour = to_terminal and wants_colour(sys.stdout, forbidden=no_colour)

    def rows(self, rows: Sequence[object], columns: Sequence[Column], *, empty: str, names: Sequence[str] = ()) -> None:
        """Print ``rows``. Where there are none, ``empty`` says so on standard error; programs get an empty list."""
        if not rows:
            say(empty)
        if self.form is Format.TABLE:
            self.text(table(columns, rows, width=self.width, colour=self.colour) if rows else "")
        elif self.form is Format.JSON:
            self.text(as_json(rows) + "\n")
        elif self.form is Format.NDJSON:
            self.text(as_ndjson(rows))
        elif self.form is Format.MD:
            self.text(as_markdown(columns, rows))
        else:
            self.text(as_separated(rows, names, "," if self.form is Format.CSV else "\t"))

    def one(self, row: object, sheet: str, columns: Sequence[Column]) -> None:
        """Print one thing: ``sheet`` is how a person reads it; JSON is one object; the other formats have one row."""
        if self.form is Format.TABLE:
            self.text(sheet)
        elif self.form is Format.JSON:
            self.text(as_json(row) + "\n")
        else:
            self.rows([row], columns, empty="")

    def text(self, text: str) -> None:
        """Print ``text`` as it stands. A table is safe already; whatever else goes to a terminal is made safe here."""
        if self.file is not None:
            write_file(self.file, text.encode("utf-8", errors="replace"), yes=self.yes)
        elif text and self.form is Format.TABLE:
            sys.stdout.write(text)
        elif text and is_terminal(sys.stdout):
            sys.stdout.write(printable_lines(text))
        elif text:
            # A program that reads this expects UTF-8, whatever the code page of the console is.
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", errors="replace")
            sys.stdout.write(text)

    def settle(self) -> None:
        """Ask now what would be asked when the output is written: before a command changes anything."""
        if self.file is not None:
            refuse_database(self.file.expanduser())
            allow_overwriting(self.file.expanduser(), yes=self.yes)
            self.yes = True


def write_bytes(data: bytes, file: Path | None, *, encoding: str, yes: bool) -> None:
    """Write ``data``, which is text in ``encoding``, to ``file``; else to standard output, byte for byte.

    A terminal has an encoding of its own and obeys what stands in a text: it is shown the characters, made safe.
    """
    if file is not None:
        write_file(file, data, yes=yes)
    elif is_terminal(sys.stdout):
        sys.stdout.write(printable_lines(data.decode(encoding)))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_file(file: Path, data: bytes, *, yes: bool) -> bool:
    """Write ``data`` to ``file``, whole or not at all; False where the file held just that already.

    A file that holds something else is overwritten only after a yes: on the terminal or by ``--yes``. Raises Refused without
    one and for a database, NotFound for a missing folder.
    """
    target = file.expanduser()
    refuse_database(target)
    try:
        held = target.read_bytes() if target.is_file() else b""
    except OSError as error:
        raise _unwritable(target, error) from error
    if target.is_dir():
        raise OversightError(_("This is a folder, not a file."), where=str(target), hint=_("Name a file in it."))
    if held == data and target.is_file():
        say(_("{file}: unchanged").format(file=target))
        return False
    if held:
        allow_overwriting(target, yes=yes)
    _replace(target, data)
    say(_("{file}: written").format(file=target))
    return True


def refuse_database(file: Path, in_force: Path | None = None) -> None:
    """Pass where ``file`` holds no SQLite database and is not the one ``in_force``, nor a file that SQLite keeps beside that.

    No yes helps: a list in the place of the database would cost all that was ever recorded. Raises Refused.
    """
    target = file.expanduser()
    beside = () if in_force is None else tuple(in_force.with_name(in_force.name + ending) for ending in _BESIDE)
    if any(_is_same(target, one) for one in beside) or _begins_as_database(target):
        raise Refused(
            _("The output would overwrite a database. It was left as it is."), where=str(target), hint=_("Name another file.")
        )


# The database, its write-ahead log, the index of that, and the journal of a transaction.
_BESIDE = ("", "-wal", "-shm", "-journal")
_SQLITE_BEGINS = b"SQLite format 3\0"


def _is_same(one: Path, other: Path) -> bool:
    """Whether both name one file, by whatever way; a file that is not there yet is known by its path."""
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _begins_as_database(file: Path) -> bool:
    try:
        # A pipe or a device would wait for a writer.
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            return stream.read(len(_SQLITE_BEGINS)) == _SQLITE_BEGINS
    except OSError:
        return False


def allow_overwriting(file: Path, *, yes: bool) -> None:
    """Pass where ``file`` is not there, is empty, or may be overwritten: by ``--yes``, or asked for on the terminal.

    Raises Refused otherwise.
    """
    if yes or not file.is_file() or not file.stat().st_size:
        return
    if not (can_ask() and ask(_("{file} exists. Overwrite it?").format(file=file))):
        raise Refused(
            _("The file exists and holds something else. It was left as it is."),
            where=str(file),
            hint=_("Name another file, or say --yes to overwrite it."),
        )


def _replace(target: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``target`` in one step."""
    import tempfile

    if not target.parent.is_dir():
        raise NotFound(_("There is no such folder."), where=str(target.parent), hint=_("Make the folder, or name another one."))
    # Devices and pipes (/dev/stdout, a named pipe) cannot be replaced, only written to.
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _unwritable(target, error) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def umask() -> int:
    """The mask for new files, which can only be asked for by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(target: Path, error: OSError) -> OversightError:
    return OversightError(
        _("The file cannot be written: {reason}").format(reason=system_reason(error)),
        where=str(target),
        hint=_("Name another file, or free the place."),
    )
