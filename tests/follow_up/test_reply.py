from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Reply, Report
from oversight.database.reading import over
from oversight.database.story import Change, Event
from oversight.errors import NotFound, OversightError, Refused, WrongUse
from oversight.follow_up.drop import drop
from oversight.follow_up.mark import MarkResult, mark
from oversight.follow_up.merge import merge
from oversight.follow_up.reply import Claim, ReplyResult, reply
from oversight.follow_up.send_back import SendBackResult, send_back
from oversight.follow_up.split import split
from oversight.stored_words import in_one_line
from oversight.views.inbox import Waiting, inbox
from oversight.views.show_recommendation import show_recommendation
from oversight.vocabulary import ReplyClass, Status
from tests.follow_up.conftest import NOW, TODAY, WHO, faults, stored, the_same
from tests.papers import Papers

MAINS, PLATFORM, ITEM = "7-8/2:1.1", "7-8/2:1.2", "7-8/2:1"
RECEIVED = date(2024, 9, 2)


def answering(db: Session, refs: Sequence[str], claim: ReplyClass = ReplyClass.DONE, **more: Any) -> ReplyResult:
    note, session_ref = more.pop("note", None), more.pop("session_ref", None)
    values: dict[str, Any] = {"body": "县政府", "received_on": RECEIVED, "text": "已完成。"} | more
    return reply(db, refs, Claim(claim=claim, **values), who=WHO, note=note, session_ref=session_ref)


def marking(db: Session, refs: Sequence[str], status: Status, **more: Any) -> MarkResult:
    return mark(db, refs, status, made_by="韩梅", command_id="c1", now=NOW, **more)


def sending_back(db: Session, refs: Sequence[str], **more: Any) -> SendBackResult:
    return send_back(db, refs, who=WHO, **({"note": "只有方案"} | more))


def waiting(db: Session, **more: Any) -> list[Waiting]:
    db.flush()
    return inbox(over(db.connection()), language="zh", today=TODAY, **more)


def judgements(db: Session, ref: str) -> list[tuple[str, str | None, date | None]]:
    """Kind, judgement and its day, of each reply that ``rec show`` has."""
    db.flush()
    sheet = show_recommendation(over(db.connection()), ref, language="zh", today=TODAY)
    return [(one.kind, one.judgement, one.judged_on) for one in sheet.replies]


@pytest.mark.usefixtures("waterworks")
class TestEntering:
    def test_an_answer_is_a_claim_and_sets_what_is_open_going(self, db: Session) -> None:
        result = answering(
            db,
            [PLATFORM],
            ReplyClass.PLANNED,
            text=" 设备已订购，年底前上线。 ",
            evidence="采购合同",
            evidence_on=date(2024, 8, 20),
            promised_on=date(2024, 12, 20),
            session_ref="7-11",
            note="来文第31号",
        )
        assert [(one.ref, one.asked, one.before, one.after) for one in result.replied] == [
            (PLATFORM, PLATFORM, "open", "in_progress")
        ]
        sheet = show_recommendation(over(db.connection()), PLATFORM, language="zh", today=TODAY)
        (answer,) = sheet.replies
        assert (answer.kind, answer.claim, answer.body) == ("answer", "planned", "县政府")
        assert answer.text == "设备已订购，年底前上线。"
        assert (answer.received_on, answer.promised_on, answer.evidence, answer.evidence_on) == (
            RECEIVED,
            date(2024, 12, 20),
            "采购合同",
            date(2024, 8, 20),
        )
        assert (answer.judgement, answer.report, answer.lines) == (None, None, ())
        told = [(event.field, event.before, event.after, event.effective_on, event.session) for event in sheet.history]
        assert told == [
            ("reply.created", None, "设备已订购，年底前上线。", RECEIVED, "7-11"),
            ("status", "open", "in_progress", RECEIVED, "7-11"),
        ]
        assert (sheet.status, sheet.version) == ("in_progress", 2)
        (change,) = db.scalars(select(Change)).all()
        assert (change.command, in_one_line(change.summary)) == ("rec reply", f"answer of 县政府: {PLATFORM}")
        assert faults(db) == []

    def test_one_that_declines_moves_nothing(self, db: Session) -> None:
        answering(db, [PLATFORM], ReplyClass.DECLINED, text="暂不具备条件")
        assert stored(db, PLATFORM).status == "open"
        first, *_others = waiting(db)
        assert (first.ref, first.claim, first.status) == (PLATFORM, "declined", "open")

    def test_an_answer_never_makes_done(self, db: Session) -> None:
        answering(db, [ITEM])
        assert (stored(db, MAINS).status, stored(db, PLATFORM).status) == ("in_progress", "in_progress")

    def test_an_item_means_its_leaves_and_a_suggestion_the_opinion_that_took_it_up(self, db: Session) -> None:
        assert [one.ref for one in answering(db, [ITEM]).replied] == [MAINS, PLATFORM]
        assert [one.ref for one in answering(db, ["7-8/1:1"], text="又一答复").replied] == [MAINS]

    def test_a_file_is_evidence(self, db: Session, tmp_path: Path) -> None:
        file = tmp_path / "验收单.pdf"
        file.write_bytes(b"%PDF")
        result = answering(db, [MAINS], evidence=str(file))
        assert result.evidence is not None
        assert result.evidence.file == "验收单.pdf"
        assert db.scalars(select(Reply.evidence).where(Reply.from_name.is_not(None))).one() == result.evidence.text

    @pytest.mark.parametrize("body", ["县水利局", "水利局", "水利部门", "县财政局", "县政府", "河西县人民政府"])
    def test_who_is_responsible_may_answer(self, db: Session, body: str) -> None:
        answering(db, [MAINS], body=body)

    def test_whoever_answers_for_what_names_nobody_is_taken_at_their_word(self, db: Session) -> None:
        answering(db, ["7-8/1:2"], body="石桥镇政府")

    def test_another_body_answers_for_a_reason(self, db: Session) -> None:
        answering(db, [MAINS], body="县住建局", anyway=True, note="职能已划转")
        assert db.scalars(select(Event.note).where(Event.field == "created")).one() == "职能已划转"

    @pytest.mark.parametrize(
        ("refs", "more", "error", "why"),
        [
            (["7-8/1:3"], {}, Refused, "dropped"),
            ([MAINS], {"body": "县住建局"}, Refused, "县住建局 is not responsible.*县水利局、县财政局、县人民政府"),
            ([PLATFORM], {"body": "县水务局"}, Refused, "not responsible"),
            ([MAINS], {"received_on": date(2024, 11, 6)}, Refused, "future"),
            ([MAINS], {"received_on": date(2024, 2, 27)}, Refused, "before it was raised"),
            ([MAINS], {"evidence": "x", "evidence_on": date(2024, 11, 6)}, Refused, "future"),
            (
                [MAINS],
                {"claim": ReplyClass.PLANNED, "promised_on": date(2024, 9, 1)},
                Refused,
                "before the answer was received",
            ),
            ([MAINS], {"promised_on": date(2024, 12, 1)}, WrongUse, "under way or planned"),
            ([MAINS], {"evidence_on": date(2024, 8, 1)}, WrongUse, "no evidence"),
            ([MAINS], {"text": " "}, WrongUse, "needs words"),
            ([MAINS], {"body": " "}, WrongUse, "has a name"),
            ([MAINS], {"body": "县住建局", "anyway": True}, WrongUse, "says why"),
            ([MAINS], {"evidence": "没有这份.pdf"}, NotFound, "没有这份"),
            ([MAINS], {"session_ref": "7-99"}, NotFound, "7-99"),
            (["7-8/2:9"], {}, NotFound, "7-8/2:9"),
        ],
    )
    def test_what_a_rule_forbids_changes_nothing(
        self, db: Session, refs: list[str], more: dict[str, Any], error: type[OversightError], why: str
    ) -> None:
        before = the_same(db)
        with pytest.raises(error, match=why):
            answering(db, refs, **more)
        assert the_same(db) == before

    def test_the_same_answer_is_entered_once(self, db: Session) -> None:
        answering(db, [MAINS])
        with pytest.raises(Refused, match="stands there already"):
            answering(db, [MAINS])

    def test_evidence_may_come_to_light_after_the_answer(self, db: Session) -> None:
        answering(db, [MAINS], evidence="现场照片", evidence_on=date(2024, 11, 4))
        answer = db.scalars(select(Reply).where(Reply.evidence == "现场照片")).one()
        assert answer.received_on == RECEIVED
        assert answer.evidence_on == date(2024, 11, 4) > RECEIVED


@pytest.mark.usefixtures("waterworks")
class TestJudging:
    def test_what_was_read_and_what_was_typed_waits_the_oldest_first(self, db: Session) -> None:
        answering(db, [PLATFORM], evidence="照片", evidence_on=date(2024, 9, 1))
        typed, read = waiting(db)
        assert (typed.ref, typed.body, typed.received_on, typed.days_waiting) == (PLATFORM, "县政府", RECEIVED, 64)
        assert (typed.evidence, typed.evidence_on, typed.leaves) == ("照片", date(2024, 9, 1), (PLATFORM,))
        assert (read.ref, read.claim, read.received_on, read.report) == (MAINS, "under_way", date(2024, 10, 30), "7-11/1")
        assert (read.status, read.title, read.text) == ("in_progress", "改造老城区管网", "老城区管网已开工。")
        assert [one.ref for one in waiting(db, body="县人民政府")] == [PLATFORM]
        assert [one.ref for one in waiting(db, sessions=["7-8"])] == [PLATFORM, MAINS]
        assert waiting(db, sessions=["7-11"]) == []

    def test_done_accepts_what_waits(self, db: Session) -> None:
        answering(db, [MAINS])
        result = marking(db, [MAINS], Status.DONE, session_ref="7-11", note="现场核实")
        assert [(one.body, one.claim, one.judgement) for one in result.judged] == [
            (None, "under_way", "accepted"),
            ("县政府", "done", "accepted"),
        ]
        assert judgements(db, MAINS) == [("answer", "accepted", date(2024, 10, 30))] * 2
        told = [
            (event.entity, event.field, event.before, event.after, event.note, event.session_id is not None)
            for event in db.scalars(select(Event).where(Event.field == "judgement"))
        ]
        assert told == [("reply", "judgement", None, "accepted", "现场核实", True)] * 2
        assert waiting(db) == []
        assert faults(db) == []

    def test_open_sends_back(self, db: Session) -> None:
        result = marking(db, [MAINS], Status.OPEN, note="未见施工")
        assert [one.judgement for one in result.judged] == ["sent_back"]
        assert judgements(db, MAINS) == [("answer", "sent_back", TODAY), ("finding", "sent_back", TODAY)]
        sheet = show_recommendation(over(db.connection()), MAINS, language="zh", today=TODAY)
        assert sheet.replies[-1].text == "未见施工"
        # A further answer waits again.
        answering(db, [MAINS])
        assert [one.ref for one in waiting(db)] == [MAINS]

    @pytest.mark.parametrize(
        "judging",
        [
            lambda db, on: marking(db, [MAINS], Status.DONE, session_ref="7-11", on=on),
            lambda db, on: marking(db, [MAINS], Status.OPEN, note="未见施工", on=on),
            lambda db, on: sending_back(db, [MAINS], on=on),
        ],
        ids=["done", "open", "send-back"],
    )
    def test_nobody_judges_what_has_not_come(self, db: Session, judging: Callable[[Session, date], object]) -> None:
        came = date(2024, 11, 2)
        answering(db, [MAINS], received_on=came)
        with pytest.raises(Refused, match="2024-11-01 is before the answer was received, on 2024-11-02") as refused:
            judging(db, date(2024, 11, 1))
        assert (refused.value.exit_code, refused.value.where) == (4, MAINS)
        judging(db, came)
        assert {day for _kind, _judgement, day in judgements(db, MAINS)} == {came}
        told = db.execute(select(Event.after, Event.effective_on).where(Event.field == "judged_on")).all()
        assert {tuple(one) for one in told} == {(came.isoformat(), came)}

    def test_send_back_leaves_the_status(self, db: Session) -> None:
        result = sending_back(db, [MAINS], session_ref="7-11")
        assert [(one.ref, one.status) for one in result.sent_back] == [(MAINS, "in_progress")]
        assert (result.untouched, result.effective_on) == ((), date(2024, 10, 30))
        assert judgements(db, MAINS)[0] == ("answer", "sent_back", date(2024, 10, 30))
        assert (waiting(db), stored(db, MAINS).status, stored(db, MAINS).version) == ([], "in_progress", 2)
        assert faults(db) == []
        with pytest.raises(Refused, match="No answer waits"):
            sending_back(db, [MAINS])

    def test_send_back_of_an_item_tells_what_no_answer_waits_on(self, db: Session) -> None:
        result = sending_back(db, [ITEM])
        assert ([one.ref for one in result.sent_back], result.untouched) == ([MAINS], (PLATFORM,))

    def test_in_progress_judges_nothing_and_a_dropped_row_waits_for_nothing(self, db: Session) -> None:
        answering(db, [PLATFORM], ReplyClass.DECLINED)
        assert marking(db, [PLATFORM], Status.IN_PROGRESS).judged == ()
        assert [one.ref for one in waiting(db)] == [PLATFORM, MAINS]
        drop(db, [PLATFORM], who=WHO, reason="采纳其说明")
        assert [one.ref for one in waiting(db)] == [MAINS]

    @pytest.mark.parametrize(
        ("more", "error", "why"),
        [
            ({"note": " "}, WrongUse, "for a reason"),
            ({"on": date(2024, 11, 6)}, Refused, "future"),
            ({"on": date(2024, 2, 1)}, Refused, "before it was raised"),
            ({"refs": [PLATFORM]}, Refused, "No answer waits"),
            ({"refs": ["7-8/1:3"]}, Refused, "dropped"),
        ],
    )
    def test_what_cannot_be_sent_back(self, db: Session, more: dict[str, Any], error: type[OversightError], why: str) -> None:
        before = the_same(db)
        with pytest.raises(error, match=why):
            sending_back(db, **({"refs": [MAINS]} | more))
        assert the_same(db) == before


@pytest.mark.usefixtures("waterworks")
class TestWhereARowIsPartedOrMerged:
    def test_an_answer_to_what_is_split_waits_of_each_part(self, db: Session, waterworks: Papers) -> None:
        item = stored(db, ITEM)
        report = db.get_one(Report, item.report_id)
        act = waterworks.recommendation(
            report, "1.2.1", "清理河道，加固堤防", status="open", parent=stored(db, PLATFORM), level="action"
        )
        answering(db, ["7-8/2:1.2.1"], text="均在施工。")
        split(db, "7-8/2:1.2.1", ["加固堤防"], who=WHO)
        assert act.is_leaf
        refs = [one.ref for one in waiting(db) if one.text == "均在施工。"]
        assert refs == ["7-8/2:1.2.1", "7-8/2:1.2.2"]

    def test_an_answer_to_what_is_merged_waits_of_the_one_that_stays(self, db: Session) -> None:
        answering(db, [PLATFORM], text="平台已上线。")
        merge(db, [MAINS, PLATFORM], who=WHO)
        assert [(one.ref, one.text) for one in waiting(db)] == [(MAINS, "平台已上线。"), (MAINS, "老城区管网已开工。")]

    def test_what_is_merged_as_done_is_accepted(self, db: Session) -> None:
        answering(db, [PLATFORM], text="平台已上线。")
        merge(db, [MAINS, PLATFORM], who=WHO, status=Status.DONE, evidence="验收单")
        assert waiting(db) == []
        assert {judgement for _kind, judgement, _on in judgements(db, MAINS)} == {"accepted"}
        assert faults(db) == []


class TestAnAnswerToAnItem:
    """A paper answers an item, whose leaves are judged one by one."""

    @pytest.fixture(autouse=True)
    def _answered(self, db: Session, waterworks: Papers) -> None:
        twelfth = waterworks.session(12, date(2024, 11, 4))
        report = waterworks.report(twelfth, 1, "response_report", "关于管网改造的报告", author="县人民政府")
        waterworks.reply(stored(db, ITEM), report, "answer", "均已完成。", "done", received_on=date(2024, 11, 4))
        marking(db, [MAINS], Status.OPEN, note="先前的答复")
        marking(db, [MAINS], Status.IN_PROGRESS)
        # What was sent back before this answer is stored says nothing of it.
        waterworks.reply(stored(db, ITEM), report, "answer", "重新报告。", "done", position=2, received_on=date(2024, 11, 4))

    def left(self, db: Session) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.text, one.leaves) for one in waiting(db)]

    def test_it_waits_for_each_leaf(self, db: Session) -> None:
        assert self.left(db) == [("均已完成。", (PLATFORM,)), ("重新报告。", (MAINS, PLATFORM))]
        assert waiting(db)[0].status == "in_progress"
        assert waiting(db)[0].body == "县人民政府"

    def test_it_is_accepted_with_the_last_leaf(self, db: Session) -> None:
        assert marking(db, [MAINS], Status.DONE, session_ref="7-12").judged == ()
        assert self.left(db) == [("均已完成。", (PLATFORM,)), ("重新报告。", (PLATFORM,))]
        result = marking(db, [PLATFORM], Status.DONE, session_ref="7-12")
        assert [(one.body, one.judgement) for one in result.judged] == [("县人民政府", "accepted")] * 2
        assert waiting(db) == []

    def test_it_is_sent_back_where_one_leaf_was(self, db: Session) -> None:
        result = sending_back(db, [MAINS])
        assert ([one.ref for one in result.sent_back], result.judged) == ([MAINS], ())
        assert self.left(db) == [("均已完成。", (PLATFORM,)), ("重新报告。", (PLATFORM,))]
        result = marking(db, [PLATFORM], Status.DONE, evidence="平台截图")  # type: ignore[assignment]  # both tell what is judged
        assert [one.judgement for one in result.judged] == ["sent_back", "sent_back"]
        assert faults(db) == []

    def test_a_leaf_that_is_taken_back_from_done_was_judged(self, db: Session) -> None:
        marking(db, [MAINS], Status.DONE, session_ref="7-12")
        marking(db, [MAINS], Status.OPEN, note="复查未通水")
        assert self.left(db) == [("均已完成。", (PLATFORM,)), ("重新报告。", (PLATFORM,))]
