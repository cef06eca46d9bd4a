"""How far a load is, told on a terminal and nowhere else."""

import sys
from pathlib import Path

import pytest

from oversight.cli.progress import Progress
from tests.cli.conftest import Run

_PAPER = "东河县人民政府\n关于{what}工作情况的报告\n——2024年6月27日在东河县第九届人大常委会第{number}次会议上\n副县长　丘　岳\n各位委员：\n　　工作稳步推进。\n"


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Papers of three sessions, and one that is none."""
    files = []
    for number in "三四五":
        file = tmp_path / f"{number}.txt"
        file.write_text(_PAPER.format(what="水利", number=number), encoding="utf-8")
        files.append(file)
    return files


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, term: str = "xterm") -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", term)


def test_files_are_counted_and_the_line_is_wiped(
    papers: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    with Progress(papers) as progress:
        progress.advance(1)
        progress.wipe()
        progress.advance(5)
    shown = capsys.readouterr()
    assert shown.out == ""
    told = [part.strip() for part in shown.err.split("\r") if part.strip()]
    assert told == [
        "□□□□□□□□□□□□□□□□□□□□ 0 of 3 files",
        "■■■■■■□□□□□□□□□□□□□□ 1 of 3 files",
        "■■■■■■■■■■■■■■■■■■■■ 3 of 3 files",
    ]
    assert shown.err.endswith("\r")
    assert shown.err.split("\r")[-2].isspace()


def test_papers_of_folders_are_counted(
    papers: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    (papers[0].parent / "titles.csv").touch()
    with Progress([papers[0].parent]):
        pass
    assert "0 of 3 files" in capsys.readouterr().err


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_one_file_and_a_dumb_terminal_show_nothing(
    papers: list[Path], term: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch, term)
    with Progress(papers[:1] if term == "xterm" else papers) as progress:
        progress.advance(1)
    assert capsys.readouterr().err == ""


def test_a_load_in_a_pipe_shows_none(run: Run, papers: list[Path]) -> None:
    ran = run("load", *papers)
    assert ran.code == 0
    assert "files" not in ran.err
    assert "\r" not in ran.err
