"""One table as it was: the statements that hide it behind a temporary view of its name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from oversight.database.reading import Reader

# These name what others tell of, or carry from when to when they hold: asked of a day, they are what is known of them. So is
# whether a change was taken back: each day is answered as if it had never been made.
_WITHOUT_A_DAY = (
    "body",
    "term",
    "person",
    "membership",
    "legislative_session",
    "organization",
    "organization_name",
    "house_rule",
    "calendar_year",
    "calendar_day",
    "ref_alias",
    "title",
    "change",
)
# They are the story: nothing is told of them.
_STORY = frozenset({"event", "change"})

STANDING = ("created", "withdrawn", "restored")
# Columns whose facts bear another name, and those that are told together in one: document:first-last
TOLD_AS = {("reply", "class"): "reply_class"}
_PLACE = ("document_id", "first_line", "last_line")

# A recommendation's version goes up with each change that tells of it, or by a person of what hangs on it.
_HANGING_ON = (
    ("responsibility", "h.recommendation_id = t.id"),
    ("deadline", "h.recommendation_id = t.id"),
    ("title", "h.recommendation_id = t.id"),
    ("reply", "h.recommendation_id = t.id"),
    ("link", "h.from_id = t.id OR (h.to_id = t.id AND h.kind = 'merged_into')"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is asked for: what was so at the end of the day ``as_of``, by what the database had been told at ``known_at``.

    None is now: all days, all that is known.
    """

    as_of: date | None = None
    known_at: datetime | None = None

    def counts(self, *, by_day: bool = True) -> str:
        """Which facts ``e`` count; empty: all. Without ``by_day`` those of every day count, as far as they were known."""
        conditions = []
        if self.known_at is not None:
            conditions.append(f"e.recorded_at <= {_instant(self.known_at)}")
        if self.as_of is not None and by_day:
            conditions.append(f"e.effective_on <= '{self.as_of}'")
        return " AND ".join(conditions)


@dataclass(frozen=True, slots=True)
class Engine:
    """What the two engines say differently: where the tables stand, and how a text of the story becomes a value again."""

    schema: str
    as_type: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table, and the view that hides it."""

    engine: Engine
    moment: Moment
    name: str
    columns: dict[str, str]
    told: set[str]

    def hidden(self, reader: Reader) -> Iterator[str]:
        """The statements that hide the table; none where it shows itself."""
        where = " AND ".join(self._where())
        then: dict[str, str] = {}
        if self._counts and self.name not in _STORY:
            then = {name: expression for name in self.columns if (expression := self._then(name)) is not None}
        if not where and not then:
            return
        rows = self._stored(self.name) + " t" + (f" WHERE {where}" if where else "")
        moved = {name: then.pop(name) for name in self._references() if name in then and self._has_moved(reader, name)}
        if moved:
            yield from self._copy(rows, moved)
            rows = f"{self._then_table} t"
        values = {name: then.get(name) or f't."{name}"' for name in self.columns}
        listed = ", ".join(f'{value} AS "{name}"' for name, value in values.items())
        yield f'CREATE TEMPORARY VIEW "{self.name}" AS SELECT {listed} FROM {rows}'  # noqa: S608 -- names of tables and columns, days and instants; nothing that was typed

    @property
    def _then_table(self) -> str:
        return f'"{self.name}_then"'

    def _references(self) -> list[str]:
        """The columns by which rows are found from others."""
        return [name for name in self.columns if name.endswith("_id") and name not in {"body_id", *_PLACE}]

    def _has_moved(self, reader: Reader, column: str) -> bool:
        counts = f"e.entity = '{self.name}' AND e.field = '{column}' AND NOT ({self._counts})"
        return reader.one(f"SELECT 1 AS one FROM {self._stored('event')} e WHERE {counts} LIMIT 1") is not None  # noqa: S608 -- as above

    def _copy(self, rows: str, moved: dict[str, str]) -> Iterator[str]:
        """The rows that there were, under what they stood then: no index finds a row by a column that is told from the story."""
        copy = self._then_table
        yield f"CREATE TEMPORARY TABLE {copy} AS SELECT t.* FROM {rows}"  # noqa: S608 -- as above
        for name, expression in moved.items():
            yield (
                f'UPDATE {copy} AS t SET "{name}" = {expression} WHERE t.id IN ('  # noqa: S608 -- as above
                f"SELECT e.entity_id FROM {self._stored('event')} e "
                f"WHERE e.entity = '{self.name}' AND e.field = '{name}' AND NOT ({self._counts}))"
            )
        for name in ("id", *self._references()):
            yield f'CREATE INDEX "ix_{self.name}_then_{name}" ON {copy} ("{name}")'

    def _where(self) -> Iterator[str]:
        """Which rows there were."""
        as_of, known_at = self.moment.as_of, self.moment.known_at
        if self.name == "event":
            if known_at is not None:
                yield f"t.recorded_at <= {_instant(known_at)}"
            if as_of is not None:
                days = ", ".join(f"'{name}'" for name in _WITHOUT_A_DAY)
                yield f"(t.effective_on <= '{as_of}' OR t.entity IN ({days}))"
        elif self.name == "change" and known_at is not None:
            yield f"t.made_at <= {_instant(known_at)}"
        elif "created" in self.told and self._counts:
            there = f"NOT EXISTS ({self._events(('created',), f'NOT ({self._counts})')})"
            if "restored" in self.told:
                # Taken back, and told again of an earlier day than at first.
                there = f"({there} OR EXISTS ({self._events(('restored',), self._counts)}))"
            if self.name == "recommendation" and "report_id" in self.told:
                # A later paper told of it first; then its own came, and it has been there since that one's day.
                there = f"({there} OR EXISTS ({self._events(('report_id',), self._counts)}))"
            yield there
        elif "change_id" in self.columns and known_at is not None:
            changes = self._stored("change")
            yield f"EXISTS (SELECT 1 FROM {changes} c WHERE c.id = t.change_id AND c.made_at <= {_instant(known_at)})"  # noqa: S608 -- as above
        if self.name == "legislative_session" and as_of is not None:
            starts_on = (self._counts and self._then("starts_on")) or "t.starts_on"
            held = f"{starts_on} <= '{as_of}'"
            told = self._events(("created",), f"e.effective_on > '{as_of}'")
            yield f"CASE WHEN {starts_on} IS NULL THEN NOT EXISTS ({told}) ELSE {held} END"

    @property
    def _counts(self) -> str:
        """Which of the table's facts count; empty: all."""
        return self.moment.counts(by_day=self.name not in _WITHOUT_A_DAY)

    def _then(self, column: str) -> str | None:
        """The value that ``column`` had; None where nothing was ever told of it."""
        if column == "withdrawn_at":
            return self._withdrawn_at() if self.told & {"withdrawn", "restored"} else None
        if self.name == "recommendation" and column in {"version", "updated_at"}:
            return self._touched(column)
        if column in _PLACE and "place" in self.told:
            return self._value(column, "place", partial(self._of_place, _PLACE.index(column)))
        field = TOLD_AS.get((self.name, column), column)
        if field not in self.told:
            return None
        value = self._value(column, field, str)
        if (self.name, column) == ("recommendation", "status"):
            # Raised, and nothing told of it by then.
            value = f"COALESCE({value}, CASE WHEN {self._then('is_leaf') or 't.is_leaf'} THEN 'open' END)"
        return value

    def _value(self, column: str, field: str, part: Callable[[str], str]) -> str:
        """What the last fact that counts made of it; where only facts to come tell of it, what the first of them found."""
        counts = self._counts
        fact = self._events(
            (field,),
            order=f"CASE WHEN {counts} THEN 0 ELSE 1 END, CASE WHEN {counts} THEN -e.sequence ELSE e.sequence END",
            what=f"CASE WHEN {counts} THEN e.after ELSE e.before END",
        )
        value = self.engine.as_type(part(f"({fact})"), self.columns[column])
        return f'CASE WHEN EXISTS ({self._events((field,), f"NOT ({counts})")}) THEN {value} ELSE t."{column}" END'

    def _of_place(self, part: int, text: str) -> str:
        """Document, first or last line of ``3:1296-1298``."""
        if self.engine.as_type is on_postgresql:
            return f"NULLIF(SPLIT_PART(REPLACE({text}, '-', ':'), ':', {part + 1}), '')"
        if part == 0:
            return f"SUBSTR({text}, 1, INSTR({text}, ':') - 1)"
        lines = f"SUBSTR({text}, INSTR({text}, ':') + 1)"
        dash = f"INSTR({lines}, '-')"
        return f"SUBSTR({lines}, 1, {dash} - 1)" if part == 1 else f"SUBSTR({lines}, {dash} + 1)"

    def _withdrawn_at(self) -> str:
        last = self._events(
            STANDING,
            self._counts,
            order="e.sequence DESC",
            what="CASE WHEN e.field = 'withdrawn' THEN e.recorded_at END",
        )
        moved = self._events(("withdrawn", "restored"), f"NOT ({self._counts})")
        return f"CASE WHEN EXISTS ({moved}) THEN ({last}) ELSE t.withdrawn_at END"

    def _touched(self, column: str) -> str:
        """Version and day of the last change, from the changes that tell of the row."""
        event, change = self._stored("event"), self._stored("change")
        own = (
            f"SELECT e.change_id, e.recorded_at FROM {event} e "  # noqa: S608 -- as above
            "WHERE e.entity = 'recommendation' AND e.entity_id = t.id AND e.field NOT IN ('place', 'position', 'session_id') AND {counts}"
        )
        hanging = [
            f"SELECT e.change_id, e.recorded_at FROM {event} e "  # noqa: S608 -- as above
            f"WHERE e.entity = '{table}' AND e.entity_id IN (SELECT h.id FROM {self._stored(table)} h WHERE {of_it}) "
            f"AND {{counts}} AND EXISTS (SELECT 1 FROM {change} c WHERE c.id = e.change_id AND COALESCE(e.told_by, c.command) <> 'load')"
            for table, of_it in _HANGING_ON
        ]
        touching = " UNION ALL ".join([own, *hanging])
        before, since = touching.format(counts=f"({self._counts})"), touching.format(counts=f"NOT ({self._counts})")
        if column == "version":
            return f"t.version - (SELECT COUNT(DISTINCT x.change_id) FROM ({since}) x)"  # noqa: S608 -- as above
        last = f"(SELECT MAX(x.recorded_at) FROM ({before}) x)"  # noqa: S608 -- as above
        return f"CASE WHEN EXISTS ({since}) THEN COALESCE({last}, t.updated_at) ELSE t.updated_at END"

    def _events(self, fields: tuple[str, ...], condition: str = "", *, order: str = "", what: str = "1") -> str:
        """The facts of the row at hand."""
        named = ", ".join(f"'{field}'" for field in fields)
        return (
            f"SELECT {what} FROM {self._stored('event')} e "  # noqa: S608 -- as above
            f"WHERE e.entity = '{self.name}' AND e.entity_id = t.id AND e.field IN ({named})"
            + (f" AND {condition}" if condition else "")
            + (f" ORDER BY {order} LIMIT 1" if order else "")
        )

    def _stored(self, table: str) -> str:
        return f'"{self.engine.schema}"."{table}"'


def _instant(moment: datetime) -> str:
    """``moment`` as SQLite keeps it, which PostgreSQL reads as well."""
    return f"'{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}+00'"


def on_sqlite(text: str, kind: str) -> str:
    """The value that ``text`` tells, as SQLite keeps it in a column of this type."""
    match kind.upper():
        case "INTEGER":
            return f"CAST({text} AS INTEGER)"
        case "BOOLEAN":
            return f"({text} = 'true')"
        case "DATETIME":
            return f"REPLACE(SUBSTR({text}, 1, 26), 'T', ' ')"
        case _:
            return text


def on_postgresql(text: str, kind: str) -> str:
    """The value that ``text`` tells, in a column of this type."""
    return text if kind == "text" else f"CAST({text} AS {kind})"
