from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Deadline, Link, Recommendation
from oversight.database.reading import over
from oversight.database.story import Event
from oversight.errors import Refused, WrongUse
from oversight.follow_up.drop import restore
from oversight.follow_up.edit import Edits, edit_recommendation
from oversight.follow_up.mark import mark
from oversight.follow_up.merge import merge
from oversight.follow_up.split import split
from oversight.views.progress import progress_of
from oversight.views.recommendation_rows import leaf_counts
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.show_recommendation import show_recommendation
from oversight.vocabulary import Level, Status
from tests.follow_up.conftest import NOW, TODAY, WHO, faults, stored, the_same
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")


def listed(db: Session, **question: object) -> dict[str, str | None]:
    db.flush()
    rows = list_recommendations(over(db.connection()), Question(**question), language="zh", today=TODAY)  # type: ignore[arg-type]  # what each test names
    return {row.ref: row.status for row in rows}


class TestSplit:
    def test_a_measure_keeps_its_ref_and_has_the_parts_below(self, db: Session) -> None:
        mark(db, ["7-8/2:1.2"], Status.DONE, made_by="李雷", command_id="c0", now=NOW, session_ref="7-11", note="x")
        parts = split(db, "7-8/2:1.2", ["100%"], who=WHO, note="两件事")
        assert [(part.ref, part.status, part.text) for part in parts] == [
            ("7-8/2:1.2.1", "done", "建立漏损监测平台"),
            ("7-8/2:1.2.2", "done", "100%覆盖主干管"),
        ]
        whole = stored(db, "7-8/2:1.2")
        assert (whole.is_leaf, whole.status, whole.text_override) == (False, None, None)
        sheet = show_recommendation(over(db.connection()), "7-8/2:1.2.2", language="zh", today=TODAY)
        assert (sheet.level, sheet.parent, sheet.due_on) == ("action", "7-8/2:1.2", date(2024, 9, 30))
        assert [(link.kind, link.source, link.target) for link in sheet.links] == [("split_from", "7-8/2:1.2.2", "7-8/2:1.2")]
        status = next(event for event in sheet.history if event.field == "status")
        assert (status.before, status.after, status.session) == ("open", "done", "7-11")
        assert (status.note, status.effective_on) == ("x", date(2024, 10, 30))
        assert "7-8/2:1.2" not in listed(db)
        assert listed(db)["7-8/2:1.2.1"] == "done"
        assert faults(db) == []

    def test_an_action_becomes_two_side_by_side(self, db: Session, waterworks: Papers) -> None:
        row = stored(db, "7-8/2:1.1")
        edit_recommendation(db, "7-8/2:1.1", Edits(titles={}), who=WHO, level=Level.ACTION)
        waterworks.due(row, date(2024, 10, 1))
        parts = split(db, "7-8/2:1.1", ["年内完成"], who=WHO)
        assert [(part.ref, part.text) for part in parts] == [("7-8/2:1.1", "改造老城区管网"), ("7-8/2:1.3", "年内完成")]
        assert (row.text_as_read, row.text_override) == ("改造老城区管网，年内完成", "改造老城区管网")
        sheet = show_recommendation(over(db.connection()), "7-8/2:1.3", language="en", today=TODAY)
        assert (sheet.status, sheet.lead, sheet.supporting, sheet.due_on) == (
            "in_progress",
            "县水利局",
            ("县财政局",),
            date(2024, 10, 1),
        )
        assert [problem.ref for problem in sheet.problems] == ["7-8/2:p1"]
        first = show_recommendation(over(db.connection()), "7-8/2:1.1", language="en", today=TODAY)
        assert (first.title, first.titles) == ("改造老城区管网", {"zh": None, "en": None})
        assert list(listed(db))[:3] == ["7-8/1:2", "7-8/2:1.1", "7-8/2:1.3"]

    def test_a_suggestion_follows_all_parts_of_the_act_that_took_it_up(self, db: Session) -> None:
        edit_recommendation(db, "7-8/2:1.1", Edits(titles={}), who=WHO, level=Level.ACTION)
        split(db, "7-8/2:1.1", ["年内完成"], who=WHO)
        mark(db, ["7-8/2:1.1"], Status.DONE, made_by="李雷", command_id="c0", now=NOW, evidence="竣工图")
        assert listed(db, everything=True)["7-8/1:1"] == "in_progress"
        db.flush()
        assert leaf_counts(over(db.connection()), [stored(db, "7-8/1:1").id])[stored(db, "7-8/1:1").id].done == 0
        result = mark(db, ["7-8/1:1"], Status.DONE, made_by="李雷", command_id="c0", now=NOW, evidence="竣工图")
        assert [one.ref for one in result.marked] == ["7-8/2:1.3"]
        assert listed(db, everything=True)["7-8/1:1"] == "done"

    def test_a_part_is_split_again_and_no_ref_comes_twice(self, db: Session) -> None:
        split(db, "7-8/2:1.2", ["100%"], who=WHO)
        edit_recommendation(db, "7-8/2:1.2.1", Edits(text="建立平台，配齐设备", titles={}), who=WHO)
        parts = split(db, "7-8/2:1.2.1", ["配齐"], who=WHO)
        assert [part.ref for part in parts] == ["7-8/2:1.2.1", "7-8/2:1.2.3"]
        # The paper has no such words: they stand nowhere.
        assert stored(db, "7-8/2:1.2.3").document_id is None
        assert faults(db) == []

    def test_what_cannot_be_split_stays(self, db: Session) -> None:
        before = the_same(db)
        for ref, openings, error, why in (
            ("7-8/2:1", ["二要"], Refused, "has parts"),
            ("7-8/1:1", ["改造"], Refused, "taken into 7-8/2:1.1"),
            ("7-8/1:3", ["不再"], Refused, "dropped"),
            ("7-8/2:1.1", ["老城区"], Refused, "middle of a clause"),
            ("7-8/2:1.1", [], WrongUse, "where to cut"),
        ):
            with pytest.raises(error, match=why):
                split(db, ref, openings, who=WHO)
        assert the_same(db) == before


class TestMerge:
    def test_the_first_stays_and_the_others_count_no_more(self, db: Session) -> None:
        merged = merge(db, ["7-8/2:1.2", "7-8/2:1.1"], who=WHO, status=Status.IN_PROGRESS, note="同一工程")
        assert (merged.ref, merged.status, merged.merged) == ("7-8/2:1.2", "in_progress", ("7-8/2:1.1",))
        assert listed(db) == {"7-8/1:2": "open", "7-8/2:1.2": "in_progress", "7-8/2:2": "done"}
        gone = show_recommendation(over(db.connection()), "7-8/2:1.1", language="zh", today=TODAY)
        assert (gone.dropped, gone.dropped_because) == (True, "同一工程")
        assert ("merged_into", "7-8/2:1.1", "7-8/2:1.2") in [(one.kind, one.source, one.target) for one in gone.links]
        kept = show_recommendation(over(db.connection()), "7-8/2:1.2", language="zh", today=TODAY)
        # The suggestion that it had taken up and the problem that it answers come with it.
        assert kept.same_as == ("7-8/1:1",)
        assert [problem.ref for problem in kept.problems] == ["7-8/2:p1"]
        assert faults(db) == []

    def test_the_date_comes_with_it_and_the_history_says_what_came_in(self, db: Session, waterworks: Papers) -> None:
        waterworks.due(stored(db, "7-8/2:1.1"), date(2024, 10, 1))
        before = the_same(db)
        pair = ["7-8/2:1.2", "7-8/2:1.1"]
        with pytest.raises(Refused, match=r"different days: 7-8/2:1.2 2024-09-30, 7-8/2:1.1 2024-10-01\.") as raised:
            merge(db, pair, who=WHO, status=Status.OPEN)
        assert "--due" in (raised.value.hint or "")
        with pytest.raises(Refused, match="different days"):
            merge(db, pair, who=WHO, status=Status.OPEN, due=date(2024, 12, 31))
        with pytest.raises(Refused, match="never drawn nearer") as raised:
            merge(db, pair[::-1], who=WHO, status=Status.OPEN, due=date(2024, 9, 30))
        assert "7-8/2:1.2 first" in (raised.value.hint or "")
        assert the_same(db) == before

        merged = merge(db, pair, who=WHO, status=Status.OPEN, due=date(2024, 10, 1), note="同一工程")
        assert merged.dated_by == "7-8/2:1.1"
        assert [(one.ref, one.text, one.alike) for one in merged.gone] == [("7-8/2:1.1", "改造老城区管网，年内完成", False)]
        kept = show_recommendation(over(db.connection()), "7-8/2:1.2", language="zh", today=TODAY)
        assert kept.due_on == date(2024, 10, 1)
        notes = [event.note for event in kept.history if event.field == "note"]
        assert notes == ["Merged into it: 7-8/2:1.1 改造老城区管网，年内完成"]
        assert faults(db) == []

    def test_the_only_date_there_is_goes_with_the_one_that_stays(self, db: Session) -> None:
        merged = merge(db, ["7-8/2:1.1", "7-8/2:1.2"], who=WHO, status=Status.OPEN)
        assert merged.dated_by == "7-8/2:1.2"
        kept = show_recommendation(over(db.connection()), "7-8/2:1.1", language="zh", today=TODAY)
        own = [(one.sequence, one.due_on, one.reason) for one in kept.deadlines if one.of == "7-8/2:1.1"]
        # With the extension that was granted, and since when.
        assert own == [(1, date(2024, 6, 30), None), (2, date(2024, 9, 30), "设备未到")]
        assert faults(db) == []

    def test_a_date_of_what_it_stands_in_goes_with_it_to_another_item(self, db: Session) -> None:
        pair = ["7-8/2:2", "7-8/2:1.1"]
        with pytest.raises(Refused, match=r"different days: 7-8/2:2 2024-05-31, 7-8/2:1.1 2024-12-31\."):
            merge(db, pair, who=WHO, status=Status.OPEN, note="同一事项")
        merged = merge(db, pair, who=WHO, status=Status.OPEN, note="同一事项", due=date(2024, 12, 31))
        assert merged.dated_by == "7-8/2:1.1"
        kept = show_recommendation(over(db.connection()), "7-8/2:2", language="zh", today=TODAY)
        assert kept.due_on == date(2024, 12, 31)
        assert progress_of(over(db.connection()), [stored(db, "7-8/2:2").id])[stored(db, "7-8/2:2").id].note == "同一事项"
        assert faults(db) == []

    def test_merged_ones_are_parted_again(self, db: Session) -> None:
        merge(db, ["7-8/2:1.2", "7-8/2:1.1"], who=WHO, status=Status.OPEN)
        restore(db, ["7-8/2:1.1"], who=WHO)
        assert listed(db)["7-8/2:1.1"] == "in_progress"
        assert db.scalars(select(Link.id).where(Link.kind == "merged_into", Link.withdrawn_at.is_(None))).all() == []
        merge(db, ["7-8/2:1.2", "7-8/2:1.1"], who=WHO, status=Status.OPEN)
        assert len(db.scalars(select(Link).where(Link.kind == "merged_into")).all()) == 1
        assert faults(db) == []

    @pytest.mark.parametrize(
        ("refs", "status", "why"),
        [
            (["7-8/2:1.1", "7-8/2:1.2"], None, "not come equally far: 7-8/2:1.1 in progress, 7-8/2:1.2 open"),
            (["7-8/2:1.1", "7-8/2:1.2"], Status.DONE, "rests on"),
            (["7-8/2:1.1", "7-8/2:1"], None, "has parts"),
            (["7-8/1:1", "7-8/2:1.2"], None, "taken into"),
            (["7-8/1:3", "7-8/1:2"], None, "dropped"),
            (["7-8/2:1.2", "7-11/1:1"], None, "kept apart"),
        ],
    )
    def test_what_cannot_be_merged_stays(self, db: Session, refs: list[str], status: Status | None, why: str) -> None:
        before = the_same(db)
        with pytest.raises(Refused, match=why):
            merge(db, refs, who=WHO, status=status)
        assert the_same(db) == before

    def test_a_demand_of_another_session_recurs(self, db: Session, waterworks: Papers) -> None:
        later = waterworks.session(12, date(2024, 12, 30))
        opinion = waterworks.report(later, 1, "deliberation_opinion", "关于供水工作的审议意见")
        waterworks.recommendation(opinion, "1", "建立漏损监测平台", status="open")
        with pytest.raises(Refused, match="another session") as raised:
            merge(db, ["7-8/2:1.2", "7-12/1:1"], who=WHO)
        assert "--recurs" in (raised.value.hint or "")
        with pytest.raises(WrongUse, match="two"):
            merge(db, ["7-8/2:1.2", "7-8/2:1.2"], who=WHO)


def test_a_split_is_one_change(db: Session) -> None:
    split(db, "7-8/2:1.2", ["100%"], who=WHO, note="两件事")
    assert len(set(db.scalars(select(Event.change_id)))) == 1
    assert db.scalars(select(Deadline.id)).all()
    assert db.scalars(select(Recommendation.version).where(Recommendation.ref_path == "1.2")).one() == 2
