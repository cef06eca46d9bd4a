"""The questions that the papers for a session answer, each as a table: a heading beside what stands under it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from oversight.messages import _, language
from oversight.rules.first_clause import first_clause
from oversight.sheets.checklist import session_cell
from oversight.sheets.raised import raised
from oversight.views.recommendation_rows import Source
from oversight.views.session_pack import SessionPack
from oversight.vocabulary import DeadlineKind, ReplyClass, Status, Word

Column = tuple[str, Callable[[Any], str]]


@dataclass(frozen=True, slots=True)
class PackTable:
    """One question with its answer: ``about`` says what the rows are and what they are for."""

    title: str
    about: str
    columns: Sequence[Column]
    answer: Sequence[Any]

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [heading for heading, _cell in self.columns]

    @property
    def rows(self) -> list[list[str]]:
        """The answer, cell by cell."""
        return [[cell(one) for _heading, cell in self.columns] for one in self.answer]


def pack_tables(pack: SessionPack) -> list[PackTable]:
    """All tables, in the order of the pack, in the language in force."""
    day = pack.day
    return [
        PackTable(
            _("carried over"),
            _("What earlier sessions asked for and is not done."),
            [*_of_row(), (_("raised"), raised), (_("progress note"), lambda one: pack.progress[one.id].note or "")],
            pack.carried_over,
        ),
        PackTable(
            _("overdue acts"),
            _("What should have been done and is not: a reminder letter is drafted for each body."),
            [*_of_row(), (_("days over"), lambda one: _days(day, one.due_on))],
            pack.overdue,
        ),
        PackTable(
            _("acts coming due"),
            _("What is due by the day of the session."),
            [*_of_row(), (_("days left"), lambda one: _days(one.due_on, day))],
            pack.due,
        ),
        PackTable(
            _("plans and reports due"),
            _("Handling plans and handling reports that are due by the day of the session, while acts are still unanswered."),
            [
                *_of_thing(),
                (_("what"), lambda one: _word(DeadlineKind, one.kind)),
                (_("due"), lambda one: _iso(one.due_on)),
                (_("state"), lambda one: _("overdue") if one.due_on < day else _("due")),
                (_("addressee"), lambda one: one.addressee or ""),
                (_("unanswered acts"), lambda one: str(one.unanswered)),
                (_("source"), lambda one: _place(one.source)),
            ],
            pack.asked_for,
        ),
        PackTable(
            _("replies to judge"),
            _("Answers that were received. Each is a claim until the committee has judged it."),
            [
                *_of_thing(),
                (_("claim"), lambda one: _word(ReplyClass, one.claim)),
                (_("body"), lambda one: one.body or ""),
                (_("received"), lambda one: _iso(one.received_on)),
                (_("to judge"), lambda one: _(", ").join(one.leaves)),
                (_("answer"), lambda one: one.text),
                (_("evidence"), lambda one: one.evidence or ""),
                (_("paper"), lambda one: one.report or ""),
                (_("source"), lambda one: _place(pack.sources[one.id])),
            ],
            pack.waiting,
        ),
        PackTable(
            _("promises to test"),
            _("What bodies said is under way or planned, in their own words."),
            [
                *_of_thing(),
                (_("claim"), lambda one: _word(ReplyClass, one.claim)),
                (_("promise"), lambda one: f"“{one.quoted}”"),
                (_("promised for"), lambda one: _iso(one.promised_on) + (_(" (past)") if one.past else "")),
                (_("received"), lambda one: _iso(one.received_on)),
                (_("body"), lambda one: one.body or ""),
                (_("status"), lambda one: status_cell(one.status)),
                (_("acts concerned"), lambda one: _(", ").join(one.leaves)),
                (_("source"), lambda one: _place(one.source)),
            ],
            pack.promises,
        ),
        PackTable(
            _("raised again"),
            _("What was asked for more than once and is not done."),
            [
                (_("raised"), raised),
                (_("all times"), lambda one: _(", ").join(time.ref for time in one.chain)),
                *_of_row(),
            ],
            pack.recurring,
        ),
        PackTable(
            _("perhaps raised again"),
            _("What may be an earlier demand again; a person decides: oversight review."),
            [
                (_("doubt"), lambda asked: str(asked[0].id)),
                (_("what"), lambda asked: asked[0].message),
                (_("earlier demand"), lambda asked: f"{asked[1].ref} {first_clause(asked[1].text or '')}"),
                (_("alike"), lambda asked: _rate(asked[1].likeness)),
                (_("source"), lambda asked: _place(Source(file=asked[0].file, lines=asked[0].lines))),
            ],
            [(doubt, one) for doubt in pack.to_decide for one in doubt.candidates if one.of is not None],
        ),
    ]


def _of_thing() -> list[Column]:
    return [(_("ref"), lambda one: one.ref), (_("title"), lambda one: one.title)]


def _of_row() -> list[Column]:
    """The columns of a recommendation."""
    return [
        (_("ref"), lambda one: one.ref),
        (_("session"), lambda one: session_cell(one.session.ref, one.session.date)),
        (_("status"), lambda one: status_cell(one.status)),
        (_("text"), lambda one: one.text),
        (_("addressee"), lambda one: one.addressee or ""),
        (_("lead body"), lambda one: one.lead or ""),
        (_("supporting bodies"), lambda one: "、".join(one.supporting)),
        (_("due"), lambda one: _iso(one.due_on)),
        (_("what is due"), lambda one: _word(DeadlineKind, one.due_kind)),
        (_("source"), lambda one: _place(one.source)),
    ]


def status_cell(status: str | None) -> str:
    """With its mark, so that it never hangs on colour."""
    return next((f"{word.mark} {word.label(language())}" for word in Status if word.value == status), "")


def _word(kind: type[Word], value: str | None) -> str:
    return next((word.label(language()) for word in kind if word.value == value), "")


def _rate(likeness: float | None) -> str:
    return "" if likeness is None else _("{rate} %").format(rate=round(likeness * 100))


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
