"""Where each paper of a file begins and ends, and what it is: news, attendance, agenda, or a report with its title."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from weakref import WeakKeyDictionary

from oversight.documents.document import Document, Line
from oversight.structure.bodies import find_sessions
from oversight.structure.contents import contents_end, heads_contents
from oversight.structure.covering_notice import is_one_of, named_in
from oversight.structure.dense_text import filled, plain, squeeze
from oversight.structure.front_heads import (
    MOST_FRONT_LINES,
    front_at,
    front_sizes,
    is_row_of_names,
    labels_an_agenda,
    section_at,
    table_at,
)
from oversight.structure.head_lines import document_number, is_letterhead, organisation
from oversight.structure.minutes import are_minutes
from oversight.structure.paper import FIRST_OF_MARK, Head, Paper, PaperKind, without_mark
from oversight.structure.paper_titles import LONGEST_TITLE_LINE, opens_an_item, title_sizes
from oversight.structure.title_heads import news_at, report_at, with_lines_above
from oversight.structure.title_place import PAGE_NUMBER, closed_before, turns_page
from oversight.structure.work_table import names_work

# The files of a packet are looked at again when their lines are accounted for; what was found goes when the document goes.
_FOUND: WeakKeyDictionary[Document, tuple[Paper, ...]] = WeakKeyDictionary()


def split_papers(document: Document) -> tuple[Paper, ...]:
    """The papers of ``document`` in order. What stands before the first head is news; a file without any text has none."""
    papers = _FOUND.get(document)
    if papers is None:
        papers = _FOUND[document] = _split(document)
    return papers


def _split(document: Document) -> tuple[Paper, ...]:
    found = filled(document.lines)
    rows = [line for line, _text in found]
    # Squeezed here: of thousands of lines, calls are what takes time.
    bare = (without_mark(text) if text[0] in FIRST_OF_MARK else text for _line, text in found)
    heads = _find_heads(rows, ["".join(text.split()) for text in bare])
    starts = [head.first for head in heads] + [len(rows)]
    papers: list[Paper] = []
    if starts[0] > 0:
        papers.append(_paper(document, rows, _first_head(rows[: min(starts[0], MOST_FRONT_LINES)]), starts[0]))
    for head, (_, end) in zip(heads, pairwise(starts), strict=True):
        papers.append(_paper(document, rows, head, end))
    return tuple(papers)


def _first_head(rows: list[Line]) -> Head:
    """The head of what stands before any other: that of minutes where the first lines are one (主任会议纪要), else none."""
    named = next((at for at, row in enumerate(rows) if are_minutes(squeeze(plain(row)))), None)
    return Head.at(PaperKind.NEWS, 0) if named is None else Head(PaperKind.NEWS, 0, named, named + 1)


def _paper(document: Document, rows: list[Line], head: Head, end: int) -> Paper:
    while end > head.end + 1 and PAGE_NUMBER.fullmatch(plain(rows[end - 1])):
        end -= 1
    lines = document.lines[rows[head.start].number - 1 : rows[end - 1].number]
    return Paper(head.kind, tuple(rows[head.start : head.end]), lines, tuple(rows[head.first : head.start]))


def _find_heads(rows: list[Line], texts: list[str]) -> list[Head]:
    heads: list[Head] = []
    inside = PaperKind.NEWS
    # The titles of the papers that the notice above sends.
    names: tuple[str, ...] = ()
    # The number of the section that is a list or an agenda, where papers are set in sections: 三、出席情况
    section: int | None = None
    titles, fronts = title_sizes(texts), front_sizes(texts)
    # Where the next paper after a report can begin: most lines are done with at this.
    others = [at for at, text in enumerate(texts) if "会议" in text or ("目" in text and heads_contents(text))]
    worth_a_look = sorted({*titles, *fronts, *others})
    position = 0
    while position < len(rows):
        if inside is PaperKind.REPORT:
            following = bisect_left(worth_a_look, position)
            if following == len(worth_a_look):
                break
            position = worth_a_look[following]
        end = contents_end(texts, position)
        if end is not None:
            heads.append(Head.at(PaperKind.CONTENTS, position, position + 1))
            inside, position = PaperKind.CONTENTS, end
            continue
        numbered = section_at(texts, position, inside, section)
        if numbered is not None:
            head, section = numbered
        else:
            head = _head_at(rows, texts, position, inside, names, (titles.get(position, ()), fronts.get(position, ())))
            section = section if head is None else None
        if head is None:
            if inside is PaperKind.CONTENTS:
                heads.append(Head.at(PaperKind.NEWS, position))
                inside = PaperKind.NEWS
            position += 1
            continue
        title = "".join(texts[head.start : head.end])
        masthead = heads.pop() if heads and _is_masthead(texts, heads[-1], position, title) else None
        if not is_one_of(title, names):
            names = named_in(title) if head.kind is PaperKind.REPORT else ()
        head = with_lines_above(rows, texts, head, heads[-1].end if heads else 0)
        heads.append(Head(head.kind, masthead.first, head.start, head.end) if masthead else head)
        inside, position = head.kind, head.end
    return heads


def _is_masthead(texts: list[str], head: Head, position: int, title: str) -> bool:
    """某县人大常委会 / 会议纪要 / 〔2023〕6号; 某市人大常委会审议意见书 / 某人常〔2023〕56号: what minutes or an opinion are printed under."""
    between = texts[head.end : position]
    if len(between) > MOST_FRONT_LINES:
        return False
    above = "".join(texts[head.start : head.end])
    if are_minutes(title):
        return are_minutes(above) and not any(find_sessions(above))
    opens = above.endswith(("意见书", "审议意见")) and "关于" in title and "关于" not in above
    return opens and all(document_number(text) or is_letterhead(text) or organisation(text) for text in between)


def _head_at(  # noqa: PLR0917 -- one call, and all of it belongs together
    rows: list[Line],
    texts: list[str],
    position: int,
    inside: PaperKind,
    names: tuple[str, ...],
    sizes: tuple[Sequence[int], Sequence[int]],
) -> Head | None:
    """The paper that begins at ``position``; ``sizes`` are of how many lines its title can be, and the heading of its list."""
    text, printed = texts[position], rows[position].clean
    if len(text) > LONGEST_TITLE_LINE or opens_an_item(text):
        return None
    title_sizes, front_sizes = sizes
    head: Head | None = None
    if inside not in (PaperKind.REPORT, PaperKind.TASKS) and names_work(printed):
        head = Head.at(PaperKind.TASKS, position)
    # Whatever begins here, what stands before it has come to an end: most lines are done with at this.
    elif (
        "关于" in text
        or closed_before(rows, texts, position, inside)
        or turns_page(rows, position)
        or labels_an_agenda(texts, position)
    ):
        head = (
            (front_at(rows, texts, position, inside, front_sizes) if front_sizes else None)
            or table_at(rows, position, inside)
            or (report_at(rows, texts, position, inside, names, title_sizes) if title_sizes else None)
            or news_at(rows, texts, position, inside)
        )
    # The last row of a list may stand right above a title that begins with 东河县人民政府.
    return None if head is not None and inside is PaperKind.ATTENDANCE and is_row_of_names(printed) else head
