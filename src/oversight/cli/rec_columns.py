"""How a list of recommendations is set, and what is said when it is empty."""

from oversight.cli.table import Column
from oversight.cli.terminal import RED
from oversight.cli.words import given, label, state, state_colour
from oversight.database.reading import Reader
from oversight.messages import _
from oversight.sheets.raised import raised
from oversight.views.recommendation_rows import Recommendation
from oversight.vocabulary import DeadlineKind, Origin


def columns(*, tree: bool = False, level: str = "leaf") -> list[Column]:
    """The columns of a list; with ``tree`` titles are indented and carry the printed number."""

    def title(row: Recommendation) -> str:
        if not tree:
            return row.title
        return "  " * row.path.count(".") + f"{row.path} {row.title}"

    result = [
        Column(_("ref"), lambda row: row.ref),
        Column(_("status"), _status, colour=lambda row: state_colour(row.status)),
        Column(_("origin"), lambda row: label(Origin, row.origin)),
        Column(_("title"), title, fold=True),
        Column(_("due"), _due, colour=lambda row: RED if row.overdue else None, fold=True, optional=True),
        Column(
            _("bodies"), lambda row: "、".join([*([row.lead] if row.lead else []), *row.supporting]), fold=True, optional=True
        ),
        Column(_("raised"), raised, fold=True, optional=True),
    ]
    if tree or level != "leaf":
        result.insert(2, Column(_("done"), _share, right=True))
    return result


def _status(row: Recommendation) -> str:
    """The status; of what staff took off the list, that they did."""
    return _("× dropped") if row.dropped else state(row.status)


def _share(row: Recommendation) -> str:
    """How many of the leaves are done: ``3 of 9``."""
    if row.counts is None:
        return ""
    return _("{done} of {leaves}").format(done=row.counts.done, leaves=row.counts.leaves)


def _due(row: Recommendation) -> str:
    """The due date, and what is due where it is not the act; that it has passed is said in a sign, not only in colour."""
    what = f" {label(DeadlineKind, row.due_kind)}" if row.due_kind == DeadlineKind.ANSWER.value else ""
    return f"{given(row.due_on)}{' !' if row.overdue else ''}{what}"


def empty(reader: Reader, *, body: str | None = None) -> str:
    """Why a list is empty: nothing is loaded, no ``body`` of this name has anything to do, or nothing fits."""
    if reader.one("SELECT id FROM recommendation WHERE withdrawn_at IS NULL LIMIT 1") is None:
        return _("There is nothing to follow up yet. Load papers first: oversight load FILE")
    if body is not None:
        from oversight.views.organizations import organizations, printed_names

        is_meant = organizations(reader).asked(body)
        if not any(is_meant(name) for name in printed_names(reader)):
            return _("No recommendation names {body}, and nothing was assigned to it. The names: oversight org list").format(
                body=body
            )
    return _("No recommendation fits.")
