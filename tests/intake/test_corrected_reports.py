import copy

from sqlalchemy import Engine, select

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.papers import Deadline, Title
from tests.intake.conftest import Load
from tests.intake.golden import golden
from tests.intake.mend import mend_word, number_reports, passage, report
from tests.intake.stand import (
    everything,
    faults,
    links,
    recommendations,
    reports,
    sentences,
)

SEED = "lvyuan-18-33"
DEPOT = "18-33/5:3.3.2"


class TestReports:
    def test_a_mended_title_keeps_the_report(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        before = reports(engine)
        packet = golden(SEED)
        report(packet, 3)["title"] = report(packet, 3)["title"].replace("全区应急管理工作", "全区应急管理")
        result = take_in(packet)
        assert {ref: row.id for ref, row in reports(engine).items()} == {ref: row.id for ref, row in before.items()}
        assert any(sentence.startswith("18-33/3 title: ") for sentence in sentences(result))

    def test_a_report_put_in_front_gets_the_next_number(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        before = recommendations(engine)
        packet = golden(SEED)
        new = copy.deepcopy(report(packet, 6))
        new |= {"number": 0, "title": "绿园区人民检察院关于公益诉讼工作情况的报告", "problems": [], "recommendations": []}
        packet["reports"].insert(0, new)
        result = take_in(number_reports(packet))
        after = reports(engine)
        assert (after["18-33/8"].title, after["18-33/8"].position) == (new["title"], 1)
        assert (after["18-33/5"].position, after["18-33/5"].kind) == (6, "deliberation_opinion")
        assert {ref: row.id for ref, row in recommendations(engine).items()} == {ref: row.id for ref, row in before.items()}
        assert sentences(result) == [f"18-33/8 is new: {new['title']}"]
        assert links(engine, "same_as") == 31

    def test_a_report_that_is_missing_is_kept_and_left_to_a_person(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        before = recommendations(engine)
        packet = golden(SEED)
        packet["reports"] = [one for one in packet["reports"] if one["number"] != 7]
        result = take_in(packet)
        assert [doubt.code for doubt in result.doubts] == ["report_missing"]
        assert "18-33/7" in result.doubts[0].message
        assert {ref: row.id for ref, row in recommendations(engine).items()} == {ref: row.id for ref, row in before.items()}
        assert take_in(packet).change_id is None
        assert take_in(golden(SEED)).doubts == ()

    def test_one_paper_alone_adds_to_its_session(self, engine: Engine, take_in: Load) -> None:
        """An opinion is often sent weeks after the session, as a file of its own."""
        whole, alone = golden(SEED), golden(SEED)
        opinion = report(alone, 5)
        whole["reports"] = [one for one in whole["reports"] if one["number"] != 5]
        alone |= {"reports": [opinion], "members": [], "observers": [], "agenda": [], "earlier_opinions": []}
        alone["session"] |= {"venue": None, "presided_by": None}
        take_in(number_reports(whole))
        people = everything(engine)["attendance"]
        result = take_in(number_reports(alone))
        assert reports(engine)["18-33/7"].kind == "deliberation_opinion"
        assert recommendations(engine)["18-33/7:3.3.2"].status == "open"
        assert everything(engine)["attendance"] == people
        assert result.doubts == ()
        assert result.withdrawn == 0

    def test_another_order_of_the_reports_changes_no_ref(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        before = {ref: row.title for ref, row in reports(engine).items()}
        packet = golden(SEED)
        packet["reports"].reverse()
        result = take_in(number_reports(packet))
        assert {ref: row.title for ref, row in reports(engine).items()} == before
        assert result.updated == 0
        assert faults(engine) == []


class TestAttached:
    def test_a_link_that_is_gone_is_hidden(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        packet = golden(SEED)
        passage(packet, 4, "1.2")["same_as"] = None
        take_in(packet)
        assert links(engine, "same_as") == 30
        take_in(golden(SEED))
        assert links(engine, "same_as") == 31

    def test_bodies_and_deadlines_follow_the_paper(self, engine: Engine, take_in: Load) -> None:
        take_in(golden("wanglan-17-21"))
        packet = golden("wanglan-17-21")
        act = passage(packet, 3, "3.2")
        act |= {"bodies": ["县农业农村局", "县财政局"], "due_on": "2025-03-31", "due_text": "明年3月底前"}
        passage(packet, 3, "2.1").update(due_on=None, due_text=None)
        result = take_in(packet)
        assert sentences(result) == [
            "17-21/3:3.2 names 县财政局.",
            "17-21/3:3.2 due: 2024-12-31 → 2025-03-31",
            "17-21/3:2.1 no longer names a due date.",
        ]
        rows = everything(engine)
        hidden = list(Deadline.__table__.columns.keys()).index("withdrawn_at")
        standing = [row for row in rows["deadline"] if row[hidden] is None]
        assert len(standing) == len(rows["deadline"]) - 1
        take_in(golden("wanglan-17-21"))
        assert faults(engine) == []

    def test_an_extension_is_not_touched(self, engine: Engine, take_in: Load) -> None:
        take_in(golden("wanglan-17-21"))
        row = recommendations(engine)["17-21/3:3.2"]
        with writing(engine) as db:
            db.add(
                Deadline(
                    body_id=row.body_id,
                    recommendation_id=row.id,
                    kind="act",
                    sequence=2,
                    basis="resolution",
                    due_text="延期半年",
                )
            )
        before = everything(engine)["deadline"]
        packet = mend_word(golden("wanglan-17-21"), 3, "押金制度", "保证金制度")
        take_in(packet)
        after = everything(engine)["deadline"]
        assert [one[:8] for one in after] == [one[:8] for one in before]

    def test_titles_and_notes_survive_a_correction(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        row = recommendations(engine)[DEPOT]
        with writing(engine) as db:
            db.add(Title(body_id=row.body_id, recommendation_id=row.id, language="en", text="Build the depot"))
        take_in(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"))
        with reading_scope(engine) as db:
            assert db.scalar(select(Title.text).where(Title.recommendation_id == row.id)) == "Build the depot"
