"""Small papers of one kind, written in a test, read for what they ask."""

import datetime as dt

from oversight.structure.demands import Demands, FoundRecommendation, ReadPart
from oversight.structure.find_demands import find_demands
from oversight.structure.report_part import ReportPart
from oversight.vocabulary import ReportKind
from tests.structure.paper_text import rows

SESSION = dt.date(2023, 6, 28)


def part(kind: ReportKind, body: str, *, title: str = "关于某项工作情况的报告", number: int = 1) -> ReportPart:
    lines = rows(body.strip("\n"))
    return ReportPart(number, kind, title, lines, lines)


def read(kind: ReportKind, body: str, *, title: str = "关于某项工作情况的报告", number: int = 1) -> ReadPart:
    made = part(kind, body, title=title, number=number)
    return ReadPart(made, find_demands(made, SESSION))


def leaves(demands: Demands) -> list[FoundRecommendation]:
    paths = {record.path for record in demands.recommendations}
    return [record for record in demands.recommendations if not any(path.startswith(record.path + ".") for path in paths)]


def texts(demands: Demands) -> list[str]:
    return [leaf.text for leaf in leaves(demands)]


def headings(demands: Demands) -> list[str | None]:
    return [problem.heading for problem in demands.problems]
