"""``oversight verify``: a changed byte names what rests on it."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from oversight.database.engine import open_engine
from tests.cli.conftest import SEEDS, Run

PAPER = SEEDS / "lvyuan-18-33.txt"


@pytest.fixture
def on(run: Run, empty_url: str) -> tuple[str, str]:
    assert run("--db", empty_url, "load", SEEDS).code == 0
    return ("--db", empty_url)


def test_all_stands(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    ran = run(*on, "verify")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing is wrong." in ran.err
    renamed = Path(shutil.copyfile(PAPER, tmp_path / "另存.txt"))
    for file in (PAPER, SEEDS, renamed):
        ran = run(*on, "verify", file, "--format", "json")
        assert (ran.code, json.loads(ran.out)) == (0, [])
        assert "files given 1." in ran.err


def test_one_changed_byte_of_a_file_names_the_rows_that_rest_on_it(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    # The last 尽早 is the opinion's. One byte of it is changed.
    data = bytearray(PAPER.read_bytes())
    data[data.rindex("尽早完成".encode()) + 1] ^= 1
    file = tmp_path / PAPER.name
    file.write_bytes(data)
    ran = run(*on, "verify", file, "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    assert found[0]["code"] == "file_changed"
    refs = [fault["ref"] for fault in found if fault["code"] == "rests_on_changed"]
    assert {"18-33/5", "18-33/5:3", "18-33/5:3.3", "18-33/5:3.3.2"} <= set(refs)
    assert not any(ref.startswith("18-33/4") for ref in refs)
    assert run(*on, "verify", PAPER).code == 0


def test_one_changed_byte_of_the_stored_paper(run: Run, on: tuple[str, str]) -> None:
    with open_engine(on[1]).begin() as connection:
        connection.execute(text("UPDATE source_document SET text = replace(text, '尽早完成', '尽力完成')"))
    ran = run(*on, "verify", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    assert {fault["code"] for fault in found} == {"paper_changed", "text_out_of_place"}
    assert "18-33/5:3.3.2" in {fault["ref"] for fault in found}
    assert run(*on, "verify", PAPER).code == 1


def test_a_line_that_no_row_rests_on_is_noticed_too(run: Run, on: tuple[str, str]) -> None:
    with open_engine(on[1]).begin() as connection:
        connection.execute(text("UPDATE source_document SET text = text || ' '"))
    ran = run(*on, "verify")
    assert ran.code == 1
    assert "The stored text of lvyuan-18-33.txt is not the one that was read." in ran.out


def test_lines_put_in_lines_gone_and_files_that_are_no_papers_any_more(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / PAPER.name
    lines = PAPER.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:100], "添一行\n", *lines[100:]]), encoding="utf-8")
    ran = run(*on, "verify", file)
    assert ran.code == 1
    assert "lines 100 to 101" in ran.out
    assert "18-33/1 rests on lines" in ran.out
    file.write_bytes(b"\0\1\2")
    ran = run(*on, "verify", file, "--format", "json")
    assert ran.code == 1
    assert len(json.loads(ran.out)) > 200
    stranger = tmp_path / "letter.txt"
    stranger.write_text("来信", encoding="utf-8")
    ran = run(*on, "verify", stranger)
    assert ran.code == 1
    assert "letter.txt was never loaded." in ran.out
    assert run(*on, "verify", tmp_path / "missing.txt").code == 3
