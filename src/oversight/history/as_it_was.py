"""The database as it was: its tables hidden behind temporary views of the same names, which tell every column from the story.

What asks sees tables as ever and knows nothing of it. SQLite looks for a name among the temporary ones first, and so does
PostgreSQL. A value is told only where it is asked for: a page of a large database stays cheap.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from oversight.database.reading import Reader
from oversight.errors import NotFound
from oversight.messages import _

# These name what others tell of, or carry from when to when they hold: asked of a day, they are what is known of them.
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
)
# They are the story: nothing is told of them.
_STORY = frozenset({"event", "change"})
_BOOKKEEPING = frozenset({"alembic_version"})

_STANDING = ("created", "withdrawn", "restored")
# Columns whose facts bear another name, and those that are told together in one: document:first-last
_TOLD_AS = {("reply", "class"): "reply_class"}
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


@dataclass(frozen=True, slots=True)
class _Engine:
    """What the two engines say differently: where the tables stand, and how a text of the story becomes a value again."""

    schema: str
    as_type: Callable[[str, str], str]


def show_as_it_was(reader: Reader, moment: Moment) -> None:
    """From now on ``reader`` shows its database as it was at ``moment``; its connection must still allow temporary views."""
    engine = _Engine(reader.schema, _on_postgresql if reader.postgresql else _on_sqlite)
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for row in reader.columns():
        tables[row["table"]][row["name"]] = row["type"]
    told = _told(reader, tables)
    for table, columns in tables.items():
        if table in _BOOKKEEPING:
            continue
        select = _Table(engine, moment, table, columns, told[table]).select()
        if select is not None:
            reader.rows(f'CREATE TEMPORARY VIEW "{table}" AS {select}')


def check_begun(reader: Reader) -> None:
    """Refuse a time of which there is nothing to show, though there is of later ones.

    :raises NotFound: no session was held, or known, by then
    """
    if reader.one("SELECT id FROM legislative_session LIMIT 1") is not None:
        return
    first = reader.one(
        f"""
        SELECT MIN(s.starts_on) AS held_on, (SELECT MIN(c.made_at) FROM "{reader.schema}"."change" c) AS told_at
        FROM "{reader.schema}"."legislative_session" s"""  # noqa: S608 -- the name of a schema
    )
    if first is None or first["told_at"] is None:
        return
    raise NotFound(
        _("Nothing was on record then."),
        hint=_("The first session known was held on {day}; the database was first told of one on {time}.").format(
            day=first["held_on"] or _("an unknown day"),
            time=first["told_at"].astimezone().isoformat(" ", timespec="seconds"),
        ),
    )


def _told(reader: Reader, tables: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    """Of each table, the columns of which anything was ever told, and what else was told of its rows."""
    asked = ", ".join(
        f"('{table}', '{field}')"
        for table, columns in tables.items()
        for field in (*columns, *_STANDING, "place", *_TOLD_AS.values())
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in reader.rows(
        f"""
        WITH asked (entity, field) AS (VALUES {asked})
        SELECT entity, field FROM asked
        WHERE EXISTS (SELECT 1 FROM event e WHERE e.entity = asked.entity AND e.field = asked.field)"""  # noqa: S608 -- names of tables and columns
    ):
        found[row["entity"]].add(row["field"])
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """One table, and the view that hides it."""

    engine: _Engine
    moment: Moment
    name: str
    columns: dict[str, str]
    told: set[str]

    def select(self) -> str | None:
        """What the view shows; None where the table shows itself."""
        where = list(self._where())
        shown = {name: f't."{name}"' for name in self.columns}
        if self._counts and self.name not in _STORY:
            shown |= {name: expression for name in self.columns if (expression := self._then(name)) is not None}
        if not where and all(expression == f't."{name}"' for name, expression in shown.items()):
            return None
        listed = ", ".join(f'{expression} AS "{name}"' for name, expression in shown.items())
        return f"SELECT {listed} FROM {self._stored(self.name)} t" + (f" WHERE {' AND '.join(where)}" if where else "")  # noqa: S608 -- names of tables and columns, days and instants; nothing that was typed

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
        conditions = []
        if self.moment.known_at is not None:
            conditions.append(f"e.recorded_at <= {_instant(self.moment.known_at)}")
        if self.moment.as_of is not None and self.name not in _WITHOUT_A_DAY:
            conditions.append(f"e.effective_on <= '{self.moment.as_of}'")
        return " AND ".join(conditions)

    def _then(self, column: str) -> str | None:
        """The value that ``column`` had; None where nothing was ever told of it."""
        if column == "withdrawn_at":
            return self._withdrawn_at() if self.told & {"withdrawn", "restored"} else None
        if self.name == "recommendation" and column in {"version", "updated_at"}:
            return self._touched(column)
        if column in _PLACE and "place" in self.told:
            return self._value(column, "place", partial(self._of_place, _PLACE.index(column)))
        field = _TOLD_AS.get((self.name, column), column)
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
        if self.engine.as_type is _on_postgresql:
            return f"NULLIF(SPLIT_PART(REPLACE({text}, '-', ':'), ':', {part + 1}), '')"
        if part == 0:
            return f"SUBSTR({text}, 1, INSTR({text}, ':') - 1)"
        lines = f"SUBSTR({text}, INSTR({text}, ':') + 1)"
        dash = f"INSTR({lines}, '-')"
        return f"SUBSTR({lines}, 1, {dash} - 1)" if part == 1 else f"SUBSTR({lines}, {dash} + 1)"

    def _withdrawn_at(self) -> str:
        last = self._events(
            _STANDING,
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
            f"AND {{counts}} AND EXISTS (SELECT 1 FROM {change} c WHERE c.id = e.change_id AND c.command <> 'load')"
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


def _on_sqlite(text: str, kind: str) -> str:
    match kind.upper():
        case "INTEGER":
            return f"CAST({text} AS INTEGER)"
        case "BOOLEAN":
            return f"({text} = 'true')"
        case "DATETIME":
            return f"REPLACE(SUBSTR({text}, 1, 26), 'T', ' ')"
        case _:
            return text


def _on_postgresql(text: str, kind: str) -> str:
    return text if kind == "text" else f"CAST({text} AS {kind})"
