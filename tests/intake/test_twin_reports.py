"""A head that is printed twice makes two papers of one title: the one with the passages is the paper."""

import copy

from sqlalchemy import Engine

from oversight.vocabulary import Status
from tests.intake.conftest import Load
from tests.intake.golden import golden
from tests.intake.mend import Packet, number_reports, report
from tests.intake.stand import everything, faults, mark, recommendations, reports

SEED = "lvyuan-18-33"


def _twice(packet: Packet) -> Packet:
    """The packet with an empty paper under the head of the opinion, before the opinion."""
    twin = copy.deepcopy(report(packet, 5)) | {"number": 0, "problems": [], "recommendations": []}
    packet["reports"].insert(4, twin)
    return number_reports(packet)


def test_the_paper_with_the_passages_keeps_the_number(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, "18-33/5:1.1.1")
    before = {ref: row.id for ref, row in recommendations(engine).items()}
    result = take_in(_twice(golden(SEED)))
    assert [doubt.code for doubt in result.doubts] == ["report_twice"]
    assert {ref: row.id for ref, row in recommendations(engine).items()} == before
    assert recommendations(engine)["18-33/5:1.1.1"].status == "done"
    stored = everything(engine)
    assert take_in(_twice(golden(SEED))).change_id is None
    assert everything(engine) == stored
    result = take_in(golden(SEED))
    assert result.doubts == ()
    assert "18-33/8" not in reports(engine)
    assert {ref: row.id for ref, row in recommendations(engine).items()} == before
    assert take_in(golden(SEED)).change_id is None
    take_in(_twice(golden(SEED)))
    assert "18-33/8" in reports(engine)
    assert faults(engine) == []
