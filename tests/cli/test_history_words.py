"""A history tells in words what happened: no name of a column, no stored value is left in it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from oversight import messages
from oversight.cli.history_words import value, what
from oversight.database.tables import Base
from oversight.intake.planned import PLACE, SILENT
from oversight.views.history import Event

# What no history tells: keys, and what goes along with every change.
_NOT_TOLD = {"id", "body_id", "ref_path", "version", "updated_at", "withdrawn_at", *PLACE, *SILENT}
# What is written once and never told of again; of a change only that it was taken back.
_NEVER_CHANGED = {"event", "change", "import_run", "ref_alias", "doubt", "decision", "source_document"}
_TOLD = ["created", "withdrawn", "restored", "place", "note"]


def _event(field: str, before: str | None = None, after: str | None = None, kind: str | None = None) -> Event:
    return Event(
        kind=kind,
        sequence=1,
        ref="18-33/5:3.3.2",
        field=field,
        before=before,
        after=after,
        effective_on=date(2021, 4, 16),
        session=None,
        note=None,
        evidence=None,
        made_by="王敏",
        command="rec edit",
        change=1,
        recorded_at=datetime(2021, 4, 16, tzinfo=UTC),
    )


def _fields() -> Iterator[str]:
    for mapper in Base.registry.mappers:
        table = mapper.class_.__tablename__
        thing = "" if table == "recommendation" else f"{table}."
        for name in [*_TOLD, *mapper.columns.keys()] if table not in _NEVER_CHANGED else ():
            if name not in _NOT_TOLD and not (thing and name == "note"):
                yield thing + name


@pytest.mark.parametrize("field", sorted(_fields()))
def test_each_field_has_a_word(field: str) -> None:
    before = messages.language()
    try:
        messages.use("zh")
        assert not re.search(r"[A-Za-z_]", what(_event(field, after="x")))
        messages.use("en")
        assert not re.search(r"[_.]", what(_event(field, after="x")))
    finally:
        messages.use(before)


@pytest.mark.parametrize(
    ("field", "held", "zh", "en"),
    [
        ("link.created", "merged_into 18-33/5:3.3.1", "并入 18-33/5:3.3.1", "merged into 18-33/5:3.3.1"),
        ("link.withdrawn", "same_as 18-33/5:3.3.2", "同于 18-33/5:3.3.2", "same as 18-33/5:3.3.2"),
        ("level", "measure", "条", "measure"),
        ("responsibility.role", "lead", "牵头单位", "lead body"),
        ("responsibility.basis", "assigned", "人工指定", "assigned"),
        ("deadline.basis", "house_rule", "议事规则", "a house rule"),
        ("reply.reply_class", "under_way", "正在办", "under way"),
        ("is_leaf", "false", "否", "no"),
        ("place", "3:1296-1298", "1296-1298", "1296-1298"),
        ("dropped_at", "2021-04-16T08:00:00.000000+00:00", "", ""),
        ("text_override", "年内完成储备库建设，并配齐物资", "年内完成储备库建设，并配齐物资", "年内完成储备库建设，并配齐物资"),
        ("created", "年内完成储备库建设，并配齐物资", "年内完成储备库建设…", "年内完成储备库建设…"),
    ],
)
def test_what_a_field_held_is_in_words(field: str, held: str, zh: str, en: str) -> None:
    language = messages.language()
    try:
        messages.use("zh")
        assert value(_event(field), held) == zh
        messages.use("en")
        assert value(_event(field), held) == en
    finally:
        messages.use(language)


def test_what_happened_goes_by_what_was_before_and_after() -> None:
    assert what(_event("text_override", "年内完成", None)) == "text as in the paper again"
    assert what(_event("place", "3:12-14", "9:12-14")) == "another version of the paper"
    assert what(_event("place", "3:12-14", "9:13-15")) == "lines in the paper"
    assert what(_event("dropped_at", None, "2021-04-16T08:00:00.000000+00:00")) == "dropped"
    assert what(_event("dropped_at", "2021-04-16T08:00:00.000000+00:00", None)) == "back on the list"


@pytest.mark.parametrize(
    ("field", "kind", "english", "chinese"),
    [
        ("deadline.created", "answer", "deadline (handling report) created", "期限（书面报告）·新增"),
        ("deadline.created", "act", "deadline (act) created", "期限（办理时限）·新增"),
        ("reply.created", "finding", "finding created", "跟踪监督·新增"),
        ("reply.created", "answer", "reply created", "答复·新增"),
    ],
)
def test_a_deadline_says_of_what_and_a_finding_is_no_answer(field: str, kind: str, english: str, chinese: str) -> None:
    assert what(_event(field, after="2021-10-31", kind=kind)) == english
    messages.use("zh")
    try:
        assert what(_event(field, after="2021-10-31", kind=kind)) == chinese
    finally:
        messages.use("en")


def test_how_somebody_attended_is_told_in_words() -> None:
    messages.use("zh")
    try:
        assert value(_event("attendance.created"), "王敏 leave") == "王敏 请假"
        assert value(_event("attendance.created"), "温志远 副县长") == "温志远 副县长"
    finally:
        messages.use("en")
