"""Whatever a corrected packet looks like: what stood keeps its number, the story holds, and the same packet again changes nothing."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from oversight.database.engine import open_engine, writing
from oversight.intake.load import load
from tests.intake.conftest import NOW
from tests.intake.golden import golden, reading
from tests.intake.mend import insert, mend_word, number_reports, passage, remove, report
from tests.intake.stand import everything, faults, recommendations

CASE = "yanhu-04-08"

ITEM = ("item", "公开办理结果", "公开办理结果。每半年向市民公布一次改造进度")


@st.composite
def corrections(draw: st.DrawFn) -> dict[str, Any]:
    """The packet with up to four corrections."""
    packet = golden(CASE)
    for _number in range(draw(st.integers(0, 4))):
        _correct(draw, packet)
    return number_reports(packet)


def _correct(draw: st.DrawFn, packet: dict[str, Any]) -> None:
    numbers = [one["number"] for one in packet["reports"] if one["recommendations"]]
    number = draw(st.sampled_from(numbers))
    paths = [row["path"] for row in report(packet, number)["recommendations"]]
    match draw(st.sampled_from(["mend", "remove", "insert", "reverse", "heading", "member", "kind of attendance"])):
        case "mend":
            mend_word(packet, number, draw(st.sampled_from(["市场", "要", "完成", "检查"])), "某某")
        case "remove":
            remove(packet, number, draw(st.sampled_from(paths)))
            if not report(packet, number)["recommendations"]:
                packet["reports"].remove(report(packet, number))
        case "insert":
            place = str(draw(st.integers(1, sum("." not in path for path in paths) + 1)))
            insert(packet, number, place, (place, *ITEM))
        case "reverse":
            packet["reports"].reverse()
        case "heading":
            passage(packet, number, draw(st.sampled_from(paths)))["heading"] = draw(st.sampled_from([None, "另一标题"]))
        case "member":
            packet["members"].pop(draw(st.integers(0, len(packet["members"]) - 1)))
        case _:
            draw(st.sampled_from(packet["members"]))["attendance"] = draw(st.sampled_from(["present", "leave", "absent"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(versions=st.lists(corrections(), min_size=1, max_size=3))
def test_any_correction(migrated_sqlite: Path, tmp_path: Path, versions: list[dict[str, Any]]) -> None:
    file = tmp_path / "one.db"
    shutil.copyfile(migrated_sqlite, file)
    engine = open_engine(f"sqlite:///{file}")
    seen: dict[str, int] = {}
    for hour, packet in enumerate([golden(CASE), *versions, golden(CASE)]):
        _load(engine, packet, hour)
        standing = {ref: row.id for ref, row in recommendations(engine).items()}
        assert all(seen.get(ref, number) == number for ref, number in standing.items())
        seen |= standing
        assert sorted(row.path for ref, row in recommendations(engine).items() if ref.startswith("4-8/3:")) == sorted(
            row["path"] for one in packet["reports"] if one["kind"] == "deliberation_opinion" for row in one["recommendations"]
        ) or not any(one["kind"] == "deliberation_opinion" for one in packet["reports"])
        before = everything(engine)
        assert _load(engine, packet, hour + 100) is None
        assert everything(engine) == before
    assert faults(engine) == []
    original = golden(CASE)
    texts = {row["text"] for one in original["reports"] for row in one["recommendations"]}
    assert {row.text_as_read for row in recommendations(engine).values()} == texts


def _load(engine: Engine, packet: dict[str, Any], hour: int) -> int | None:
    with writing(engine) as db:
        return load(db, reading(packet), made_by="李文", command_id=str(hour), now=NOW + timedelta(hours=hour)).change_id
