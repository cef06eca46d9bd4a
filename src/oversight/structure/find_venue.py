"""Where a session was held: what the news tells, what a list or an agenda prints behind its label or under its title."""

import re
from collections.abc import Iterable

from oversight.structure.bodies import find_sessions
from oversight.structure.dense_text import filled, opening, plain, squeeze
from oversight.structure.head_lines import is_published
from oversight.structure.paper import Paper, PaperKind
from oversight.structure.paper_titles import opens_an_item

# How far into the news the place is told.
_OPENING = 600
# 在区人大常委会会议室举行, 在市人大会议中心第一会议室召开
_HELD_AT = re.compile(r"在(?P<venue>[^，。；：在]{2,40}?)(?:隆重|如期|顺利|以视频形式|以视频会议形式)?(?:召开|举行|举办)")
# 地点：县人大机关二楼会议室; a sentence may run over the end of its line
_PLACE_LABEL = re.compile(r"地\s*点\s*[：:]\s*(?P<venue>[^，。；：]{2,60})")
# 二、会议地点, with the place on the next line
_LABEL_ALONE = re.compile(r"(?:[一二三四五六七八九]、|[（(][一二三四五六七八九][)）])?(?:会议)?地\s*点\s*[：:]?")
# 地点：旗会议室　主持：额尔敦
_NEXT_LABEL = re.compile(r"\s+(?:会议)?(?:主\s*持\s*人?|时\s*间|日\s*期|记\s*录\s*人?|出\s*席|列\s*席|参\s*加)(?:人员)?$")
_FULL_LINE = 20
_HEAD_LINES = 8
_LONGEST_VENUE = 40
# （2024年6月26日上午9:00，县人大常委会二楼会议室）: a room in the brackets under a title, beside the day
_ROOM_BESIDE_DAY = re.compile(
    r"[（(][^（()）]*日[^（()）]*?[，,、；;\s](?P<venue>[^，,、；;（()）]{2,30}(?:室|厅|礼堂|会堂|中心|馆|楼))\s*[)）]"
)


def find_venue(fronts: Iterable[Paper]) -> str | None:
    """The place as the first of the papers has it that tells one; ``fronts`` are those that are no reports."""
    for paper in fronts:
        if paper.kind is PaperKind.NEWS:
            for sentence in re.split("[。！？]", opening_below_title(paper, _OPENING)):
                if next(find_sessions(sentence), None) is not None and (held := _HELD_AT.search(sentence)) is not None:
                    return held["venue"]
        if (venue := _labelled_venue(paper) or _bracketed_venue(paper)) is not None:
            return venue
    return None


def opening_below_title(paper: Paper, most: int) -> str:
    """The first ``most`` characters of a paper, without its heading and without what a site prints about the publication."""
    below = paper.lines[len(paper.title) and paper.title[-1].number - paper.lines[0].number + 1 :]
    return opening((line for line in below if not is_published(line.clean)), most)


def _bracketed_venue(paper: Paper) -> str | None:
    if paper.kind is PaperKind.NEWS:
        return None
    found = next((match for line in paper.lines[:_HEAD_LINES] if (match := _ROOM_BESIDE_DAY.fullmatch(plain(line)))), None)
    return squeeze(found["venue"]) if found else None


def _labelled_venue(paper: Paper) -> str | None:
    rows = [text for _line, text in filled(paper.lines)]
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        found = _PLACE_LABEL.search(row)
        if found is None and _LABEL_ALONE.fullmatch(row) and 1 < len(below) < _LONGEST_VENUE and not opens_an_item(below):
            return squeeze(below).rstrip("。；")
        if found is None:
            continue
        open_end = found.end() == len(row) and len(row) >= _FULL_LINE and "。" in below and not opens_an_item(below)
        venue = found["venue"] + (re.split("[，。；：]", below)[0] if open_end else "")
        return squeeze(re.split(r"\s{2,}", _NEXT_LABEL.sub("", venue.strip()))[0])
    return None
