import pytest

from oversight.structure.read_period import read_period
from oversight.vocabulary import DeadlineUnit

MONTHS, DAYS, WORKING_DAYS = DeadlineUnit


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("收到检察建议之日起两个月内", (2, MONTHS)),
        ("三个月内", (3, MONTHS)),
        ("自本意见印发之日起３０日内", (30, DAYS)),
        ("15个工作日内", (15, WORKING_DAYS)),
        ("十五 个工作日之内", (15, WORKING_DAYS)),
        ("两周内", (14, DAYS)),
        ("一年以内", (12, MONTHS)),
        ("一个季度内", (3, MONTHS)),
        ("半年内", (6, MONTHS)),
        ("半个月内", (15, DAYS)),
        ("年内", None),
        ("6月中旬前", None),
        ("2024年6月前", None),
        ("半个工作日内", None),
        ("", None),
    ],
)
def test_the_time_that_a_deadline_gives(text: str, period: tuple[int, DeadlineUnit] | None) -> None:
    assert read_period(text) == period
