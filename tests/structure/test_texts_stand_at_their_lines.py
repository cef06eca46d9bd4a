"""Whatever a paper looks like, what was read of it stands at the lines that it gives."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from oversight.documents.document import Line
from oversight.structure.demands import ReadPart
from oversight.structure.dense_text import squeeze
from oversight.structure.earlier_opinions import find_earlier
from oversight.structure.find_demands import find_demands
from oversight.structure.repeats import find_repeats
from oversight.structure.report_part import ReportPart
from oversight.vocabulary import ReportKind
from tests.structure.paper_text import rows

_SESSION = dt.date(2023, 6, 28)
_PAPER = [
    "会议听取了报告。但存在设施陈旧、人手不足等问题。提出如下审议意见：",
    "二、存在的主要问题",
    "（一）管网老化严重。运行三十年以上的管网仍有 120 公里。",
    "三、意见建议",
    "（一）加快管网改造。一要编制三年改造计划，年内完成勘察设计。二要安装在线监测设备，",
    "建立信息共享平台，确保供水安全。（牵头单位：市水务局；完成时限：2024年6月底前）",
    "（二）理顺管理体制",
    "要明确监管主体。市财政局要会同市水务局出台补助办法，补助结果向社会公开。",
    "对逾期未整改的，应当依法查处。",
    "37",
    "1.建立台账。",
    "首先，公布热线；其次，开展培训。",
    "根据审议意见提出的“加快水源建设，保障供水安全”方面要求，市政府编制规划。",
    "下一步，我们将做好以下工作：一是修订办法。二是完善制度。",
    "请市人民政府于2023年9月30日前报送研究处理情况。",
    "以上报告，请予审议。",
]
_FRAGMENT = st.text(alphabet="要一二是（）：，。；“”、1.2023年月底前局应当建立平台问题建议 \u3000", max_size=24)
_MUTATED = st.lists(
    st.one_of(
        st.sampled_from(_PAPER),
        st.sampled_from(_PAPER).flatmap(lambda line: st.integers(0, len(line)).map(lambda at: line[:at])),
        st.sampled_from(_PAPER).flatmap(lambda line: st.integers(0, len(line)).map(lambda at: line[at:])),
        _FRAGMENT,
    ),
    max_size=14,
).map("\n".join)
_KINDS = st.sampled_from(list(ReportKind))


def _between(lines: tuple[Line, ...], span: tuple[int, int]) -> str:
    assert span[0] <= span[1]
    return squeeze("".join(line.clean for line in lines[span[0] - 1 : span[1]]))


@settings(max_examples=150, deadline=None)
@given(_MUTATED, _KINDS)
def test_every_text_stands_at_its_lines(text: str, kind: ReportKind) -> None:
    lines = rows(text)
    part = ReportPart(1, kind, "关于供水工作审议意见落实情况的报告", lines, lines)
    demands = find_demands(part, _SESSION)
    paths = set()
    for problem in demands.problems:
        assert problem.text
        assert problem.heading
        assert squeeze(problem.text) in _between(lines, problem.lines)
        assert squeeze(problem.heading) in squeeze(problem.text)
    for record in demands.recommendations:
        assert record.text
        there = _between(lines, record.lines)
        assert squeeze(record.text) in there
        assert squeeze(record.heading or "") in there
        assert squeeze(record.label or "") in there
        assert record.path not in paths
        parent = record.path.rpartition(".")[0]
        assert not parent or parent in paths
        paths.add(record.path)
    read = ReadPart(part, demands)
    opinion = ReadPart(
        ReportPart(2, ReportKind.DELIBERATION_OPINION, "关于供水工作的审议意见", lines, lines), find_demands(part, _SESSION)
    )
    for target in find_repeats([read, opinion]).values():
        assert target
    for session in find_earlier([read], 6, 13, _SESSION).opinions:
        for item in session.items:
            assert squeeze(item.text) in _between(lines, item.lines)
            for reply in item.replies:
                assert _between(lines, reply.lines)


def test_a_text_of_one_endless_line_is_read_in_time() -> None:
    for piece in ("存在问题一是不足。", "要建立制度，完善平台，", "（牵头单位：", "主要是：问题：", "“（《", "请报告。"):
        lines = rows(piece * (60_000 // len(piece)))
        part = ReportPart(1, ReportKind.DELIBERATION_OPINION, "关于供水工作的审议意见", lines, lines)
        demands = find_demands(part, _SESSION)
        assert all(record.lines == (1, 1) for record in demands.recommendations)
