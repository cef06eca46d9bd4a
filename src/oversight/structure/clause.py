"""A clause of an official sentence, read."""

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """What a clause is in its sentence."""

    LEADS = "leads"  # 按照…要求, 在…的同时, 以…为基础, 着眼于…的准备: belongs to the clause after it
    UMBRELLA = "umbrella"  # 落实属地责任, 提高思想认识: the clauses after it say what it means
    SUBJECT = "subject"  # 区财政局要…, 检查结果向社会公开: somebody or something else comes to speak
    DATED = "dated"  # 年内完成…: an act with a deadline of its own
    CONCRETE = "concrete"  # 设立专家库
    GOVERNING = "governing"  # 完善…布局
    LEANS = "leans"  # 把…纳入考核, 明确…选址: unfolds the act before it
    OUTCOME = "outcome"  # 确保…, 提高…能力
    OTHER = "other"


class Clause(NamedTuple):
    """A clause read: its role, its verb, whether what the verb governs stands by itself (``thing``) or sums up (``sum``).

    ``further``: it opens with 同时, 此外, 还要; ``new_means``: with 并 and an adjunct of its own (并通过…, 并对…).
    ``told``: it opens with 要 or 应当, so that who or what is meant stands before it.
    ``leads_on``: it names who acts, and only the clause after it says what (市财政局应当会同…，在三月底前出台…).
    ``governs``: what its verb governs, as printed.
    """

    role: Role
    verb: str = ""
    thing: bool = False
    sums_up: bool = False
    further: bool = False
    new_means: bool = False
    leads_on: bool = False
    told: bool = False
    governs: str = ""
