"""Run by the test of power cuts: loads a golden packet and is killed on the way. ``URL CASE MOMENT``.

``MOMENT`` is the number of the statement before which it dies, or ``commit``: all is written, nothing is kept yet.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event

from oversight.database.engine import open_engine, writing
from oversight.intake.load import load
from tests.intake.golden import golden, reading


def main(url: str, case: str, moment: str) -> None:
    engine = open_engine(url)
    statements = 0

    def die(*_arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def count(*_arguments: Any) -> None:
        nonlocal statements
        statements += 1
        if statements == int(moment):
            die()

    event.listen(engine, *(("commit", die) if moment == "commit" else ("before_cursor_execute", count)))
    with writing(engine) as db:
        load(db, reading(golden(case)), made_by="李文", command_id="killed", now=datetime(2026, 3, 1, 8, tzinfo=UTC))
    print(statements)  # noqa: T201 -- tells the test that nobody was killed


if __name__ == "__main__":
    main(*sys.argv[1:])
