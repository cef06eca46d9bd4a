"""How things stood at the end of each session, worked out by hand: by the matrix, and by asking as of that session."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.cli.conftest import ROOT, Run

PAPERS = ROOT / "tests" / "packets" / "yanhu-04-08_13"

# 4-8 was held on 2023-04-20, 4-13, which answers it, on 2023-12-21; two more are put down by hand.
LOADS = (("load", PAPERS / "yanhu-04-08.txt"), ("load", PAPERS / "yanhu-04-13.txt"))
STORY: tuple[tuple[object, ...], ...] = (
    ("session", "add", "4-15", "--date", "2024-04-12"),
    ("session", "add", "4-16", "--date", "2024-06-20"),
    ("rec", "mark", "done", "4-8/3:1.1.1", "--session", "4-13"),
    # Told first as done in February, then as open again at the session after.
    ("rec", "mark", "done", "4-8/3:1.2.1", "--on", "2024-02-01", "--evidence", "现场照片"),
    ("rec", "mark", "open", "4-8/3:1.2.1", "--session", "4-15", "--note", "占道经营反弹"),
    ("rec", "drop", "4-8/3:3.2", "--session", "4-15", "--reason", "已列入预算"),
    ("rec", "split", "4-8/3:3.3", "--at", "每季度"),
    ("rec", "mark", "done", "4-13/2:1.1", "--session", "4-16"),
)
SESSIONS = ("4-8", "4-13", "4-15", "4-16")
# By hand: the state at the end of each session, days and sessions that it was open (None: still).
BY_HAND: dict[str, tuple[tuple[str | None, ...], int | None, int]] = {
    "4-8/3:1.1.1": (("open", "done", "done", "done"), 245, 1),
    "4-8/3:1.1.2": (("open", "in_progress", "in_progress", "in_progress"), None, 3),
    # The answer says nothing of it.
    "4-8/3:1.2.1": (("open", "open", "open", "open"), None, 3),
    "4-8/3:3.2": (("open", "in_progress", "dropped", "dropped"), 358, 2),
    # What was cut off stood as the whole did.
    "4-8/3:3.3": (("open", "open", "open", "open"), None, 3),
    "4-8/3:3.4": (("open", "open", "open", "open"), None, 3),
    # A suggestion stands as the opinion that took it up.
    "4-8/2:1.2.1": (("open", "open", "open", "open"), None, 3),
    "4-13/2:1.1": ((None, "open", "open", "done"), 182, 2),
    "4-13/2:3.1": ((None, "open", "open", "open"), None, 2),
}
# By hand: what is to follow, open, in progress, done, overdue. Two acts are due on 2023-12-31, one on 2024-04-30.
COUNTED = {
    "2023-04-19": None,
    "4-8": (14, 14, 0, 0, 0),
    "2023-12-20": (14, 14, 0, 0, 0),
    # Of the fourteen (3.3 is two, whenever it was cut) the answer leaves five out: 1.2.1, 2.1.1, 2.2.2, 3.3 and 3.4.
    "4-13": (20, 11, 8, 1, 0),
    "2024-01-01": (20, 11, 8, 1, 2),
    "2024-02-01": (20, 10, 8, 2, 2),
    "4-15": (19, 11, 7, 1, 2),
    "2024-05-01": (19, 11, 7, 1, 3),
    "4-16": (19, 10, 7, 2, 2),
}


def read(run: Run, *argv: object) -> Any:
    ran = run(*argv, "--format", "json")
    assert ran.code == 0, (argv, ran.err)
    return json.loads(ran.out)


def test_each_session_as_worked_out_by_hand(run: Run, in_force: str) -> None:
    assert in_force
    assert [run(*argv).code for argv in LOADS] == [0, 0]
    loaded = datetime.now(UTC).isoformat()
    assert [run(*argv).code for argv in STORY] == [0] * len(STORY)

    rows = {row["ref"]: row for row in read(run, "rec", "matrix", "--all")}
    for ref, (states, days, sessions) in BY_HAND.items():
        row = rows[ref]
        assert row["sessions"] == dict(zip(SESSIONS, states, strict=True)), ref
        assert row["open_sessions"] == sessions, ref
        assert (row["closed_on"] is None) == (days is None), ref
        assert days in {None, row["open_days"]}, ref
    (whole,) = read(run, "rec", "matrix", "--level", "item", "--search", "优化市场布局", "--origin", "opinion")
    assert list(whole["sessions"].values()) == ["open", "in_progress", "in_progress", "in_progress"]

    for day, counted in COUNTED.items():
        if counted is None:
            assert run("status", "--as-of", day).code == 3
            continue
        found = read(run, "status", "--as-of", day)
        assert tuple(found[name] for name in ("leaves", "open", "in_progress", "done", "overdue")) == counted, day
        assert len(read(run, "rec", "list", "--as-of", day)) == counted[0]
        assert len(read(run, "rec", "list", "--overdue", "--as-of", day)) == counted[4]

    # The matrix of today and the list of that day say the same.
    for session in SESSIONS:
        for row in read(run, "rec", "list", "--all", "--as-of", session):
            assert rows[row["ref"]]["sessions"][session] == ("dropped" if row["dropped"] else row["status"]), row["ref"]
    # Before any of it was marked, the database knew of 4-13 that all was under way of which the answer speaks.
    then = read(run, "rec", "list", "--session", "4-8", "--as-of", "4-13", "--known-at", loaded)
    left_out = {f"4-8/3:{path}" for path in ("1.2.1", "2.1.1", "2.2.2", "3.3")}
    assert {row["ref"] for row in then if row["status"] == "open"} == left_out
    assert {row["status"] for row in then if row["ref"] not in left_out} == {"in_progress"}
    assert {row["ref"] for row in read(run, "session", "list", "--known-at", loaded)} == {"4-8", "4-13"}
    assert {row["ref"] for row in read(run, "session", "list", "--as-of", "2024-05-31")} == {"4-8", "4-13", "4-15"}


def test_which_rows_and_sessions_a_matrix_has(run: Run, in_force: str) -> None:
    assert in_force
    for argv in (*LOADS, *STORY[:3]):
        run(*argv)
    (row,) = read(run, "rec", "matrix", "--raised-at", "4-8", "--done")
    assert list(row["sessions"]) == list(SESSIONS)
    (row,) = read(run, "rec", "matrix", "--done", "--last", "2")
    assert list(row["sessions"]) == ["4-15", "4-16"]
    rows = read(run, "rec", "matrix", "--session", "4-13", "--session", "4-8")
    assert {tuple(row["sessions"]) for row in rows} == {("4-8", "4-13")}
    # What was raised later than all that is asked for has nothing to show.
    assert len(read(run, "rec", "matrix", "--session", "4-8")) == 13
    assert list(read(run, "rec", "matrix", "--as-of", "4-13")[0]["sessions"]) == ["4-8", "4-13"]
    printed = run("rec", "matrix", "--done")
    assert printed.out.splitlines()[2].split() == ["4-8/3:1.1.1", "编制农贸市场专项规划", "○", "●", "●", "●", "245/1"]
    assert "○ open, ◎ in progress, ● done, – dropped, blank: not raised yet." in printed.err
    assert "2 earlier sessions are not shown" in run("rec", "matrix", "--done", "--last", "2").err
    (line,) = run("rec", "matrix", "--done", "--format", "csv").out.splitlines()[1:]
    assert line.endswith(",2023-04-20,2023-12-21,245,1,open,done,done,done")
    for argv, code in ((("--session", "4-99"), 3), (("--session", "4-16", "--as-of", "4-13"), 3), (("--last", "0"), 2)):
        assert run("rec", "matrix", *argv).code == code


def test_a_matrix_fits_a_narrow_terminal(run: Run, in_force: str) -> None:
    from oversight.cli.rec_matrix import columns
    from oversight.cli.table import table
    from oversight.cli.terminal import columns_of
    from oversight.database.reading import open_reader
    from oversight.views.matrix import matrix
    from oversight.views.recommendations import Question

    for argv in (*LOADS, *STORY[:2], ("session", "add", "4-17", "--date", "2024-08-22")):
        run(*argv)
    with open_reader(in_force) as reader:
        found = matrix(reader, Question(), language="zh", today=datetime.now(UTC).date())
    assert len(found.sessions) == 5
    lines = table(columns(found), found.rows, width=80, colour=False).splitlines()
    assert max(columns_of(line) for line in lines) <= 80


def test_what_a_later_paper_told_of_first(run: Run, in_force: str, tmp_path: Path) -> None:
    """4-13 answers opinions of 4-8 and does not say when that was held; then the papers of 4-8 come."""
    assert in_force
    answering = (PAPERS / "yanhu-04-13.txt").read_text("utf-8-sig").replace("2023年4月20日，", "")
    (tmp_path / "answering.txt").write_text(answering, "utf-8")
    run("load", tmp_path / "answering.txt")
    assert run("status", "--as-of", "2023-06-01").code == 3
    assert run("rec", "list", "--as-of", "4-8").code == 4
    run("load", PAPERS / "yanhu-04-08.txt")
    found = read(run, "status", "--as-of", "2023-06-01")
    assert tuple(found[name] for name in ("leaves", "open", "in_progress")) == (13, 13, 0)
    assert [row["ref"] for row in read(run, "rec", "list", "--level", "item", "--origin", "opinion", "--as-of", "4-8")] == [
        "4-8/3:1",
        "4-8/3:2",
        "4-8/3:3",
    ]
    assert {row["status"] for row in read(run, "rec", "list", "--session", "4-8", "--as-of", "4-13")} == {"in_progress"}
