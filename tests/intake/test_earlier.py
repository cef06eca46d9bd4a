from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from oversight.database.clock import HandOver
from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Deadline, Recommendation, Reply, Report
from oversight.database.story import Event, RefAlias
from oversight.errors import Undecided
from oversight.follow_up.deed import Who
from oversight.follow_up.hand_over import Letter, hand_over
from oversight.follow_up.house_rules import Rule, add_rule
from oversight.rules.count_days import Period
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Status
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import passage, report
from tests.intake.stand import everything, faults, mark, recommendations, reports, statuses

SPRING, WINTER = "yanhu-04-08", "yanhu-04-13"


def with_findings(packet: dict[str, Any], reply_class: str | None = None) -> dict[str, Any]:
    """The follow-up inspection, too, speaks of each item; the government's answers get a class."""
    for item in packet["earlier_opinions"][0]["items"]:
        item["replies"] = [
            {"report": 1, "kind": "answer", "class": reply_class},
            {"report": 2, "kind": "finding", "class": None},
        ]
    return packet


def story(engine: Engine, ref: str) -> list[tuple[str | None, str | None, date]]:
    """The moves of a leaf."""
    row = recommendations(engine)[ref]
    with reading_scope(engine) as db:
        return [
            (before, after, on)
            for before, after, on in db.execute(
                select(Event.before, Event.after, Event.effective_on)
                .where(Event.entity == "recommendation", Event.entity_id == row.id, Event.field == "status")
                .order_by(Event.sequence)
            )
        ]


def replies(engine: Engine) -> Counter[tuple[str, str]]:
    """(ref_path, kind) of the standing replies."""
    with reading_scope(engine) as db:
        return Counter(
            (path, kind)
            for path, kind in db.execute(
                select(Recommendation.ref_path, Reply.kind)
                .join(Reply, Reply.recommendation_id == Recommendation.id)
                .where(Reply.withdrawn_at.is_(None))
            )
        )


class TestInOrder:
    def test_an_answer_moves_the_open_leaves_that_it_answers(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        mark(engine, Status.DONE, "4-8/3:2.2.1", note="已复核")
        result = take_in(with_findings(golden(WINTER)))
        assert statuses(engine, origin="opinion") == {"in_progress": 11, "done": 1}
        assert statuses(engine, origin="suggestion") == {"open": 14}
        assert story(engine, "4-8/3:1.2")[-1] == ("open", "in_progress", date(2023, 12, 21))
        assert replies(engine) == {(path, kind): 1 for path in "123" for kind in ("answer", "finding")}
        assert [change.sentence for change in result.changes] == [
            "4-8/3:1: an answer was received, 3 acts are in progress.",
            "4-8/3:2: an answer was received, 5 acts are in progress.",
            "4-8/3:3: an answer was received, 3 acts are in progress.",
        ]
        assert "4-8/0" not in reports(engine)
        assert faults(engine) == []

    def test_a_second_load_does_not_move_what_a_person_moved_back(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        take_in(golden(WINTER))
        mark(engine, Status.OPEN, "4-8/3:3.2", note="资金未到位")
        before = everything(engine)
        assert take_in(golden(WINTER)).change_id is None
        assert everything(engine) == before

    def test_a_declining_answer_moves_nothing(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        take_in(with_findings(golden(WINTER), "declined"))
        assert statuses(engine, origin="opinion") == {"open": 12}
        assert replies(engine)["1", "answer"] == 1

    def test_a_finding_moves_nothing(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        packet = with_findings(golden(WINTER))
        for item in packet["earlier_opinions"][0]["items"]:
            item["replies"] = item["replies"][1:]
            item["answered_in"] = None
        take_in(packet)
        assert statuses(engine, origin="opinion") == {"open": 12}
        assert replies(engine) == {(path, "finding"): 1 for path in "123"}

    def test_an_answer_that_claims_done_makes_nothing_done(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        take_in(with_findings(golden(WINTER), "done"))
        assert statuses(engine, origin="opinion") == {"in_progress": 12}

    def test_a_declining_answer_mended_to_another_one_moves(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        take_in(with_findings(golden(WINTER), "declined"))
        take_in(with_findings(golden(WINTER), "under_way"))
        assert statuses(engine, origin="opinion") == {"in_progress": 12}
        assert faults(engine) == []

    def test_an_item_that_is_not_found_is_followed_and_left_to_a_person(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SPRING))
        packet = golden(WINTER)
        packet["earlier_opinions"][0]["items"][1]["text"] = "加强食品检测人员培训"
        result = take_in(packet)
        assert "answered_item_unmatched" in [doubt.code for doubt in result.doubts]
        row = recommendations(engine)["4-8/0:2"]
        assert (row.text_as_read, row.status) == ("加强食品检测人员培训", "in_progress")
        assert statuses(engine, origin="opinion") == {"in_progress": 7, "open": 6}
        assert take_in(packet).change_id is None


class TestAnswerFirst:
    def test_the_rows_move_under_the_true_report(self, engine: Engine, take_in: Load) -> None:
        take_in(with_findings(golden(WINTER)))
        early = recommendations(engine)
        assert [early[f"4-8/0:{number}"].status for number in (1, 2, 3)] == ["in_progress"] * 3
        take_in(golden(SPRING))
        late = recommendations(engine)
        assert [late[f"4-8/3:{number}"].id for number in (1, 2, 3)] == [early[f"4-8/0:{number}"].id for number in (1, 2, 3)]
        assert late["4-8/3:1"].heading == "优化市场布局"
        with reading_scope(engine) as db:
            aliases = db.execute(select(RefAlias.ref, RefAlias.entity_id).order_by(RefAlias.ref)).all()
            assert aliases == [(f"4-8/0:{number}", late[f"4-8/3:{number}"].id) for number in (1, 2, 3)]
            session = db.scalars(select(LegislativeSession).where(LegislativeSession.ref == "4-8")).one()
            assert (session.papers_known, session.venue) == (True, "区人大常委会三楼会议室")
        assert "4-8/0" not in reports(engine)
        assert replies(engine) == {(path, kind): 1 for path in "123" for kind in ("answer", "finding")}
        assert faults(engine) == []

    def test_the_hand_over_and_its_dates_move_along(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(WINTER))
        number = reports(engine)["4-8/0"].id
        who = Who(made_by="李文", command_id="h", now=NOW + timedelta(hours=2))
        with writing(engine) as db:
            add_rule(db, Rule(kind=DeadlineKind.PLAN, period=Period(30, DeadlineUnit.DAYS), source="办法第九条"), who=who)
            hand_over(db, ["4-8/0"], Letter(on=date(2023, 4, 25), number="砚人办〔2023〕5号"), who=who)
        take_in(golden(SPRING))
        opinions = [
            ref for ref, row in reports(engine).items() if row.kind == "deliberation_opinion" and ref.startswith("4-8/")
        ]
        with reading_scope(engine) as db:
            (handed_over,) = db.scalars(select(HandOver).where(HandOver.withdrawn_at.is_(None)))
            (due,) = db.scalars(select(Deadline).where(Deadline.basis == "house_rule", Deadline.withdrawn_at.is_(None)))
        assert opinions == ["4-8/3"]
        assert handed_over.report_id == due.report_id == reports(engine)["4-8/3"].id != number
        assert (handed_over.handed_over_on, handed_over.document_number) == (date(2023, 4, 25), "砚人办〔2023〕5号")
        assert (due.due_on, due.counted_from) == (date(2023, 5, 25), date(2023, 4, 25))
        # Loaded once more nothing moves.
        before = everything(engine)
        take_in(golden(SPRING))
        assert everything(engine) == before
        assert faults(engine) == []

    def test_a_hand_over_of_its_own_stays(self, engine: Engine, take_in: Load) -> None:
        spring = golden(SPRING)
        take_in(golden(WINTER))
        who = Who(made_by="李文", command_id="h", now=NOW + timedelta(hours=2))
        with writing(engine) as db:
            hand_over(db, ["4-8/0:1"], Letter(on=date(2023, 4, 25)), who=who)
        take_in(spring)
        row = recommendations(engine)["4-8/3:1"]
        with reading_scope(engine) as db:
            (handed_over,) = db.scalars(select(HandOver).where(HandOver.withdrawn_at.is_(None)))
        assert (handed_over.recommendation_id, handed_over.report_id) == (row.id, None)
        assert faults(engine) == []

    def test_parts_take_over_how_far_the_whole_had_come(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(WINTER))
        take_in(golden(SPRING))
        assert statuses(engine, origin="opinion") == {"in_progress": 12}
        assert story(engine, "4-8/3:1.2") == [
            (None, "open", date(2023, 4, 20)),
            ("open", "in_progress", date(2023, 12, 21)),
        ]
        whole = story(engine, "4-8/3:1")
        assert whole[-1] == ("in_progress", None, date(2023, 12, 21))

    def test_what_was_done_before_its_parts_were_known_is_a_doubt(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(WINTER))
        mark(engine, Status.DONE, "4-8/0:3", note="已复核")
        result = take_in(golden(SPRING))
        rows = recommendations(engine)
        assert [rows[f"4-8/3:3.{number}"].status for number in (1, 2, 3)] == ["in_progress"] * 3
        assert [doubt.code for doubt in result.doubts] == ["done_gains_parts", "asked_again"]

    @pytest.mark.parametrize("order", [(SPRING, WINTER), (WINTER, SPRING)])
    def test_either_order_leads_to_the_same(self, engine: Engine, take_in: Load, order: tuple[str, str]) -> None:
        for case in order:
            take_in(golden(case))
        rows = recommendations(engine)
        assert len(rows) == 52
        assert {ref: row.status for ref, row in rows.items() if row.status == "in_progress"} == dict.fromkeys(
            [
                *("4-8/3:1.1.1", "4-8/3:1.1.2", "4-8/3:1.2", "4-8/3:3.1", "4-8/3:3.2", "4-8/3:3.3"),
                *(f"4-8/3:2.{measure}.{act}" for measure in (1, 2, 3) for act in (1, 2)),
            ],
            "in_progress",
        )
        before = everything(engine)
        for case in order:
            assert take_in(golden(case)).change_id is None
        assert everything(engine) == before

    def test_an_opinion_that_its_paper_does_not_have_stays_and_is_a_doubt(self, engine: Engine, take_in: Load) -> None:
        packet = golden(WINTER)
        packet["earlier_opinions"][0]["items"][1]["text"] = "加强食品检测人员培训"
        take_in(packet)
        result = take_in(golden(SPRING))
        # The inspection in winter asks again for what the opinion of spring asked of the streets.
        assert [doubt.code for doubt in result.doubts] == ["answered_item_missing", "asked_again"]
        assert "4-8/0:2" in result.doubts[0].message
        rows = recommendations(engine)
        assert rows["4-8/0:2"].status == "in_progress"
        assert rows["4-8/3:2.1.1"].status == "open"
        assert rows["4-8/3:1.2"].status == "in_progress"
        assert take_in(golden(SPRING)).change_id is None
        assert faults(engine) == []


class TestAnswersCorrected:
    def test_a_mended_quotation_keeps_its_row(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(WINTER))
        before = recommendations(engine)["4-8/0:1"]
        packet = golden(WINTER)
        packet["earlier_opinions"][0]["items"][0]["text"] = "优化农贸市场布局"
        take_in(packet)
        after = recommendations(engine)["4-8/0:1"]
        assert (after.id, after.text_as_read, after.status) == (before.id, "优化农贸市场布局", "in_progress")

    def test_an_item_that_is_no_longer_answered_is_hidden_and_comes_back(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(WINTER))
        before = recommendations(engine)["4-8/0:3"]
        packet = golden(WINTER)
        packet["earlier_opinions"][0]["items"].pop()
        take_in(packet)
        assert "4-8/0:3" not in recommendations(engine)
        take_in(golden(WINTER))
        after = recommendations(engine)["4-8/0:3"]
        assert (after.id, after.status) == (before.id, "in_progress")
        assert faults(engine) == []

    def test_a_later_session_speaks_of_the_same_rows(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(WINTER))
        later = golden(WINTER)
        later["session"] |= {"number": 15, "starts_on": "2024-04-18", "ends_on": "2024-04-18"}
        for one in later["reports"]:
            one["presented_on"] = "2024-04-18"
        later["earlier_opinions"][0]["items"][0]["text"] = "优化市场布局工作"
        take_in(later)
        rows = recommendations(engine)
        assert [ref for ref in rows if ref.startswith("4-8/0:")] == ["4-8/0:1", "4-8/0:2", "4-8/0:3"]
        # What another session's paper quotes does not rewrite what the first one quoted.
        assert rows["4-8/0:1"].text_as_read == "优化市场布局"
        assert replies(engine)["1", "answer"] == 2


def test_a_session_known_by_its_day_alone_is_found_by_its_number_later(engine: Engine, take_in: Load) -> None:
    packet = golden(WINTER)
    packet["earlier_opinions"][0] |= {"term": None, "number": None}
    for one in packet["reports"]:
        one["answers"] |= {"term": None, "number": None}
    take_in(packet)
    assert "2023-04-20/0:1" in recommendations(engine)
    take_in(golden(SPRING))
    with reading_scope(engine) as db:
        sessions = db.execute(select(LegislativeSession.ref, LegislativeSession.number).order_by(LegislativeSession.id)).all()
        aliases = dict(db.execute(select(RefAlias.ref, RefAlias.entity)).all())
    assert sorted(sessions) == [("4-13", 13), ("4-8", 8)]
    assert recommendations(engine)["4-8/3:1.2"].status == "in_progress"
    assert aliases == {"2023-04-20": "legislative_session"} | {f"2023-04-20/0:{n}": "recommendation" for n in (1, 2, 3)}
    assert take_in(golden(SPRING)).change_id is None
    assert take_in(packet).change_id is None
    assert faults(engine) == []


def test_an_answer_to_nobody_knows_which_session_is_a_doubt(take_in: Load) -> None:
    packet = golden(WINTER)
    packet["earlier_opinions"][0] |= {"term": None, "number": None, "date": None}
    for one in packet["reports"]:
        one["answers"] = None
    result = take_in(packet)
    assert "answered_session_unknown" in [doubt.code for doubt in result.doubts]


def test_equal_headings_of_two_opinions_are_told_apart(engine: Engine, take_in: Load) -> None:
    spring = golden(SPRING)
    other = {
        **report(golden(SPRING), 3),
        "number": 4,
        "title": "砚湖区人大常委会关于消防工作情况报告的审议意见",
        "problems": [],
    }
    other["recommendations"] = [{**passage(golden(SPRING), 3, "1"), "text": "优化市场布局。把消防站建到市场边上"}]
    spring["reports"].append(other)
    take_in(spring)
    take_in(golden(WINTER))
    assert recommendations(engine)["4-8/4:1"].status == "open"
    with reading_scope(engine) as db:
        numbers = db.scalars(
            select(Report.number)
            .join(Recommendation, Recommendation.report_id == Report.id)
            .join(Reply, Reply.recommendation_id == Recommendation.id)
        )
        assert set(numbers) == {3}


def test_papers_without_a_session_are_refused(take_in: Load) -> None:
    packet = golden(SPRING)
    packet["session"] |= {"number": None, "starts_on": None, "ends_on": None}
    with pytest.raises(Undecided, match="which session"):
        take_in(packet)


def test_a_committee_under_a_shorter_name_is_the_same(engine: Engine, take_in: Load) -> None:
    packet = golden(WINTER)
    packet["session"]["body"] = "砚湖区人大常委会"
    assert take_in(packet).body_code == "yanhu"
    assert take_in(golden(SPRING)).body_code == "yanhu"
    assert [row[1:] for row in everything(engine)["body"]] == [("yanhu", "澄州市砚湖区人民代表大会常务委员会")]


def test_a_name_that_two_committees_bear_is_refused(take_in: Load) -> None:
    for city in "长春市", "北京市":
        packet = golden(SPRING)
        packet["session"]["body"] = f"{city}朝阳区人民代表大会常务委员会"
        take_in(packet)
    packet["session"]["body"] = "朝阳区人大常委会"
    with pytest.raises(Undecided, match="长春市朝阳区"):
        take_in(packet)
