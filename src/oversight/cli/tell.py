"""An error as a person reads it: what, where, and what to do next."""

import sys

from oversight.cli.placeholder import in_language
from oversight.cli.terminal import RED, coloured, say, wants_colour
from oversight.errors import OversightError
from oversight.messages import _


def tell(error: OversightError) -> None:
    """Say ``error`` on standard error."""
    colour = wants_colour(sys.stderr, forbidden="--no-color" in sys.argv)
    sys.stderr.write(coloured(_("error: "), RED if colour else None))
    say(error.what)
    for line in (error.where, error.hint and in_language(error.hint)):
        if line:
            say(f"  {line}")
