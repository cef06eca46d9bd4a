import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.documents.read_document import read_bytes
from oversight.errors import UnreadableDocument


def html(text: str, name: str = "a.html") -> list[str]:
    return [line.clean for line in read_bytes(text.encode(), name).lines]


def markdown(text: str) -> list[str]:
    return [line.clean for line in read_bytes(text.encode(), "a.md").lines]


def rtf(text: str, encoding: str = "gb18030") -> list[str]:
    return [line.clean for line in read_bytes(text.encode(encoding), "a.doc").lines]


def test_blocks_of_a_web_page_are_lines() -> None:
    page = """<!DOCTYPE html><html><head><title>网站</title><style>p{}</style></head><body>
      <script>var a = "<p>不读</p>";</script><h1>会议<br>议程</h1>
      <p>　　一、听取县人大常
      委会的报告 &amp; Q&#50;；</p><ul><li>二、审议<b>意见</b><del>旧</del><li>三、其他</ul><!-- 注 --></body></html>"""
    assert html(page) == ["会议", "议程", "一、听取县人大常委会的报告 & Q2；", "二、审议意见", "三、其他"]


def test_items_of_numbered_lists_carry_their_numbers() -> None:
    page = "<html><ol><li>甲<li><p>乙</p><ul><li>丙</ul><li>丁</ol><ol start=7><li>戊</ol><li>己"
    assert html(page) == ["1.甲", "2.乙", "丙", "3.丁", "7.戊", "己"]


def test_lists_within_lists_have_numbers_of_their_own() -> None:
    page = "<html><ol><li>甲<ol><li>乙<ol><li>丙</ol><li>丁</ol><li>戊<ul><li>己<ol><li>庚</ol></ul></ol>"
    assert [line.clean for line in read_bytes(page.encode(), "a.html").lines] == [
        "1.甲",
        "（1）乙",
        "①丙",
        "（2）丁",
        "2.戊",
        "己",
        "（1）庚",
    ]


def test_a_web_page_is_known_by_its_content() -> None:
    assert html("<html><body><p>议程</p></body></html>", "a.doc") == ["议程"]
    assert html("<?xml version='1.0'?>\n<html><p>议程</html>", "a.txt") == ["议程"]


def test_menus_of_a_web_page_are_not_read() -> None:
    links = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("首页", "人大概况", "代表工作"))
    assert html(f"<html><ul>{links}</ul><h1>审议意见</h1>") == ["", "", "", "审议意见"]
    row = "<td><a href=a>首页</a></td><td><a href=b>概况</a> | <a href=c>代表</a></td>"
    assert html(f"<html><table><tr>{row}</tr></table><p>审议意见</p>") == ["", "审议意见"]
    # One link is a word of the paper, and so is what has no target.
    assert html("<html><p><a href=a>《监督法》</a></p><p>依据<a href=a>甲</a>、<a href=b>乙</a>、<a href=c>丙</a></p>") == [
        "《监督法》",
        "依据甲、乙、丙",
    ]
    assert html("<html><p><a name=a>一</a></p><p><a name=b>二</a></p><p><a name=c>三</a></p>") == ["一", "二", "三"]


def test_a_web_page_in_gb2312() -> None:
    page = '<html><meta charset="gb2312"><p>听取和审议报告</p></html>'.encode("gb2312")
    assert [line.clean for line in read_bytes(page, "a.htm").lines] == ["听取和审议报告"]


def test_rows_of_a_web_page() -> None:
    page = "<table><tr><th>姓名<th colspan=2>情况</tr><tr><td>庄　红<td>请假<td>因<p>公</p></tr><tr><td></td><td>缺席</td></tr></table>完"
    assert html(page) == ["姓名\t情况", "庄　红\t请假\t因 公", "\t缺席", "完"]


def test_a_cell_beside_several_rows_is_read_with_each() -> None:
    rows = "<tr><td rowspan=2>副主任<td>石坚<td>出席<tr><td>戚光<td>请假<tr><td>委员<td>易安<td rowspan=9>出席"
    assert html(f"<html><table>{rows}</table><table><tr><td>甲<td>乙</table>") == [
        "副主任\t石坚\t出席",
        "副主任\t戚光\t请假",
        "委员\t易安\t出席",
        "甲\t乙",
    ]


def test_a_table_that_lays_out_the_page() -> None:
    text = "会议认为，县人民政府高度重视校车安全工作，采取了一系列措施，取得了明显的成效，但管理上仍有薄弱环节，部分乡镇的校车没有专人管理。"
    page = f"<table><tr><td><a>首页</a></td><td><p>审议意见</p><p>{text}</p><p>一、加强管理。</p><table><tr><td>甲<td>乙</table><p>完</p></td></tr></table>"
    assert html(page) == ["首页", "审议意见", text, "一、加强管理。", "甲", "乙", "完"]


def test_marks_of_markdown_are_not_read() -> None:
    assert markdown("# 决议 #\n\n> **一、**加强[管理](http://a.b/c)\n- *二*、`整改`\n1\\. 落实\n![章](a.png)") == [
        "决议", "", "一、加强管理", "二、整改", "1. 落实", "",
    ]  # fmt: skip


def test_comments_rules_and_tables_of_markdown() -> None:
    text = "甲<!-- 不读 -->乙\n<!-- 多\n行 -->丙\n---\n| 姓名 | 情况 |\n|---|:-:|\n| | 缺席 |\n"
    document = read_bytes(text.encode(), "a.md")
    assert [line.clean for line in document.lines] == ["甲乙", "", "丙", "", "姓名\t情况", "", "\t缺席"]
    assert [line.raw for line in document.lines][3:5] == ["---", "| 姓名 | 情况 |"]


@pytest.mark.parametrize("text", ["*" * 60_000, "<!--" * 20_000, "[" * 60_000, "**甲" * 20_000, "<p" * 30_000])
def test_hostile_marks_are_read_in_good_time(text: str) -> None:
    for suffix in ("md", "html"):
        try:
            read_bytes(f"甲\n{text}\n乙".encode(), f"a.{suffix}")
        except UnreadableDocument:
            pytest.fail("there is text in it")


@given(st.text(alphabet=st.sampled_from("<>!-[]/'\"=& ;#甲ptd\n")) | st.text(alphabet="<>!-[]tr/ table"))
def test_a_broken_page_is_read_all_the_same(text: str) -> None:
    page = f"<html><p>议程</p>{text}".encode()
    assert read_bytes(page, "a.html").lines[0].clean == "议程"
    assert read_bytes(page, "a.md").lines


def test_rich_text() -> None:
    text = (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 \'cb\'ce\'cc\'e5;}}{\*\generator X;}{\header 页眉}\pard\uc1 "
        r"{\listtext 一、\tab}\'bb\'e1\'d2\'e9\u35758?\u31243\'3f\tab 2021\emdash 25\par {\deleted 旧}新\line"
        "\r\n"
        r" 次\{行\}\par\u-10174?\u-8265?\par}"
    )
    assert rtf(text) == ["一、会议议程\t2021—25", "新", "次{行}", "𠮷", ""]


def test_list_numbers_of_rich_text() -> None:
    assert rtf(r"{\rtf1{\listtext\tab}甲\par{\listtext （一）\tab}乙\par{\pntext 第一条\tab}丙\par 丁}") == [
        "甲",
        "（一）乙",
        "第一条 丙",
        "丁",
    ]


def test_rows_of_rich_text() -> None:
    text = r"{\rtf1\ansi\trowd\pard\intbl 庄红\cell 请假\par 因公\cell\row\pard\intbl\cell 缺席\cell\row\pard 完\par}"
    assert rtf(text) == ["庄红\t请假 因公", "\t缺席", "完", ""]


def test_damaged_rich_text() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        rtf(r"{\rtf1\ansi{\b 会议")
