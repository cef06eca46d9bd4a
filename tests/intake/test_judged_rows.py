"""Of rows that compete for one text, the one that a person worked on stands; where it cannot, a person is asked."""

from sqlalchemy import Engine

from oversight.rules.match_passages import Node, match_passages
from oversight.vocabulary import Status
from tests.intake.conftest import Load
from tests.intake.golden import golden
from tests.intake.mend import Packet, insert, mend_word, passage, remove
from tests.intake.stand import everything, mark, recommendations

SEED = "lvyuan-18-33"
JUDGED = "18-33/5:1.1.1"
TEXT = "加强应急管理相关责任部门之间的沟通合作"
MENDED = "强化应急管理相关责任部门之间的沟通合作"


def _copied(packet: Packet) -> Packet:
    """The packet with its passage 1.1.1 printed once more, as an item of its own."""
    copy = passage(packet, 5, "1.1.1")["text"]
    return insert(packet, 5, "1", ("1", "item", None, copy))


def test_a_copy_that_was_taken_out_does_not_come_back_for_the_row_that_was_mended(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    take_in(_copied(golden(SEED)))
    take_in(mend_word(golden(SEED), 5, "加强应急管理相关", "强化应急管理相关"))
    mark(engine, Status.DONE, JUDGED)
    result = take_in(golden(SEED))
    row = recommendations(engine)[JUDGED]
    assert (row.status, row.text_as_read) == ("done", passage(golden(SEED), 5, "1.1.1")["text"])
    assert result.doubts == ()


def test_of_two_rows_of_the_same_words_the_judged_one_stays(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, JUDGED)
    take_in(_copied(mend_word(golden(SEED), 5, "加强应急管理相关", "强化应急管理相关")))
    take_in(golden(SEED))
    standing = recommendations(engine)
    assert standing[JUDGED].status == "done"
    text = passage(golden(SEED), 5, "1.1.1")["text"]
    assert [ref for ref, row in standing.items() if row.text_as_read == text and ref.startswith("18-33/5")] == [JUDGED]


def test_a_judged_row_is_hidden_with_a_doubt_as_long_as_it_is_hidden(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, "18-33/5:4.2")
    packet = remove(golden(SEED), 5, "4")
    result = take_in(packet)
    assert [(doubt.code, "18-33/5:4.2 " in doubt.message) for doubt in result.doubts] == [("judged_row_hidden", True)]
    before = everything(engine)
    assert take_in(packet).change_id is None
    assert everything(engine) == before
    assert take_in(golden(SEED)).doubts == ()
    assert recommendations(engine)["18-33/5:4.2"].status == "done"


def test_the_place_does_not_outrank_what_a_person_did() -> None:
    old = [
        Node(key="other", text="开展应急演练并总结经验和教训"),
        Node(key="judged", parent="other", text=MENDED, judged=True),
        Node(key="whole", text="完善机制"),
        Node(key="copy", parent="whole", text=MENDED),
    ]
    new = [Node(key="1", text="完善机制"), Node(key="1.1", parent="1", text=TEXT)]
    assert match_passages(old, new).pairs == {"1": "whole", "1.1": "judged"}


def test_as_many_passages_as_rows_keep_their_places() -> None:
    old = [
        Node(key="a", text="健全制度"),
        Node(key="first", parent="a", text=MENDED),
        Node(key="b", text="完善机制"),
        Node(key="judged", parent="b", text=MENDED, judged=True),
    ]
    new = [
        Node(key="1", text="健全制度"),
        Node(key="1.1", parent="1", text=TEXT),
        Node(key="2", text="完善机制"),
        Node(key="2.1", parent="2", text=TEXT),
    ]
    assert match_passages(old, new).pairs == {"1": "a", "1.1": "first", "2": "b", "2.1": "judged"}


def test_a_judged_row_that_is_hidden_yields_to_none_that_nobody_judged() -> None:
    old = [Node(key="hidden", text=TEXT, standing=False, judged=True), Node(key="standing", text=MENDED)]
    assert match_passages(old, [Node(key="1", text=TEXT)]).pairs == {"1": "hidden"}
