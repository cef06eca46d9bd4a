"""``db info``: what the database is and how much is in it."""

from dataclasses import dataclass

from oversight.cli.invocation import Invocation
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given
from oversight.messages import _
from oversight.views.contents import Contents, contents_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """The database as a whole. ``contents`` is None where it cannot be read by this program; ``size`` is in bytes."""

    place: str
    engine: str
    standing: str
    version: str | None
    needs: str
    size: int | None
    contents: Contents | None


def information(call: Invocation) -> Information:
    """What is known of the database in force, whatever state it is in."""
    from oversight.database.address import shown, sqlite_file
    from oversight.database.state import HEAD, Standing, state_of

    state = state_of(call.url)
    file = sqlite_file(call.url)
    contents = None
    if state.standing is Standing.CURRENT:
        with call.reading() as reader:
            contents = contents_of(reader)
    return Information(
        place=shown(call.url),
        engine="postgresql" if file is None else "sqlite",
        standing=state.standing.value,
        version=state.revision,
        needs=HEAD,
        size=file.stat().st_size if file is not None and file.exists() else None,
        contents=contents,
    )


def _standing(word: str) -> str:
    words = {
        "missing": _("there is none yet"),
        "empty": _("empty"),
        "not_ours": _("of another program"),
        "older": _("older than the program"),
        "current": _("up to date"),
        "newer": _("newer than the program"),
    }
    return words[word]


def sheet(row: Information, *, width: int | None, colour: bool) -> str:
    """The whole page."""
    page = Sheet(width=width, colour=colour)
    page.fields(
        [
            (_("database"), row.place),
            (_("engine"), "PostgreSQL" if row.engine == "postgresql" else "SQLite"),
            (_("state"), _standing(row.standing)),
            (_("version"), given(row.version)),
            (_("size"), "" if row.size is None else _("{size:.1f} MB").format(size=row.size / 1_000_000)),
        ]
    )
    if row.contents:
        page.section(_("In it"))
        page.fields([(name, str(count)) for name, count in _named(row.contents)])
    return str(page)


def _named(found: Contents) -> list[tuple[str, int]]:
    return [
        (_("committees"), found.committees),
        (_("sessions"), found.sessions),
        (_("people"), found.people),
        (_("reports"), found.reports),
        (_("problems"), found.problems),
        (_("recommendations"), found.recommendations),
        (_("doubts"), found.doubts),
        (_("changes"), found.changes),
        (_("events"), found.events),
    ]


def columns() -> list[Column]:
    """For the formats that have one row."""
    return [
        Column(_("database"), lambda row: row.place),
        Column(_("state"), lambda row: _standing(row.standing)),
        Column(_("version"), lambda row: given(row.version)),
    ]
