"""The row of a recommendation, and how rows are fetched: a fixed number of statements, however many rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.rules.first_clause import first_clause
from oversight.rules.roll_up import RollUp, roll_up
from oversight.views.next_due import Due, due_of
from oversight.views.recurrence import Chain, chains_of, times_raised
from oversight.views.refs import Bodies, bodies
from oversight.vocabulary import BodyRole, Status

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOf:
    """The paper that a row stands in."""

    ref: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOf:
    """The session that a row comes from."""

    ref: str
    term: int | None
    number: int | None
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a row was read: the file's name, first and last line. Nothing for what staff typed."""

    file: str | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many leaves of an item or a measure stand how."""

    leaves: int
    open: int
    in_progress: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One row of a list. ``status`` is None where no leaf counts; ``counts`` is None for a leaf.

    A suggestion that a formal opinion has taken up shows the opinion's status. ``same_as`` names what says the same, in either
    direction; ``due_on`` is the next day on which something falls due after all extensions: the act (``due_kind`` act, ``act_due_on``),
    or, of a leaf that nobody has answered yet, the handling report (answer, ``answer_due_on``). What staff ``dropped`` does not count.
    ``raised`` is how often it had been asked for when this row did, ``chain`` all the times that it was, where it came back.
    """

    id: int
    ref: str
    origin: str
    level: str
    status: str | None
    title: str
    text: str
    path: str
    parent: str | None
    report: ReportOf
    session: SessionOf
    addressee: str | None
    lead: str | None
    supporting: tuple[str, ...]
    due_on: date | None
    due_kind: str | None
    act_due_on: date | None
    answer_due_on: date | None
    overdue: bool
    same_as: tuple[str, ...]
    titles: dict[str, str | None]
    source: Source
    updated_on: date
    version: int
    counts: Counts | None = None
    dropped: bool = False
    raised: int = 1
    chain: Chain = ()


def fetch_recommendations(reader: Reader, ids: Sequence[int], *, language: str, today: date) -> list[Recommendation]:
    """The rows with these keys, in this order, with titles in ``language``; ``today`` decides what is overdue."""
    if not ids:
        return []
    known = bodies(reader)
    rows = {row["id"]: row for row in reader.rows(_ROWS, ids=list(ids))}
    titles = _titles(reader, ids)
    responsible = responsible_bodies(reader, ids)
    same, followed = _same_as(reader, ids, known)
    due = due_of(reader, list(rows.values()))
    lines = {one: [key for key in (one, row["parent_id"], row["grandparent_id"]) if key] for one, row in rows.items()}
    chains = chains_of(reader, lines, known)
    opinions = {opinion for of_one in followed.values() for opinion in of_one}
    counts = leaf_counts(reader, [row["id"] for row in rows.values() if not row["is_leaf"]] + sorted(opinions))
    result = []
    for one in ids:
        row = rows[one]
        own = titles.get(one, {})
        text = row["text_override"] or row["text_as_read"]
        session = known.prefix(row["body_id"]) + row["session_ref"]
        report = f"{session}/{row['report_number']}"
        if one in followed:
            status = roll_up(found for opinion in followed[one] if (found := counts[opinion].status) is not None).status
        else:
            status = row["status"] if row["is_leaf"] else counts[one].status
        lead = responsible[one][BodyRole.LEAD.value]
        dates = due.get(one, Due())
        chain = chains.get(one, ())
        result.append(
            Recommendation(
                id=one,
                ref=f"{report}:{row['ref_path']}",
                origin=row["origin"],
                level=row["level"],
                status=status,
                title=own.get(language) or row["heading"] or first_clause(text),
                text=text,
                path=row["path"],
                parent=None if row["parent_path"] is None else f"{report}:{row['parent_path']}",
                report=ReportOf(ref=report, title=row["report_title"], kind=row["report_kind"]),
                session=SessionOf(
                    ref=session,
                    term=row["term"],
                    number=row["session_number"],
                    date=row["starts_on"],
                ),
                addressee=row["addressee"],
                lead="、".join(lead) or None,
                supporting=tuple(name for name in responsible[one][BodyRole.SUPPORTING.value] if name not in lead),
                due_on=dates.on,
                due_kind=dates.kind,
                act_due_on=dates.act,
                answer_due_on=dates.answer,
                overdue=dates.on is not None and dates.on < today and status != Status.DONE.value,
                same_as=tuple(same[one]),
                titles={name: own.get(name) for name in LANGUAGES},
                source=source_of(row),
                updated_on=row["updated_at"].astimezone().date(),
                version=row["version"],
                counts=None if row["is_leaf"] else _counts(counts[one]),
                dropped=row["dropped_at"] is not None,
                raised=times_raised(chain, session),
                chain=chain,
            )
        )
    return result


_ROWS = """
    SELECT r.id, r.body_id, r.report_id, r.ref_path, r.origin, r.level, r.is_leaf, r.status, r.heading, r.text_as_read, r.text_override,
        r.path, r.parent_id, up.ref_path AS parent_path, up.parent_id AS grandparent_id, r.updated_at, r.version, r.dropped_at,
        r.first_line, r.last_line, f.name AS file,
        p.number AS report_number, p.title AS report_title, p.kind AS report_kind, p.addressee,
        s.ref AS session_ref, s.number AS session_number, s.starts_on, t.number AS term
    FROM recommendation r
    JOIN report p ON p.id = r.report_id
    JOIN legislative_session s ON s.id = p.session_id
    LEFT JOIN term t ON t.id = s.term_id
    LEFT JOIN recommendation up ON up.id = r.parent_id
    LEFT JOIN source_document f ON f.id = r.document_id
    WHERE r.id IN :ids"""


def source_of(row: Row) -> Source:
    """Where ``row`` was read, from its columns ``file``, ``first_line`` and ``last_line``."""
    lines = () if row["first_line"] is None else (row["first_line"], row["last_line"])
    return Source(file=row["file"], lines=lines)


def leaf_counts(reader: Reader, ids: Sequence[int]) -> dict[int, RollUp]:
    """How the leaves of each of ``ids`` stand, dropped and withdrawn ones left out; a leaf counts as its own.

    A leaf that a formal opinion has taken up counts as the opinion stands.
    """
    statuses: dict[int, list[Status]] = {one: [] for one in ids}
    if not ids:
        return {}
    rows = reader.rows(
        """
        WITH RECURSIVE below (root, id) AS (
            SELECT id, id FROM recommendation WHERE id IN :ids
            UNION ALL
            SELECT below.root, r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
        SELECT below.root, r.id, COALESCE(o.status, r.status) AS status
        FROM below
        JOIN recommendation r ON r.id = below.id
        LEFT JOIN link l ON l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL
        LEFT JOIN recommendation o ON o.id = l.to_id AND o.withdrawn_at IS NULL AND o.origin = 'opinion'
        WHERE r.is_leaf AND r.withdrawn_at IS NULL AND r.dropped_at IS NULL""",
        ids=list(ids),
    )
    of_leaf: dict[tuple[int, int], list[Status]] = defaultdict(list)
    for row in rows:
        of_leaf[row["root"], row["id"]].append(Status(row["status"]))
    for (root, _leaf), found in of_leaf.items():
        # Staff may have parted the act that took it up: the leaf is done when all of that is.
        statuses[root] += [status for status in (roll_up(found).status,) if status is not None]
    return {one: roll_up(of_leaves) for one, of_leaves in statuses.items()}


def _counts(whole: RollUp) -> Counts:
    return Counts(leaves=whole.leaves, open=whole.open, in_progress=whole.in_progress, done=whole.done)


def _titles(reader: Reader, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    for row in reader.rows(
        "SELECT recommendation_id, language, text FROM title WHERE recommendation_id IN :ids AND withdrawn_at IS NULL",
        ids=list(ids),
    ):
        titles[row["recommendation_id"]][row["language"]] = row["text"]
    return titles


def responsible_bodies(reader: Reader, ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """The names of the lead and of the supporting bodies; those that staff assigned stand in the place of those that were read."""
    found: dict[tuple[int, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in reader.rows(
        """
        SELECT recommendation_id, role, basis, name FROM responsibility
        WHERE recommendation_id IN :ids AND withdrawn_at IS NULL
        ORDER BY id""",
        ids=list(ids),
    ):
        found[row["recommendation_id"], row["role"]][row["basis"]].append(row["name"])
    names: dict[int, dict[str, list[str]]] = {one: {role.value: [] for role in BodyRole} for one in ids}
    for (one, role), by_basis in found.items():
        names[one][role] = by_basis["assigned"] or by_basis["read"]
    return names


def _same_as(reader: Reader, ids: Sequence[int], known: Bodies) -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """What says the same as each row, by ref; and for a suggestion the keys of the formal opinion's rows whose status it follows."""
    same: dict[int, list[str]] = defaultdict(list)
    followed: dict[int, list[int]] = defaultdict(list)
    for row in reader.rows(
        """
        SELECT l.from_id AS id, o.id AS other, o.origin, l.from_id AS follower, o.body_id, o.ref_path, p.number, s.ref
        FROM link l JOIN recommendation o ON o.id = l.to_id
        JOIN report p ON p.id = o.report_id JOIN legislative_session s ON s.id = p.session_id
        WHERE l.from_id IN :ids AND l.kind = 'same_as' AND l.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
        UNION ALL
        SELECT l.to_id, o.id, o.origin, l.from_id, o.body_id, o.ref_path, p.number, s.ref
        FROM link l JOIN recommendation o ON o.id = l.from_id
        JOIN report p ON p.id = o.report_id JOIN legislative_session s ON s.id = p.session_id
        WHERE l.to_id IN :ids AND l.kind = 'same_as' AND l.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
        ORDER BY 1, 2""",
        ids=list(ids),
    ):
        same[row["id"]].append(f"{known.prefix(row['body_id'])}{row['ref']}/{row['number']}:{row['ref_path']}")
        if row["follower"] == row["id"] and row["origin"] == "opinion":
            followed[row["id"]].append(row["other"])
    return same, followed
