"""Words that a person has put right, whose paper comes again with others: a person says which of the two count."""

from datetime import date, timedelta

from sqlalchemy import Engine, select

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.papers import Deadline
from oversight.database.story import Doubt
from oversight.follow_up.deed import Who
from oversight.follow_up.edit import Edits, edit_problem, edit_recommendation
from oversight.intake.settle import Answer, settle
from oversight.vocabulary import DoubtState
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import Packet, passage, report
from tests.intake.stand import faults, recommendations

DEPOT = "18-33/5:3.3.2"
OWN = "年底前建成区级应急物资储备库"
WHO = Who(made_by="王芳", command_id="by hand", now=NOW + timedelta(days=2))


def dated(word: str, day: str) -> Packet:
    """The seed, with the depot to be finished by a day; its opinion stored with a later wording at each call."""
    packet = golden("lvyuan-18-33")
    row = passage(packet, 5, "3.3.2")
    row["text"], row["due_text"], row["due_on"] = f"{word}前完成区级应急物资储备库建设", f"{word}前", day
    return packet


FIRST, SECOND, THIRD = dated("9月30日", "2021-09-30"), dated("10月31日", "2021-10-31"), dated("11月30日", "2021-11-30")


def correct(engine: Engine, text: str = OWN) -> None:
    with writing(engine) as db:
        edit_recommendation(db, DEPOT, Edits(text=text, titles={}), who=WHO)


def answer(engine: Engine, key: str) -> tuple[str, ...]:
    with writing(engine) as db:
        (number,) = db.scalars(select(Doubt.id).where(*_OPEN))
        (one,) = settle(db, {number: Answer(key=key)}, made_by="王芳", command_id="answered", now=NOW + timedelta(days=3))
    return one.changes


_OPEN = (
    Doubt.code == "corrected_reads_anew",
    Doubt.state == DoubtState.OPEN.value,
    Doubt.withdrawn_at.is_(None),
)


def asked(engine: Engine) -> list[str | None]:
    """The new wordings that a person is asked about."""
    with reading_scope(engine) as db:
        return list(db.scalars(select(Doubt.passage).where(*_OPEN).order_by(Doubt.id)))


def stands(engine: Engine) -> tuple[str | None, str, date | None]:
    """The own words of the depot, those of the paper, and the day that it is due."""
    row = recommendations(engine)[DEPOT]
    with reading_scope(engine) as db:
        (due,) = db.scalars(select(Deadline).where(Deadline.recommendation_id == row.id, Deadline.withdrawn_at.is_(None)))
        return row.text_override, row.text_as_read, due.due_on


def test_a_person_is_asked_and_until_then_words_and_date_stay(engine: Engine, take_in: Load) -> None:
    take_in(FIRST)
    correct(engine)
    result = take_in(SECOND)
    assert [doubt.code for doubt in result.doubts if doubt.passage] == ["corrected_reads_anew"]
    assert asked(engine) == ["10月31日前完成区级应急物资储备库建设"]
    assert stands(engine) == (OWN, "10月31日前完成区级应急物资储备库建设", date(2021, 9, 30))
    sentences = [change.sentence for change in result.changes]
    assert any(sentence.startswith(f"{DEPOT} text in the paper: ") for sentence in sentences)
    assert not any("due" in sentence for sentence in sentences)
    # The same papers once more ask nothing new, and change nothing.
    assert take_in(SECOND).change_id is None
    assert faults(engine) == []


def test_what_is_kept_is_asked_about_again_only_when_the_paper_changes(engine: Engine, take_in: Load) -> None:
    take_in(FIRST)
    correct(engine)
    take_in(SECOND)
    assert answer(engine, "kept") == ()
    assert take_in(SECOND).change_id is None
    assert stands(engine)[0::2] == (OWN, date(2021, 9, 30))
    take_in(THIRD)
    assert asked(engine) == ["11月30日前完成区级应急物资储备库建设"]
    take_in(SECOND)
    assert asked(engine) == []
    assert faults(engine) == []


def test_nothing_is_asked_where_the_paper_says_what_it_said_when_it_was_corrected(engine: Engine, take_in: Load) -> None:
    take_in(FIRST)
    correct(engine)
    take_in(SECOND)
    take_in(FIRST)
    assert asked(engine) == []
    # Nor where it says now what the person had put in.
    correct(engine, "11月30日前完成区级应急物资储备库建设")
    take_in(THIRD)
    assert asked(engine) == []


def test_who_corrects_once_more_has_seen_the_new_wording(engine: Engine, take_in: Load) -> None:
    take_in(FIRST)
    correct(engine)
    take_in(SECOND)
    correct(engine, "10月底前建成区级应急物资储备库")
    assert asked(engine) == []
    take_in(SECOND)
    assert asked(engine) == []


def test_a_problem_is_asked_about_like_a_recommendation(engine: Engine, take_in: Load) -> None:
    take_in(golden("lvyuan-18-33"))
    with writing(engine) as db:
        edit_problem(db, "18-33/4:p2", Edits(text="基层薄弱", titles={}), who=WHO)
    packet = golden("lvyuan-18-33")
    problem = report(packet, 4)["problems"][1]
    problem["text"] = problem["text"].replace("基层", "基层的")
    take_in(packet)
    assert asked(engine) == [problem["text"]]
    assert answer(engine, "paper") == (f"18-33/4:p2 reads as in its paper: {problem['text']}",)
    assert faults(engine) == []
