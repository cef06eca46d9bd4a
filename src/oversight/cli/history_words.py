"""An event of a history in words: what happened, and what was so before and after."""

from typing import Protocol

from oversight.cli.thing_words import columns, things
from oversight.cli.words import given, label
from oversight.messages import _
from oversight.rules.first_clause import opening
from oversight.stored_words import in_one_line
from oversight.vocabulary import (
    Attendance,
    Basis,
    BodyRole,
    Capacity,
    DeadlineBasis,
    DeadlineKind,
    DeadlineUnit,
    DoubtState,
    Level,
    LinkKind,
    Origin,
    ProblemOrigin,
    ReplyClass,
    ReplyJudgement,
    ReplyKind,
    ReportKind,
    Role,
    SessionKind,
    Status,
    Word,
)

# Fields that hold a word of a closed list.
_LISTS: dict[str, type[Word]] = {
    "status": Status,
    "level": Level,
    "origin": Origin,
    "responsibility.role": BodyRole,
    "responsibility.basis": Basis,
    "deadline.kind": DeadlineKind,
    "deadline.basis": DeadlineBasis,
    "reply.kind": ReplyKind,
    "reply.reply_class": ReplyClass,
    "reply.judgement": ReplyJudgement,
    "link.kind": LinkKind,
    "link.basis": Basis,
    "attendance.capacity": Capacity,
    "attendance.role": Role,
    "attendance.status": Attendance,
    "doubt.state": DoubtState,
    "house_rule.kind": DeadlineKind,
    "house_rule.origin": Origin,
    "deadline.unit": DeadlineUnit,
    "house_rule.unit": DeadlineUnit,
    "legislative_session.kind": SessionKind,
    "membership.created": Role,
    "membership.restored": Role,
    "membership.role": Role,
    "membership.withdrawn": Role,
    "problem.origin": ProblemOrigin,
    "report.kind": ReportKind,
}
# What is said of these is short as it is, or no sentence.
_SHORT = frozenset({"title", "source_document"})
_YES_OR_NO = frozenset({"is_leaf", "confirmed", "papers_known", "works"})
# The event of a whole row tells what the row says.
_WHOLE = frozenset({"created", "withdrawn", "restored"})


class Told(Protocol):
    """What is told of a thing: ``field`` with the name of the thing before it, unless that is a recommendation."""

    @property
    def field(self) -> str:
        """A column, or created, withdrawn, restored, note; of what hangs on a recommendation, responsibility.created."""

    @property
    def before(self) -> str | None:
        """What it held before."""

    @property
    def after(self) -> str | None:
        """What it held then."""


def what(event: Told) -> str:
    """What happened, or which field is another one now; what hangs on the recommendation is named before it."""
    if event.field == "dropped_at":
        return _("dropped") if event.after else _("back on the list")
    if event.field == "text_override" and event.after is None:
        return _("text as in the paper again")
    if event.field == "place" and value(event, event.before) == value(event, event.after):
        return _("another version of the paper")
    alone = {
        "change.restored": _("change brought back"),
        "change.withdrawn": _("change taken back"),
        "responsibility.name": _("name of the body"),
        "responsibility.organization_id": _("name of the body"),
        "responsibility.person_name": _("responsible person"),
        "title.text": _("short title"),
    }
    if event.field in alone:
        return alone[event.field]
    thing, _dot, field = event.field.rpartition(".")
    word = {**columns(), **_fields()}.get(field, field)
    if not thing:
        return word
    return _("{thing} {what}").format(thing=_thing(thing, getattr(event, "kind", None)), what=word)


def _thing(thing: str, kind: str | None) -> str:
    """What it hangs on: of deadlines what is due, of replies whether the committee's own finding is meant."""
    if thing == "deadline" and kind is not None:
        return _("deadline ({kind})").format(kind=label(DeadlineKind, kind))
    if thing == "reply" and kind == ReplyKind.FINDING.value:
        return label(ReplyKind, kind)
    return things().get(thing, thing)


def value(event: Told, held: str | None) -> str:
    """What a field held: a word of a closed list as it is shown; of a row's text only how it begins, the rest stands above."""
    thing, _dot, field = event.field.rpartition(".")
    if not held or field == "dropped_at":
        return ""
    if event.field in _LISTS:
        return label(_LISTS[event.field], held)
    if field in _YES_OR_NO:
        return _("yes") if held == "true" else _("no")
    if field == "place":
        # 3:1296-1298, the key of the paper and the lines
        return held.rpartition(":")[2]
    return _of_the_whole(thing, held) if field in _WHOLE else given(held)


def _of_the_whole(thing: str, held: str) -> str:
    """What was told of a whole row."""
    match thing:
        case "change":
            return in_one_line(held)
        case "attendance":
            # 贺立诚 present
            name, _space, status = held.rpartition(" ")
            return f"{name} {label(Attendance, status)}".strip()
        case "link":
            # merged_into 18-33/5:3.3.1
            kind, _space, ref = held.partition(" ")
            return f"{label(LinkKind, kind)} {ref}".rstrip()
    return given(held) if thing in _SHORT else opening(held)


def _fields() -> dict[str, str]:
    return {
        "created": _("created"),
        "withdrawn": _("withdrawn"),
        "restored": _("restored"),
        "status": _("status"),
        "note": _("note"),
        "place": _("lines in the paper"),
        "position": _("place among the others"),
        "text_as_read": _("text as read"),
        "text": _("text"),
        "text_override": _("text"),
        "heading": _("heading"),
        "label": _("printed number"),
        "path": _("printed number"),
        "level": _("level"),
        "origin": _("origin"),
        "parent_id": _("part of"),
        "report_id": _("report"),
        "is_leaf": _("followed by itself"),
        "due_on": _("due"),
        "due_text": _("due"),
        "granted_by": _("granted by"),
        "reason": _("reason"),
        "basis": _("rests on"),
        "kind": _("kind"),
        "sequence": _("number"),
        "role": _("part"),
        "reply_class": _("claim"),
        "received_on": _("received on"),
        "from_name": _("body"),
        "promised_on": _("promised for"),
        "evidence": _("evidence"),
        "evidence_on": _("day of the evidence"),
        "judgement": _("judged"),
        "judged_on": _("judged on"),
        "language": _("language"),
        "from_id": _("recommendation"),
        "to_id": _("recommendation"),
        "to_problem_id": _("problem"),
        "recommendation_id": _("recommendation"),
        "problem_id": _("problem"),
    }
