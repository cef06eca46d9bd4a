"""Why people stayed away: one reason for several of them, and what of a remark is the reason."""

import re

from oversight.structure.find_from import holding
from oversight.structure.names import is_name, split_titled
from oversight.structure.numerals import NUMERALS

_MAY_SAY_WHY = holding("因", "生病", "患病", "住院", "出差", "外出")
# 陆纳因公，卢仝、皎然因病; 卢仝生病住院; 委员卢仝、皎然均因公出差
_SAID = re.compile(
    r"(?P<people>[^，,；;。：:（()）因\s]{2,60}?)[，,]?(?:均|都|皆|分别)?(?P<why>(?:因|生病|患病|住院|出差|外出)[^，,、；;。：:（()）\s]{1,14})(?=[，,、；;。：:）)]|\s|$)"
)
# 请假3人（陆纳因公，卢仝、皎然因病）
_IN_BRACKET = re.compile(
    rf"(?P<label>(?:请\s*假|缺\s*席|未出席|未到会)(?:人员|委员)?\s*[：:]?\s*共?\s*[{NUMERALS}]{{1,3}}\s*[人名位])\s*[（(](?P<people>[^（()）]{{2,200}})[)）][。]?$"
)
# One list of people, whose office the first of them tells
_AFTER = re.compile("）[，,；;]")
_PARTED = re.compile("([、和])")
_FOR_LEAVE = re.compile(r"(?:已|向[^，。]{2,8})?请假[：:，,]?[（(]?|[)）]$")


def each_with_reason(row: str) -> str:
    """``row`` with each reason in a bracket behind each of the people whom it holds for: 卢仝（因病）、皎然（因病）."""
    if not _MAY_SAY_WHY(row):
        return row
    told = _SAID.sub(_told_each, _IN_BRACKET.sub(r"\g<label>：\g<people>", row))
    return row if told == row else _AFTER.sub("）、", told)


def _told_each(said: re.Match[str]) -> str:
    pieces = _PARTED.split(said["people"].lstrip("、"))
    people = pieces[::2]
    if not all(is_name(one) or split_titled(one) is not None for one in people):
        return said[0]
    opens = "、" if said["people"].startswith("、") else ""
    return opens + "、".join(f"{one}（{said['why']}）" for one in people)


def reason_in(remark: str) -> str | None:
    """What a remark says why: 因公请假 is 因公, 请假（赴省培训） is 赴省培训; None for 请假 alone."""
    return (_FOR_LEAVE.sub("", remark) or None) if "请假" in remark else remark or None
