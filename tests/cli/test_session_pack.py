"""``session pack``: the papers for the next session in one command."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from oversight.cli.invocation import Invocation
from tests.cli.conftest import ROOT, Run

DEPOT = "18-33/5:3.3.2"
PLANS = "18-33/5:3.1.2"
AT_PAPER = "lvyuan-18-33.txt:"


YANHU = ROOT / "tests" / "packets" / "yanhu-04-08_13"

OPINION = """岚溪县人大常委会文件

岚人发〔2025〕6号

岚溪县人大常委会关于饮水安全工作情况报告的审议意见

县人民政府：

　　2025年3月28日，岚溪县第十七届人民代表大会常务委员会第二十一次会议听取和审议了县人民政府《关于饮水安全工作情况的报告》。提出如下审议意见：

　　一、加强水源保护。限期取缔保护区内的养殖场。

　　二、提高检测能力。水厂要建成化验室。

　　请县人民政府自收到本审议意见之日起三个月内，将研究处理情况书面报告县人大常委会。

岚溪县人大常委会

2025年4月2日
"""

On = Callable[[str], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Sets the clock on the wall to noon of a day: ``on("2021-06-25")``."""

    def set_clock(day: str) -> None:
        now = datetime.fromisoformat(f"{day}T12:00").astimezone(UTC)
        monkeypatch.setattr("oversight.cli.program.Invocation", partial(Invocation, now=now))

    return set_clock


@pytest.fixture
def prepared(run: Run, db: Path, on: On) -> None:
    """The session of June: one act overdue and promised, one due in time, an opinion of an earlier session not handed over."""
    assert db.is_file()
    on("2021-06-25")
    for argv in (
        ("session", "add", "18-34", "--date", "2021-06-25"),
        ("rec", "assign", DEPOT, "--lead", "区应急管理局"),
        ("rec", "due", DEPOT, "--on", "2021-06-20", "--basis", "resolution"),
        ("rec", "due", PLANS, "--on", "2021-06-25", "--basis", "resolution"),
        ("rec", "link", "18-33/1:4.1", "--recurs", "18-28/0:3"),
    ):
        assert run(*argv).code == 0, argv


def table(file: Path) -> list[dict[str, str]]:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("prepared")
def test_each_question_has_its_table(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "18-34"
    ran = run("session", "pack", "18-34", folder)
    assert ran.code == 0
    assert "Carried over 46, overdue 1, due 1, replies 3, promises 0, raised again 2." in ran.err
    names = sorted(file.name for file in folder.glob("*.csv"))
    assert names == [
        "01-carried-over.csv",
        "02-overdue-acts.csv",
        "03-acts-coming-due.csv",
        "04-plans-and-reports-due.csv",
        "05-replies-to-judge.csv",
        "06-promises-to-test.csv",
        "07-raised-again.csv",
        "08-perhaps-raised-again.csv",
    ]
    carried = table(folder / "01-carried-over.csv")
    assert len(carried) == 46
    assert all(row["ref"] and row["source"].startswith(AT_PAPER) for row in carried)
    assert {row["status"] for row in carried} == {"○ open", "◎ in progress"}
    (overdue,) = table(folder / "02-overdue-acts.csv")
    assert (overdue["ref"], overdue["lead body"], overdue["due"], overdue["days over"]) == (
        DEPOT,
        "区应急管理局",
        "2021-06-20",
        "5",
    )
    (due,) = table(folder / "03-acts-coming-due.csv")
    assert (due["ref"], due["days left"]) == (PLANS, "0")
    waiting = table(folder / "05-replies-to-judge.csv")
    assert [row["ref"] for row in waiting] == ["18-28/0:1", "18-28/0:2", "18-28/0:3"]
    assert all(row["source"].startswith(AT_PAPER) for row in waiting)
    again = table(folder / "07-raised-again.csv")
    assert [(row["ref"], row["raised"]) for row in again] == [
        ("18-28/0:3", "again at 18-33"),
        ("18-33/1:4.1", "second time, first at 18-28"),
    ]
    assert {row["all times"] for row in again} == {"18-28/0:3, 18-33/1:4.1"}
    index = (folder / "00-contents.md").read_text(encoding="utf-8")
    assert "| 01-carried-over.md | 46 |" in index
    assert f"| {DEPOT} |" in (folder / "02-overdue-acts.md").read_text(encoding="utf-8")
    assert "\nNone.\n" in (folder / "06-promises-to-test.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("prepared")
def test_what_was_promised_is_quoted_and_an_answer_is_to_be_judged(run: Run, tmp_path: Path) -> None:
    words = "已选址。下一步将于年底前完成主体工程。"
    reply = ("rec", "reply", DEPOT, "--from", "区应急管理局", "--on", "2021-06-01", "--class", "under-way", "--text", words)
    assert run(*reply, "--promised-on", "2021-06-15").code == 0
    assert run("session", "pack", "18-34", tmp_path / "p").code == 0
    (promise,) = table(tmp_path / "p" / "06-promises-to-test.csv")
    assert (promise["ref"], promise["promise"]) == (DEPOT, "“…下一步将于年底前完成主体工程。”")
    assert promise["promised for"] == "2021-06-15 (past)"
    assert DEPOT in [row["ref"] for row in table(tmp_path / "p" / "05-replies-to-judge.csv")]
    (reminder,) = (tmp_path / "p" / "letters").glob("reminder-letter-*.md")
    assert "You answered on 2021-06-01: “…下一步将于年底前完成主体工程。”" in reminder.read_text(encoding="utf-8")


@pytest.mark.usefixtures("prepared")
def test_letters_are_what_an_office_sends(run: Run, tmp_path: Path) -> None:
    assert run("--lang", "zh", "session", "pack", "18-34", tmp_path / "材料").code == 0
    folder = tmp_path / "材料" / "函稿"
    assert sorted(file.name for file in folder.iterdir()) == ["交办函-01-区人民政府.md", "催办函-01-区应急管理局.md"]
    letter = (folder / "交办函-01-区人民政府.md").read_text(encoding="utf-8")
    assert letter.startswith(
        "# 关于交办《绿园区人大常委会关于区政府应急管理工作情况报告的审议意见》的函\n\n区人民政府：\n\n2021年4月16日，"
    )
    assert "长春市绿园区第十八届人民代表大会常务委员会第三十三次会议听取和审议了有关报告" in letter
    assert "尽早完成区级应急物资储备库建设（18-33/5:3.3.2；牵头：区应急管理局；时限：2021年6月20日）" in letter
    assert "于＿＿＿＿年＿＿月＿＿日前报送研究处理方案" in letter
    assert letter.endswith("长春市绿园区人民代表大会常务委员会办公室  \n2021年6月25日\n")
    reminder = (folder / "催办函-01-区应急管理局.md").read_text(encoding="utf-8")
    assert "1. 尽早完成区级应急物资储备库建设（18-33/5:3.3.2；时限2021年6月20日，已逾期5天）" in reminder
    assert "○ 未办" in (tmp_path / "材料" / "01-结转事项.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("prepared")
def test_a_reminder_knows_what_was_answered(run: Run, tmp_path: Path) -> None:
    for argv in (
        ("rec", "due", "18-33/5:3.1.3", "--on", "2021-06-15", "--basis", "resolution"),
        ("rec", "assign", "18-33/5:3.1.3", "--lead", "区应急管理局"),
        ("rec", "reply", DEPOT, "--from", "区应急管理局", "--on", "2021-06-01", "--class", "done", "--text", "储备库已建成。"),
        (
            "rec",
            "reply",
            "18-33/5:3.1.3",
            "--from",
            "区应急管理局",
            "--on",
            "2021-06-02",
            "--class",
            "done",
            "--text",
            "演练已完成。",
        ),
        ("rec", "send-back", "18-33/5:3.1.3", "--on", "2021-06-20", "--note", "未见演练记录"),
    ):
        assert run(*argv).code == 0, argv
    assert run("--lang", "zh", "session", "pack", "18-34", tmp_path / "材料").code == 0
    reminder = (tmp_path / "材料" / "函稿" / "催办函-01-区应急管理局.md").read_text(encoding="utf-8")
    # What was answered as done waits for the committee, not for the body.
    pressed, _, claimed = reminder.partition("待常委会审议评价")
    assert "尽早完成区级应急物资储备库建设" not in pressed
    assert "尽早完成区级应急物资储备库建设（18-33/5:3.3.2）" in claimed
    assert "你单位2021年6月2日答复：“演练已完成。”\n   常委会于2021年6月20日退回该答复：未见演练记录" in pressed


def test_a_hand_over_letter_gives_the_number_and_the_time_of_the_opinion(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    (tmp_path / "审议意见.txt").write_text(OPINION, encoding="utf-8")
    assert run("load", tmp_path / "审议意见.txt").code in {0, 5}
    assert run("session", "add", "17-22", "--date", "2025-07-11").code == 0
    assert run("--lang", "zh", "session", "pack", "17-22", tmp_path / "材料").code == 0
    (letter,) = (tmp_path / "材料" / "函稿").glob("交办函-*.md")
    text = letter.read_text(encoding="utf-8")
    assert "第十七届人民代表大会常务委员会第二十一次会议" in text
    assert "（岚人发〔2025〕6号）" in text
    assert "在审议意见规定的时限内（" in text
    assert "三个月" in text.partition("在审议意见规定的时限内")[2]
    assert "第二十二次会议跟踪监督材料" in (tmp_path / "材料" / "00-目录.md").read_text(encoding="utf-8")


def test_of_a_past_session_all_is_as_it_stood_at_its_end(run: Run, in_force: str, on: On, tmp_path: Path) -> None:
    assert in_force
    for argv in (
        ("load", YANHU / "yanhu-04-08.txt"),
        ("load", YANHU / "yanhu-04-13.txt"),
        # Heard on two days: what the second one decides belongs to it.
        ("session", "edit", "4-13", "--date", "2023-12-20", "--to", "2023-12-21"),
        ("rec", "due", "4-8/3:1.2.1", "--on", "2023-12-20", "--basis", "resolution", "--session", "4-8"),
        ("rec", "mark", "done", "4-8/3:1.1.1", "--on", "2023-12-21", "--evidence", "现场照片"),
        ("session", "add", "4-15", "--date", "2024-04-12"),
    ):
        assert run(*argv).code == 0, argv
    on("2023-12-21")
    then = run("session", "pack", "4-13", tmp_path / "then")
    assert (then.code, "As it was" in then.err) == (0, False)

    on("2024-04-12")
    for argv in (
        ("rec", "mark", "done", "4-8/3:1.1.2", "4-8/3:1.2.1", "--session", "4-15"),
        ("rec", "send-back", "4-8/3:3", "--session", "4-15", "--note", "未见台账"),
        ("rec", "assign", "4-8/3:2.1.1", "--lead", "区商务局", "--session", "4-15"),
        ("rec", "drop", "4-8/3:3.2", "--session", "4-15", "--reason", "已列入预算"),
    ):
        assert run(*argv).code == 0, argv
    since = run("session", "pack", "4-13", tmp_path / "since")
    assert (since.code, "As it was on 2023-12-21." in since.err) == (0, True)
    written = {file.relative_to(tmp_path / "then"): file.read_bytes() for file in (tmp_path / "then").rglob("*.*")}
    assert {file.relative_to(tmp_path / "since"): file.read_bytes() for file in (tmp_path / "since").rglob("*.*")} == written
    refs = [row["ref"] for row in table(tmp_path / "since" / "01-carried-over.csv")]
    assert "4-8/3:1.1.2" in refs
    assert "4-8/3:1.1.1" not in refs
    (late,) = table(tmp_path / "since" / "02-overdue-acts.csv")
    assert (late["ref"], late["days over"]) == ("4-8/3:1.2.1", "1")
    waiting = json.loads(run("inbox", "--as-of", "4-13", "--format", "json").out)
    judged = [row["ref"] for row in table(tmp_path / "since" / "05-replies-to-judge.csv")]
    assert judged == [one["ref"] for one in waiting]
    assert "4-8/3:3" in judged

    assert run("session", "pack", "4-15", tmp_path / "now").code == 0
    assert "4-8/3:1.1.2" not in [row["ref"] for row in table(tmp_path / "now" / "01-carried-over.csv")]
    assert "4-8/3:3" not in [row["ref"] for row in table(tmp_path / "now" / "05-replies-to-judge.csv")]


def test_a_body_is_reminded_once_by_the_name_it_has_now(run: Run, in_force: str, on: On, tmp_path: Path) -> None:
    assert in_force
    for argv in (
        ("load", YANHU / "yanhu-04-08.txt"),
        ("org", "add", "区应急管理局", "--alias", "区应急局", "--alias", "应急局"),
        ("org", "add", "区安监局"),
        ("org", "merge", "区安监局", "区应急管理局", "--on", "2023-06-01"),
        ("rec", "assign", "4-8/3:1.1.1", "--lead", "区应急局", "--session", "4-8"),
        ("rec", "assign", "4-8/3:1.2.2", "--lead", "应急局", "--session", "4-8"),
        ("rec", "assign", "4-8/3:1.2.1", "--lead", "区安监局", "--session", "4-8"),
        ("rec", "due", "4-8/3:1.1.1", "4-8/3:1.2", "4-8/3:3.2", "--on", "2023-12-01", "--basis", "resolution", "--yes"),
        ("session", "add", "4-13", "--date", "2023-12-21"),
    ):
        assert run(*argv).code == 0, argv
    on("2023-12-21")
    assert run("--lang", "zh", "session", "pack", "4-13", tmp_path / "p").code == 0
    letters = sorted((tmp_path / "p" / "函稿").glob("催办函*.md"))
    assert [file.name for file in letters] == ["催办函-01-区应急管理局.md", "催办函-02-区财政局.md"]
    text = letters[0].read_text(encoding="utf-8")
    assert "\n\n区应急管理局：\n\n" in text
    assert [line[:3] for line in text.splitlines() if line[:1].isdigit() and "逾期" in line] == ["1. ", "2. ", "3. "]


@pytest.mark.usefixtures("prepared")
def test_what_was_handed_over_needs_no_letter(run: Run, tmp_path: Path) -> None:
    assert run("rec", "handover", "18-33/5", "--on", "2021-05-01", "--yes").code == 0
    assert run("session", "pack", "18-34", tmp_path / "p").code == 0
    assert [file.name for file in (tmp_path / "p" / "letters").iterdir()] == ["reminder-letter-01-区应急管理局.md"]


@pytest.mark.usefixtures("prepared")
def test_the_files_of_others_stay(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    assert run("session", "pack", "18-34", folder).code == 0
    (folder / "minutes.txt").write_text("会议纪要", encoding="utf-8")
    assert run("--lang", "zh", "session", "pack", "18-34", folder).code == 0
    assert not (folder / "01-carried-over.md").exists()
    assert not (folder / "letters").exists()
    assert (folder / "minutes.txt").read_text(encoding="utf-8") == "会议纪要"
    changed = folder / "02-逾期事项.md"
    changed.write_text("人工批注", encoding="utf-8")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    ran = run("session", "pack", "18-34", folder)
    assert ran.code == 4
    assert "The folder holds files that someone made or changed: 02-逾期事项.md." in ran.err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    assert run("session", "pack", "18-34", folder, "--yes").code == 0
    assert not changed.exists()


@pytest.mark.usefixtures("prepared")
def test_the_folder_is_written_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "p"
    assert run("session", "pack", "18-34", folder).code == 0
    assert run("rec", "mark", "in-progress", "18-33/5:1.2").code == 0
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    write = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        if file.name.startswith("05"):
            raise OSError(28, "No space left on device")
        return write(file, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    ran = run("session", "pack", "18-34", folder)
    monkeypatch.undo()
    assert ran.code == 1
    assert "The folder cannot be written" in ran.err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.usefixtures("prepared")
def test_where_no_folder_can_be(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run("session", "pack", "18-34", tmp_path / "file").code == 1
    assert run("session", "pack", "18-34", tmp_path / "no" / "such").code == 3
    assert run("session", "pack", "18-99", tmp_path / "p").code == 3
    monkeypatch.chdir(tmp_path)
    assert run("session", "pack", "18-34", ".").code == 4
    assert not (tmp_path / "p").exists()
