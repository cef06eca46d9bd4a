"""What the tables of the database hold, in the words of an office."""

from oversight.messages import _


def things() -> dict[str, str]:
    """The word for one row of each table."""
    return {
        "agenda_item": _("agenda item"),
        "attendance": _("attendance"),
        "body": _("committee"),
        "calendar_day": _("day of the calendar"),
        "calendar_year": _("year of the calendar"),
        "change": _("change"),
        "deadline": _("deadline"),
        "decision": _("answer to a doubt"),
        "doubt": _("doubt"),
        "hand_over": _("hand-over"),
        "house_rule": _("house rule"),
        "legislative_session": _("session"),
        "link": _("link"),
        "membership": _("membership"),
        "organization": _("body"),
        "organization_name": _("name of a body"),
        "person": _("person"),
        "problem": _("problem"),
        "recommendation": _("recommendation"),
        "ref_alias": _("further ref"),
        "reply": _("reply"),
        "report": _("report"),
        "responsibility": _("responsibility"),
        "sitting": _("sitting"),
        "source_document": _("paper"),
        "term": _("term"),
        "title": _("short title"),
    }
