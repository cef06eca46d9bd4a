"""What the shell offers when the person presses TAB. It is silent on errors: a list that is not there is no list."""

from collections.abc import Callable, Iterator

import typer

from oversight import settings
from oversight.cli.terminal import printable

_MOST = 200


def _asked(ctx: typer.Context, sql: str, incomplete: str) -> list[tuple[str, str]]:
    """The first column and a word about it, of the rows whose first column begins with what was typed."""
    from oversight.database.reading import open_reader

    try:
        url = settings.database_url(ctx.find_root().params.get("db"))
        with open_reader(url) as reader:
            begins = incomplete.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
            rows = reader.rows(sql, begins=begins, most=_MOST)
    except Exception:  # noqa: BLE001 -- nothing may be printed into a line that is being typed
        return []
    return [(str(row["offer"]), printable(str(row["about"] or ""))[:60]) for row in rows]


def _offering(sql: str) -> Callable[[typer.Context, str], Iterator[tuple[str, str]]]:
    def offer(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
        yield from _asked(ctx, sql, incomplete)

    return offer


_REPORT = "legislative_session.ref || '/' || report.number"
_JOINED = (
    "JOIN report ON report.id = {table}.report_id AND report.withdrawn_at IS NULL "
    "JOIN legislative_session ON legislative_session.id = report.session_id"
)

sessions = _offering(
    "SELECT ref AS offer, starts_on AS about FROM legislative_session "
    "WHERE withdrawn_at IS NULL AND ref LIKE :begins ESCAPE '!' ORDER BY starts_on DESC, ref LIMIT :most"
)
reports = _offering(
    f"SELECT {_REPORT} AS offer, report.title AS about FROM report "  # noqa: S608 -- constants of this file only
    "JOIN legislative_session ON legislative_session.id = report.session_id "
    f"WHERE report.withdrawn_at IS NULL AND {_REPORT} LIKE :begins ESCAPE '!' ORDER BY legislative_session.id DESC, report.number LIMIT :most"
)
recommendations = _offering(
    f"SELECT {_REPORT} || ':' || ref_path AS offer, COALESCE(heading, text_as_read) AS about FROM recommendation "  # noqa: S608 -- constants of this file only
    f"{_JOINED.format(table='recommendation')} "
    f"WHERE recommendation.withdrawn_at IS NULL AND {_REPORT} || ':' || ref_path LIKE :begins ESCAPE '!' "
    "ORDER BY legislative_session.id DESC, report.number, recommendation.position LIMIT :most"
)
problems = _offering(
    f"SELECT {_REPORT} || ':p' || problem.number AS offer, COALESCE(heading, text_as_read) AS about FROM problem "  # noqa: S608 -- constants of this file only
    f"{_JOINED.format(table='problem')} "
    f"WHERE problem.withdrawn_at IS NULL AND {_REPORT} || ':p' || problem.number LIKE :begins ESCAPE '!' "
    "ORDER BY legislative_session.id DESC, report.number, problem.position LIMIT :most"
)
bodies = _offering(
    "SELECT name AS offer, '' AS about FROM responsibility WHERE withdrawn_at IS NULL AND name LIKE :begins ESCAPE '!' "
    "UNION SELECT name, '' FROM organization_name WHERE withdrawn_at IS NULL AND name LIKE :begins ESCAPE '!' "
    "ORDER BY 1 LIMIT :most"
)
members = _offering(
    "SELECT name AS offer, '' AS about FROM person WHERE name LIKE :begins ESCAPE '!' AND EXISTS ("
    "SELECT 1 FROM membership WHERE membership.person_id = person.id AND membership.withdrawn_at IS NULL) "
    "ORDER BY sort_key LIMIT :most"
)
