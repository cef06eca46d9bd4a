import io
import zipfile

import pytest
from docx import Document as WordDocument

from oversight.documents.document import Document
from oversight.documents.read_document import read_bytes
from oversight.errors import UnreadableDocument
from tests.documents.make_word import level, listed, numbering, paragraph, run, table, word

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def read(body: str, **parts: str) -> Document:
    return read_bytes(word(body, **parts), "会议材料.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.clean for line in read(body, **parts).lines]


def test_a_paragraph_is_a_line_and_blank_ones_count() -> None:
    document = read(paragraph("会议议程") + paragraph() + paragraph("　　一、听取报告"))
    assert [(line.number, line.page, line.raw, line.clean) for line in document.lines] == [
        (1, None, "会议议程", "会议议程"),
        (2, None, "", ""),
        (3, None, "　　一、听取报告", "一、听取报告"),
    ]


def test_files_of_other_programs_are_read_alike() -> None:
    file = io.BytesIO()
    made = WordDocument()
    made.add_paragraph("关于水库除险加固情况的报告")
    made.save(file)
    assert [line.clean for line in read_bytes(file.getvalue(), "a.docx").lines] == ["关于水库除险加固情况的报告"]
    strict = word(paragraph("关于水库除险加固情况的报告"), namespace=_STRICT)
    assert [line.clean for line in read_bytes(strict, "a.docx").lines] == ["关于水库除险加固情况的报告"]


def test_breaks_tabs_and_signs() -> None:
    signs = '<w:r><w:tab/><w:t>2021</w:t><w:noBreakHyphen/><w:t>25</w:t><w:sym w:font="Wingdings" w:char="F081"/><w:br/><w:t>次行</w:t></w:r>'
    assert texts(paragraph("甲", signs)) == ["甲\t2021-25①", "次行"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = paragraph(
        "县政府要",
        f"<w:del><w:r><w:delText>尽快</w:delText></w:r></w:del><w:ins>{run('在年底前')}</w:ins>",
        f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('完成')}</w:moveTo>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
        "整改。",
    )
    assert texts(body) == ["县政府要在年底前完成整改。"]


def test_a_paragraph_whose_end_was_struck_out_goes_on_in_the_next() -> None:
    first = paragraph("要加强", properties="<w:rPr><w:del/></w:rPr>")
    assert texts(first + paragraph("执行工作。") + paragraph("此复")) == ["要加强执行工作。", "此复"]


def test_content_controls_links_and_fields_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{paragraph('标题')}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:hyperlink>{run('附件')}</w:hyperlink><w:smartTag>{run('绿水镇')}</w:smartTag>")
        + paragraph(f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr='DATE'>{run('2022年')}</w:fldSimple>")
        + paragraph("<w:ruby><w:rt><w:r><w:t>shàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>单</w:t></w:r></w:rubyBase></w:ruby>")
    )
    assert texts(body) == ["标题", "附件绿水镇", "2022年", "单"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('清河县人大常委会文件')}</w:txbxContent>"
    body = paragraph(
        "正文",
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert texts(body) == ["正文", "清河县人大常委会文件"]
    old = paragraph(
        f"<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(old) == ["", "清河县人大常委会文件"]


def test_footnotes_stand_at_the_end() -> None:
    notes = f"<w:footnote w:id='7'>{paragraph('不含乡镇。')}</w:footnote><w:footnote w:id='8'>{paragraph('没有引用。')}</w:footnote>"
    body = paragraph("全县共有12所", "<w:r><w:footnoteReference w:id='7'/></w:r>", "学校。") + paragraph("完")
    assert texts(body, footnotes=notes) == ["全县共有12所学校。", "完", "注1：不含乡镇。"]


def test_pages_follow_the_breaks() -> None:
    body = (
        paragraph("名单")
        + paragraph('<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/><w:t>议程</w:t></w:r>")
        + paragraph("<w:r><w:t>一、</w:t><w:lastRenderedPageBreak/><w:t>听取</w:t></w:r>")
        + paragraph("报告", properties="<w:pageBreakBefore/>")
    )
    assert [(line.page, line.clean) for line in read(body).lines] == [(1, "名单"), (2, "议程"), (3, "一、听取"), (4, "报告")]


def test_a_row_is_a_line_of_cells() -> None:
    two = paragraph("市委党校") + paragraph("培训")
    lines = read(table(["姓名", "情况", "事由"], ["庄　红", "请假", two], ["", "缺席", ""])).lines
    assert [line.clean for line in lines] == ["姓名\t情况\t事由", "庄　红\t请假\t市委党校 培训", "\t缺席"]


def test_merged_cells_keep_the_columns() -> None:
    start, more = ('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>")
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    body = table(
        [start + paragraph("县教育局"), "加固围墙", "6月"],
        [more + paragraph(), "更换校车", "9月"],
        [wide + paragraph("县水利局"), "12月"],
    )
    assert texts(body) == ["县教育局\t加固围墙\t6月", "县教育局\t更换校车\t9月", "县水利局\t\t12月"]


def test_deleted_rows_are_not_read_and_nested_tables_are_flattened() -> None:
    inner = table(["内一", "内二"])
    rows = table(["甲", f"{inner}{paragraph()}"])
    assert texts(rows) == ["甲\t内一 内二"]
    struck = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("旧") + "</w:tc></w:tr></w:tbl>"
    assert texts(struck + paragraph("新")) == ["新"]


def test_a_table_that_frames_running_text_keeps_its_paragraphs() -> None:
    text = "要加快推进农村供水工程建设，对三十个行政村的老旧管网逐村排查，列出清单，分年改造，确保群众喝上放心水，让人大代表和群众都来监督评价。"
    paragraphs = ["会议提出以下意见：", f"一、{text}", f"二、{text}", "以上意见，请研究处理。"]
    assert texts(table(["审议意见", "".join(map(paragraph, paragraphs))])) == ["审议意见", *paragraphs]
    assert texts(table(["".join(map(paragraph, paragraphs[:2]))])) == paragraphs[:2]


def test_what_is_filled_in_beside_the_label_of_a_form_is_running_text() -> None:
    asked = "请市人民政府认真研究办理，于2024年10月31日前书面报告市人大常委会。"
    form = table(
        ["承办单位", "市人民政府"],
        ["审 议 意 见", paragraph("一、修编规划。") + paragraph("二、整治易涝点。")],
        ["办理要求", asked],
    )
    assert texts(form) == ["承办单位\t市人民政府", "审 议 意 见", "一、修编规划。", "二、整治易涝点。", "办理要求", asked]
    entries = (
        ["1", "推进医养结合，让更多老年人就近得到照护服务，并定期公布结果。"],
        ["加快社区养老设施建设并尽早投入使用", "已建成18个，其余的正在加快建设之中。"],
    )
    assert texts(table(*entries)) == ["\t".join(row) for row in entries]


_OUTLINE = numbering(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)


def test_list_numbers_stand_in_front() -> None:
    body = (
        listed("基本情况")
        + listed("主要成效", level=1)
        + listed("存在问题")
        + listed("师资", level=1)
        + listed("编制", level=2)
        + listed("年龄", level=2)
        + listed("校舍", level=3)
        + listed("经费", level=1)
        + listed("消防", level=2)
    )
    assert texts(body, numbering=_OUTLINE) == [
        "一、基本情况", "（一）主要成效", "二、存在问题", "（一）师资", "1.编制", "2.年龄", "①校舍", "（二）经费", "1.消防",
    ]  # fmt: skip


def test_lists_start_anew_where_they_say_so() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    shape = numbering(level(0, "chineseCounting", "%1、"), uses=again)
    body = listed("甲") + listed("乙") + listed("丙", 2) + listed("丁", 2) + listed("戊", 3)
    assert texts(body, numbering=shape) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_numbers_of_upper_levels_and_levels_that_count_on() -> None:
    shape = numbering(
        level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", more='<w:isLgl/><w:lvlRestart w:val="0"/>')
    )
    body = listed("总则") + listed("目的", level=1) + listed("职责") + listed("分工", level=1)
    assert texts(body, numbering=shape) == ["第一章 总则", "1.1 目的", "第二章 职责", "2.2 分工"]


def test_numbers_that_a_style_brings() -> None:
    shape = numbering(level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="Head"/>'), level(1, "bullet", "\uf0b7"))
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/></w:style>'
    )
    body = (
        paragraph("概况", properties='<w:pStyle w:val="Head"/>')
        + paragraph("问题", properties='<w:pStyle w:val="Sub"/>')
        + paragraph("附注", properties='<w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + listed("圆点", level=1)
    )
    assert texts(body, numbering=shape, styles=styles) == ["一、概况", "二、问题", "附注", "圆点"]


def test_levels_of_its_own_and_lists_that_a_style_names() -> None:
    own = (
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1．")}</w:lvlOverride></w:num>'
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Official"/></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>'
    )
    styles = '<w:style w:type="numbering" w:styleId="Official"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    shape = numbering(level(0, "chineseCounting", "%1、"), uses=own)
    body = listed("甲") + listed("乙", 2) + listed("丙", 3)
    assert texts(body, numbering=shape, styles=styles) == ["一、甲", "2．乙", "三、丙"]


def test_a_number_format_with_an_older_one_to_fall_back_on() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="chineseCounting"/></mc:Fallback></mc:AlternateContent>'
    )
    shape = numbering(f'<w:lvl w:ilvl="0"><w:start w:val="4"/>{choice}<w:lvlText w:val="（%1）"/></w:lvl>')
    assert texts(listed("甲"), numbering=shape) == ["（四）甲"]


def test_a_level_asked_for_before_the_one_above_it() -> None:
    shape = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    assert texts(listed("甲", level=1) + listed("乙", level=3) + listed("丙", list_id=9), numbering=shape) == [
        "1.1 甲",
        "乙",
        "丙",
    ]


def test_breaks_at_the_end_and_sections() -> None:
    section = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    body = (
        paragraph("甲", properties=section)
        + paragraph("乙", "<w:r><w:cr/></w:r>", "丙", '<w:r><w:br w:type="page"/></w:r>')
        + f"<mc:AlternateContent><mc:Choice>{paragraph('丁')}</mc:Choice></mc:AlternateContent>"
        + paragraph("戊", properties="<w:rPr><w:del/></w:rPr>")
    )
    assert [(line.page, line.clean) for line in read(body).lines] == [(1, "甲"), (2, "乙"), (2, "丙"), (3, "丁"), (3, "戊")]


def test_signs_of_other_fonts() -> None:
    signs = "".join(
        f'<w:sym w:font="{font}" w:char="{char}"/>' for font, char in (("Symbol", "00B7"), ("Wingdings", "F099"), ("宋体", "x"))
    )
    assert texts(paragraph("甲", f"<w:r>{signs}</w:r>", "乙")) == ["甲·乙"]


def test_rows_within_content_controls() -> None:
    row = f"<w:sdt><w:sdtContent><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:sdtContent></w:sdt>"
    assert texts(f"<w:tbl>{row}</w:tbl>") == ["\t甲\t乙"]


def test_an_empty_numbered_paragraph_is_blank_but_counts() -> None:
    shape = numbering(level(0, "decimal", "%1."))
    assert texts(listed("甲") + listed("") + listed("丙"), numbering=shape) == ["1.甲", "", "3.丙"]


def test_damaged_files_are_refused() -> None:
    whole = word(paragraph("会议议程"))
    for broken in (
        whole[:200],
        whole[: len(whole) // 2],
        word("<w:p>"),
        word("").replace(b"word/document.xml", b"word/dokument.xml"),
    ):
        with pytest.raises(UnreadableDocument) as caught:
            read_bytes(broken, "坏.docx")
        assert caught.value.where == "坏.docx"
        assert caught.value.hint


def test_entities_are_not_expanded() -> None:
    body = '<!DOCTYPE w [<!ENTITY a "aaaa">]>'
    file = io.BytesIO(word(paragraph("甲")))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", body + "<w>&a;</w>")
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(file.getvalue(), "a.docx")


def test_deep_nesting_is_refused() -> None:
    deep = 5000
    with pytest.raises(UnreadableDocument, match="nested"):
        read("<w:sdt>" * deep + paragraph("甲") + "</w:sdt>" * deep)
