"""Why something is due on a day: by which rule, counted from when, what was skipped, and how often it was put off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from oversight.database.reading import Reader
from oversight.rules.count_days import Calendar, Count, Period, Skipped, count
from oversight.rules.first_clause import first_clause
from oversight.views.due_dates import Deadline, HandedOver, deadlines_of, hand_over_of, line_of, of_kind
from oversight.views.house_rules import HouseRule, rule_for, rules_of
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, Found
from oversight.views.working_days import calendar_of
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A date that was put off: from when to when, how many days later, who asked, who granted it, when and why."""

    before: date
    due_on: date
    days: int
    asked_by: str | None
    granted_by: str | None
    granted_on: date | None
    reason: str | None
    basis: str
    basis_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How a date is counted: so much time from ``start``, what was skipped, and the weekends that were worked.

    ``due_on`` is what that gives by the calendar as it stands now; None where it runs into ``unknown_year``.
    """

    start: date
    amount: int
    unit: str
    due_on: date | None
    unknown_year: int | None
    skipped: tuple[Skipped, ...]
    worked: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One thing that is due: when, of what (``of`` it or of what it stands in), and why.

    ``due_on`` None: in the words of the paper (``due_text``), or by no rule at all. ``by_rule`` is what the house rule in force on
    the day of the hand-over gives now, where that is another date than the first one; ``rule`` says which.
    """

    kind: str
    of: str | None
    due_on: date | None
    due_text: str | None
    first_due_on: date | None
    days_slipped: int
    basis: str | None
    basis_text: str | None
    counted: Counted | None
    extensions: tuple[Extension, ...]
    rule: HouseRule | None
    by_rule: Counted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSheet:
    """All that is due of a recommendation or a report, and the hand-over that starts the clock."""

    ref: str
    title: str
    handed_over: HandedOver | None
    due: tuple[Explained, ...]


def explain_due(reader: Reader, found: Found, kind: DeadlineKind | None = None) -> DueSheet:
    """What is due of ``found``, a recommendation or a report, and why; of one ``kind`` or of all."""
    line = line_of(reader, found)
    known = bodies(reader)
    deadlines = deadlines_of(reader, line, known)
    handed_over = hand_over_of(reader, line, known)
    calendar = calendar_of(reader, found.body_id)
    title, origin = _head(reader, found)
    rules = rules_of(reader, found.body_id)
    due = []
    # A paper has a plan and an answer; the dates of acts are those of its recommendations.
    asked = [one for one in DeadlineKind if one is not DeadlineKind.ACT or found.entity is Entity.RECOMMENDATION]
    for one in asked if kind is None else [kind]:
        rule = None if handed_over is None else rule_for(rules, one.value, origin, handed_over.on)
        explained = _explain(deadlines, one, calendar, rule, handed_over)
        if explained is not None:
            due.append(explained)
    return DueSheet(ref=found.ref, title=title, handed_over=handed_over, due=tuple(due))


def _head(reader: Reader, found: Found) -> tuple[str, str]:
    """The title and the origin."""
    if found.entity is Entity.REPORT:
        row = reader.one(
            """
            SELECT p.title, r.origin FROM report p
            LEFT JOIN recommendation r ON r.report_id = p.id AND r.withdrawn_at IS NULL AND r.dropped_at IS NULL
            WHERE p.id = :id
            ORDER BY CASE r.origin WHEN 'opinion' THEN 0 WHEN 'suggestion' THEN 1 ELSE 2 END""",
            id=found.id,
        )
        assert row is not None
        return row["title"], row["origin"] or Origin.OPINION.value
    row = reader.one(
        "SELECT heading, COALESCE(text_override, text_as_read) AS text, origin FROM recommendation WHERE id = :id", id=found.id
    )
    assert row is not None
    return row["heading"] or first_clause(row["text"]), row["origin"]


def _explain(
    deadlines: Sequence[Deadline],
    kind: DeadlineKind,
    calendar: Calendar,
    rule: HouseRule | None,
    handed_over: HandedOver | None,
) -> Explained | None:
    """What is due of this kind; None where nothing is, and no rule says that it should."""
    dates = of_kind(deadlines, kind.value)
    worded = next((one for one in deadlines if one.kind == kind.value), None)
    first = dates[0] if dates else worded
    by_rule = None
    if rule is not None and handed_over is not None:
        by_rule = _counted(handed_over.on, rule.period, calendar)
        by_text = first is not None and first.basis == "text"
        if by_text or (first is not None and first.due_on == by_rule.due_on):
            # The text outranks the rule; what the rule gives need not be said twice.
            by_rule = None
    if first is None and by_rule is None:
        return None
    extensions = tuple(_extensions(dates))
    counted = None
    if first is not None and first.counted_from and first.amount and first.unit:
        counted = _counted(first.counted_from, Period(first.amount, DeadlineUnit(first.unit)), calendar)
    return Explained(
        kind=kind.value,
        of=None if first is None else first.of,
        due_on=dates[-1].due_on if dates else None,
        due_text=None if first is None else first.due_text,
        first_due_on=dates[0].due_on if dates else None,
        days_slipped=sum(one.days for one in extensions),
        basis=None if first is None else first.basis,
        basis_text=None if first is None else first.basis_text,
        counted=counted,
        extensions=extensions,
        rule=rule if by_rule is not None else None,
        by_rule=by_rule,
    )


def _counted(start: date, period: Period, calendar: Calendar) -> Counted:
    found: Count = count(start, period, calendar)
    return Counted(
        start=start,
        amount=period.amount,
        unit=period.unit.value,
        due_on=found.last,
        unknown_year=found.unknown_year,
        skipped=found.skipped,
        worked=found.worked,
    )


def _extensions(dates: Sequence[Deadline]) -> list[Extension]:
    result = []
    for before, after in pairwise(dates):
        assert before.due_on is not None
        assert after.due_on is not None
        result.append(
            Extension(
                before=before.due_on,
                due_on=after.due_on,
                days=(after.due_on - before.due_on).days,
                asked_by=after.asked_by,
                granted_by=after.granted_by,
                granted_on=after.granted_on,
                reason=after.reason,
                basis=after.basis,
                basis_text=after.basis_text,
            )
        )
    return result
