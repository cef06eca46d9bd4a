"""Which earlier session a paper answers: the one that heard the report and raised the opinions.

A day of hand-over, a session named for another reason, and the session that hears the answer are not it.
"""

import datetime as dt
import re
from dataclasses import dataclass

from oversight.structure.bodies import find_sessions
from oversight.structure.dates import find_dates
from oversight.structure.demands import Answered
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.structure.outline import Part, Span
from oversight.structure.pairs import pairs_of
from oversight.structure.report_part import ReportPart
from oversight.structure.running_text import RunningText
from oversight.structure.split_text import split_sentences

# 听取和审议了…并提出了三个方面的审议意见: what the answered session did
_HEARD = re.compile(r"听取|审议|提出|形成|转来|交办|作出|通过")
_RAISED = re.compile(r"审议意见|评议意见|决议|意见建议|(?:提出|形成)[^。]{0,30}(?:意见|建议)")
# 对第八次会议审议意见的落实情况: a session named by its number alone
_BARE_SESSION = re.compile(rf"第(?P<number>[{NUMERALS}]{{1,3}})次(?:常委会)?会议")
# 审计查出问题整改情况的报告 goes through what an audit found, beside an answer to the opinions on that audit.
_OF_AUDIT_FINDINGS = re.compile("审计(?:查出|发现|反映|指出)[^意见]*整改")
# Two titles are about one subject from this share of common pairs of characters on.
_SAME_SUBJECT = 0.22
# A paper names the session that it answers near its beginning.
_NUMBER_ONLY_WITHIN = 1500
# A date belongs to a session's name when it follows this closely.
_FEW = 12


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A paper that answers or follows up earlier opinions, with its outline."""

    part: ReportPart
    running: RunningText
    tree: Part


def answered_session(read: FollowUp, term: int | None, number: int | None, starts_on: dt.date | None) -> Answered | None:
    """The session whose opinions ``read`` answers, by its own text; None where it names none."""
    text = read.running.text
    best: tuple[int, int, Answered] | None = None
    for start, end in split_sentences(text, 0, min(len(text), _NUMBER_ONLY_WITHIN)):
        sentence = text[start:end]
        for mention in find_sessions(sentence):
            named_term = mention.term or term
            if (named_term, mention.number) == (term, number):
                continue
            held_on = _date_of(sentence, mention.at, starts_on)
            weight = 2 * (_RAISED.search(sentence) is not None) + (_HEARD.search(sentence) is not None) + (held_on is not None)
            answered = Answered(term=named_term, number=mention.number, held_on=held_on)
            if best is None or weight > best[0]:
                best = (weight, start, answered)
    if best is not None:
        return best[2]
    for start, end in split_sentences(text, 0, min(len(text), _NUMBER_ONLY_WITHIN)):
        sentence = text[start:end]
        bare = _BARE_SESSION.search(sentence)
        named = parse_number(bare["number"]) if bare else None
        if bare and named is not None and named != number and re.search("意见|决议|建议", sentence):
            return Answered(term=term, number=named, held_on=_date_of(sentence, bare.span(), starts_on))
    return None


def _date_of(sentence: str, at: Span, starts_on: dt.date | None) -> dt.date | None:
    """The day printed with a session: the last one before its name, else one right after it."""
    dates = list(find_dates(sentence))
    before = [date for date in dates if date.at[1] <= at[0]]
    after = [date for date in dates if at[1] <= date.at[0] <= at[1] + _FEW]
    chosen = before[-1] if before else (after[0] if after else None)
    if chosen is None:
        return None
    if chosen.year is not None or starts_on is None:
        return chosen.first()
    # A day without a year lies in the last twelve months.
    day = chosen.first(starts_on.year)
    return day if day is not None and day <= starts_on else chosen.first(starts_on.year - 1)


def answer_alike(reads: list[FollowUp], answers: dict[int, Answered]) -> None:
    """A follow-up whose text names no session, or no date, speaks of the one that the answer on the same subject names."""
    for read in reads:
        own = answers.get(read.part.number)
        others = [other for other in reads if other is not read and other.part.number in answers]
        if own is not None:
            same = [
                answers[other.part.number]
                for other in others
                if (answers[other.part.number].number, answers[other.part.number].term) == (own.number, own.term)
            ]
            if own.held_on is None:
                dated = next((answer for answer in same if answer.held_on is not None), None)
                answers[read.part.number] = dated or own
            continue
        if others and not _OF_AUDIT_FINDINGS.search(read.part.title):
            nearest = max(others, key=lambda other: shared_pairs(subject_of(read.part.title), subject_of(other.part.title)))
            if shared_pairs(subject_of(read.part.title), subject_of(nearest.part.title)) >= _SAME_SUBJECT:
                answers[read.part.number] = answers[nearest.part.number]


def subject_of(title: str) -> str:
    """What a title is about, without who speaks and what kind of paper it is."""
    about = title.rpartition("关于")[2] or title
    return re.sub(r"研究处理|落实|贯彻|情况|审议意见|视察|调研|报告|整改|办理|的|工作|全区|全县|全市", "", about)


def shared_pairs(one: str, other: str) -> float:
    """The share of the shorter text's pairs that the other has, too."""
    first, second = set(pairs_of(one)), set(pairs_of(other))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
