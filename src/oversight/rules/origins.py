"""Who speaks in a paper, by its kind."""

from oversight.vocabulary import Origin, ProblemOrigin, ReportKind

_DECIDED = frozenset({ReportKind.DELIBERATION_OPINION, ReportKind.RESOLUTION})
_OF_THE_COMMITTEE = _DECIDED | {ReportKind.INSPECTION_REPORT, ReportKind.SURVEY_REPORT, ReportKind.ENFORCEMENT_REPORT}


def origin_of(kind: ReportKind) -> Origin:
    """What a demand in a paper of this kind is: asked for formally, suggested, or the reporting body's own plan."""
    if kind in _DECIDED:
        return Origin.OPINION
    return Origin.SUGGESTION if kind in _OF_THE_COMMITTEE else Origin.COMMITMENT


def problem_origin_of(kind: ReportKind) -> ProblemOrigin:
    """Who raises a problem in a paper of this kind: the committee, or the body that reports."""
    return ProblemOrigin.COMMITTEE if kind in _OF_THE_COMMITTEE else ProblemOrigin.SELF_REPORTED
