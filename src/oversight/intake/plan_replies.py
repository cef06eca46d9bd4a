"""The answers and findings of a packet about earlier opinions: each hangs on what it speaks of, and answers set leaves going."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oversight.database.papers import Recommendation, Reply
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.earlier import Earlier
from oversight.intake.planned import Act, Move, Planned, day_of, want, withdraw
from oversight.intake.tell import tell
from oversight.messages import _, ngettext
from oversight.records import packet as records
from oversight.rules.spoken_of import says_not_begun
from oversight.vocabulary import ReplyClass, ReplyKind, Status


class _Said(NamedTuple):
    """A reply with what it is about, as planned and as stored; ``row`` is None for what is new."""

    reply: records.Reply
    about: Planned
    row: Recommendation | None


class Replies:
    """The answers and findings of the packet's reports, and the leaves that an answer sets going."""

    def __init__(
        self,
        draft: Draft,
        session: Planned,
        by_number: dict[int, PlannedReport],
        known: dict[tuple[int, int, str, int], Reply],
    ) -> None:
        self._draft, self._session, self._by_number, self._known = draft, session, by_number, known
        self._moved: set[int] = set()
        self._count: dict[tuple[str, int, str], int] = {}

    def plan(self, item: records.EarlierItem, planned: Planned, earlier: Earlier, row: Recommendation | None) -> None:
        """The replies of one item. An answer moves its open leaves; a declining one and a finding move nothing."""
        for reply in _replies_of(item):
            report = self._by_number.get(reply.report)
            if report is None:
                continue
            for said in self._hung(reply, planned, earlier, row):
                row_plan = self._plan_reply(said.reply, said.about, report)
                came = row_plan.act in (Act.INSERT, Act.RESTORE) or row_plan.changed("reply_class") is not None
                if came and said.reply.kind is ReplyKind.ANSWER and said.reply.class_ is not ReplyClass.DECLINED:
                    answer = "" if said.reply.lines == item.lines else self._draft.passage(said.reply)
                    self._move(said, earlier, report, answer)

    def _hung(self, reply: records.Reply, planned: Planned, earlier: Earlier, row: Recommendation | None) -> Iterator["_Said"]:
        """The reply with the row that it is about; of one that goes through parts of the row, each part with its own."""
        answered = earlier.parts_answered([part.text for part in reply.parts], row) if row is not None and reply.parts else {}
        if not answered:
            yield _Said(reply, planned, row)
        for part, about in zip(reply.parts, answered, strict=False):
            said = records.Reply(report=reply.report, kind=reply.kind, class_=part.class_, file=part.file, lines=part.lines)
            yield _Said(said, want(Recommendation, {}, about, self._draft.held, ref=earlier.ref_of(about)), about)

    def _plan_reply(self, reply: records.Reply, planned: Planned, report: PlannedReport) -> Planned:
        draft = self._draft
        counted = (planned.ref, report.record.number, reply.kind.value)
        position = self._count[counted] = self._count.get(counted, 0) + 1
        old = None
        if planned.id is not None and report.row.id is not None:
            old = self._known.pop((planned.id, report.row.id, reply.kind.value, position), None)
        text = draft.passage(reply)
        received_on = report.record.presented_on or draft.packet.session.starts_on
        values: dict[str, object] = {
            "recommendation_id": planned,
            "report_id": report.row,
            "position": position,
            "kind": reply.kind.value,
            "reply_class": None if reply.class_ is None else reply.class_.value,
            "text": text,
            "received_on": received_on,
            **draft.place(reply),
        }
        row_plan = draft.add(want(Reply, values, old, draft.held, ref=planned.ref, says=text))
        row_plan.since = received_on
        return row_plan

    def _move(self, said: "_Said", earlier: Earlier, report: PlannedReport, answer: str) -> None:
        """The open leaves that the answer speaks of are in progress."""
        draft = self._draft
        note = _("an answer was received: {ref}").format(ref=report.ref)
        claim = said.reply.class_
        if said.row is None:
            is_begun = claim is not None or not says_not_begun(answer)
            leaves = [said.about] if is_begun and id(said.about) not in self._moved else []
        else:
            leaves = [
                want(Recommendation, {}, leaf, draft.held, ref=earlier.ref_of(leaf))
                for leaf in earlier.leaves_spoken_of(said.row, answer, claim)
                if leaf.status == Status.OPEN.value and id(leaf) not in self._moved
            ]
            if leaves:
                sentence = ngettext(
                    "{ref}: an answer was received, {count} act is in progress.",
                    "{ref}: an answer was received, {count} acts are in progress.",
                    len(leaves),
                )
                tell(draft, said.about.ref, "status", sentence.format(ref=said.about.ref, count=len(leaves)))
        for leaf in leaves:
            self._moved.add(id(leaf.old if leaf.old is not None else leaf))
            draft.moves.append(
                Move(
                    leaf=leaf,
                    status=Status.IN_PROGRESS,
                    effective_on=report.record.presented_on or day_of(self._session),
                    session=self._session,
                    note=note,
                )
            )

    def withdraw_gone(self, reports: Sequence[int]) -> None:
        """Hide the replies that the packet's reports no longer hold."""
        for (_recommendation, report_id, _kind, _position), row in self._known.items():
            if report_id in reports and row.withdrawn_at is None and not self._draft.held.has(row, "created"):
                self._draft.add(withdraw(row, ref=str(row.recommendation_id), says=row.text))


def _replies_of(item: records.EarlierItem) -> tuple[records.Reply, ...]:
    """The item's replies; where only the answering report is named, the quoted passage itself is the answer."""
    if item.answered_in is None or any(reply.kind is ReplyKind.ANSWER for reply in item.replies):
        return item.replies
    return (*item.replies, records.Reply(report=item.answered_in, kind=ReplyKind.ANSWER, lines=item.lines, file=item.file))
