"""What stands in each paper beside its records, sentence by sentence, and which rule sets it aside."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from oversight.documents.document import Document, Line
from oversight.records.packet import Packet
from oversight.records.recommending import recommends
from oversight.structure.closing import find_closing
from oversight.structure.dense_text import plain
from oversight.structure.heads import split_head
from oversight.structure.outline import Part, Span, outline
from oversight.structure.paper import Paper, PaperKind
from oversight.structure.read_session import FilePapers
from oversight.structure.report_head import ReportHead
from oversight.structure.running_text import RunningText, run_together, up_to
from oversight.structure.sections import Topic, topic_of_heading
from oversight.structure.split_text import split_sentences
from oversight.structure.walk_paper import OF_THE_COMMITTEE
from oversight.structure.work_table import table_lines
from oversight.vocabulary import Aside, LinePart, ReportKind

# 现将有关情况报告如下：, 提出以下建议：, 主要做法是：
_LEADS_TO = re.compile(r"(?:[：:]|(?:以下|如下)[^，。；]{0,12}。?)$")
# 第三条　本市行政区域内…
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,5}条")
# 本决定自公布之日起施行
_IN_FORCE = re.compile(r"自(?:公布|发布|通过|印发|.{4,12})(?:之日)?起(?:施行|生效|实施|执行)")
# 附件：整改清单, 附：名单, 抄送：区政府办公室
_ATTACHED = re.compile(r"附件?[：:\d]|附表[：:\d]|抄送|抄报|主题词")
# 请于7月31日前将研究处理方案报送区人大常委会
_REQUEST = re.compile(r"(?:请|望|要求|应当?).*(?:报告|报送|书面|反馈|答复|回复|函复|[报前].{0,12}(?:人大|常委会))")
# A heading that is no head of a part stands on a line of this length at most.
_LONGEST_HEADING = 40

_OF_HEAD = {
    LinePart.LETTERHEAD.value: Aside.LETTERHEAD,
    LinePart.SALUTATION.value: Aside.SALUTATION,
}
_OF_TOPIC = {Topic.ACCOUNT: Aside.ACCOUNT, Topic.ANSWER: Aside.ANSWER}


class Stated(NamedTuple):
    """A sentence of a report: ``text`` at ``span`` of the report's. ``rule`` sets it aside whatever it says."""

    span: Span
    rule: Aside | None
    text: str

    @property
    def recommends(self) -> bool:
        """Whether it may ask for something."""
        return recommends(self.text)


@dataclass(frozen=True, slots=True)
class PaperAccount:
    """A paper of a file: its lines, and, where it is a report, what stands in its body.

    ``number`` is the report's in the packet, None for what is no report. ``head`` are the lines above the body: None for what
    makes the report's own record (title, date, author), else the rule that sets them aside.
    """

    file: int
    kind: PaperKind
    number: int | None
    heading: str
    lines: tuple[Line, ...]
    head: dict[int, Aside | None]
    running: RunningText | None = None
    of_the_committee: bool = False
    stated: tuple[Stated, ...] = ()


def account(documents: Sequence[Document], packet: Packet | None = None) -> list[PaperAccount]:
    """Every paper of ``documents``, in order; reports by their number in ``packet``, those of another session by none."""
    found: list[PaperAccount] = []
    reports = 0
    for file, papers in enumerate(FilePapers.of_all(documents)):
        for paper, head in papers.papers:
            lines = (*paper.letterhead, *paper.lines)
            if head is None:
                titles = {line.number: Aside.FRONT for line in (*paper.letterhead, *paper.title)}
                found.append(PaperAccount(file, paper.kind, None, paper.heading, lines, dict(titles)))
                continue
            reports += 1
            number = reports if packet is None else _number(packet, file, lines)
            if number is None:
                strange = dict.fromkeys((line.number for line in lines), Aside.OTHER_SESSION)
                found.append(PaperAccount(file, paper.kind, None, head.title, lines, dict(strange)))
            else:
                found.append(_of_report(file, paper, head, number, lines))
    return found


def _number(packet: Packet, file: int, lines: tuple[Line, ...]) -> int | None:
    """The number of the report that these lines make in the packet."""
    first, last = lines[0].number, lines[-1].number
    return next((it.number for it in packet.reports if it.file == file and first <= it.lines[0] <= last), None)


def _of_report(file: int, paper: Paper, head: ReportHead, number: int, lines: tuple[Line, ...]) -> PaperAccount:
    running = run_together(head.body)
    return PaperAccount(
        file,
        paper.kind,
        number,
        head.title,
        lines,
        {line: _OF_HEAD.get(part) for line, part in head.used.items()},
        running,
        head.kind in OF_THE_COMMITTEE,
        tuple(_apart_from_tables(_stated(running, head.kind), running, table_lines(head.body))) if running.text else (),
    )


def _stated(running: RunningText, kind: ReportKind) -> list[Stated]:
    tree = outline(running)
    closing = find_closing(running, tree.parts[0].label[0] if tree.parts else 0, None).end
    if 0 < closing < len(running.text):
        tree = outline(up_to(running, closing))
    found: list[Stated] = []
    if closing > 0:
        _put_part(found, running, tree, None, _rule_of_paper(running, kind))
    attached = False
    for start, end in _paragraphs(running, closing):
        for span in split_sentences(running.text, start, end):
            text = running.text[slice(*span)]
            attached = attached or _ATTACHED.match(text) is not None
            rule = Aside.ATTACHMENT if attached else Aside.REQUEST if _REQUEST.search(text) else Aside.CLOSING
            found.append(Stated(span, rule, text))
    return found


def _apart_from_tables(found: Sequence[Stated], running: RunningText, tables: frozenset[int]) -> Iterable[Stated]:
    """What stands in a table of tasks says the demands of the paper once more."""
    if not tables:
        return found
    return (
        one._replace(rule=Aside.ATTACHMENT) if one.span[0] < one.span[1] and running.lines(*one.span)[0] in tables else one
        for one in found
    )


def _rule_of_paper(running: RunningText, kind: ReportKind) -> Aside | None:
    """The rule for whatever stands in the paper: one of another body, or a law."""
    if kind not in OF_THE_COMMITTEE:
        return Aside.NOT_THE_COMMITTEES
    lawlike = kind is ReportKind.RESOLUTION and (
        _IN_FORCE.search(running.text) is not None
        or sum(_ARTICLE.match(running.text, at) is not None for at in running.starts) > 1
    )
    return Aside.LAW if lawlike else None


def _paragraphs(running: RunningText, start: int) -> Iterator[Span]:
    edges = [start, *(at for at in running.starts if at > start), len(running.text)]
    return ((begin, end) for begin, end in pairwise(edges) if begin < end)


def _put_part(found: list[Stated], running: RunningText, part: Part, above: Topic | None, whole: Aside | None) -> None:
    """Put to ``found`` the sentences of ``part`` and of its parts; the nearest heading that says what its section is about governs."""
    headed = split_head(running, part) if part.kind is not None else None
    head = headed.head if headed is not None else None
    topic = (topic_of_heading(running.text[slice(*head)]) if head else None) or above
    # 一、基本情况 with nothing but its number: the heading is all that it has of its own.
    own = part.own_before_parts()
    if head is None and part.kind is not None and own and own[0][1] - own[0][0] <= _LONGEST_HEADING:
        topic = topic_of_heading(running.text[slice(*own[0])]) or topic
    for span in part.own:
        for sentence in split_sentences(running.text, *span):
            text = running.text[slice(*sentence)]
            is_head = head is not None and sentence[0] <= head[0] and head[1] <= sentence[1] and sentence[1] - head[1] <= 1
            found.append(Stated(sentence, _rule(running, sentence, text, topic, whole, is_head=is_head), text))
    for child in part.parts:
        _put_part(found, running, child, topic, whole)


def _rule(
    running: RunningText, sentence: Span, text: str, topic: Topic | None, whole: Aside | None, *, is_head: bool
) -> Aside | None:
    if is_head or _is_unnumbered_heading(running, sentence, text):
        return Aside.HEADING
    if whole is not None:
        return whole
    if topic in _OF_TOPIC:
        return _OF_TOPIC[topic]
    return Aside.LEAD if _LEADS_TO.search(text) else None


def _is_unnumbered_heading(running: RunningText, sentence: Span, text: str) -> bool:
    """A short paragraph that ends without a stop and says what a section is about."""
    if len(text) > _LONGEST_HEADING or sentence[0] not in running.starts:
        return False
    alone = sentence[1] == len(running.text) or sentence[1] in running.starts
    return alone and topic_of_heading(text) is not None


def is_read(line: Line) -> bool:
    """Whether anything is read of the line: it is neither blank nor page furniture."""
    return bool(plain(line))
