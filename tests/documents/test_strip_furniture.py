import pytest

from oversight.documents.printed import Printed, PrintedText
from oversight.documents.strip_furniture import strip_page_edges, strip_stray_numbers

_FULL = "各乡镇人民政府要把校车安全摆在更加突出的位置抓紧抓实并"
_FULLS = [f"{who}{_FULL}" for who in ("县政府和", "县教育局和", "县公安局和", "县交通局和")]
_TEXT = ["会议听取和审议了县人民政府关于校车安全工作情况的报告，", "会议认为，县人民政府高度重视校车安全，工作取得了成效，", "但也存在管理不够规范等问题，需要引起重视并认真加以解"]  # fmt: skip


def stray(*lines: str) -> list[str]:
    """The lines that are taken for stray page numbers."""
    printed = PrintedText.of_lines(lines)
    return [before for before, after in zip(printed.clean, strip_stray_numbers(printed).clean, strict=True) if before != after]


@pytest.mark.parametrize(
    "number",
    ["— 37 —", "- 3 -", "－３－", "·3·", "第3页", "第 3 页 共 9 页", "第3页/共9页", "第3页（共9页）", "Page 3 of 9", "―12―"],
)
def test_marked_page_numbers(number: str) -> None:
    assert stray(*_TEXT, number, "决。") == [number]
    assert stray(number) == [number]


@pytest.mark.parametrize("text", ["3.", "（3）", "3人", "2021", "一", "第3项", "3—5", "— —", "3、", "-3"])
def test_text_that_only_looks_like_one(text: str) -> None:
    assert stray(*_TEXT, text, "各项工作") == []


def test_a_bare_number_that_cuts_a_sentence() -> None:
    assert stray(*_TEXT, "37", "决。") == ["37"]


def test_a_bare_number_that_is_set_off() -> None:
    assert stray("以上报告，请予审议。", "", "", "32", "", "清河县人大常委会") == ["32"]
    assert stray("甲", "", "以上报告，请予审议。", "", "32", "", "清河县人大常委会") == []


def test_bare_numbers_that_go_on_over_pages() -> None:
    page = [*_TEXT, "决。"] * 5
    assert stray(*page, "31", *page, "32", *page, "34", *page) == ["31", "32", "34"]
    assert stray(*page, "31", *page, "7", *page) == []


def test_numbers_that_are_counted_stay() -> None:
    assert stray(*_TEXT[:2], "全县共建成农村饮水安全工程并投入使用的有", "37", "处，受益人口") == []
    assert stray(*_TEXT[:2], "会议听取和审议了有关工作情况的报告第", "3", "次全体会议") == []


def test_the_first_column_of_a_list_stays() -> None:
    rows = [cell for at in range(1, 9) for cell in (str(at), "王丽秀区人大常委会委员办公室主任", "出席")]
    assert stray(*_TEXT, *rows) == []


def test_rows_of_tables_stay() -> None:
    printed = PrintedText.of([Printed.of(_FULL), Printed.row(["37"]), Printed.of(_FULL)])
    assert strip_stray_numbers(printed) == printed


def edges(*pages: list[str]) -> list[str]:
    """The lines that are taken for furniture at the edges of these pages."""
    printed = [Printed.of(line, at) for at, page in enumerate(pages, start=1) for line in page]
    return [
        before.clean for before, after in zip(printed, strip_page_edges(printed), strict=True) if before.clean != after.clean
    ]


def test_headers_above_a_running_sentence() -> None:
    pages = [["第18届第33次会议材料", _FULLS[at], str(at + 5)] for at in range(4)]
    assert edges(*pages) == [
        "第18届第33次会议材料",
        "5",
        "第18届第33次会议材料",
        "6",
        "第18届第33次会议材料",
        "7",
        "第18届第33次会议材料",
        "8",
    ]


def test_footers_below_a_running_sentence() -> None:
    pages = [[_FULLS[at - 1], "清河县人大常委会办公室编印", f"{at}/4"] for at in range(1, 5)]
    assert edges(*pages) == [line for at in range(1, 5) for line in ("清河县人大常委会办公室编印", f"{at}/4")]


def test_letterheads_of_papers_of_one_page_each_stay() -> None:
    pages = [["清河县人民代表大会常务委员会", f"清人常发〔2022〕{at}号", "请认真研究处理。"] for at in range(1, 6)]
    assert edges(*pages) == []


def test_the_same_head_on_two_papers_stays() -> None:
    assert edges(["第五次会议", _FULL], ["第五次会议", "议程"], ["报告", _FULL], ["意见", _FULL]) == []


def test_bare_numbers_that_do_not_go_with_the_pages_stay() -> None:
    assert edges(["1", "王丽秀"], ["9", "庄红"], ["30", "高月"]) == []


def test_lines_without_pages_stay() -> None:
    printed = [Printed.of("— 1 —")]
    assert strip_page_edges(printed) == printed
