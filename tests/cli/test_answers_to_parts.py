"""What an answer to a whole item says of its parts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

_ASKED = """岚溪县人大常委会关于饮水安全工作情况报告的审议意见

县人民政府：

　　2025年3月28日，县十七届人大常委会第二十一次会议听取和审议了县人民政府《关于饮水安全工作情况的报告》。提出如下审议意见：

　　一、切实加强水源保护

　　（一）依法清理整治。限期取缔保护区内的养殖场，拆除违法建筑。

　　（二）完善保护设施。设置隔离防护网和标识标牌，建立巡查值守制度。

　　二、加快管网改造。编制三年改造计划，优先改造石桥镇的老旧管网，将改造资金纳入年度预算。

　　三、提高检测能力。提高检测成化验室。

岚溪县人大常委会

2025年4月2日
"""
_HEAD = """岚溪县人民政府关于饮水安全工作情况报告审议意见研究处理情况的报告

——2025年7月11日在岚溪县第十七届人大常委会第二十二次会议上

主任、各位副主任、各位委员：

　　2025年3月28日，县十七届人大常委会第二十一次会议审议了饮水安全工作情况的报告，提出了审议意见。现将办理情况报告如下：

"""


def loaded(run: Run, folder: Path, answers: str) -> str:
    """The opinion of session 17-21 and the answer of 17-22; what was said of the answer."""
    for name, text in (("17-21.txt", _ASKED), ("17-22.txt", _HEAD + answers)):
        (folder / name).write_text(text, encoding="utf-8")
        ran = run("load", folder / name)
        assert ran.code in {0, 5}, ran.err
    return ran.err


def statuses(run: Run) -> dict[str, str]:
    rows: list[dict[str, Any]] = json.loads(run("rec", "list", "--origin", "opinion", "--format", "json").out)
    return {row["text"][:4]: row["status"] for row in rows}


def claims(run: Run) -> dict[str, str | None]:
    rows: list[dict[str, Any]] = json.loads(run("inbox", "--format", "json").out)
    return {row["title"][:4]: row["claim"] for row in rows}


def test_numbered_answers_hang_on_the_parts_that_they_name(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        "　　一、关于“切实加强水源保护”的办理情况\n\n"
        "　　（一）关于清理整治。保护区内的养殖场已全部取缔。\n\n"
        "　　（二）关于设置隔离防护网和标识标牌。正在施工。\n\n"
        "　　二、关于“提高检测能力”的办理情况\n\n　　化验室已全部建成。\n",
    )
    assert statuses(run) == {
        "限期取缔": "in_progress",
        "拆除违法": "open",
        "设置隔离": "in_progress",
        "建立巡查": "open",
        "编制三年": "open",
        "优先改造": "open",
        "将改造资": "open",
        "提高检测": "in_progress",
    }
    assert claims(run) == {"依法清理": "done", "设置隔离": "under_way", "提高检测": "done"}
    # The same papers again move nothing and hang nothing twice.
    again = json.loads(run("load", tmp_path / "17-22.txt", "--format", "json").out)
    assert (again[0]["inserted"], again[0]["updated"], again[0]["withdrawn"]) == (0, 0, 0)
    assert len(claims(run)) == 3
    assert run("db", "check").code == 0
    # What hangs on parts is not missed at the whole.
    assert run("coverage", "17-22").err == "17-22: 0 passages open.\n"


def test_what_is_not_mentioned_or_not_begun_stays_open(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        "　　一、关于“加快管网改造”的办理情况\n\n　　三年改造计划已编制完成，优先改造石桥镇管网的工程尚未启动。\n\n"
        "　　二、关于“提高检测能力”的办理情况\n\n　　化验室建设尚未启动，主要是资金没有着落。\n",
    )
    found = statuses(run)
    assert (found["编制三年"], found["优先改造"], found["将改造资"], found["提高检测"]) == (
        "in_progress",
        "open",
        "open",
        "open",
    )
    assert json.loads(run("rec", "promises", "--format", "json").out) == []


def test_an_answer_that_names_no_part_speaks_of_the_whole(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        "　　一、关于“加快管网改造”的办理情况\n\n　　该项意见已全部落实。\n\n　　二、关于“提高检测能力”的办理情况\n\n　　已完成。\n",
    )
    found = statuses(run)
    assert {found["编制三年"], found["优先改造"], found["将改造资"]} == {"in_progress"}


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("《办法》已形成征求意见稿，计划今年第四季度提请审议。", "under_way"),
        ("下半年将建立化验室。", "planned"),
        ("尚未启动。", None),
    ],
)
def test_a_plain_promise_has_its_class(run: Run, in_force: str, tmp_path: Path, words: str, claim: str | None) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        f"　　一、关于“提高检测能力”的办理情况\n\n　　{words}\n\n　　二、关于“加快管网改造”的办理情况\n\n　　已完成。\n",
    )
    assert claims(run)["提高检测"] == claim


def test_a_misread_class_is_corrected_and_outlives_the_paper(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        "　　一、关于“提高检测能力”的办理情况\n\n　　化验室的设备还在采购。\n\n　　二、关于“加快管网改造”的办理情况\n\n　　已完成。\n",
    )
    row = next(row for row in json.loads(run("inbox", "--format", "json").out) if row["title"] == "提高检测能力")
    assert row["claim"] is None
    ran = run("rec", "claim", row["ref"], "--id", str(row["id"]), "--class", "under-way")
    assert (ran.code, ran.err) == (0, f"{row['ref']}: the answer claims under way, not -.\n")
    (promise,) = json.loads(run("rec", "promises", "--format", "json").out)
    assert promise["ref"] == row["ref"]
    # The paper comes again, mended elsewhere.
    text = (tmp_path / "17-22.txt").read_text(encoding="utf-8").replace("设备还在采购", "主要设备还在采购")
    (tmp_path / "17-22.txt").write_text(text, encoding="utf-8")
    assert run("load", tmp_path / "17-22.txt").code in {0, 5}
    assert claims(run)["提高检测"] == "under_way"
    assert run("rec", "claim", row["ref"], "--class", "under-way").code == 4
    assert run("rec", "claim", row["ref"], "--id", "9999", "--class", "done").code == 3
    assert run("db", "check").code == 0


def test_an_answer_that_was_not_found_is_given_to_a_leaf(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        "　　一、关于“老旧管网改造石桥镇”的办理情况\n\n　　正在施工。\n\n　　二、关于“提高检测能力”的办理情况\n\n　　已完成。\n",
    )
    doubt = next(one for one in json.loads(run("review", "--format", "json").out) if one["code"] == "answered_item_unmatched")
    assert "“老旧管网改造石桥镇” is answered here" in doubt["message"]
    leaf = next(one for one in doubt["candidates"] if one["text"] and one["text"].startswith("优先改造"))
    assert run("review", "--doubt", str(doubt["id"]), "--answer", leaf["key"]).code in {0, 5}
    assert run("load", tmp_path / "17-22.txt").code in {0, 5}
    assert statuses(run)["优先改造"] == "in_progress"
    assert statuses(run)["编制三年"] == "open"


def test_the_same_answer_is_taken_once_by_whatever_name(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(
        run,
        tmp_path,
        "　　一、关于“提高检测能力”的办理情况\n\n　　已完成。\n\n　　二、关于“加快管网改造”的办理情况\n\n　　已完成。\n",
    )
    said = ("--on", "2025-08-01", "--class", "planned", "--text", "年内完成。")
    assert run("rec", "reply", "17-21/1:1.2.2", "--from", "县政府", *said).code == 0
    assert run("rec", "reply", "17-21/1:1.2.2", "--from", "岚溪县人民政府", *said).code == 4


def test_an_answer_of_which_nothing_was_recognised_is_a_doubt(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    loaded(run, tmp_path, "　　县政府高度重视，做了大量工作，饮水安全水平明显提高。\n")
    (doubt,) = json.loads(run("review", "--format", "json").out)
    assert doubt["code"] == "answer_unread"
    assert "饮水安全工作情况报告审议意见研究处理情况" in doubt["message"]
    assert run("review", "--doubt", str(doubt["id"]), "--answer", "seen").code == 0


def test_an_answer_to_what_was_dropped_hangs_on_the_whole(run: Run, in_force: str, tmp_path: Path) -> None:
    assert in_force
    (tmp_path / "17-21.txt").write_text(_ASKED, encoding="utf-8")
    assert run("load", tmp_path / "17-21.txt").code in {0, 5}
    assert run("rec", "drop", "17-21/1:1", "--reason", "另行办理", "--yes").code == 0
    loaded(
        run,
        tmp_path,
        "　　一、关于“切实加强水源保护”的办理情况\n\n　　（一）关于清理整治。养殖场已全部取缔。\n\n　　（二）关于完善设施。正在施工。\n\n"
        "　　二、关于“提高检测能力”的办理情况\n\n　　化验室已全部建成。\n",
    )
    assert claims(run)["提高检测"] == "done"
    assert run("db", "check").code == 0
