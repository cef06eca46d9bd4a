"""The entry point: choose the language, find the command, run it, and say plainly what went wrong."""

import os
import sys
from collections.abc import Sequence

from oversight import messages
from oversight.cli.tell import tell
from oversight.cli.terminal import be_lenient, say
from oversight.errors import OversightError, WrongUse

INTERRUPTED = 130


def main() -> None:
    """Run the program on the arguments it was called with, and end with its exit code."""
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Whoever read the output has gone; without this the interpreter complains when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(argv: Sequence[str]) -> int:
    """Run the program on ``argv`` (without its own name); the exit code comes back, nothing is raised."""
    be_lenient()
    options = program_options(argv)
    # Before any command is imported, since its help is translated then. A wrong --lang is refused with the other options.
    messages.use(options["--lang"] if options.get("--lang") in messages.LANGUAGES else messages.preferred())
    try:
        return _called(argv)
    except KeyboardInterrupt:
        say(messages._("Interrupted. A change that was under way has not been kept; those made before it stay."))
        return INTERRUPTED
    except BrokenPipeError:
        return 1
    except Exception as error:  # noqa: BLE001 -- the last resort: a person is shown what is wrong, not a traceback
        if "--debug" in options:
            _traceback()
        return _failed(error)


def _failed(error: Exception) -> int:
    """Say what went wrong; the exit code that stands for it."""
    if not isinstance(error, OversightError):
        from oversight.cli.usage import as_wrong_use, help_instead

        if text := help_instead(error):
            say(text)
            return WrongUse.exit_code
        error = as_wrong_use(error) or OversightError(
            messages._("Something unexpected happened: {kind}: {reason}").format(kind=type(error).__name__, reason=error),
            hint=messages._("Run it again as oversight --debug … to see where, and report that."),
        )
    tell(error)
    return error.exit_code


def _called(argv: Sequence[str]) -> int:
    """Let the command line be parsed and the command run."""
    from oversight.cli.program import program

    code = program().main(args=list(argv), prog_name="oversight", standalone_mode=False)
    sys.stdout.flush()
    # The parser turns Ctrl-C into this code.
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def program_options(argv: Sequence[str]) -> dict[str, str]:
    """The options that stand before the noun, as typed; the parser checks them afterwards."""
    found: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        if not word.startswith("-"):
            break
        name, given, value = word.partition("=")
        if name in {"--db", "--lang", "--by"} and not given:
            value = next(words, "")
        found[name] = value
    return found


def _traceback() -> None:
    """The traceback of the error in hand, on standard error."""
    import traceback

    traceback.print_exc()
