"""The papers for the next session: an index, a table for each question as Markdown and as CSV, and drafts of letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from oversight.messages import _
from oversight.sheets.letters import letters, session_name
from oversight.sheets.pack_tables import pack_tables, status_cell
from oversight.sheets.write_table import escaped, table_csv, table_md
from oversight.views.session_pack import SessionPack
from oversight.vocabulary import Status

Cells = Sequence[str]

_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """One file of the pack: its name, with a folder in front where it stands in one, and its bytes."""

    name: PurePosixPath
    data: bytes


def pack_files(pack: SessionPack) -> list[PackFile]:
    """All files of the pack, the index first, in the language in force."""
    files = []
    entries: list[Cells] = []
    for number, table in enumerate(pack_tables(pack), 1):
        name = f"{number:02d}-{table.title.replace(' ', '-')}"
        rows = table.rows
        text = f"# {table.title}\n\n{_of_session(pack)}\n\n{table.about}\n\n"
        text += table_md(table.headings, map(_to_read, rows)) if rows else _("None.") + "\n"
        files.append(_text_file(f"{name}.md", text))
        files.append(PackFile(name=PurePosixPath(f"{name}.csv"), data=table_csv(table.headings, rows)))
        entries.append([f"{name}.md", str(len(rows)), table.about])
    folder = _("letters")
    for name, text, about in letters(pack):
        files.append(_text_file(f"{folder}/{name}.md", text))
        entries.append([f"{folder}/{name}.md", "", about])
    return [_text_file(_("00-contents") + ".md", _index(pack, entries)), *files]


def _to_read(cells: Cells) -> list[str]:
    """The row for the eye: an answer of two pages is cut, and stands whole in the CSV."""
    return [cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…" for cell in cells]


def _text_file(name: str, text: str) -> PackFile:
    return PackFile(name=PurePosixPath(name), data=text.encode("utf-8", errors="replace"))


def _of_session(pack: SessionPack) -> str:
    day = _("no date") if pack.session.date is None else pack.session.date.isoformat()
    return _("Session {ref}, {day}. As of {today}.").format(ref=pack.session.ref, day=day, today=pack.day.isoformat())


def _index(pack: SessionPack, entries: Sequence[Cells]) -> str:
    counted = {word: sum(one.status == word.value for one in pack.carried_over) for word in Status}
    states = _(", ").join(f"{status_cell(word.value)} {counted[word]}" for word in Status if word is not Status.DONE)
    session = pack.session
    title = _("Papers for {session}").format(session=session_name(session.body, session.term, session.number, session.ref))
    return (
        f"# {title}\n\n{escaped(pack.session.body)}\n\n{_of_session(pack)}\n\n"
        + _("Carried over: {count} ({states}).").format(count=len(pack.carried_over), states=states)
        + "\n\n"
        + table_md([_("file"), _("entries"), _("what it is")], entries)
        + "\n"
        + _(
            "Each table is there twice: .md to read, .csv for Excel and WPS. The letters are drafts: look them over before they go out."
        )
        + "\n"
    )
