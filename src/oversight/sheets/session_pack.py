"""The papers for the next session: an index, a table for each question as Markdown and as CSV, and drafts of letters."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from oversight.messages import _, language
from oversight.rules.first_clause import first_clause
from oversight.sheets.checklist import session_cell
from oversight.sheets.letters import letters
from oversight.sheets.raised import raised
from oversight.sheets.write_table import escaped, table_csv, table_md
from oversight.views.recommendation_rows import Recommendation, Source
from oversight.views.session_pack import SessionPack
from oversight.vocabulary import DeadlineKind, ReplyClass, Status, Word

Cells = Sequence[str]

_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """One file of the pack: its name, with a folder in front where it stands in one, and its bytes."""

    name: PurePosixPath
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One question with its answer: ``about`` says what the rows are and what they are for."""

    title: str
    about: str
    headings: Cells
    rows: list[Cells] = field(default_factory=list)


def pack_files(pack: SessionPack) -> list[PackFile]:
    """All files of the pack, the index first, in the language in force."""
    tables = [
        _carried_over(pack),
        _overdue(pack),
        _due(pack),
        _asked_for(pack),
        _waiting(pack),
        _promises(pack),
        _recurring(pack),
        _to_decide(pack),
    ]
    files = []
    entries: list[Cells] = []
    for number, table in enumerate(tables, 1):
        name = f"{number:02d}-{table.title.replace(' ', '-')}"
        text = f"# {table.title}\n\n{_of_session(pack)}\n\n{table.about}\n\n"
        text += table_md(table.headings, map(_to_read, table.rows)) if table.rows else _("None.") + "\n"
        files.append(_text_file(f"{name}.md", text))
        files.append(PackFile(name=PurePosixPath(f"{name}.csv"), data=table_csv(table.headings, table.rows)))
        entries.append([f"{name}.md", str(len(table.rows)), table.about])
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
    states = _(", ").join(f"{_status(word.value)} {counted[word]}" for word in Status if word is not Status.DONE)
    title = _("Papers for session {ref}").format(ref=pack.session.ref)
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


def _carried_over(pack: SessionPack) -> _Table:
    return _Table(
        title=_("carried over"),
        about=_("What earlier sessions asked for and is not done."),
        headings=[*_row_headings(), _("raised"), _("progress note")],
        rows=[[*_cells(one), raised(one), pack.progress[one.id].note or ""] for one in pack.carried_over],
    )


def _overdue(pack: SessionPack) -> _Table:
    return _Table(
        title=_("overdue acts"),
        about=_("What should have been done and is not: a reminder letter is drafted for each body."),
        headings=[*_row_headings(), _("days over")],
        rows=[[*_cells(one), _days(pack.day, one.due_on)] for one in pack.overdue],
    )


def _due(pack: SessionPack) -> _Table:
    return _Table(
        title=_("acts coming due"),
        about=_("What is due by the day of the session."),
        headings=[*_row_headings(), _("days left")],
        rows=[[*_cells(one), _days(one.due_on, pack.day)] for one in pack.due],
    )


def _asked_for(pack: SessionPack) -> _Table:
    return _Table(
        title=_("plans and reports due"),
        about=_("Handling plans and handling reports that are due by the day of the session, while acts are still unanswered."),
        headings=[_("ref"), _("title"), _("what"), _("due"), _("state"), _("addressee"), _("unanswered acts"), _("source")],
        rows=[
            [
                one.ref,
                one.title,
                _word(DeadlineKind, one.kind),
                one.due_on.isoformat(),
                _("overdue") if one.due_on < pack.day else _("due"),
                one.addressee or "",
                str(one.unanswered),
                _place(one.source),
            ]
            for one in pack.asked_for
        ],
    )


def _waiting(pack: SessionPack) -> _Table:
    return _Table(
        title=_("replies to judge"),
        about=_("Answers that were received. Each is a claim until the committee has judged it."),
        headings=[
            _("ref"),
            _("title"),
            _("claim"),
            _("body"),
            _("received"),
            _("to judge"),
            _("answer"),
            _("evidence"),
            _("paper"),
            _("source"),
        ],
        rows=[
            [
                one.ref,
                one.title,
                _word(ReplyClass, one.claim),
                one.body or "",
                _iso(one.received_on),
                _(", ").join(one.leaves),
                one.text,
                one.evidence or "",
                one.report or "",
                _place(pack.sources[one.id]),
            ]
            for one in pack.waiting
        ],
    )


def _promises(pack: SessionPack) -> _Table:
    return _Table(
        title=_("promises to test"),
        about=_("What bodies said is under way or planned, in their own words."),
        headings=[
            _("ref"),
            _("title"),
            _("claim"),
            _("promise"),
            _("promised for"),
            _("received"),
            _("body"),
            _("status"),
            _("acts concerned"),
            _("source"),
        ],
        rows=[
            [
                one.ref,
                one.title,
                _word(ReplyClass, one.claim),
                f"“{one.quoted}”",
                _iso(one.promised_on) + (_(" (past)") if one.past else ""),
                _iso(one.received_on),
                one.body or "",
                _status(one.status),
                _(", ").join(one.leaves),
                _place(one.source),
            ]
            for one in pack.promises
        ],
    )


def _recurring(pack: SessionPack) -> _Table:
    return _Table(
        title=_("raised again"),
        about=_("What was asked for more than once and is not done."),
        headings=[_("raised"), _("all times"), *_row_headings()],
        rows=[[raised(one), _(", ").join(time.ref for time in one.chain), *_cells(one)] for one in pack.recurring],
    )


def _to_decide(pack: SessionPack) -> _Table:
    return _Table(
        title=_("perhaps raised again"),
        about=_("What may be an earlier demand again; a person decides: oversight review."),
        headings=[_("doubt"), _("what"), _("earlier demand"), _("alike"), _("source")],
        rows=[
            [
                str(doubt.id),
                doubt.message,
                f"{one.ref} {first_clause(one.text or '')}",
                "" if one.likeness is None else _("{rate} %").format(rate=round(one.likeness * 100)),
                _place(Source(file=doubt.file, lines=doubt.lines)),
            ]
            for doubt in pack.to_decide
            for one in doubt.candidates
            if one.of is not None
        ],
    )


def _row_headings() -> list[str]:
    return [
        _("ref"),
        _("session"),
        _("status"),
        _("text"),
        _("addressee"),
        _("lead body"),
        _("supporting bodies"),
        _("due"),
        _("what is due"),
        _("source"),
    ]


def _cells(row: Recommendation) -> list[str]:
    return [
        row.ref,
        session_cell(row.session.ref, row.session.date),
        _status(row.status),
        row.text,
        row.addressee or "",
        row.lead or "",
        "、".join(row.supporting),
        _iso(row.due_on),
        _word(DeadlineKind, row.due_kind),
        _place(row.source),
    ]


def _status(status: str | None) -> str:
    """With its mark, so that it never hangs on colour."""
    return next((f"{word.mark} {word.label(language())}" for word in Status if word.value == status), "")


def _word(kind: type[Word], value: str | None) -> str:
    return next((word.label(language()) for word in kind if word.value == value), "")


def _iso(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _days(later: dt.date | None, earlier: dt.date | None) -> str:
    return "" if later is None or earlier is None else str((later - earlier).days)


def _place(source: Source) -> str:
    """File and lines: ``packet.txt:1296-1298``; empty for what staff typed."""
    if source.file is None or not source.lines:
        return source.file or ""
    first, last = source.lines[0], source.lines[-1]
    return f"{source.file}:{first}" if first == last else f"{source.file}:{first}-{last}"
