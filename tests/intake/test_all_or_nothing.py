import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from oversight.database.engine import writing
from oversight.errors import OversightError
from oversight.intake.load import load
from tests.intake.conftest import Load
from tests.intake.golden import golden, reading
from tests.intake.mend import mend_word
from tests.intake.stand import everything, faults

SEED = "lvyuan-18-33"
HOUSE = Path(__file__).parents[2]
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def run_and_kill(url: str, case: str, moment: str) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.kill_a_load", url, case, moment], cwd=HOUSE, check=False, capture_output=True
    )
    return done.returncode


@pytest.mark.parametrize("moment", ["12", "20", "30", "commit"])
def test_a_killed_load_leaves_nothing(engine: Engine, db_url: str, take_in: Load, moment: str) -> None:
    before = everything(engine)
    assert run_and_kill(db_url, SEED, moment) == -signal.SIGKILL
    assert everything(engine) == before
    # And the database is as good as new.
    assert take_in(golden(SEED)).inserted > 300
    assert faults(engine) == []


def test_a_load_that_nobody_kills_is_whole(engine: Engine, db_url: str, take_in: Load) -> None:
    assert run_and_kill(db_url, SEED, "100000") == 0
    assert take_in(golden(SEED)).change_id is None
    assert faults(engine) == []


def test_a_killed_correction_leaves_what_was_there(engine: Engine, db_url: str, take_in: Load) -> None:
    take_in(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"))
    before = everything(engine)
    assert run_and_kill(db_url, SEED, "commit") == -signal.SIGKILL
    assert everything(engine) == before


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, MemoryError, OversightError])
def test_whatever_is_raised_rolls_back(engine: Engine, interruption: type[BaseException]) -> None:
    before = everything(engine)

    def load_and_stop() -> None:
        with writing(engine) as db:
            load(db, reading(golden(SEED)), made_by="李文", command_id="c", now=NOW)
            raise interruption("stop")

    with pytest.raises(interruption, match="stop"):
        load_and_stop()
    assert everything(engine) == before
