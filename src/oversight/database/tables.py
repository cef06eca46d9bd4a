"""Every table, imported once, so that ``Base.metadata`` is whole."""

from oversight.database.clock import CalendarDay, CalendarYear, HandOver, HouseRule
from oversight.database.columns import Base
from oversight.database.followed import FOLLOWED_TABLE
from oversight.database.meetings import AgendaItem, AttendanceEntry, LegislativeSession, Sitting
from oversight.database.papers import Deadline, Link, Problem, Recommendation, Reply, Report, SourceDocument, Title
from oversight.database.people import Body, Membership, Organization, OrganizationName, Person, Responsibility, Term
from oversight.database.story import Change, Decision, Doubt, Event, ImportRun, RefAlias

__all__ = [
    "FOLLOWED_TABLE",
    "AgendaItem",
    "AttendanceEntry",
    "Base",
    "Body",
    "CalendarDay",
    "CalendarYear",
    "Change",
    "Deadline",
    "Decision",
    "Doubt",
    "Event",
    "HandOver",
    "HouseRule",
    "ImportRun",
    "LegislativeSession",
    "Link",
    "Membership",
    "Organization",
    "OrganizationName",
    "Person",
    "Problem",
    "Recommendation",
    "RefAlias",
    "Reply",
    "Report",
    "Responsibility",
    "Sitting",
    "SourceDocument",
    "Term",
    "Title",
]
