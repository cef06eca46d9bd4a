"""Walking the outline of a paper and gathering what its governing headings and lead sentences say it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.structure.find_problems import LABELLED, Trouble, from_paragraph, from_part, from_sentences, is_audited
from oversight.structure.heads import first_clause, split_head
from oversight.structure.minutes import paragraphs_of
from oversight.structure.official_words import YAO
from oversight.structure.outline import Part, Span
from oversight.structure.plain_paragraphs import (
    is_all_principle,
    is_general,
    leads_to,
    looks_ahead,
    only_leads,
    topic_announced,
    where_it_asks,
    where_it_plans,
    where_it_tells,
)
from oversight.structure.running_text import RunningText
from oversight.structure.sections import Topic, names_a_trouble, topic_of_heading, topic_of_lead
from oversight.structure.split_text import first_sentence, split_sentences
from oversight.vocabulary import ReportKind

OF_THE_COMMITTEE = frozenset(
    {
        ReportKind.DELIBERATION_OPINION,
        ReportKind.RESOLUTION,
        ReportKind.INSPECTION_REPORT,
        ReportKind.SURVEY_REPORT,
        ReportKind.ENFORCEMENT_REPORT,
    }
)
FORMAL = frozenset({ReportKind.DELIBERATION_OPINION, ReportKind.RESOLUTION})
_OF_OTHERS = re.compile(r"(?:恳?请|建议|希望)[^，。；]{0,12}?(?:人大|常委会|政府|党委|[区县市州省]委)")
# 工作还存在…等问题, 我们也清醒看到: where a reporting body begins to admit its troubles
_ADMITS = re.compile(r"(?:还|仍|也|仍然|依然)存在|存在着?(?:一些|不少)|清醒")
# 建议县发改局编制方案; 整改建议：…
_ADVICE = re.compile(r"(?:为此，?|因此，?)?(?:整改|对策|意见)?建议[：:，]?")
# 总体评价, 基本情况: what alone may be the head of an account among the items of an opinion
_CLEAR_ACCOUNT = re.compile(r".*(?:评价|基本情况|总体情况|概况|基本评价|主要成效|会议认为|工作成效)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage that asks or plans: a numbered ``part``, or the unnumbered paragraph at ``span``."""

    topic: Topic
    part: Part | None
    span: Span


class Walk:
    """Walks the outline of one paper and gathers what its governing headings say it holds."""

    def __init__(
        self, kind: ReportKind, running: RunningText, tree: Part, *, of_the_committee: bool, minutes: bool = False
    ) -> None:
        self.kind = kind
        self.minutes = minutes
        self.of_the_committee = of_the_committee
        self.running = running
        self.tree = tree
        self.wanted: list[Wanted] = []
        self.troubles: list[Trouble] = []
        self.starts = frozenset(running.starts)

    def run(self) -> None:
        """Fill ``wanted`` and ``troubles``: from sections first, then from what stands without a heading."""
        self._walk(self.tree, None)
        if not self.wanted and self.kind in FORMAL:
            self._take_bare_list()
        if self.minutes:
            self._take_from_minutes()
        if not self.wanted:
            self._take_unheaded_paragraphs(self.tree.own)
        if not self.wanted and self.kind in FORMAL:
            self._take_told_sentences()
        if not self.troubles:
            self._read_preamble()

    # The walk

    def _walk(self, part: Part, topic: Topic | None) -> None:
        """The parts of ``part`` under ``topic``, which a lead sentence between them may change."""
        own = self._own(part)
        current = topic
        sectioned = part.kind is None and self._has_sections(part)
        for i, child in enumerate(part.parts):
            chunk = own[i]
            if chunk:
                current = self._after_lead(chunk, current, sectioned=sectioned)
                if i == 0 and topic in (Topic.MIXED, Topic.TROUBLE) and current in (Topic.ASKING, Topic.PLAN):
                    # 但还有差距：力量不足，设备陈旧。下一步，我局将做好以下工作：1.…
                    self.troubles += [trouble for span in chunk for trouble in from_sentences(self.running, span, turned=True)]
            self._take(child, current)
        if not part.parts and topic in (Topic.ASKING, Topic.PLAN, Topic.TROUBLE, Topic.MIXED):
            self._take_paragraphs(own[0], topic)
        elif part.parts:
            self._take_trailing(own[len(part.parts)], topic)

    def _own(self, part: Part) -> list[list[Span]]:
        """The own text of ``part`` before each of its parts and after the last; its head is left out."""
        chunks: list[list[Span]] = [[] for _ in range(len(part.parts) + 1)]
        headed = split_head(self.running, part) if part.kind is not None else None
        for span, before in zip(part.own, part.before, strict=True):
            if before:
                chunks[before].append(span)
        chunks[0] = list(headed.body) if headed and headed.head else part.own_before_parts()
        return chunks

    def _has_sections(self, part: Part) -> bool:
        """Whether the parts of the whole paper are sections (一、总体评价 二、存在问题 三、建议), not items."""
        return any(self._heading_topic(child) in (Topic.ASKING, Topic.TROUBLE, Topic.PLAN, Topic.MIXED) for child in part.parts)

    def _heading_topic(self, part: Part) -> Topic | None:
        headed = split_head(self.running, part)
        head = headed.head
        if head is None:
            own = part.own_before_parts()
            if not own or own[0][1] - own[0][0] > 40:  # noqa: PLR2004 -- a heading is shorter than a line
                return None
            head = own[0]
        printed = self.running.text[slice(*head)]
        topic = topic_of_heading(printed)
        if topic is Topic.TROUBLE and not self.of_the_committee and self._answers_it(printed):
            return Topic.ANSWER
        if topic is Topic.ASKING and self.kind is ReportKind.RESPONSE_REPORT:
            # 一、关于加强师资队伍建设的意见; （一）审议意见：…: what became of it follows
            return Topic.ANSWER
        return self._allowed(topic)

    def _answers_it(self, heading: str) -> bool:
        """一、关于加大资金投入问题, （二）专项资金闲置问题: in an answer a problem by its name is one that was dealt with."""
        return names_a_trouble(heading) and (self.kind is ReportKind.RESPONSE_REPORT or heading.startswith(("关于", "针对")))

    def _allowed(self, topic: Topic | None) -> Topic | None:
        """Whose paper it is decides whether what lies ahead is asked for or planned."""
        if topic is Topic.PLAN and self.of_the_committee:
            return Topic.ASKING
        if topic is Topic.ASKING and not self.of_the_committee:
            return Topic.ASKING if self.kind is ReportKind.AUDIT_REPORT else Topic.PLAN
        return topic

    def _after_lead(self, chunk: list[Span], current: Topic | None, *, sectioned: bool) -> Topic | None:
        last = split_sentences(self.running.text, *chunk[-1])[-1]
        sentence = self.running.text[slice(*last)]
        if sectioned or not leads_to(sentence):
            return current
        topic = topic_of_lead(sentence)
        if topic is Topic.ASKING and not self.of_the_committee:
            topic = None
        topic = self._allowed(topic)
        if topic is None:
            return current
        if current in (Topic.ASKING, Topic.PLAN) or (current is Topic.TROUBLE and topic not in (Topic.ASKING, Topic.PLAN)):
            return current
        return topic

    def _take(self, child: Part, topic: Topic | None) -> None:
        if child.start == child.end:
            return
        if topic in (None, Topic.ACCOUNT, Topic.MIXED):
            own = self._heading_topic(child)
            if own is Topic.ANSWER:
                self._take_plans_after(child)
                return
            if own is not None:
                self._walk(child, own)
                return
            if topic is Topic.MIXED:
                topic = self._by_its_head(child)
            elif self._is_audited_trouble(child):
                topic = Topic.TROUBLE
        if topic is Topic.TROUBLE:
            self._take_trouble(child)
        elif topic is Topic.PLAN and self._asks_of_others(child):
            return
        elif topic in (Topic.ASKING, Topic.PLAN):
            self.wanted.append(Wanted(topic, child, (child.start, child.end)))
        else:
            self._walk(child, topic)

    def _is_audited_trouble(self, child: Part) -> bool:
        """（一）就业补助资金管理不严格: an audit tells what it found by its heads, under headings that only name what was audited."""
        if self.kind is not ReportKind.AUDIT_REPORT:
            return False
        # （二）5个部门往来款项长期未清理，涉及金额3280万元。: one sentence tells it in its first clause
        head = split_head(self.running, child).head or first_clause(self.running, child).head
        return head is not None and is_audited(self.running.text[slice(*head)])

    def _asks_of_others(self, child: Part) -> bool:
        """请区人大常委会加强监督, 建议区政府深化整治: what a reporting body asks of others is no plan of its own."""
        sentence = first_sentence(self.running.text, child.start, child.end)
        return _OF_OTHERS.match(self.running.text, *sentence) is not None

    def _take_trouble(self, child: Part) -> None:
        """A numbered problem, with what is asked for about it in the same breath (…仓容缺口2万吨。建议县发改局编制方案)."""
        self.troubles.append(from_part(self.running, child))
        self._look_into(child)
        if not self.of_the_committee:
            return
        # 究其原因，一是…，二是…。 / 建议：…: below the parts of a problem, too
        below = child.own_after_parts() if child.parts else child.own
        for n, span in enumerate(below):
            for start, _end in split_sentences(self.running.text, *span)[0 if n or child.parts else 1 :]:
                advice = _ADVICE.match(self.running.text, start)
                if advice:
                    at = advice.end() if self.running.text[advice.end() - 1] in "：:，" else start
                    self.wanted.append(Wanted(Topic.ASKING, None, (at, span[1])))
                    return

    def _by_its_head(self, child: Part) -> Topic:
        """Under 问题和建议 without a lead sentence: a part that tells somebody to act is a demand."""
        text = self.running.text[child.start : child.end]
        if LABELLED.match(text) is not None:
            return Topic.TROUBLE
        asks = re.search(rf"{YAO}|应当|建议|将|加强|建立|完善|推进", text[:40]) is not None and not re.search(
            r"不|未|缺|薄弱|滞后", text[:30]
        )
        return (Topic.ASKING if self.of_the_committee else Topic.PLAN) if asks else Topic.TROUBLE

    def _look_into(self, problem: Part) -> None:
        """Within a problem a lead sentence (为此建议：) may turn to what is to be done about it."""
        own = self._own(problem)
        current: Topic | None = None
        for i, child in enumerate(problem.parts):
            if own[i]:
                last = split_sentences(self.running.text, *own[i][-1])[-1]
                sentence = self.running.text[slice(*last)]
                lead = topic_of_lead(sentence) if leads_to(sentence) else None
                current = self._allowed(lead) if lead in (Topic.ASKING, Topic.PLAN) else current
            if current in (Topic.ASKING, Topic.PLAN) and child.start < child.end:
                self.wanted.append(Wanted(current, child, (child.start, child.end)))

    def _take_plans_after(self, answer: Part) -> None:
        """下一步，县政府将抓好以下工作：一是…: the paragraph of plans that follows the last answer."""
        own = self._own(answer)
        ahead = False
        for i, child in enumerate(answer.parts):
            ahead = any(self._opens_plans(span) for span in own[i]) or (ahead and not own[i])
            if ahead and child.start < child.end:
                self.wanted.append(Wanted(Topic.PLAN, child, (child.start, child.end)))
        for span in own[-1]:
            if self._opens_plans(span) and not self.running.text[slice(*span)].endswith(("：", ":")):
                self.wanted.append(Wanted(Topic.PLAN, None, span))

    def _opens_plans(self, span: Span) -> bool:
        return not self.of_the_committee and span[0] in self.starts and looks_ahead(self.running.text, span)

    # What stands without numbers

    def _take_paragraphs(self, paragraphs: list[Span], topic: Topic) -> None:
        for span in paragraphs:
            text = self.running.text[slice(*span)]
            if len(paragraphs) > 1 and topic in (Topic.ASKING, Topic.PLAN) and is_all_principle(self.running.text, span):
                continue
            if topic is Topic.TROUBLE and len(paragraphs) > 1 and text.endswith(("：", ":")):
                # 与群众期盼还有差距：
                continue
            if topic is Topic.TROUBLE or (topic is Topic.MIXED and not looks_ahead(self.running.text, span)):
                self.troubles += from_paragraph(self.running, span)
            elif not only_leads(text):
                wanted = topic if topic is not Topic.MIXED else (Topic.ASKING if self.of_the_committee else Topic.PLAN)
                self.wanted.append(Wanted(wanted, None, span))

    def _take_trailing(self, chunk: list[Span], topic: Topic | None) -> None:
        """Paragraphs after the last part of a section: plans that follow a list of problems under one heading."""
        if topic not in (Topic.MIXED, Topic.TROUBLE) or self.of_the_committee:
            return
        for span in chunk:
            if looks_ahead(self.running.text, span):
                self.wanted.append(Wanted(Topic.PLAN, None, span))

    def _take_bare_list(self) -> None:
        """A formal paper whose list simply starts: its parts are the items, save an appraisal or a section of problems."""
        for child in self.tree.parts:
            headed = split_head(self.running, child)
            head = self.running.text[slice(*headed.head)] if headed.head else ""
            topic = self._heading_topic(child)
            if (
                child.start == child.end
                or topic is Topic.TROUBLE
                or (topic is Topic.ACCOUNT and _CLEAR_ACCOUNT.fullmatch(head))
            ):
                continue
            self.wanted.append(Wanted(Topic.ASKING, child, (child.start, child.end)))

    def _take_from_minutes(self) -> None:
        """一、关于…工作。会议指出，…。会议要求，…: each matter of the minutes with what was found and asked for."""
        first = self.tree.parts[0].label[0] if self.tree.parts else len(self.running.text)
        # What one matter announces (会议要求：) is not what the next one says.
        matters = [
            [span for span in self.tree.own if span[0] < first],
            *(list(paragraphs_of(part)) for part in self.tree.parts),
        ]
        paragraphs = [span for matter in matters for span in matter]
        taken = [(wanted.part.start, wanted.part.end) if wanted.part else wanted.span for wanted in self.wanted]
        for matter in matters:
            self._take_unheaded_paragraphs([span for span in matter if not any(a <= span[0] < b for a, b in taken)])
        self.wanted.sort(key=lambda wanted: wanted.part.label[0] if wanted.part else wanted.span[0])
        if not self.troubles:
            self.troubles = [trouble for span in paragraphs for trouble in from_sentences(self.running, span, turned=True)]

    def _take_unheaded_paragraphs(self, paragraphs: Sequence[Span]) -> None:
        """Paragraphs outside any section that open with 下一步, or with 会议要求; what follows the latter and opens with 要, too."""
        topic = Topic.ASKING if self.of_the_committee else Topic.PLAN
        general: Wanted | None = None
        announced = False
        asks = where_it_asks if self.of_the_committee else where_it_plans
        for span in paragraphs:
            start = asks(self.running.text, span)
            if start is None and announced:
                start = span[0]
            elif start is None and self._allowed(topic_announced(self.running.text, span)) is topic:
                announced = True
                continue
            if start is None and self.of_the_committee and self.wanted and self.running.text.startswith("要", span[0]):
                start = span[0]
                if general in self.wanted:
                    # 会议要求，区政府要高度重视，切实加以解决。 leads to what must be done.
                    self.wanted.remove(general)
            if start is not None:
                self.wanted.append(Wanted(topic, None, (start, span[1])))
                general = self.wanted[0] if is_general(self.running.text, self.wanted[0].span) else None

    def _take_told_sentences(self) -> None:
        """A formal paper of plain paragraphs: from the first sentence on that tells a body to act each paragraph is an item."""
        for span in self.tree.own:
            if (start := where_it_tells(self.running.text, span)) is not None:
                self.wanted.append(Wanted(Topic.ASKING, None, (start, span[1])))

    def _read_preamble(self) -> None:
        """Problems that stand in a sentence of the preamble: a committee's turn with 但是, or its list after 主要是：."""
        for i, span in enumerate(self.tree.own):
            if self.of_the_committee and (self.tree.before[i] == 0 or self.kind in FORMAL):
                self.troubles += from_sentences(self.running, span, turned=True)
        if self.troubles or self.of_the_committee:
            return
        accounts = [span for part in self.tree.parts if self._heading_topic(part) in (None, Topic.ACCOUNT) for span in part.own]
        for span in (*self.tree.own, *accounts):
            match = _ADMITS.search(self.running.text, *span)
            if match is not None:
                starts = [start for start, _ in split_sentences(self.running.text, *span) if start <= match.start()]
                self.troubles += from_sentences(self.running, (starts[-1], span[1]), turned=True)
