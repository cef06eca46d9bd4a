import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.papers import Title
from oversight.intake.apply_titles import TitlesResult, apply_titles
from oversight.intake.load import load
from oversight.records.read_packet import read_packets
from tests.intake.conftest import Load
from tests.intake.golden import golden
from tests.intake.mend import remove
from tests.intake.stand import everything, faults, recommendations, set_by_hand

SEED = "lvyuan-18-33"
SEEDS = Path(__file__).parents[2] / "seeds"
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    ref: str
    first_words: str
    zh: str
    en: str


DEPOT = Row("18-33/5:3.3.2", "尽早完成 区级应急", "建成区级应急物资储备库", "Build the district emergency supply depot")


def store(engine: Engine, *rows: Row, body_code: str = "lvyuan") -> TitlesResult:
    with writing(engine) as db:
        return apply_titles(db, rows, body_code=body_code, made_by="李文", command_id="t", now=NOW)


def titles(engine: Engine) -> dict[str, str]:
    with reading_scope(engine) as db:
        return dict(db.execute(select(Title.language, Title.text).where(Title.withdrawn_at.is_(None))).all())


def test_a_title_is_stored_in_both_languages(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    result = store(engine, DEPOT)
    assert (result.inserted, result.updated, result.doubts) == (2, 0, ())
    assert titles(engine) == {"zh": DEPOT.zh, "en": DEPOT.en}
    assert faults(engine) == []


def test_the_same_titles_again_change_nothing(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    store(engine, DEPOT)
    before = everything(engine)
    result = store(engine, DEPOT)
    assert (result.inserted, result.updated, result.unchanged, result.change_id) == (0, 0, 2, None)
    assert everything(engine) == before


def test_a_mended_title_is_updated(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    store(engine, DEPOT)
    result = store(engine, Row(DEPOT.ref, DEPOT.first_words, DEPOT.zh, "Finish the depot"))
    assert (result.updated, result.unchanged) == (1, 1)
    assert titles(engine)["en"] == "Finish the depot"


def test_a_title_by_a_person_stays(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    store(engine, DEPOT)
    with reading_scope(engine) as db:
        row = db.scalars(select(Title).where(Title.language == "en")).one()
        db.expunge_all()
    set_by_hand(engine, row, "text", "Our depot")
    assert store(engine, DEPOT).change_id is None
    assert titles(engine)["en"] == "Our depot"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Row(DEPOT.ref, "完善三级", "别的", "else"), "does not begin with"),
        (Row(DEPOT.ref, "", "别的", "else"), "does not begin with"),
        (Row("18-33/5:9.9", "尽早完成", "别的", "else"), "There is no 18-33/5:9.9"),
        (Row("nonsense", "尽早完成", "别的", "else"), "There is no nonsense"),
    ],
)
def test_a_title_of_another_text_is_left_out_and_reported(engine: Engine, take_in: Load, row: Row, reason: str) -> None:
    take_in(golden(SEED))
    result = store(engine, row)
    assert [doubt.code for doubt in result.doubts] == ["title_mismatch"]
    assert reason in result.doubts[0].message
    assert (titles(engine), result.change_id) == ({}, None)


def test_problems_headings_and_further_refs_have_titles(engine: Engine, take_in: Load) -> None:
    take_in(golden("yanhu-04-13"))
    take_in(golden("yanhu-04-08"))
    result = store(
        engine,
        Row("4-8/0:1", "优化市场布局", "布局", ""),
        Row("4-8/2:p2", "（二）安全隐患较多", "", "Hazards"),
        body_code="yanhu",
    )
    assert (result.inserted, result.doubts) == (2, ())
    with reading_scope(engine) as db:
        moved = db.scalars(select(Title.recommendation_id).where(Title.language == "zh")).one()
        assert db.scalars(select(Title.problem_id).where(Title.language == "en")).one() is not None
    assert moved == recommendations(engine)["4-8/3:1"].id


def test_a_hidden_passage_gets_no_title(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    take_in(remove(golden(SEED), 5, "3"))
    assert [doubt.code for doubt in store(engine, DEPOT).doubts] == ["title_mismatch"]


def test_an_unknown_committee_has_no_titles(engine: Engine) -> None:
    assert len(store(engine, DEPOT, body_code="nowhere").doubts) == 1


def test_the_titles_of_the_seed_all_belong(engine: Engine) -> None:
    # As the program reads the papers, which parts one passage otherwise than the golden packet does.
    (packet,) = read_packets([SEEDS / "lvyuan-18-33.txt"])
    with writing(engine) as db:
        load(db, packet, made_by="李文", command_id="load", now=NOW)
    with (SEEDS / "lvyuan-18-33.titles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [Row(line["ref"], line["first words"], line["zh"], line["en"]) for line in csv.DictReader(file)]
    result = store(engine, *rows)
    assert [doubt.message for doubt in result.doubts] == []
    assert result.inserted == 2 * len(rows)
    before = everything(engine)
    assert store(engine, *rows).change_id is None
    assert everything(engine) == before
