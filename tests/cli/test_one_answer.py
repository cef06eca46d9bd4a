"""An answer and all that follows from it are one change: one line in the log, one undo, or nothing at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from oversight.errors import OversightError
from oversight.intake import settle
from tests.cli.conftest import Run
from tests.cli.test_review import AFTER, OPINION, OTHER, on, on_a_terminal, rewritten, rows

__all__ = ["on", "rewritten"]

ANSWER = ("review", "--doubt", "1", "--answer", "same")


def shown(run: Run, db: tuple[str, str]) -> list[Any]:
    """All that a clerk sees of recommendations and doubts, aside from how often a row was touched."""
    listed = [{k: v for k, v in row.items() if k not in {"version", "updated_on"}} for row in rows(run, *db, "rec", "list")]
    return [listed, rows(run, *db, "review", "--list")]


def test_it_is_one_change_and_one_undo(run: Run, on: tuple[str, str], rewritten: tuple[Path, Path]) -> None:
    log, before = rows(run, *on, "log"), shown(run, on)
    assert run(*on, *ANSWER).code == 0
    change, *earlier = rows(run, *on, "log")
    assert earlier == log
    assert (change["command"], change["decided_at"]) == ("review", ["4-13"])
    assert change["summary"].startswith("answered: 4-13/1:4 may be what 4-13/1:2 was")
    assert {"doubt.state", "restored"} <= {fact["field"] for fact in rows(run, *on, "log", str(change["id"]))}
    after = shown(run, on)
    assert after != before
    assert run(*on, "rec", "show", "4-13/1:2", "--format", "json").code == 0
    # What takes it back is one change too, and so is what brings it back.
    for number, expected in enumerate((before, after, before), start=change["id"]):
        ran = run(*on, "undo", number, "--yes")
        assert ran.code == 0, ran.err
        assert shown(run, on) == expected
        assert len(rows(run, *on, "log")) == len(log) + 2 + number - change["id"]
    loaded = json.loads(run(*on, "load", rewritten[1], "--format", "json").out)[0]
    assert (loaded["inserted"], loaded["updated"], loaded["withdrawn"]) == (0, 0, 0)
    assert run(*on, "db", "check").code == 0


@pytest.mark.usefixtures("rewritten")
def test_where_the_taking_in_fails_nothing_was_answered(run: Run, on: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise OversightError("torn paper")

    log, before = rows(run, *on, "log"), shown(run, on)
    with monkeypatch.context() as torn:
        torn.setattr(settle, "load_anew", fail)
        assert "torn paper" in run(*on, *ANSWER).err
    assert (rows(run, *on, "log"), shown(run, on)) == (log, before)
    assert run(*on, *ANSWER).code == 0
    log = rows(run, *on, "log")
    # It is settled; and of another doubt there is no such answer.
    assert run(*on, *ANSWER).code == 4
    assert run(*on, "review", "--doubt", "9", "--answer", "same").code == 3
    assert rows(run, *on, "log") == log


def test_what_the_papers_said_then_is_no_word_of_the_person(
    run: Run, on: tuple[str, str], rewritten: tuple[Path, Path]
) -> None:
    assert run(*on, *ANSWER).code == 0
    again = rewritten[1].parent.parent / "3" / "opinion.txt"
    again.parent.mkdir()
    again.write_text(OPINION.format(AFTER.replace("逐年提高标准", "逐年提高补助标准")), encoding="utf-8")
    assert run(*on, "load", again).code == 0
    found = {row["ref"]: (row["text"], row["status"]) for row in rows(run, *on, "rec", "list")}
    assert found["4-13/1:2"] == ("区财政局要足额安排社区养老站点补助，并逐年提高补助标准", "in_progress")
    # The answer may be taken back only after the load that rests on what it took in.
    assert run(*on, "undo", "4", "--yes").code == 4
    assert run(*on, "undo", "5", "4", "--yes").code == 0
    assert "4-13/1:4" in {row["ref"] for row in rows(run, *on, "rec", "list")}
    assert run(*on, "db", "check").code == 0


@pytest.mark.usefixtures("rewritten")
def test_all_answers_of_a_walk_are_one_change(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(OTHER, encoding="utf-8")
    assert run(*on, "load", paper).code == 0
    log, open_ = rows(run, *on, "log"), rows(run, *on, "review", "--list")
    assert [doubt["code"] for doubt in open_] == ["passage_unsure", "session_unknown", "kind_unknown"]
    on_a_terminal(on[1], "2\n\n2\n")
    assert rows(run, *on, "review", "--list") == []
    assert len(rows(run, *on, "log")) == len(log) + 1
    assert run(*on, "undo", "--yes").code == 0
    assert rows(run, *on, "review", "--list") == open_
