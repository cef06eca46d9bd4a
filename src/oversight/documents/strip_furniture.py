"""Page furniture: running headers and footers, and page numbers, which are on the page but not in the text.

Where pages are known, furniture stands at their edges. Where they are not (a text taken from a PDF), a number alone on its line
is told by its neighbours. A line taken for furniture keeps its ``raw`` and its place; its ``clean`` becomes empty.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from operator import sub

from oversight.documents.printed import Printed, PrintedText

_D = "[0-9０-９]"
_RULE = r"[-－‐‑–—―─━~～·•・.．\s]"
# — 37 —, - 3 -, ·3·, －１２－
_RULED = re.compile(rf"(?=[^\s]){_RULE}+{_D}{{1,4}}{_RULE}*[-－‐‑–—―─━~～·•・]")
# 第3页, 第 3 页 共 9 页, 第3页/共9页, 3页, Page 3 of 9
_NAMED = re.compile(
    rf"第\s*{_D}{{1,4}}\s*页[\s,，/／（(]*(?:共\s*{_D}{{1,4}}\s*页)?[）)]?|(?:Page|PAGE|page)\s*{_D}{{1,4}}(?:\s*(?:of|/)\s*{_D}{{1,4}})?"
)
# 37
_BARE = re.compile(rf"{_D}{{1,3}}")
# What a page number of any form begins with
_OPENS_NUMBER = frozenset("-－‐‑–—―─━~～·•・.．第Pp0123456789０１２３４５６７８９")
# 3/9 at the foot of a page
_SHARE = re.compile(rf"(?P<page>{_D}{{1,3}})\s*[/／]\s*{_D}{{1,3}}")
_DIGITS = re.compile(rf"{_D}+")

# How many lines at the top and at the foot of a page may be furniture.
_EDGE = 3
# A header stands on at least this many pages, and on at least this share of them.
_FEWEST_PAGES = 3
_MOST = 0.6
# Points by which the height of one header may differ from page to page.
_SAME_HEIGHT = 4.0
# Numbers nearer to each other than this, counted in printed lines, number the rows of a list.
_ROWS_APART = 10
# Printed lines on a page, fewest and most.
_LINES_A_PAGE = (10, 80)
# A sentence that is cut by a page fills its line; shorter lines are heads, names, signatures.
_FULL = 10
_SENTENCE_ENDS = frozenset("。！？；：…”’」』）)》】〉.!?;:")
# 加 / 37 / 强 is cut by a number; 全区 / 37 / 个 and 共 / 25 / 人 are not: what follows is counted by it.
_COUNTED = frozenset(
    "年月日号时分秒人名个件项条次届户家处场所台辆套亩吨米元万亿千百十倍岁位篇份批座栋间期天周%％‰℃、，。；：）)~～-—.．至到多余"
)
# 第 / 3, 约 / 25, 2021- / 25: the number belongs to what stands before.
_COUNTING = frozenset("第约共近超达逾为至到和或与比增降（(—-~～.．0123456789０１２３４５６７８９")


def strip_page_edges(printed: Sequence[Printed]) -> list[Printed]:
    """Without what repeats at the top or at the foot of the pages, and without page numbers there."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(printed):
        if line.page is not None and line.clean:
            pages[line.page].append(at)
    if not pages:
        return list(printed)
    edges = (_top, _foot)
    numbers = {at for edge in edges for at in _in_step(printed, pages, edge)}
    numbers.update(at for at, line in enumerate(printed) if not line.is_row and _is_page_number(line.clean))
    repeated = _headers(printed, pages, numbers)
    furniture: set[int] = set()
    for edge in edges:
        for lines in pages.values():
            for at in edge(lines):
                if at not in repeated and at not in numbers:
                    break
                furniture.add(at)
    return [line.emptied() if at in furniture else line for at, line in enumerate(printed)]


def strip_stray_numbers(printed: PrintedText) -> PrintedText:
    """Without page numbers left in a text whose pages are not marked.

    — 37 — and 第3页 alone on a line are page numbers. 37 alone is one where no other number stands near, what follows is not
    counted by it, and it cuts a sentence, or is set off by more blank lines than usual, or goes on from another one at a distance
    that pages have.
    """
    texts, filled = printed.clean, printed.filled()
    # Most lines are done with at their first character.
    numbers = [(place, at) for place, at in enumerate(filled) if texts[at][0] in _OPENS_NUMBER and at not in printed.rows]
    furniture = {at for _place, at in numbers if _is_page_number(texts[at])}
    bare = [place for place, at in numbers if _BARE.fullmatch(texts[at])]
    alone = [
        place
        for place, before, after in zip(bare, [None, *bare], [*bare[1:], None], strict=False)
        if (before is None or place - before > _ROWS_APART) and (after is None or after - place > _ROWS_APART)
    ]
    if not alone:
        # Most texts have no such numbers.
        return printed.without(furniture)
    gaps: Counter[int] = Counter()
    for start, end in pairwise([-1, *bare, len(filled)]):
        between = filled[start + 1 : end]
        gaps.update(map(sub, between[1:], between))
    usual = gaps.most_common(1)[0][0] if gaps else 1
    values = {place: int(texts[filled[place]]) for place in alone}
    for index, place in enumerate(alone):
        if not 0 < place < len(filled) - 1:
            continue
        before, at, after = filled[place - 1], filled[place], filled[place + 1]
        if texts[after][0] in _COUNTED or texts[before][-1] in _COUNTING:
            continue
        set_off = max(at - before, after - at) > max(usual, 1)
        beside = [alone[near] for near in (index - 1, index + 1) if 0 <= near < len(alone)]
        goes_on = any(_pages_apart(place - other, values[place] - values[other]) for other in beside)
        if set_off or goes_on or (_runs_on(texts[before]) and before not in printed.rows):
            furniture.add(at)
    return printed.without(furniture)


def _top(lines: Sequence[int]) -> Iterable[int]:
    return lines[:_EDGE]


def _foot(lines: Sequence[int]) -> Iterable[int]:
    return reversed(lines[-_EDGE:])


def _headers(printed: Sequence[Printed], pages: dict[int, list[int]], numbers: set[int]) -> set[int]:
    """The lines that stand at one edge of most pages, numbers in them aside.

    Papers that fill a page each begin with the same letterhead as well: a header is told from it by a sentence that runs over it
    from one page to the next. On its first page the same words may be the title, in another place and size.
    """
    often = {edge: _often(printed, pages, edge) for edge in (_top, _foot)}
    places = {at for found in often.values() for at in chain.from_iterable(found)}
    # The last line of text on each page, and whether its sentence goes on.
    cut = set()
    for page, lines in pages.items():
        last = next((at for at in reversed(lines) if at not in places and at not in numbers), None)
        if last is not None and _runs_on(printed[last].clean):
            cut.add(page)
    headers: set[int] = set()
    for edge, before in ((_top, -1), (_foot, 0)):
        for found in often[edge]:
            if any((printed[at].page or 0) + before in cut for at in found):
                headers.update(_at_one_height(printed, found))
    return headers


def _often(
    printed: Sequence[Printed], pages: dict[int, list[int]], edge: Callable[[Sequence[int]], Iterable[int]]
) -> list[list[int]]:
    """The places of each text that stands at this edge of most pages."""
    found: dict[str, list[int]] = defaultdict(list)
    for lines in pages.values():
        for text, at in {_DIGITS.sub("#", printed[at].clean): at for at in edge(lines)}.items():
            found[text].append(at)
    return [places for places in found.values() if len(places) >= max(_FEWEST_PAGES, _MOST * len(pages))]


def _at_one_height(printed: Sequence[Printed], places: Sequence[int]) -> list[int]:
    heights = sorted(height for at in places if (height := printed[at].height) is not None)
    if not heights:
        return list(places)
    usual = heights[len(heights) // 2]
    return [at for at in places if (height := printed[at].height) is None or abs(height - usual) <= _SAME_HEIGHT]


def _in_step(
    printed: Sequence[Printed], pages: dict[int, list[int]], edge: Callable[[Sequence[int]], Iterable[int]]
) -> set[int]:
    """The bare numbers at this edge that go up by one from page to page, on at least half of the pages."""
    steps: dict[int, list[int]] = defaultdict(list)
    for page, lines in pages.items():
        for at in edge(lines):
            text = printed[at].clean
            if share := _SHARE.fullmatch(text):
                text = share["page"]
            if not printed[at].is_row and _BARE.fullmatch(text):
                steps[int(text) - page].append(at)
    return {at for places in steps.values() if 2 * len(places) >= len(pages) for at in places}


def _is_page_number(text: str) -> bool:
    return text[:1] in _OPENS_NUMBER and bool(_RULED.fullmatch(text) or _NAMED.fullmatch(text))


def _runs_on(text: str) -> bool:
    """Whether the sentence goes on after this line."""
    return len(text) >= _FULL and text[-1] not in _SENTENCE_ENDS


def _pages_apart(lines: int, pages: int) -> bool:
    fewest, most = _LINES_A_PAGE
    return pages != 0 and fewest <= lines / pages <= most
