"""Proof that the rows fit together. What needs the story stands in ``history.check_database``."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Connection, ForeignKey, Select, Table, or_, select
from sqlalchemy.orm import Session

from oversight.database.check_shape import broken_trees, missing_guards, missing_tables
from oversight.database.finding import Finding
from oversight.database.papers import Problem, Recommendation, Reply, SourceDocument
from oversight.database.reading import over
from oversight.database.tables import Base
from oversight.messages import _

_MARKS = frozenset("*_`#|>\\~")
_UNSEEN = frozenset({"Cc", "Cf", "Cn"})
# Letters and marks by their kind that show nothing: fillers, joiners, selectors of a script's variants
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
# ESC[31m and its like, which no reader takes for text
_ESCAPES = re.compile(
    "\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[PX^_][^\x1b\n]*(?:\x1b\\\\)?|\x1b[ -/]*[0-~]?"
)


def check(db: Session) -> list[Finding]:
    """All that is wrong with the rows themselves; an empty list where nothing is."""
    connection = db.connection()
    if missing := missing_tables(over(connection)):
        return [*_damage(connection), *missing]
    return [
        *_damage(connection),
        *missing_guards(connection),
        *broken_references(connection),
        *_strangers(connection),
        *broken_trees(db),
        *texts_out_of_place(db),
    ]


def broken_references(connection: Connection) -> list[Finding]:
    """Rows that point to nothing: possible where foreign keys were off, or the file was edited by another program."""
    if connection.dialect.name != "sqlite":
        # PostgreSQL refuses them in every transaction; only its keeper can switch that off.
        return []
    return [
        Finding(
            code="broken_reference",
            table=table,
            row_id=row_id,
            what=_("{table} {row} points to a row of {parent} that is not there.").format(
                table=table, row=row_id, parent=parent
            ),
        )
        for table, row_id, parent, _place in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]


def _damage(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding(code="damaged_file", table="", row_id=None, what=_("The file is damaged: {line}").format(line=line))


def _strangers(connection: Connection) -> Iterator[Finding]:
    """Rows that point to a row of another committee."""
    for table, parent, strangers in _asked_for_strangers():
        for row_id in connection.scalars(strangers):
            yield Finding(
                code="other_committee",
                table=table,
                row_id=row_id,
                what=_("{table} {row} belongs to another committee than the {parent} that it points to.").format(
                    table=table, row=row_id, parent=parent
                ),
            )


@cache
def _asked_for_strangers() -> list[tuple[str, str, Select[int]]]:
    """For each reference its table, the one that it points to, and what finds its strangers. Asking takes less than making it."""
    asked = []
    for table in Base.metadata.sorted_tables:
        if "body_id" not in table.c:
            continue
        for column, key in _references(table):
            parent = key.column.table.alias()
            if "body_id" not in parent.c:
                continue
            strangers = select(table.c.id).join(parent, parent.c.id == column).where(table.c.body_id != parent.c.body_id)
            asked.append((table.name, key.column.table.name, strangers.order_by(table.c.id)))
    return asked


def _references(table: Table) -> Iterator[tuple[Column[object], ForeignKey]]:
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key


def texts_out_of_place(db: Session) -> Iterator[Finding]:
    """Passages that do not stand at the lines they name. White space does not count: papers break lines anywhere."""
    documents = {row.id: row.text.split("\n") for row in db.execute(select(SourceDocument.id, SourceDocument.text))}
    for table, model, passage in (
        ("problem", Problem, Problem.text_as_read),
        ("recommendation", Recommendation, Recommendation.text_as_read),
        ("reply", Reply, Reply.text),
    ):
        rows = select(model.id, model.document_id, model.first_line, model.last_line, passage.label("passage"))
        placed = or_(model.document_id.is_not(None), model.first_line.is_not(None), model.last_line.is_not(None))
        for row in db.execute(rows.where(placed).order_by(model.id).execution_options(yield_per=1000)):
            lines = documents.get(row.document_id)
            if lines is None or not stands_at(row.passage, lines, row.first_line, row.last_line):
                yield Finding(
                    code="text_out_of_place",
                    table=table,
                    row_id=row.id,
                    what=_("{table} {row}: its text does not stand at the lines that it names.").format(
                        table=table, row=row.id
                    ),
                )


def stands_at(passage: str, lines: list[str], first: int | None, last: int | None) -> bool:
    """Whether ``passage`` stands at these lines (from 1, inclusive): white space, marks and whole lines between do not count."""
    if first is None or last is None or not 1 <= first <= last <= len(lines):
        return False
    wanted, there = _squeezed(passage), [_squeezed(line) for line in lines[first - 1 : last]]
    return wanted in "".join(there) or _runs_over(wanted, there)


def _squeezed(passage: str) -> str:
    """What is compared: no white space, nothing that cannot be seen, no marks of Markdown, nothing that a terminal obeys."""
    return "".join(
        character
        for character in _ESCAPES.sub("", passage)
        if not (
            character.isspace() or character in _MARKS or character in _FILLERS or unicodedata.category(character) in _UNSEEN
        )
    )


def _runs_over(wanted: str, there: list[str]) -> bool:
    """Whether ``wanted`` stands in lines of which some are left out as a whole: page numbers and running headers.

    Each line that belongs to it is used to its end; only the first may be entered, and the last left, in the middle.
    """
    # How many characters of the passage may have been read before the line at hand.
    reached = {0}
    for line in there:
        further = {length for length in range(1, min(len(line), len(wanted)) + 1) if line.endswith(wanted[:length])}
        for start in reached - {0}:
            if line.startswith(wanted[start:]):
                return True
            if line and wanted.startswith(line, start):
                further.add(start + len(line))
        reached |= further
    return len(wanted) in reached
