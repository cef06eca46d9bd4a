"""Which of the bodies that a passage names takes the lead."""

import re
from collections.abc import Sequence

from oversight.vocabulary import BodyRole

# 由县水利局牵头 / 市教育局负责牵头 / 县住建局主办
_LEADS = re.compile(r"^(?:负责)?(?:牵头|主办)")
# （牵头单位：县水利局；配合单位：…）, 责任单位：
_LEAD_LIST = re.compile(r"(?:牵头|主办|责任)(?:单位|部门)[：:]")
# 配合单位：县财政局 / 会同县财政局 / 协办单位：
_SUPPORT_LIST = re.compile(r"(?:配合|协办|会办|协同)(?:单位|部门)[：:]|会同|配合")
_END = re.compile(r"[；;，,。）)]")


def lead_first(bodies: Sequence[str], text: str) -> list[tuple[str, BodyRole]]:
    """Each of ``bodies`` with its part, one lead at most and before the others.

    The lead is the one that the text names as such; else the first that the text does not name among the supporting ones.
    """
    names = list(dict.fromkeys(bodies))
    if not names:
        return []
    lead = next((name for name in names if _is_named_lead(name, text)), None)
    if lead is None:
        lead = next((name for name in names if not _is_named_support(name, text)), names[0])
    return [(lead, BodyRole.LEAD)] + [(name, BodyRole.SUPPORTING) for name in names if name != lead]


def _is_named_lead(name: str, text: str) -> bool:
    after = text.find(name)
    if after >= 0 and _LEADS.match(text[after + len(name) :]):
        return True
    return any(name in _list_from(text, found.end()) for found in _LEAD_LIST.finditer(text))


def _is_named_support(name: str, text: str) -> bool:
    return any(name in _list_from(text, found.end()) for found in _SUPPORT_LIST.finditer(text))


def _list_from(text: str, start: int) -> str:
    end = _END.search(text, start)
    return text[start : end.start() if end else len(text)]
