import copy

from sqlalchemy import Engine, select

from oversight.database.engine import reading as reading_scope
from oversight.database.story import Event
from oversight.vocabulary import Status
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import NEW_ITEM, insert, mend_word, passage, remove, report
from tests.intake.stand import (
    everything,
    faults,
    links,
    mark,
    problems,
    recommendations,
    sentences,
    set_by_hand,
)

SEED = "lvyuan-18-33"
DEPOT = "18-33/5:3.3.2"


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

    def test_a_part_that_stands_under_another_whole_goes_there(self, engine: Engine, take_in: Load) -> None:
        act = "4-8/3:2.3.1"
        take_in(golden("yanhu-04-08"))
        before = recommendations(engine)
        packet = remove(golden("yanhu-04-08"), 3, "2.3.1")
        parts = (("2.4.1", "action", None, "全面排查各市场消防通道"), ("2.4.2", "action", None, "整改情况报区商务局汇总"))
        take_in(insert(packet, 3, "2.4", ("2.4", "measure", None, "全面排查各市场消防通道，整改情况报区商务局汇总"), *parts))
        after = recommendations(engine)
        assert after[act].id == before[act].id
        assert after[act].text_as_read == "全面排查各市场消防通道"
        whole = next(row for row in after.values() if row.id == after[act].parent_id)
        assert whole.path == "2.4"
        assert whole.id not in {row.id for row in before.values()}
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
    def test_an_item_put_in_the_middle_leaves_all_refs(self, engine: Engine, take_in: Load) -> None:
        take_in(golden(SEED))
        mark(engine, Status.IN_PROGRESS, DEPOT)
        before = recommendations(engine)
        result = take_in(insert(golden(SEED), 5, "2", *NEW_ITEM))
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
        insert(with_new, 5, "4", *((path.replace("2", "4", 1), *rest) for path, *rest in NEW_ITEM))
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
