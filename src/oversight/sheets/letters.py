"""Drafts of letters: 交办函, that hands an opinion over, and 催办函, that reminds a body of what is overdue.

Facts come from the database; what is not known is left as a line to fill in. The drafts are for an office to look over and to send.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from oversight.messages import _, language, ngettext
from oversight.sheets.write_table import escaped
from oversight.structure.numerals import write_number
from oversight.views.last_answers import LastAnswer
from oversight.views.recommendation_rows import Recommendation
from oversight.views.session_pack import SessionPack, ToHandOver, ToRemind
from oversight.vocabulary import DeadlineKind

# What no file name may hold on one of the systems.
_NO_NAME = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST_NAME = 60

Letter = tuple[str, str, str]
"""Name of the file without its ending, text, what it is."""


def letters(pack: SessionPack) -> Iterator[Letter]:
    """The hand-over letter of each opinion that was not handed over, then a reminder for each body with something overdue."""
    for number, opinion in enumerate(pack.to_hand_over, 1):
        name = _named(_("hand-over letter").replace(" ", "-"), number, opinion.addressee)
        yield name, _hand_over(pack, opinion), _("Hands over {ref}: {title}").format(ref=opinion.ref, title=opinion.title)
    for number, reminder in enumerate(pack.to_remind, 1):
        count = len(reminder.rows)
        about = ngettext("Reminds of {count} act that is overdue.", "Reminds of {count} acts that are overdue.", count)
        name = _named(_("reminder letter").replace(" ", "-"), number, reminder.body)
        yield name, _reminder(pack, reminder), about.format(count=count)


def _hand_over(pack: SessionPack, opinion: ToHandOver) -> str:
    blocks = [
        "# " + _("Letter handing over “{title}”").format(title=escaped(opinion.title)),
        _addressed(opinion.addressee),
        _(
            "{session}, on {day}, heard and deliberated the report and formed “{title}” ({number})."
            " It is handed over to you; please look into it and deal with it as follows."
        ).format(
            session=session_name(escaped(pack.session.body), opinion.term, opinion.session_number, opinion.session),
            day=long_day(opinion.session_date),
            title=escaped(opinion.title),
            number=escaped(opinion.document_number) if opinion.document_number else opinion.ref,
        ),
        "## " + _("1. What is handed over"),
        _numbered([_act(row) for row in opinion.rows]),
        "## " + _("2. What is asked of you"),
        _(
            "Please say for each act who leads, who supports, what is done and by when. Send the handling plan in writing {plan}, and"
            " the written report on the handling {answer}."
        ).format(
            plan=_until(opinion.plan_due_on, opinion.plan_due_text),
            answer=_until(opinion.answer_due_on, opinion.answer_due_text),
        ),
        _(
            "Before you report to the standing committee, show the report to the special committee or working body concerned"
            " for comment."
        ),
        _signed(pack),
    ]
    return "\n\n".join(blocks) + "\n"


def _reminder(pack: SessionPack, reminder: ToRemind) -> str:
    acts_only = all(row.due_kind == DeadlineKind.ACT.value for row in reminder.rows)
    count = (
        ngettext(
            "As of {today} you have {count} act in hand that should have been done and is not. Please see to it:",
            "As of {today} you have {count} acts in hand that should have been done and are not. Please see to them:",
            len(reminder.rows),
        )
        if acts_only
        else ngettext(
            "As of {today} you have {count} act in hand that should have been done or answered in writing and is not."
            " Please see to it:",
            "As of {today} you have {count} acts in hand that should have been done or answered in writing and are not."
            " Please see to them:",
            len(reminder.rows),
        )
    )
    blocks = [
        "# " + _("Reminder of acts that are overdue"),
        _addressed(reminder.body),
        count.format(today=long_day(pack.day), count=len(reminder.rows)),
        _numbered([_overdue(row, reminder.answers.get(row.id), pack.day) for row in reminder.rows]),
        *_claimed(reminder),
        _(
            "Please report in writing by {day} how each of them stands, with what proves it. Where more time is needed, ask for it with"
            " the reasons and a date."
        ).format(day=long_day(None)),
        _signed(pack),
    ]
    return "\n\n".join(blocks) + "\n"


def _claimed(reminder: ToRemind) -> list[str]:
    """What the body has answered as done: the committee has to judge it, and nothing is pressed for."""
    if not reminder.claimed:
        return []
    said = _(
        "You have reported the following as done; the committee has still to judge it, and this letter does not press for it:"
    )
    return [
        said,
        "\n".join("- " + _("{text} ({facts})").format(text=escaped(row.text), facts=row.ref) for row in reminder.claimed),
    ]


def session_name(body: str, term: int | None, number: int | None, ref: str) -> str:
    """A session as a letter names it: 某县第十七届人民代表大会常务委员会第二十一次会议; by its ref where its numbers are not known."""
    if term is None or number is None:
        return _("Session {ref} of {body}").format(ref=ref, body=body)
    if language() == "zh":
        of_term = body.replace("人民代表大会", f"第{write_number(term)}届人民代表大会", 1)
        return f"{of_term}第{write_number(number)}次会议"
    return _("Session {number} of term {term} of {body}").format(number=number, term=term, body=body)


def _until(day: dt.date | None, text: str | None) -> str:
    """``by 2021-07-31``; where the opinion gives a time and no day can be counted from it yet, its own words."""
    if day is None and text:
        return _("within the time that the opinion gives ({text})").format(text=escaped(text))
    return _("by {day}").format(day=long_day(day))


def _act(row: Recommendation) -> str:
    facts = [
        _("lead: {body}").format(body=escaped(row.lead)) if row.lead else "",
        _("supporting: {bodies}").format(bodies=escaped("、".join(row.supporting))) if row.supporting else "",
        _("due: {day}").format(day=long_day(row.due_on)) if row.due_on else "",
    ]
    return _("{text} ({facts})").format(
        text=escaped(row.text), facts=_("; ").join([row.ref, *(fact for fact in facts if fact)])
    )


def _overdue(row: Recommendation, answer: LastAnswer | None, day: dt.date) -> str:
    over = (day - row.due_on).days if row.due_on else 0
    sentence = (
        ngettext(
            "{text} ({ref}; a written answer was due {due}, {count} day over)",
            "{text} ({ref}; a written answer was due {due}, {count} days over)",
            over,
        )
        if row.due_kind == DeadlineKind.ANSWER.value
        else ngettext("{text} ({ref}; due {due}, {count} day over)", "{text} ({ref}; due {due}, {count} days over)", over)
    )
    text = sentence.format(text=escaped(row.text), ref=row.ref, due=long_day(row.due_on), count=over)
    if answer is None:
        return text
    said = _("You answered on {day}: “{words}”").format(day=long_day(answer.received_on), words=escaped(answer.quoted))
    if answer.sent_back_on is not None:
        back = _("The committee sent this answer back on {day}: {reason}")
        said += "\n   " + back.format(day=long_day(answer.sent_back_on), reason=escaped(answer.reason or ""))
    return f"{text}\n   {said}"


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _addressed(body: str | None) -> str:
    return _("To {body}:").format(body=escaped(body) if body else "＿＿＿＿＿＿")


def _signed(pack: SessionPack) -> str:
    return _("General Office of {body}").format(body=escaped(pack.session.body)) + "  \n" + long_day(pack.day)


def long_day(day: dt.date | None) -> str:
    """A day as a letter writes it; a line to fill in where it is not known."""
    if language() == "zh":
        return "＿＿＿＿年＿＿月＿＿日" if day is None else f"{day.year}年{day.month}月{day.day}日"
    return "＿＿＿＿-＿＿-＿＿" if day is None else day.isoformat()


def _named(kind: str, number: int, body: str | None) -> str:
    parts = [kind, f"{number:02d}", _NO_NAME.sub("_", body or "").strip("._")[:_LONGEST_NAME]]
    return "-".join(part for part in parts if part)
