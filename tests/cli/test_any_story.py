"""Whatever was done, in whatever order: what was answered at the time can be answered again."""

import contextlib
import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oversight.cli.main import run as run_program
from oversight.history.as_it_was import Moment
from tests.cli.test_as_it_was import PAPERS, asked_at, correct

Step = tuple[object, ...]
ROWS = st.sampled_from(["4-8/3:1", "4-8/3:1.1.1", "4-8/3:1.2.2", "4-8/3:3.3", "4-8/2:3", "4-13/2:2", "4-13/2:3.1"])
DAYS = st.sampled_from(["2023-05-09", "2023-12-21", "2024-02-29", "2024-07-01"])
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(
        *map(st.just, ("rec", "mark")),
        st.sampled_from(["open", "in-progress", "done"]),
        ROWS,
        *map(st.just, ("--yes", "--evidence", "照片", "--on")),
        DAYS,
    ),
    st.tuples(*map(st.just, ("rec", "drop")), ROWS, *map(st.just, ("--reason", "重复", "--yes"))),
    st.tuples(*map(st.just, ("rec", "restore")), ROWS),
    st.tuples(*map(st.just, ("rec", "edit")), ROWS, *map(st.just, ("--text", "改写", "--title-en", "Edited"))),
    st.tuples(*map(st.just, ("rec", "assign")), ROWS, *map(st.just, ("--lead", "区商务局", "--yes"))),
    st.tuples(
        *map(st.just, ("rec", "due")),
        ROWS,
        st.just("--on"),
        DAYS,
        *map(st.just, ("--basis", "resolution", "--reason", "会议决定")),
    ),
    st.tuples(*map(st.just, ("rec", "merge")), ROWS, ROWS),
    st.tuples(*map(st.just, ("rec", "split", "4-8/3:3.3", "--at", "每季度"))),
    st.tuples(*map(st.just, ("rec", "add", "4-8/3:2", "--text", "建立台账"))),
    st.tuples(*map(st.just, ("load", "corrected.txt"))),
    st.tuples(*map(st.just, ("load", PAPERS / "yanhu-04-08.txt"))),
    st.tuples(*map(st.just, ("undo", "--yes"))),
)


def quietly(file: Path, *argv: object) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run_program(["--db", str(file), *map(str, argv)])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with both sessions, and beside it the corrected papers; to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    correct(PAPERS / "yanhu-04-08.txt", folder / "corrected.txt")
    for papers in ("yanhu-04-13.txt", "yanhu-04-08.txt"):
        assert quietly(folder / "begun.db", "load", PAPERS / papers) == 0
    return folder / "begun.db"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(story=st.lists(STEPS, min_size=2, max_size=6))
def test_any_story(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: list[Step]) -> None:
    monkeypatch.chdir(begun.parent)
    file = Path(shutil.copyfile(begun, tmp_path / "story.db"))
    told = []
    for step in story:
        # What a rule refuses changes nothing.
        assert quietly(file, *step) in {0, 2, 3, 4, 5}, step
        told.append((datetime.now(UTC), asked_at(f"sqlite:///{file}", None)))
    assert quietly(file, "db", "check") == 0
    for moment, at_the_time in told:
        assert asked_at(f"sqlite:///{file}", Moment(known_at=moment)) == at_the_time
