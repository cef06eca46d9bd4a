"""One numbered demand as item → measures → actions, with bodies and deadlines at its leaves."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from oversight.structure.clause import Role
from oversight.structure.cut_acts import Sentence, asks, cut_sentence, is_outcome, is_principle, read_sentence
from oversight.structure.demands import FoundRecommendation
from oversight.structure.duty_notes import NOTE, find_notes, first_note, may_hold_notes, without_notes
from oversight.structure.find_bodies import bodies_in, find_bodies
from oversight.structure.find_deadlines import deadline_at_start
from oversight.structure.heads import Headed, head_of_item, split_head
from oversight.structure.item_nodes import DASHES, Act, Due, Node, Notes, due_in, trim
from oversight.structure.outline import Kind, Part, Span
from oversight.structure.running_text import RunningText
from oversight.structure.split_text import split_sentences
from oversight.vocabulary import Level, Origin

# 要围绕…, at the start of a sentence; but not 要求
_OPENS_WITH_YAO = re.compile(r"要(?=[^求素点件害闻，。；：！？])")
# ： alone, left over of a slip, says nothing
_SAYS = re.compile(r"\w")
# 对逾期不整改的，应当…: goes on speaking of the body of the sentence before
_GOES_ON = re.compile(r"(?:对[^，。；]{2,40}的，)?(?:应当|应|要|必须|并)")
# A measure's head is a short sentence by itself.
_LONGEST_MEASURE_HEAD = 24


class ItemBuilder:
    """Builds the items of one paper."""

    def __init__(self, running: RunningText, origin: Origin, session_date: dt.date | None) -> None:
        self.running = running
        self.text = running.text
        self.origin = origin
        self.session_date = session_date
        self.notes = Notes(running.text, frozenset(running.starts), session_date)

    def from_part(self, part: Part, number: int) -> list[FoundRecommendation]:
        """The item that a numbered part is, with its measures and actions."""
        part = self._without_yao(part)
        headed = head_of_item(self.running, part)
        item = Node((part.start, part.end), part.label, headed.head, level=Level.ITEM)
        self._fill(item, part, headed)
        return self._records(item, str(number))

    def from_paragraph(self, span: Span, number: int) -> list[FoundRecommendation]:
        """An unnumbered paragraph as an item. Its first sentence is its heading only where it is short and tells nobody to act."""
        start, end = span
        while start < end - 1 and self.text[start] in DASHES:
            start += 1
        span = (start, end)
        part = Part(None, 0, (start, start), opens_paragraph=True)
        part.take(*span)
        sentences = split_sentences(self.text, *span)
        opens = [self.text.startswith("要", start) for start, _end in sentences]
        if len(sentences) > 1 and opens[0] and (sum(opens) == 1 or self._only_names(sentences[0])):
            # 要加强用途管控。对图斑逐一核查。: the paragraph is one demand, and its first sentence the head
            part = self._without_yao(part)
        headed = split_head(self.running, part)
        label = part.label if part.label[0] < part.label[1] else None
        item = Node((part.start, span[1]), label, headed.head, level=Level.ITEM)
        self._fill(item, part, headed)
        return self._records(item, str(number))

    def _only_names(self, sentence: Span) -> bool:
        """要提升校内服务水平。要丰富…，: a first sentence of one clause that nobody can check off is the head of what follows."""
        clauses = read_sentence(self.text, (sentence[0] + 1, sentence[1])).roles
        grand = clauses[0].role in (Role.OUTCOME, Role.UMBRELLA, Role.GOVERNING, Role.LEANS) and not clauses[0].thing
        return len(clauses) == 1 and sentence[1] - sentence[0] <= _LONGEST_MEASURE_HEAD and grand

    def _without_yao(self, part: Part) -> Part:
        """一是要加强…: the 要 right after the number counts to the label."""
        own = part.own_before_parts()
        if not own or own[0][0] != part.start or not _OPENS_WITH_YAO.match(self.text, *own[0]):
            return part
        start = part.start + 1
        spans = [(start, own[0][1]), *part.own[1:]]
        return Part(part.kind, part.number, (part.label[0], start), part.opens_paragraph, spans, part.before, part.parts)

    def _fill(self, item: Node, part: Part, headed: Headed) -> None:
        if part.parts:
            for act in self._acts(self._told(headed.body)):
                item.parts.append(Node(act.span, bodies=act.bodies, due=act.due))
            item.parts += [self._measure(child) for child in part.parts if child.start < child.end]
            self._lead_tells(item, headed.body)
            for act in self._acts([sentence for span in part.own_after_parts() for sentence in self._sentences(span)]):
                item.parts.append(Node(act.span, bodies=act.bodies, due=act.due))
            self.notes.spread_last(item, part)
        else:
            self._fill_from_sentences(item, [sentence for span in headed.body for sentence in self._sentences(span)])
        self._settle(item)
        self.notes.take_from_head(item, headed)

    def _told(self, body: Sequence[Span]) -> list[Span]:
        """Of the sentences before numbered measures only those that tell a named body to act; the rest is principle or basis."""
        return [
            sentence
            for span in body
            for sentence in self._sentences(span)
            if find_bodies(printed := self.text[slice(*sentence)]) and not printed.endswith(("：", ":"))
        ]

    def _lead_tells(self, item: Node, body: Sequence[Span]) -> None:
        """县教育局会同县市场监管局做好以下工作：（1）…；（2）…: whom the lead sentence tells to act has to do what it leads to."""
        last = self._sentences(body[-1])[-1:] if body else []
        lead = self.text[slice(*last[0])] if last else ""
        bodies = find_bodies(lead) if lead.endswith(("：", ":")) else ()
        for node in item.parts if bodies else ():
            for each in (node, *node.parts):
                each.bodies = each.bodies or bodies

    def _sentences(self, span: Span) -> list[Span]:
        return [sentence for sentence in split_sentences(self.text, *span) if _SAYS.search(self.text, *sentence)]

    def _fill_from_sentences(self, item: Node, sentences: list[Span]) -> None:
        """Sentences that open with 要 are measures; one without it belongs to the measure before it."""
        measure: list[Span] = []
        loose: list[Span] = []
        groups: list[tuple[bool, list[Span]]] = []
        for sentence in sentences:
            if _OPENS_WITH_YAO.match(self.text, *sentence):
                measure = [sentence]
                groups.append((True, measure))
            elif measure:
                measure.append(sentence)
            elif loose:
                loose.append(sentence)
            else:
                loose = [sentence]
                groups.append((False, loose))
        for is_measure, group in groups:
            if is_measure:
                start = group[0][0] + 1
                node = Node((start, group[-1][1]), (start - 1, start), level=Level.MEASURE)
                acts = self._acts([(start, group[0][1]), *group[1:]], told=True)
                self._hang(node, acts)
                item.parts.append(node)
            elif len(groups) == 1 or self._asked(group):
                item.parts += [Node(act.span, bodies=act.bodies, due=act.due) for act in self._acts(group)]

    def _asked(self, sentences: Sequence[Span]) -> bool:
        """Whether any of ``sentences`` asks for something; before measures, one that only says how things are is no act."""
        return any(asks(self.text, read_sentence(self.text, sentence)) for sentence in sentences)

    def _measure(self, part: Part) -> Node:
        part = self._without_yao(part) if part.kind is not Kind.YAO else part
        headed = split_head(self.running, part)
        if headed.head is not None and (
            part.kind is Kind.YAO
            or (not headed.alone and (headed.head[1] - headed.head[0] > _LONGEST_MEASURE_HEAD or self._holds_acts(headed.head)))
        ):
            headed = Headed(None, tuple(part.own_before_parts()))
        node = Node((part.start, part.end), part.label, headed.head, level=Level.MEASURE)
        acts = self._acts([sentence for span in headed.body for sentence in self._sentences(span)])
        if part.parts:
            node.parts = [Node(act.span, bodies=act.bodies, due=act.due) for act in acts if act.bodies or headed.head is None]
            node.parts += [self._lowest(child) for child in _lowest_of(part)]
        else:
            self._hang(node, acts)
        self.notes.take(node)
        self.notes.take_from_head(node, headed)
        return node

    def _lowest(self, part: Part) -> Node:
        """A numbered act below a measure."""
        node = Node((part.start, part.end), part.label)
        self._hang(node, self._acts([node.span]), leaf=True)
        return node

    def _holds_acts(self, head: Span) -> bool:
        """1. 建立台账，逐笔制定还款计划。无分歧欠款全部清偿。: a first sentence of several acts is no head."""
        return len(cut_sentence(read_sentence(self.text, head))) > 1

    def _hang(self, node: Node, acts: list[Act], *, leaf: bool = False) -> None:
        """The acts of ``node`` as its actions; a single act is the node itself."""
        if len(acts) > 1 and not leaf:
            node.parts = [Node(act.span, bodies=act.bodies, due=act.due) for act in acts]
            return
        node.bodies = tuple(dict.fromkeys(name for act in acts for name in act.bodies))
        node.due = next((act.due for act in acts if act.due), None)

    def _acts(self, sentences: Sequence[Span], *, told: bool = False) -> list[Act]:
        """The acts of sentences that belong together, in order; what states or only opens is passed over.

        ``told``: the first sentence asks for something, since a 要 stood before it.
        """
        acts = list(self._cut(sentences, told=told))
        if not acts or not may_hold_notes(self.text, acts[0].span[0], acts[-1].span[1]):
            return acts
        notes = [first_note(self.text, *act.span) for act in acts]
        # One note after the last act holds for what stands above it, too: that is for the whole to say.
        return acts if not any(notes[:-1]) else list(self.notes.told_each(acts, notes))

    def _cut(self, sentences: Sequence[Span], *, told: bool) -> Iterator[Act]:
        read = [read_sentence(self.text, sentence) for sentence in sentences if not NOTE.fullmatch(self.text, *sentence)]
        spans: list[list[Span]] = []
        for i, sentence in enumerate(read):
            if spans and is_outcome(sentence):
                spans[-1][-1] = (spans[-1][-1][0], sentence.span[1])
            elif (told and i == 0) or (asks(self.text, sentence) and not (len(read) > 1 and is_principle(self.text, sentence))):
                spans.append(self._asking(sentence))
        if not spans and read:
            spans = [[(read[0].span[0], read[-1].span[1])]]
        bearer: tuple[str, ...] = ()
        for group in spans:
            goes_on = _GOES_ON.match(self.text, group[0][0]) is not None
            common = self._common_due(group[0])
            for i, span in enumerate(group):
                printed = without_notes(self.text[slice(*span)])
                bodies = bodies_in(printed)
                if not bodies and (i > 0 or goes_on):
                    bodies = bearer
                bearer = bodies
                due = self._due(printed) or common
                yield Act(trim(self.text, span), bodies, due)

    def _asking(self, sentence: Sentence) -> list[Span]:
        """The acts of a sentence. What it says about its subject before it turns to who must act is none (…是群众的期盼，各地要…)."""
        spans = [span for span in cut_sentence(sentence) if _SAYS.search(self.text, *span)] or [sentence.span]
        turns = len(spans) > 1 and sentence.role_at(spans[1][0]) is Role.SUBJECT
        return spans[turns and not asks(self.text, read_sentence(self.text, spans[0])) :]

    def _common_due(self, first: Span) -> Due | None:
        """2024年底前，建成…，完善…: a deadline that is a clause of its own holds for the whole sentence."""
        clause = self.text[first[0] : first[1]].split("，", 1)[0]
        return self._due(clause) if deadline_at_start(clause) == len(clause) else None

    def _settle(self, item: Node) -> None:
        """An item that holds a single act is itself the leaf; a bracket at its end holds for all of it."""
        if len(item.parts) == 1 and item.parts[0].level is Level.ACTION:
            act = item.parts.pop()
            item.bodies, item.due = act.bodies, act.due
        elif not item.parts and item.heading:
            # 确保年底前完成改厕任务: a head alone
            printed = without_notes(self.text[slice(*item.heading)])
            item.bodies, item.due = bodies_in(printed), self._due(printed)
        measures = [part for part in item.parts if part.level is Level.MEASURE]
        # 要…。要…。（责任单位：…）: sentences of one paragraph share the bracket at its end
        alike = all(part.label is not None and self.text[slice(*part.label)] == "要" for part in measures)
        if (alike and len(list(find_notes(self.text, *item.span))) <= 1) or not measures:
            self.notes.take(item)

    def _due(self, text: str) -> Due | None:
        return due_in(text, self.session_date)

    def _records(self, item: Node, path: str) -> list[FoundRecommendation]:
        found = [self._record(item, path)]
        for i, part in enumerate(item.parts, 1):
            found.append(self._record(part, f"{path}.{i}"))
            found += [self._record(leaf, f"{path}.{i}.{j}") for j, leaf in enumerate(part.parts, 1)]
        return found

    def _record(self, node: Node, path: str) -> FoundRecommendation:
        start, end = trim(self.text, node.span)
        heading = self.running.words(*node.heading) if node.heading else None
        return FoundRecommendation(
            path=path,
            level=node.level,
            label=self.running.words(*node.label).replace(" ", "") if node.label else None,
            heading=heading,
            text=self.running.words(start, end),
            origin=self.origin,
            lines=self.running.lines(node.label[0] if node.label else start, end),
            bodies=node.bodies,
            due_on=node.due[1] if node.due else None,
            due_text=node.due[0] if node.due else None,
        )


def _lowest_of(part: Part) -> Iterator[Part]:
    """The numbered passages under a measure that have none below them: 1.压实责任 in between only says what its （1） and （2） are about."""
    for child in part.parts:
        if child.parts:
            yield from _lowest_of(child)
        elif child.start < child.end:
            yield child
