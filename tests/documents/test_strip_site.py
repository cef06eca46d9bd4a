import time
from pathlib import Path

import pytest

from oversight.documents.printed import Printed, PrintedText
from oversight.documents.read_document import read_document
from oversight.documents.strip_site import strip_site


def left(*lines: str) -> list[str]:
    return [text for text in strip_site(PrintedText.of_lines(lines)).clean if text]


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：县人大常委会开展“代表接待日”活动",
        "下一篇：没有了",
        "[下一条] 无",
        "返回顶部",
        "【打印本页】 【关闭窗口】",
        "分享到：微信 微博",
        "字号：大 中 小",
        "【字体：大 中 小】",
        "首页 > 人大监督 > 会议材料",
        "您当前所在的位置：首页 > 公示公告",
        "Copyright © 2024 版权所有　返回顶部",
        "某县人大常委会 版权所有 浙ICP备12345678号-1",
        "扫一扫在手机打开当前页",
        "网站地图 | 联系我们",
        "相关链接：",
        "今天是：2024年7月9日 星期二",
        "欢迎访问某某县人大网！",
        "━━━━━━━━━━",
        "━━━━ ★ ━━━━",
    ],
)
def test_lines_of_a_site(line: str) -> None:
    assert left("一、加强监管。", line) == ["一、加强监管。"]


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：县水利局",
        "地址：人民路1号",
        "打印机采购要公开透明。",
        "大中小企业融通发展",
        "县政府首页要公布办理结果。",
        "关闭非法采砂点3处",
        "今日是关键节点，要抓紧推进。",
        "收藏品市场管理办法",
        "发布时间：2024-06-27　来源：县人大常委会办公室",
    ],
)
def test_lines_that_a_paper_may_hold(line: str) -> None:
    assert left("一、加强监管。", line) == ["一、加强监管。", line]


def test_whose_site_it_is_counts_beside_a_sure_line_only() -> None:
    foot = ("主办单位：某县人大常委会办公室　　技术支持：县融媒体中心", "", "Copyright © 2024", "地址：人民路1号 邮编：310000")
    assert left("特此报告。", *foot) == ["特此报告。"]
    assert left("主办单位：县水利局", "配合单位：县财政局", foot[2]) == ["主办单位：县水利局", "配合单位：县财政局"]


def test_rows_of_a_table_stay() -> None:
    printed = PrintedText.of([Printed.row(["返回顶部", "首页"])])
    assert strip_site(printed) == printed


def test_every_kind_of_file_goes_through_it(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# 审议意见\n\n[上一篇：通知](a.html)\n\n一、加强监管。\n\nCopyright © 2024\n", encoding="utf-8")
    document = read_document(file)
    assert [line.clean for line in document.lines if line.clean] == ["审议意见", "一、加强监管。"]
    assert document.lines[2].raw == "[上一篇：通知](a.html)"


def test_long_lines_take_no_time() -> None:
    began = time.monotonic()
    assert len(left(*(["主办单位" * 39, "首页>" * 40, "【打印" * 50, "大|中" * 40] * 50))) >= 100
    assert time.monotonic() - began < 2
