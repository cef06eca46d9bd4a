"""``rec due`` as a person reads it: each date with its reasons."""

from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given, label, weekday
from oversight.messages import _, ngettext
from oversight.rules.count_days import Period, Skipped
from oversight.views.due_dates import HandedOver
from oversight.views.explain_due import Counted, DueSheet, Explained
from oversight.vocabulary import DeadlineBasis, DeadlineKind, DeadlineUnit


def due_sheet(row: DueSheet, *, width: int | None, colour: bool) -> str:
    """The whole page."""
    page = Sheet(width=width, colour=colour)
    page.head(f"{row.ref}  {row.title}")
    page.fields([(_("handed over"), handed_over(row.handed_over, row.ref) or _("not yet"))])
    for one in row.due:
        page.section(_("{kind}: {when}").format(kind=label(DeadlineKind, one.kind), when=_until(one)))
        page.fields(_reasons(one, row.ref))
        if one.extensions:
            page.paragraph("")
            page.table(_extension_columns(), one.extensions)
    if not row.due:
        page.paragraph(_("It has no due date: no paper, no house rule and no resolution gives one."))
        if row.handed_over is None:
            page.paragraph(_("Hand it over: oversight rec handover {ref} --on DATE").format(ref=row.ref.partition(":")[0]))
    return str(page)


def due_columns() -> list[Column]:
    """What the formats with rows show."""
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("handed over"), lambda row: given(row.handed_over and row.handed_over.on)),
        *(_column_of(kind) for kind in DeadlineKind),
    ]


def _column_of(kind: DeadlineKind) -> Column:
    return Column(
        label(DeadlineKind, kind.value), lambda row: next((given(one.due_on) for one in row.due if one.kind == kind), "")
    )


def handed_over(row: HandedOver | None, ref: str) -> str:
    """``2021-04-20  绿人发〔2021〕8号 (with 18-33/5)``; nothing for none."""
    if row is None:
        return ""
    number = "" if row.number is None else f"  {row.number}"
    return f"{row.on}{number}" + ("" if row.of == ref else _(" (with {ref})").format(ref=row.of))


def _until(one: Explained) -> str:
    if one.due_on is not None:
        return _("due {day} ({weekday})").format(day=one.due_on, weekday=weekday(one.due_on))
    return one.due_text or _("none set")


def _reasons(one: Explained, ref: str) -> list[tuple[str, str]]:
    slipped = ngettext(
        "{count} day later than at first, on {day}", "{count} days later than at first, on {day}", one.days_slipped
    )
    return [
        (_("date of"), "" if one.of in {None, ref} else given(one.of)),
        (_("rests on"), "" if one.basis is None else label(DeadlineBasis, one.basis)),
        (_("source"), given(one.basis_text)),
        (_("text"), "" if one.counted else given(one.due_text)),
        *([] if one.counted is None else _count(one.counted)),
        (_("put off"), slipped.format(count=one.days_slipped, day=one.first_due_on) if one.extensions else ""),
        (_("by the rule now"), _by_rule(one)),
    ]


def _count(found: Counted) -> list[tuple[str, str]]:
    return [
        (_("days skipped"), _skipped(found.skipped)),
        (_("weekends worked"), _(", ").join(f"{one.on} {one.name or ''}".rstrip() for one in found.worked)),
        (_("gives"), _gives(found)),
    ]


def _period(found: Counted) -> str:
    return Period(found.amount, DeadlineUnit(found.unit)).words


def _gives(found: Counted) -> str:
    if found.due_on is not None:
        return found.due_on.isoformat()
    return _("no date: the holiday plan of {year} is not known (oversight calendar import {year} FILE)").format(
        year=found.unknown_year
    )


def _skipped(days: tuple[Skipped, ...]) -> str:
    """``9: 4 of weekends, 劳动节 2021-05-03 to 2021-05-05``."""
    if not days:
        return ""
    plain = [one for one in days if one.name is None]
    parts = (
        [ngettext("{count} day of a weekend", "{count} days of weekends", len(plain)).format(count=len(plain))] if plain else []
    )
    for name in dict.fromkeys(one.name for one in days if one.name is not None):
        of_name = [one.on for one in days if one.name == name]
        first, last = of_name[0].isoformat(), of_name[-1].isoformat()
        parts.append(
            f"{name} {first}" if first == last else _("{name} {first} to {last}").format(name=name, first=first, last=last)
        )
    return _("{count}: {days}").format(count=len(days), days=_(", ").join(parts))


def _by_rule(one: Explained) -> str:
    if one.rule is None or one.by_rule is None:
        return ""
    words = _("{date}; {period} from {day}, rule {number}: {source}")
    return words.format(
        date=_gives(one.by_rule), period=_period(one.by_rule), day=one.by_rule.start, number=one.rule.id, source=one.rule.source
    )


def _extension_columns() -> list[Column]:
    return [
        Column(_("was due"), lambda row: given(row.before)),
        Column(_("put off to"), lambda row: given(row.due_on)),
        Column(_("days later"), lambda row: f"+{row.days}", right=True),
        Column(_("asked by"), lambda row: given(row.asked_by), optional=True),
        Column(_("granted by"), lambda row: given(row.granted_by), optional=True),
        Column(_("granted on"), lambda row: given(row.granted_on), optional=True),
        Column(_("reason"), lambda row: given(row.reason), fold=True, optional=True),
        Column(_("rests on"), lambda row: row.basis_text or label(DeadlineBasis, row.basis), fold=True),
    ]
