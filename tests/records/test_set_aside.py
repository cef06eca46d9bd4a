"""What stands beside the records of a paper, and which phrases ask for something."""

from itertools import pairwise
from pathlib import Path

import pytest

from oversight.records.read_packet import read_packets
from oversight.records.recommending import recommends
from oversight.records.set_aside import account
from oversight.vocabulary import Aside

_PACKETS = Path(__file__).parents[1] / "packets"


@pytest.mark.parametrize(
    "sentence",
    [
        "区政府要加强领导",
        "建议区政府加大投入",
        "各街道应当落实责任",
        "各街道应定期检查",
        "必须守住底线",
        "加快建设储备库",
        "建立健全应急机制",
        "希望区政府认真研究",
        "请区政府研究处理",
        "进一步完善预案",
        "近年来事故多发，各街道必须加快整改",
        "会议强调“两个维护”，要抓好落实",
    ],
)
def test_what_asks(sentence: str) -> None:
    assert recommends(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "主要做法是三条",
        "按照上级要求开展工作",
        "重要意义在于此",
        "提出了意见建议",
        "办理代表建议二十件",
        "修订应急预案，做到应保尽保",
        "相应设施已经到位",
        "申请执行人较多",
        "加快了工程进度",
        "近年来，区政府加快推进旧城改造",
        "会议认为，省八次党代会以来，基层文化设施建设进一步加强",
        "资助希望工程",
        "落实“要坚持系统观念”的指示",
        "印发《关于加快养老服务发展的意见》",
    ],
)
def test_what_does_not_ask(sentence: str) -> None:
    assert not recommends(sentence)


def test_every_sentence_of_a_body_is_given_once_and_in_order() -> None:
    [reading] = read_packets([_PACKETS / "tangxi-06-12"])
    reports = [paper for paper in account(reading.documents, reading.packet) if paper.running is not None]
    assert [paper.number for paper in reports] == [report.number for report in reading.packet.reports]
    for paper in reports:
        assert paper.running is not None
        spans = sorted(stated.span for stated in paper.stated)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        # What is left out between them are the numbers of the parts.
        assert sum(end - begin for begin, end in spans) > 0.9 * len(paper.running.text)


def test_a_report_that_the_packet_has_not_is_of_another_session() -> None:
    [reading] = read_packets([_PACKETS / "tangxi-06-12"])
    first, *others = reading.packet.reports
    packet = reading.packet.model_copy(update={"reports": tuple(others)})
    strange = [paper for paper in account(reading.documents, packet) if Aside.OTHER_SESSION in paper.head.values()]
    assert [paper.heading for paper in strange] == [first.title]
    assert strange[0].number is None
