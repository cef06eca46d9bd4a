"""Rows written in bulk: numbered beforehand, with all that is said of them and what holds where nothing is said."""

from sqlalchemy import Engine, select

from oversight.database.engine import writing
from oversight.database.insert_rows import free_numbers, insert_rows, whole_row
from oversight.database.papers import Reply
from oversight.database.people import Body, Person

NAME = "绿园区人民代表大会常务委员会"


def person(number: int, name: str, **more: object) -> dict[str, object]:
    return whole_row(Person, {"id": number, "body_id": 1, "name": name, "name_key": name, "sort_key": name, **more})


def test_numbers_are_given_once_whoever_gives_them(engine: Engine) -> None:
    with writing(engine) as db:
        db.add(Body(code="lvyuan", name=NAME))
        db.flush()
        first = free_numbers(db, {Person: 2})[Person]
        insert_rows(db, Person, [person(number, name) for number, name in zip(first, ("王丽秀", "付彩霞"), strict=True)])
        # A row that is added by itself gets the next one.
        db.add(Person(body_id=1, name="杜玉凤", name_key="杜玉凤", sort_key="du"))
    with writing(engine) as db:
        (last,) = free_numbers(db, {Person: 1})[Person]
        insert_rows(db, Person, [person(last, "王涛", mark="东")])
        found = db.execute(select(Person.id, Person.name, Person.mark).order_by(Person.id)).all()
    assert [tuple(row) for row in found] == [(1, "王丽秀", ""), (2, "付彩霞", ""), (3, "杜玉凤", ""), (4, "王涛", "东")]


def test_a_whole_row_has_every_column_under_its_name_in_the_table() -> None:
    row = whole_row(Reply, {"reply_class": "done", "text": "已完成"})
    assert row["class"] == "done"
    assert row["position"] == 1
    assert row["judged_on"] is None
    assert "reply_class" not in row
