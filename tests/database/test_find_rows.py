"""Rows found by what their columns hold."""

from sqlalchemy import Engine

from oversight.database.engine import writing
from oversight.database.find_rows import find_rows
from oversight.database.people import Body, Person

NAMES = ("王丽秀", "付彩霞", "杜玉凤")


def test_rows_are_found_by_one_value_by_any_of_several_and_by_none(engine: Engine) -> None:
    with writing(engine) as db:
        for code in ("lvyuan", "yanhu"):
            body = Body(code=code, name=f"{code}人民代表大会常务委员会")
            db.add(body)
            db.flush()
            db.add_all([Person(body_id=body.id, name=name, name_key=name, sort_key=name) for name in NAMES])
            db.flush()
        assert [row.name for row in find_rows(db, Person, body_id=1)] == list(NAMES)
        # The same question twice, with other values and as many as there are.
        assert [row.name for row in find_rows(db, Person, body_id=2, name_key=["杜玉凤", "王丽秀"])] == ["王丽秀", "杜玉凤"]
        assert [row.body_id for row in find_rows(db, Person, body_id=1, name_key=("付彩霞",))] == [1]
        assert [row.body_id for row in find_rows(db, Person, name_key="付彩霞")] == [1, 2]
        assert find_rows(db, Person, body_id=1, name_key=[]) == []
        assert find_rows(db, Person, body_id=3) == []
