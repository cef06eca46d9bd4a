import copy
from datetime import timedelta

from sqlalchemy import Engine, func, select, update

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.papers import Deadline, Recommendation, Title
from oversight.database.story import Change, Event
from oversight.database.tables import Base
from oversight.history.chain import verify_chain
from oversight.history.record import as_text, begin_change, record
from oversight.vocabulary import Status
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import insert, mend_word, number_reports, passage, remove, report
from tests.intake.stand import (
    everything,
    faults,
    links,
    mark,
    problems,
    recommendations,
    reports,
    set_by_hand,
    statuses,
)

SEED = "lvyuan-18-33"
DEPOT = "18-33/5:3.3.2"


def sentences(result: object) -> list[str]:
    return [change.sentence for change in getattr(result, "changes", ())]


class TestWords:
    def test_a_mended_word_changes_the_text_and_nothing_else(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        mark(engine, Status.DONE, DEPOT, note="库房已验收")
        before = recommendations(engine)
        result = take_in(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"))
        after = recommendations(engine)
        assert {ref: row.id for ref, row in after.items()} == {ref: row.id for ref, row in before.items()}
        assert after[DEPOT].text_as_read == "年内完成区级应急物资储备库建设"
        assert (after[DEPOT].status, after[DEPOT].version) == ("done", before[DEPOT].version + 1)
        assert sentences(result) == [f"{DEPOT} text: 尽早完成区级应急物资储备库建… → 年内完成区级应急物资储备库建…"]
        assert result.updated == 3  # the act, its measure and its item
        untouched = after["18-33/5:1.1.1"]
        assert (untouched.version, untouched.updated_at) == (
            before["18-33/5:1.1.1"].version,
            before["18-33/5:1.1.1"].updated_at,
        )
        assert faults(engine) == []

    def test_each_version_of_a_text_stays_in_the_story(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        take_in(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"))
        row = recommendations(engine)[DEPOT]
        with reading_scope(engine) as db:
            told = db.execute(
                select(Event.field, Event.before, Event.after)
                .where(Event.entity == "recommendation", Event.entity_id == row.id)
                .order_by(Event.sequence)
            ).all()
        fields = [field for field, _before, _after in told]
        assert fields == ["created", "status", "place", "text_as_read"]
        assert told[-1].before == "尽早完成区级应急物资储备库建设"

    def test_the_first_version_again_takes_it_back(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        take_in(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"))
        take_in(golden(SEED))
        assert recommendations(engine)[DEPOT].text_as_read == "尽早完成区级应急物资储备库建设"
        before = everything(engine)
        assert take_in(golden(SEED)).change_id is None
        assert everything(engine) == before

    def test_what_a_person_wrote_outranks_the_reader(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        rows = recommendations(engine)
        set_by_hand(engine, rows[DEPOT], "text_override", "今年建成区级储备库")
        set_by_hand(engine, rows["18-33/5:1.2"], "dropped_at", NOW)
        set_by_hand(engine, rows["18-33/5:2.1.3"], "heading", "经费")
        take_in(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"))
        rows = recommendations(engine)
        assert rows[DEPOT].text_override == "今年建成区级储备库"
        assert rows["18-33/5:1.2"].dropped_at == NOW
        assert rows["18-33/5:2.1.3"].heading == "经费"
        assert faults(engine) == []


class TestItems:
    NEW = (
        ("2", "item", "完善考核办法", "完善考核办法。把应急工作列入年度考核。把考核结果送区人大常委会"),
        ("2.1", "action", None, "把应急工作列入年度考核"),
        ("2.2", "action", None, "把考核结果送区人大常委会"),
    )

    def test_an_item_put_in_the_middle_leaves_all_refs(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        mark(engine, Status.IN_PROGRESS, DEPOT)
        before = recommendations(engine)
        result = take_in(insert(golden(SEED), 5, "2", *self.NEW))
        after = recommendations(engine)
        assert {ref: after[ref].id for ref in before} == {ref: row.id for ref, row in before.items()}
        assert set(after) - set(before) == {"18-33/5:5", "18-33/5:5.1", "18-33/5:5.2"}
        assert after["18-33/5:5"].path == "2"
        assert (after[DEPOT].path, after[DEPOT].status) == ("4.3.2", "in_progress")
        assert after["18-33/5:5.1"].status == "open"
        assert sentences(result) == [
            "18-33/5:5 is new: 完善考核办法",
            "18-33/5:2 now stands at 3.",
            "18-33/5:3 now stands at 4.",
            "18-33/5:4 now stands at 5.",
        ]
        assert links(engine, "same_as") == 31
        assert faults(engine) == []

    def test_a_removed_item_is_hidden_and_comes_back_with_all_it_had(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        mark(engine, Status.DONE, DEPOT, note="库房已验收")
        before = recommendations(engine)
        result = take_in(remove(golden(SEED), 5, "3"))
        after = recommendations(engine)
        gone = {ref for ref in before if ref == "18-33/5:3" or ref.startswith("18-33/5:3.")}
        assert set(before) - set(after) == gone == set(recommendations(engine, hidden=True))
        assert after["18-33/5:4"].path == "3"
        assert result.withdrawn >= len(gone)
        assert "18-33/5:3 is no longer in 18-33/5" in " ".join(sentences(result))
        assert sum("no longer in" in sentence for sentence in sentences(result)) == 1
        assert faults(engine) == []

        result = take_in(golden(SEED))
        back = recommendations(engine)
        assert {ref: row.id for ref, row in back.items()} == {ref: row.id for ref, row in before.items()}
        assert back[DEPOT].status == "done"
        assert links(engine, "same_as") == 31
        assert any(sentence.startswith("18-33/5:3 is back") for sentence in sentences(result))
        assert faults(engine) == []

    def test_a_number_that_was_used_is_not_used_again(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        shorter = remove(golden(SEED), 5, "4")
        take_in(shorter)
        with_new = copy.deepcopy(shorter)
        insert(with_new, 5, "4", *((path.replace("2", "4", 1), *rest) for path, *rest in self.NEW))
        take_in(with_new)
        rows = recommendations(engine)
        assert "18-33/5:4" not in rows
        assert (rows["18-33/5:5"].heading, rows["18-33/5:5"].path) == ("完善考核办法", "4")

    def test_an_act_put_in_and_taken_out(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        before = recommendations(engine)
        packet = insert(golden(SEED), 5, "3.3.1", ("3.3.1", "action", None, "把物资目录向社会公布"))
        result = take_in(remove(packet, 5, "3.1.2"))
        after = recommendations(engine)
        assert after["18-33/5:3.3.5"].text_as_read == "把物资目录向社会公布"
        assert after[DEPOT].id == before[DEPOT].id
        assert after[DEPOT].path == "3.3.3"
        assert "18-33/5:3.1.2" not in after
        assert after["18-33/5:3.1.3"].path == "3.1.2"
        assert any("18-33/5:3.3.5 is new" in sentence for sentence in sentences(result))
        assert faults(engine) == []

    def test_a_leaf_that_gains_parts_hands_its_status_on(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        mark(engine, Status.IN_PROGRESS, "18-33/5:1.2")
        mark(engine, Status.DONE, "18-33/5:4.2", note="已发文")
        packet = golden(SEED)
        for path in "1.2", "4.2":
            whole = passage(packet, 5, path)
            rows = [(f"{path}.{n}", "action", None, clause) for n, clause in enumerate(whole["text"].split("，")[:2], 1)]
            index = report(packet, 5)["recommendations"].index(whole)
            insert(packet, 5, f"{path}.1", *rows)
            moved = report(packet, 5)["recommendations"]
            parts = [row for row in moved if row["path"].startswith(path + ".")]
            moved[:] = [row for row in moved if row not in parts]
            moved[index + 1 : index + 1] = parts
        result = take_in(packet)
        rows_after = recommendations(engine)
        assert (rows_after["18-33/5:1.2"].is_leaf, rows_after["18-33/5:1.2"].status) == (False, None)
        assert [rows_after[f"18-33/5:1.2.{n}"].status for n in (1, 2)] == ["in_progress", "in_progress"]
        # Nobody has judged the parts: they are not called done.
        assert [rows_after[f"18-33/5:4.2.{n}"].status for n in (1, 2)] == ["in_progress", "in_progress"]
        assert [doubt.code for doubt in result.doubts] == ["done_gains_parts"]
        assert "18-33/5:4.2" in result.doubts[0].message
        assert faults(engine) == []
        before = everything(engine)
        assert take_in(packet).change_id is None
        assert everything(engine) == before

        take_in(golden(SEED))
        whole_again = recommendations(engine)["18-33/5:1.2"]
        assert (whole_again.is_leaf, whole_again.status) == (True, "in_progress")
        assert faults(engine) == []

    def test_what_may_be_the_same_is_left_to_a_person(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        mark(engine, Status.DONE, "18-33/7:2", note="已共享")
        packet = golden(SEED)
        item = passage(packet, 7, "2")
        item["heading"] = "另立标题"
        kept = round(len(item["text"]) * 0.55)
        item["text"] = item["text"][:kept] + "某" * (len(item["text"]) - kept)
        packet_without = remove(packet, 7, "1")
        result = take_in(packet_without)
        assert [doubt.code for doubt in result.doubts] == ["passage_unsure"]
        rows = recommendations(engine)
        assert rows["18-33/7:5"].status == "open"
        assert "18-33/7:2" in recommendations(engine, hidden=True)
        again = take_in(packet_without)
        assert again.change_id is None

    def test_problems_keep_their_numbers(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        before = problems(engine)
        packet = golden(SEED)
        rows = report(packet, 4)["problems"]
        rows.pop(1)
        rows[1]["text"] = rows[1]["text"].replace("救援", "抢险")
        for number, row in enumerate(rows, 1):
            row["path"] = str(number)
        take_in(packet)
        after = problems(engine)
        assert set(before) - set(after) == {"18-33/4:p2"}
        assert after["18-33/4:p3"] == before["18-33/4:p3"].replace("救援", "抢险")
        take_in(golden(SEED))
        assert problems(engine) == before


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
        standing = [row for row in rows["deadline"] if row[-1] is None]
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
        take_in(insert(mend_word(golden(SEED), 5, "尽早完成区级", "年内完成区级"), 5, "1", *TestItems.NEW[:0]))
        with reading_scope(engine) as db:
            assert db.scalar(select(Title.text).where(Title.recommendation_id == row.id)) == "Build the depot"


def test_the_story_tells_every_value_as_it_is_now(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, DEPOT, note="库房已验收")
    packet = remove(mend_word(golden(SEED), 5, "物资", "救灾物资"), 5, "2")
    packet["members"][3]["attendance"] = "leave"
    take_in(insert(packet, 5, "1", *((path.replace("2", "1", 1), *rest) for path, *rest in TestItems.NEW)))
    with reading_scope(engine) as db:
        last = {
            (event.entity, event.entity_id, event.field): event for event in db.scalars(select(Event).order_by(Event.sequence))
        }
        for table in Base.metadata.sorted_tables:
            for row in db.execute(select(table)).mappings() if table.name not in {"event", "change", "import_run"} else ():
                created = last.get((table.name, row["id"], "created"))
                assert created is not None, (table.name, row["id"])
                told = {name: last[table.name, row["id"], name].after for name in row if (table.name, row["id"], name) in last}
                assert told == {name: as_text(row[name]) for name in told}


def test_what_an_undo_has_hidden_comes_back_with_the_papers(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, DEPOT, note="库房已验收")
    before = everything(engine)
    with writing(engine) as db:
        loaded = db.scalars(select(Change)).first()
        assert loaded is not None
        undo = begin_change(
            db, body_id=loaded.body_id, made_by="王芳", command="undo", command_id="undo", made_at=NOW + timedelta(days=9)
        )
        for table in Base.metadata.sorted_tables:
            if "withdrawn_at" in table.c:
                for row_id in db.scalars(select(table.c.id)).all():
                    record(db, undo, table.name, row_id, "withdrawn", None, None, effective_on=NOW.date())
                db.execute(update(table).values(withdrawn_at=NOW))
    assert recommendations(engine) == {}
    result = take_in(golden(SEED))
    after = everything(engine)
    assert result.inserted == 0
    for name in "legislative_session", "report", "problem", "attendance", "link", "reply":
        assert after[name] == before[name]
    assert recommendations(engine)[DEPOT].status == "done"
    assert statuses(engine, origin="opinion") == {"open": 20, "in_progress": 3, "done": 1}
    assert faults(engine) == []


def test_statuses_marked_in_between_survive_everything(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    done = ["18-33/5:1.1.1", "18-33/5:2.2.2", DEPOT, "18-33/7:4", "18-33/1:2.4"]
    mark(engine, Status.DONE, *done, note="已复核")
    ids = {ref: row.id for ref, row in recommendations(engine).items()}
    packet = mend_word(golden(SEED), 5, "物资", "救灾物资")
    packet = remove(insert(packet, 5, "1", *((p.replace("2", "1", 1), *rest) for p, *rest in TestItems.NEW)), 7, "1")
    packet["reports"].reverse()
    take_in(number_reports(packet))
    rows = recommendations(engine)
    assert {ref: rows[ref].id for ref in done} == {ref: ids[ref] for ref in done}
    assert all(rows[ref].status == "done" for ref in done)
    take_in(golden(SEED))
    rows = recommendations(engine)
    assert {ref: rows[ref].id for ref in ids} == ids
    assert statuses(engine)["done"] == len(done)
    assert faults(engine) == []
    with reading_scope(engine) as db:
        assert verify_chain(db) == []
        assert db.scalar(select(func.count()).select_from(Recommendation)) == len(ids) + 3
