import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Problem, Recommendation, Title
from oversight.database.reading import over
from oversight.database.story import Change, Event
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.drop import drop
from oversight.follow_up.edit import Edits, edit_problem, edit_recommendation
from oversight.stored_words import in_one_line
from oversight.views.problems import show_problem
from oversight.views.show_recommendation import show_recommendation
from oversight.vocabulary import Level, ProblemOrigin
from tests.follow_up.conftest import TODAY, WHO, faults, stored, the_same

pytestmark = pytest.mark.usefixtures("waterworks")

MAINS = "7-8/2:1.1"


def editing(db: Session, ref: str, *, level: Level | None = None, note: str | None = None, **edits: object) -> str:
    made = Edits(**({"titles": {}} | edits))  # type: ignore[arg-type]  # what each test names
    return edit_recommendation(db, ref, made, who=WHO, level=level, note=note).ref


def test_own_words_stand_beside_those_of_the_paper(db: Session) -> None:
    assert editing(db, MAINS, text=" 改造  老城区管网 ", heading="管网", note="核对原件") == MAINS
    sheet = show_recommendation(over(db.connection()), MAINS, language="zh", today=TODAY)
    assert (sheet.text, sheet.text_as_read, sheet.heading) == ("改造 老城区管网", "改造老城区管网，年内完成", "管网")
    assert sheet.version == 2
    told = [(event.field, event.after, event.note, event.made_by) for event in sheet.history if event.command == "rec edit"]
    assert told == [("text_override", "改造 老城区管网", "核对原件", "韩梅"), ("heading", "管网", "核对原件", "韩梅")]
    assert [in_one_line(told) for told in db.scalars(select(Change.summary))] == [f"{MAINS}: corrected"]
    assert faults(db) == []


def test_own_words_are_taken_back(db: Session) -> None:
    editing(db, MAINS, text="改造老城区管网")
    editing(db, MAINS, as_read=True)
    assert stored(db, MAINS).text_override is None
    editing(db, MAINS, text="改造老城区管网")
    editing(db, MAINS, text="改造老城区管网，年内完成")
    assert stored(db, MAINS).text_override is None


def test_titles_are_set_changed_and_taken_away(db: Session) -> None:
    editing(db, MAINS, titles={"en": "Renew the mains", "zh": ""})
    editing(db, "7-8/2:1.2", titles={"zh": "监测平台"})
    titles = {
        (title.recommendation_id, title.language): (title.text, title.withdrawn_at is None)
        for title in db.scalars(select(Title))
    }
    mains, platform = stored(db, MAINS).id, stored(db, "7-8/2:1.2").id
    assert titles[mains, "en"] == ("Renew the mains", True)
    assert titles[mains, "zh"] == ("改造老城区管网", False)
    assert titles[platform, "zh"] == ("监测平台", True)
    editing(db, MAINS, titles={"zh": "老城区管网"})
    title = db.scalars(select(Title).where(Title.recommendation_id == mains, Title.language == "zh")).one()
    assert (title.text, title.withdrawn_at) == ("老城区管网", None)
    assert faults(db) == []


def test_a_level_fits_between_what_is_above_and_below(db: Session) -> None:
    editing(db, MAINS, level=Level.ACTION)
    assert stored(db, MAINS).level == "action"
    before = the_same(db)
    with pytest.raises(Refused, match="cannot stand there"):
        editing(db, MAINS, level=Level.ITEM)
    with pytest.raises(Refused, match="Its parts"):
        editing(db, "7-8/2:1", level=Level.ACTION)
    assert the_same(db) == before


def test_what_changes_nothing_or_makes_no_sense_is_refused(db: Session) -> None:
    before = the_same(db)
    for edits in ({"as_read": True}, {"text": "改造老城区管网，年内完成"}, {"titles": {"en": "Renew the Old Town mains"}}):
        with pytest.raises(Refused, match="reads so already"):
            editing(db, MAINS, **edits)
    with pytest.raises(WrongUse, match="words"):
        editing(db, MAINS, text=" ")
    with pytest.raises(WrongUse, match="exclude"):
        editing(db, MAINS, text="x", as_read=True)
    with pytest.raises(WrongUse):
        editing(db, "7-8/2:p1", text="x")
    with pytest.raises(NotFound):
        editing(db, "7-8/2:9", text="x")
    assert the_same(db) == before


def test_a_problem_is_corrected_likewise(db: Session) -> None:
    edits = Edits(text="管网漏损率高", heading="管网老旧", titles={"en": "Leaky pipes"})
    found = edit_problem(db, "7-8/2:p1", edits, who=WHO, origin=ProblemOrigin.SELF_REPORTED, note="核对")
    assert found.ref == "7-8/2:p1"
    sheet = show_problem(over(db.connection()), "7-8/2:p1", language="en", today=TODAY)
    assert (sheet.text, sheet.text_as_read, sheet.heading) == ("管网漏损率高", "老旧管网漏损严重", "管网老旧")
    assert (sheet.title, sheet.origin) == ("Leaky pipes", "self_reported")
    assert {event.note for event in db.scalars(select(Event))} == {"核对"}
    with pytest.raises(Refused, match="already"):
        edit_problem(db, "7-8/2:p1", edits, who=WHO)
    assert db.scalars(select(Problem.text_as_read)).one() == "老旧管网漏损严重"
    assert db.scalars(select(Recommendation.version).where(Recommendation.version > 1)).all() == []


def test_as_read_gives_the_heading_of_the_paper_back(db: Session) -> None:
    for heading in ("宣传", "引导"):
        edit_recommendation(db, "7-8/2:1", Edits(heading=heading, titles={}), who=WHO)
    edit_recommendation(db, "7-8/2:1", Edits(as_read=True, titles={}), who=WHO)
    assert stored(db, "7-8/2:1").heading == "加快管网改造"
    with pytest.raises(Refused, match="reads so already"):
        edit_recommendation(db, "7-8/2:1", Edits(as_read=True, titles={}), who=WHO)


def test_who_says_nothing_is_told_so(db: Session) -> None:
    with pytest.raises(WrongUse, match="Nothing is said of it"):
        edit_recommendation(db, "7-8/2:1", Edits(titles={}), who=WHO)
    with pytest.raises(WrongUse, match="Nothing is said of it"):
        edit_problem(db, "7-8/2:p1", Edits(titles={}), who=WHO)


def test_what_was_dropped_is_brought_back_before_it_is_corrected(db: Session) -> None:
    drop(db, [MAINS], who=WHO, reason="重复")
    with pytest.raises(Refused, match="It was dropped"):
        editing(db, MAINS, text="改造老城区管网")
    assert stored(db, MAINS).text_override is None
