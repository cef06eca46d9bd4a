from datetime import date

import pytest
from sqlalchemy.orm import Session

from oversight.database.papers import Problem, Recommendation
from oversight.database.reading import Reader
from oversight.database.story import RefAlias
from oversight.errors import NotFound, WrongUse
from oversight.views.resolve_ref import Entity, resolve_ref, resolve_refs
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")

ALL = (Entity.RECOMMENDATION, Entity.PROBLEM, Entity.REPORT, Entity.SESSION)


@pytest.mark.parametrize(
    ("typed", "entity", "ref"),
    [
        ("7-8", Entity.SESSION, "7-8"),
        ("7-8/2", Entity.REPORT, "7-8/2"),
        ("7-8/2:1.1", Entity.RECOMMENDATION, "7-8/2:1.1"),
        ("7-8/2:p1", Entity.PROBLEM, "7-8/2:p1"),
        ("7-8/2:P1", Entity.PROBLEM, "7-8/2:p1"),
        ("hexi/7-8", Entity.SESSION, "7-8"),
        ("hexi/7-8/2", Entity.REPORT, "7-8/2"),
        ("hexi/7-8/2:1.1", Entity.RECOMMENDATION, "7-8/2:1.1"),
        ("７－８／２：１．１", Entity.RECOMMENDATION, "7-8/2:1.1"),
        (" 7-8/2:1。1 ", Entity.RECOMMENDATION, "7-8/2:1.1"),
        ("7—8/2", Entity.REPORT, "7-8/2"),
        ("7–8", Entity.SESSION, "7-8"),
    ],
)
def test_what_is_typed_finds_its_row(reader: Reader, typed: str, entity: Entity, ref: str) -> None:
    found = resolve_ref(reader, typed, *ALL)
    assert (found.entity, found.ref) == (entity, ref)


def test_a_plain_number_is_of_the_kind_that_is_asked_for(reader: Reader, db: Session) -> None:
    one = db.query(Recommendation.id).filter_by(ref_path="1.2").scalar()
    assert resolve_ref(reader, str(one), Entity.RECOMMENDATION).ref == "7-8/2:1.2"
    problem = db.query(Problem.id).scalar()
    assert resolve_ref(reader, str(problem), Entity.PROBLEM).ref == "7-8/2:p1"
    with pytest.raises(NotFound, match="999"):
        resolve_ref(reader, "999", Entity.REPORT)


def test_an_older_ref_finds_the_row_under_its_own(reader: Reader, db: Session, waterworks: Papers) -> None:
    one = db.query(Recommendation.id).filter_by(ref_path="1.2").scalar()
    waterworks.add(RefAlias(body_id=waterworks.body.id, ref="7-8/0:1", entity="recommendation", entity_id=one))
    assert resolve_ref(reader, "7-8/0:1", Entity.RECOMMENDATION).ref == "7-8/2:1.2"
    assert resolve_ref(reader, "hexi/7-8/0:1", Entity.RECOMMENDATION).ref == "7-8/2:1.2"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("7-8-2", "Near it: 7-8/2. See"),
        ("7-8/2:1.9", "7-8/2:1.1"),
        ("7-8/2:p7", "7-8/2:p1"),
        ("7-8/9", "7-8/1, 7-8/2"),
        ("7-8/9:1", "7-8/1, 7-8/2"),
        ("7-12", "7-11"),
        ("9-1/1:1", "oversight session list"),
        ("7-8/2:p1.2", "7-8/2:p1"),
    ],
)
def test_an_unknown_ref_names_what_lies_near(reader: Reader, typed: str, near: str) -> None:
    with pytest.raises(NotFound) as raised:
        resolve_ref(reader, typed, *ALL)
    assert typed in raised.value.what
    assert near in (raised.value.hint or "")


@pytest.mark.parametrize(
    "typed", ["", "7-8/2:", "7-8:1", "7-8/x/2", "a/b/c/d", "7-8/2:1.x", "7-8/2:1..1", "9" * 30, "7-8/" + "9" * 30, "'; --"]
)
def test_what_is_no_ref_is_told_how_one_looks(reader: Reader, typed: str) -> None:
    with pytest.raises(NotFound) as raised:
        resolve_ref(reader, typed, Entity.RECOMMENDATION)
    assert raised.value.hint


def test_an_unknown_committee_is_named(reader: Reader) -> None:
    with pytest.raises(NotFound, match="nowhere") as raised:
        resolve_ref(reader, "nowhere/7-8", Entity.SESSION)
    assert "hexi" in (raised.value.hint or "")


def test_another_kind_than_asked_for_is_wrong_use(reader: Reader) -> None:
    with pytest.raises(WrongUse, match="7-8/2 is a report") as raised:
        resolve_ref(reader, "7-8/2", Entity.RECOMMENDATION)
    assert "18-33/5:3.1" in (raised.value.hint or "")


def test_what_was_withdrawn_is_told_apart_from_what_never_was(reader: Reader) -> None:
    with pytest.raises(NotFound, match="withdrawn"):
        resolve_ref(reader, "7-8/1:4", Entity.RECOMMENDATION)


def test_with_several_committees_a_ref_without_code_is_ambiguous(reader: Reader, waterworks: Papers) -> None:
    other = Papers(waterworks.db, "hedong")
    other.report(other.session(8, date(2024, 2, 1)), 2, "resolution", "关于义务教育的决议")
    with pytest.raises(WrongUse) as raised:
        resolve_ref(reader, "7-8/2", Entity.REPORT)
    assert "hedong/7-8/2, hexi/7-8/2" in (raised.value.hint or "")
    assert resolve_ref(reader, "hedong/7-8/2", Entity.REPORT).ref == "hedong/7-8/2"
    # Only one of them has it: nothing is left open.
    assert resolve_ref(reader, "7-8/1", Entity.REPORT).ref == "hexi/7-8/1"
    with pytest.raises(NotFound) as missing:
        resolve_ref(reader, "hedong/7-8/3", Entity.REPORT)
    assert "hedong/7-8/2" in (missing.value.hint or "")


def test_a_row_that_is_named_twice_is_meant_once(reader: Reader) -> None:
    found = resolve_refs(reader, ["7-8/2:1.1", "hexi/7-8/2:1.1", "7-8/2:2"], Entity.RECOMMENDATION)
    assert [one.ref for one in found] == ["7-8/2:1.1", "7-8/2:2"]
