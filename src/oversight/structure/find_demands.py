"""The problems and the recommendations of one paper.

Which parts are problems, which recommendations and which plans is told by the heading or the lead sentence that governs them,
and by the kind of paper; achievements, praise and accounts yield nothing, laws and appointments neither.
"""

import datetime as dt
import re
from collections.abc import Iterator

from oversight.structure.build_item import ItemBuilder
from oversight.structure.closing import find_closing
from oversight.structure.demands import Demands, FoundProblem, FoundRecommendation
from oversight.structure.find_deadlines import find_deadlines
from oversight.structure.item_nodes import trim
from oversight.structure.minutes import are_minutes
from oversight.structure.outline import Span, outline
from oversight.structure.plain_paragraphs import is_general, looks_ahead
from oversight.structure.report_part import ReportPart
from oversight.structure.running_text import RunningText, run_together, up_to
from oversight.structure.sections import Topic
from oversight.structure.walk_paper import FORMAL, OF_THE_COMMITTEE, Walk, Wanted
from oversight.structure.work_table import Column, table_lines, work_rows
from oversight.vocabulary import Origin, ProblemOrigin, ReportKind

# ： alone, left over of a slip, says nothing
_SAYS = re.compile(r"\w")
# 明确任务分工。各项意见的责任单位和完成时限见下表。: what only points to a table
_REFERS = re.compile(r"(?:[^。；]{0,16}。)?[^。；]{0,60}(?:详?见|如)(?:下|附|后附)(?:表|件)\d?(?:所示)?[。；]?")
# 第一条, 第十二条: the articles of a law
_ARTICLES = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条[\s\u3000]?(?=[^，。的、款项规])")
# 本决定自公布之日起施行
_IN_FORCE = re.compile(r"自(?:公布|发布|通过|印发|[\d二〇○零一]{4}年[^。]{2,8})(?:之日)?起(?:施行|生效|实施|执行)")
# 听取和审议了区人大常委会执法检查组的报告: a resolution upon a report is no law, though it too says when it takes force
_HEARD = re.compile(r"(?:听取|审议|审查)(?:和审议|并审议|、审议)?了[^。]{2,80}?(?:报告|汇报|议案)")
# 市人大财政经济委员会, 县人大常委会预算工作委员会
_SUB_COMMITTEE = re.compile(r"(?:人大|人民代表大会|常委会)[\u3400-\u9fff]{2,16}(?<!常务)委员会")
# 任免名单, 关于召开…会议的决定, 关于批准…决算的决议, 年度监督工作计划: nothing in them is to be followed up
_APPROVES = re.compile(r"批准.{2,60}(?:决算|预算|计划|规划|方案)的决议")
# 会议决定批准决算。会议要求，州人民政府要…
_ASKS = re.compile(r"(?:会议|常委会)(?:同时)?(?:要求|强调|建议)")
_NOTHING_TO_FOLLOW = re.compile(
    r"任免|任命|免职|免去|接受.{0,30}辞|辞职|补选|代表资格|召开.{2,40}会议的决定|批准.{2,60}(?:决算|预算|计划|规划)的决议|决算的决议|预算的决议|预算调整.{0,16}的决议|"
    r"(?:年度?|[\d二〇]{4}年).{0,16}(?:工作要点|工作计划|监督计划|议题计划)|议程|讲话|致辞|实录|主持词|(?:检查|视察|调研|评议|询问|测评)[^。]{0,8}(?:方案|办法)|名额|选区|选举|授予|撤销.{0,20}职务|许可|条例|办法（|规定（|议事规则"
)


def find_demands(part: ReportPart, session_date: dt.date | None) -> Demands:
    """What ``part`` raises as problems and asks for or plans; empty for papers in which nothing is to be followed up.

    ``session_date`` is what 今年 and 年内 count from, None where it is not known.
    """
    running = part.running
    tables = table_lines(part.body) if "\t" in running.shown else frozenset()
    if tables:
        running = run_together(tuple(line for line in part.body if line.number not in tables))
    if not (running.text or tables) or _yields_nothing(part, running):
        return Demands()
    tree = outline(running)
    today = session_date or part.dated_on or part.presented_on
    closing = find_closing(running, tree.parts[0].label[0] if tree.parts else 0, today)
    if closing.end < len(running.text):
        running = up_to(running, closing.end)
        tree = outline(running)
    walk = Walk(part.kind, running, tree, of_the_committee=_is_of_the_committee(part), minutes=are_minutes(part.title))
    walk.run()
    problems, recommendations = tuple(_problems(walk)), tuple(_recommendations(walk, today))
    if tables and walk.of_the_committee and not (problems and recommendations):
        listed = _listed(part, today)
        problems, recommendations = problems or tuple(listed.problems), recommendations or tuple(listed.recommendations)
    return Demands(
        problems=problems,
        recommendations=recommendations,
        plan_due_on=closing.plan_due_on,
        answer_due_on=closing.answer_due_on,
        plan_due_text=closing.plan_due_text,
        answer_due_text=closing.answer_due_text,
    )


def _listed(part: ReportPart, today: dt.date | None) -> Demands:
    """What a paper of the committee lists in a table alone: 问题清单, 意见建议清单."""
    whole = part.running
    rows = work_rows(part.body, whole)
    builder = ItemBuilder(whole, Origin.OPINION if part.kind in FORMAL else Origin.SUGGESTION, today)
    troubles = dict.fromkeys(span for row in rows for span in row.spans.get(Column.PROBLEM, ()))
    # Of 审议意见 and 工作任务 side by side the last is the finest.
    asked = dict.fromkeys(row.spans[Column.ASKED][-1] for row in rows if Column.ASKED in row.spans)
    return Demands(
        problems=tuple(
            FoundProblem(
                path=str(number),
                heading=whole.words(*trim(whole.text, span)),
                text=whole.words(*span),
                origin=ProblemOrigin.COMMITTEE,
                lines=whole.lines(*span),
            )
            for number, span in enumerate(troubles, 1)
        ),
        recommendations=tuple(
            record for number, span in enumerate(asked, 1) for record in builder.from_paragraph(span, number)
        ),
    )


def _is_of_the_committee(part: ReportPart) -> bool:
    """Whose paper it is: the committee's by its kind, or by its author (人大财政经济委员会关于…决算草案审查结果的报告)."""
    if part.kind in OF_THE_COMMITTEE:
        return True
    if part.kind is ReportKind.OTHER and are_minutes(part.title):
        return True
    told = part.kind in (ReportKind.BUDGET_REPORT, ReportKind.OTHER) and re.search("审查|初审|审议", part.title) is not None
    return told and _SUB_COMMITTEE.search(f"{part.author or ''}{part.title}") is not None


def _yields_nothing(part: ReportPart, running: RunningText) -> bool:
    if part.kind is ReportKind.RESOLUTION:
        return (
            (
                _NOTHING_TO_FOLLOW.search(part.title) is not None
                and not (_APPROVES.search(part.title) and _ASKS.search(running.text))
            )
            or (_IN_FORCE.search(running.text) is not None and _HEARD.search(running.text) is None)
            or len(_ARTICLES.findall(running.text, 0)) > 1
        )
    return part.kind is ReportKind.OTHER and _NOTHING_TO_FOLLOW.search(part.title) is not None


def _problems(walk: Walk) -> Iterator[FoundProblem]:
    origin = ProblemOrigin.COMMITTEE if walk.of_the_committee else ProblemOrigin.SELF_REPORTED
    for number, trouble in enumerate(walk.troubles, 1):
        yield FoundProblem(
            path=str(number),
            heading=walk.running.words(*trouble.head),
            text=walk.running.words(*trouble.span),
            origin=origin,
            lines=walk.running.lines(*trouble.span),
        )


def _recommendations(walk: Walk, today: dt.date | None) -> Iterator[FoundRecommendation]:
    said = [
        wanted
        for wanted in walk.wanted
        if _SAYS.search(walk.running.text, *_span(wanted))
        and not _REFERS.fullmatch(walk.running.text, *_span(wanted))
        and not (wanted.topic is Topic.PLAN and wanted.part is None and _only_promises(walk.running.text, wanted.span))
    ]
    for number, wanted in enumerate(said, 1):
        builder = ItemBuilder(walk.running, _origin(walk, wanted.topic), today)
        yield from builder.from_part(wanted.part, number) if wanted.part else builder.from_paragraph(wanted.span, number)


def _only_promises(text: str, span: Span) -> bool:
    """下一步，区政府将继续抓好落实，自觉接受监督。: what closes an answer and cannot be checked off."""
    return looks_ahead(text, span) and is_general(text, span) and not find_deadlines(text[slice(*span)], None)


def _span(wanted: Wanted) -> tuple[int, int]:
    return (wanted.part.start, wanted.part.end) if wanted.part else wanted.span


def _origin(walk: Walk, topic: Topic) -> Origin:
    if walk.kind in FORMAL or walk.minutes:
        return Origin.OPINION
    return Origin.SUGGESTION if topic is Topic.ASKING else Origin.COMMITMENT
