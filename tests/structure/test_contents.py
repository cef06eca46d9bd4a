import pytest

from oversight.structure.contents import contents_end

_TITLED = ["目录", "会议议程", "某某县人民政府关于水利工作的报告", "会议议程", "一、听取报告"]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        # Without pages: to where an entry comes again, be it on two lines.
        (_TITLED, 3),
        (["目次", "一、会议议程", "2.关于水利工作的报告", "会议议程", "听取报告。"], 3),
        (["目录", "会议议程", "某某县人民政府", "关于水利工作的报告", "某某县人民政府关于水利工作的报告"], 4),
        (["目录", "某某县人民政府关于水利工作的报告", "某某县人民政府", "关于水利工作的报告"], 2),
        # With pages: to the last of them, an entry may run over two lines.
        (["会议文件目录", "会议议程……1", "某某县人民政府关于", "水利工作的报告（3）", "会议议程", "一、听取报告"], 4),
        # A page number further down is of something else.
        (["目录", "会议议程1", "甲", "乙", "丙", "丁", "戊2"], 2),
    ],
)
def test_a_table_of_contents_ends_where_its_papers_begin(lines: list[str], end: int) -> None:
    assert contents_end(lines, 0) == end


@pytest.mark.parametrize(
    "lines",
    [
        ["会议议程", "一、听取报告", "会议议程"],
        ["目录"],
        # Nothing below is ever come back to.
        ["目录", "会议议程", "一、听取报告", "会议通过了这个议程。"],
        ["本目录由县人大常委会办公室编制", "会议议程", "会议议程"],
    ],
)
def test_what_lists_no_papers_is_no_table_of_contents(lines: list[str]) -> None:
    assert contents_end(lines, 0) is None
