"""The numbered parts of an answer, each with what it names.

（一）关于清理整治。… （二）关于设置防护网。…
"""

import re
from collections.abc import Iterator

from oversight.structure.answered_session import FollowUp
from oversight.structure.demands import AnswerPart
from oversight.structure.heads import split_head
from oversight.structure.outline import Part, Span
from oversight.structure.reply_class import reply_class

# 关于“清理整治”的办理情况, 关于清理整治方面, 清理整治工作
_NAMED = re.compile(
    r"(?:关于|针对|对于|对)?[“《]?(?P<subject>[^“”]+?)[”》]?(?:方面|工作|问题)?(?:的)?(?:(?:审议)?意见)?(?:的)?(?:(?:办理|落实|整改|处理)(?:落实)?情况)?"
)
# One is no list.
_FEWEST = 2


def answer_parts(read: FollowUp, answer: Span) -> tuple[AnswerPart, ...]:
    """The parts of the section that ``answer`` is; none where it has no list, or one of them does not say what it is about."""
    section = next((part for part in _all_parts(read.tree) if part.label[0] == answer[0]), None)
    parts = [] if section is None else [part for part in section.parts if part.label[0] < answer[1]]
    if len(parts) < _FEWEST:
        return ()
    found = []
    for part in parts:
        headed = split_head(read.running, part)
        if headed.head is None:
            return ()
        head = read.running.text[slice(*headed.head)]
        named = _NAMED.fullmatch(head)
        span = (part.label[0], min(part.end, answer[1]))
        found.append(
            AnswerPart(
                text=named["subject"] if named else head,
                answer_class=reply_class(read.running.text[slice(*span)]),
                lines=read.running.lines(*span),
            )
        )
    return tuple(found)


def _all_parts(tree: Part) -> Iterator[Part]:
    for part in tree.parts:
        yield part
        yield from _all_parts(part)
