"""Sentences that tell a clerk what a load changes."""

from oversight.intake.draft import Draft
from oversight.intake.planned import Act, Changed, Planned
from oversight.messages import _

# So much of a text is shown on either side of the place where it differs.
_AROUND = 12


def tell_text(draft: Draft, planned: Planned, column: str, what: str | None = None) -> None:
    """Tell that ``column`` of a stored row reads otherwise now."""
    difference = planned.changed(column)
    if difference is None or planned.act is Act.INSERT:
        return
    before, after = shown(difference.before, difference.after)
    label = what if what is not None else label_of(column)
    draft.told.append(
        Changed(
            ref=planned.ref,
            what=column,
            sentence=_("{ref} {what}: {before} → {after}").format(ref=planned.ref, what=label, before=before, after=after),
            before=None if difference.before is None else str(difference.before),
            after=None if difference.after is None else str(difference.after),
        )
    )


def tell(draft: Draft, ref: str, what: str, sentence: str) -> None:
    """Tell one thing in words of its own."""
    draft.told.append(Changed(ref=ref, what=what, sentence=sentence))


def label_of(column: str) -> str:
    """The word for a column in such a sentence."""
    labels = {
        "text_as_read": _("text"),
        "text": _("text"),
        "heading": _("heading"),
        "title": _("title"),
        "name": _("name"),
        "status": _("attendance"),
        "reason": _("reason"),
        "role": _("role"),
        "kind": _("kind"),
        "author": _("author"),
        "presenter": _("presenter"),
        "addressee": _("addressee"),
        "document_number": _("document number"),
        "presented_on": _("date"),
        "starts_on": _("first day"),
        "ends_on": _("last day"),
        "number": _("number"),
        "venue": _("venue"),
        "presided_by": _("presided by"),
        "due_on": _("due"),
        "due_text": _("due"),
    }
    return labels.get(column, column)


def shown(before: object, after: object) -> tuple[str, str]:
    """Both values, cut to the place where they differ: …储备库建设 → …储备库的建设."""
    first, second = _word(before), _word(after)
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return _window(first, start, end), _window(second, start, end)


def _word(value: object) -> str:
    return _("nothing") if value is None or value == "" else str(value)


def _window(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
