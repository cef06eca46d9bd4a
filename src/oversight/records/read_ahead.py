"""Many packets read by a second process, which is always one ahead of the packet that is being written."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from oversight import messages
from oversight.documents.gather import count_papers
from oversight.errors import OversightError
from oversight.messages import _
from oversight.records.read_packet import Reading, read_packets

# From so many files on it is worth while: the second process has to be begun first, which takes as long as some packets.
_MANY = 20


class _What(Enum):
    """What is handed over."""

    READING = "reading"
    REFUSED = "refused"
    RAISED = "raised"
    END = "end"


def read_ahead(paths: Sequence[Path], refused: Callable[[OversightError], None]) -> Iterator[Reading]:
    """As :func:`read_packets`, and as it does: of many files, while one packet is put to use, the next is being read.

    Never more than one waits. Of few files, or where there is one processor, nothing is gained and all is read here.

    :raises OversightError: the second process was ended from outside
    """
    if (os.cpu_count() or 1) == 1 or count_papers(paths) < _MANY:
        yield from read_packets(paths, refused)
        return
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    reader = spawn.Process(target=_read, args=(tuple(paths), messages.language(), theirs), daemon=True)
    with _deaf():
        reader.start()
    theirs.close()
    try:
        yield from _handed_over(ours, refused)
    finally:
        ours.close()
        reader.terminate()
        reader.join()


def _handed_over(ours: Connection, refused: Callable[[OversightError], None]) -> Iterator[Reading]:
    while True:
        try:
            what, found = ours.recv()
        except EOFError as error:
            raise OversightError(
                _("The process that reads the papers was ended before it was done."),
                hint=_("What was taken in before stays. Load the same papers again."),
            ) from error
        match what:
            case _What.READING:
                yield found
            case _What.REFUSED:
                refused(found)
            case _What.RAISED:
                raise found
            case _What.END:
                return
        # The next one comes when this one has been let go.
        del found


def _read(paths: Sequence[Path], language: str, theirs: Connection) -> None:
    """In the second process: read, and hand over. That the first one has gone ends it."""
    # Ctrl-C is answered by the process that writes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    messages.use(language)
    with suppress(BrokenPipeError):
        try:
            for reading in read_packets(paths, lambda error: theirs.send((_What.REFUSED, error))):
                # Made here, where the papers are at hand: the process that writes has enough to do.
                _ = reading.papers
                theirs.send((_What.READING, reading))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised where the packets are asked for
            theirs.send((_What.RAISED, error))
        else:
            theirs.send((_What.END, None))


@contextmanager
def _deaf() -> Iterator[None]:
    """What is begun here does not hear Ctrl-C, from its first moment on."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        # Only the main thread may say so.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
