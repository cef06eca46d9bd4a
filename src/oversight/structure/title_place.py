"""Where a title can stand: what has come to an end above it, what stands right under it, and which lines are one title."""

import re
from collections.abc import Callable

from oversight.documents.document import Line
from oversight.structure.bodies import find_sessions, place_of
from oversight.structure.dense_text import plain
from oversight.structure.head_lines import (
    author_in,
    date_line,
    document_number,
    is_issue,
    is_letterhead,
    is_published,
    names_speaker,
    opens_date_line,
    organisation,
    presenter,
    salutation,
    session_line,
)
from oversight.structure.names import is_title as ends_in_office
from oversight.structure.numerals import NUMERALS
from oversight.structure.paper import PaperKind
from oversight.structure.paper_titles import LONGEST_TITLE_LINE, names_a_subject

# — 37 —, 32, - 5 -
PAGE_NUMBER = re.compile(r"[—－\-–―·\s]*\d{1,4}[—－\-–―·\s]*")
# Papers that any heading ends.
_LISTS = (PaperKind.ATTENDANCE, PaperKind.AGENDA, PaperKind.CONTENTS)
# 二〇二四年六月 on the cover of a volume
_MONTH = re.compile(rf"(?:\d{{4}}|[{NUMERALS}]{{4}})年(?:\d{{1,2}}|[{NUMERALS}]{{1,2}})月")


def runs_on(texts: list[str], position: int, end: int) -> bool:
    """Whether lines can be one title, given that all but the last can.

    None is a date, a number or a letterhead, and no author's line stands before another author's.
    """
    first, second = texts[position : position + 2]
    # The first line is looked at with the second.
    added = texts[position:end] if end - position == 2 else texts[end - 1 : end]  # noqa: PLR2004
    if any(_parts_titles(text) for text in added):
        return False
    # 某省人大常委会第十二次会议 / 对省人民政府关于…的审议意见: what the second line names is no author.
    if organisation(first) and (organisation(second) or ("关于" in second[1:] and not second.startswith("对"))):
        return False
    # Where a line begins with an author of its own (某某政府关于…), the lines before it are no part of its title.
    # The first line may be all that says who is the author.
    of_its_own = author_in(texts[end - 1]) is not None
    return "关于" in first or not (of_its_own or any(ends_in_office(text) or _names_an_officer(text) for text in added))


def _parts_titles(text: str) -> bool:
    """A date, a number, a letterhead: no line of a title, nor anything between two."""
    return bool(
        date_line(text) or document_number(text) or is_letterhead(text) or PAGE_NUMBER.fullmatch(text) or _MONTH.fullmatch(text)
    )


def _names_an_officer(text: str) -> bool:
    """市公安局副局长石敢当, on a line of its own."""
    person = presenter(text)
    return person is not None and person.title is not None


def closed_before(rows: list[Line], texts: list[str], position: int, inside: PaperKind) -> bool:
    """Whether what stands before a line has come to an end: a sentence, a list, a date, a head, or nothing at all."""
    if position == 0 or inside in _LISTS:
        return True
    before = texts[position - 1]
    above = rows[position - 1]
    # A paragraph of its own, or what stands below a table
    if rows[position].number - above.number > 1 or "\t" in above.clean:
        return True
    if before.endswith(("。", "！", "”", "】", "）", ")", "；", "：")) or document_number(before) or is_letterhead(before):
        return True
    return date_line(before) is not None or PAGE_NUMBER.fullmatch(before) is not None or organisation(before) is not None


def turns_page(rows: list[Line], position: int) -> bool:
    """Whether a line is the first of a page, as far as the text tells."""
    if position == 0:
        return True
    page, before = rows[position].page, rows[position - 1].page
    if page is not None and page != before:
        return True
    # A page of a printed text that was kept as plain text begins with a form feed or one blank.
    raw = rows[position].raw
    return raw.startswith("\f") or (raw[:1] == " " and raw[1:2] not in ("", " ", "\u3000"))


# 一、总体情况
_FIRST_HEAD = re.compile("一、")
# 市六届人大常委会第三十八次会议听取和审议了…: how an opinion or a resolution begins
_HEARD = re.compile(r"[^。；]{0,40}第.{1,6}次(?:常委会)?会议[^。；]{0,24}(?:听取|审议|审查)")
# 审议议题 | 市人民政府关于…的报告: the first line of a form
_FORM = re.compile(
    r"(?:审\s*议|交\s*办|承\s*办|主\s*送|会\s*议)(?:议\s*题|事\s*项|时\s*间|日\s*期|单\s*位|机\s*关|名\s*称|内\s*容|项\s*目)\t"
)
# 专题询问实录, 专题询问发言摘要（节选）: questions and answers; below it stands 时间：…
_SPOKEN = re.compile(r"(?:实录|摘要)(?:[（(][^（()）]{1,8}[)）])?$")
_WHEN_AND_WHERE = re.compile("(?:会议)?(?:时间|地点|主持人?|询问人)[：:]")
# 满意度测评结果, above the counts of the votes
_BALLOT = re.compile(r"[^，。：]{0,40}(?:满意度测评|满意度评价|测评|表决|投票)(?:结果|情况)")
_EVIDENCE: tuple[Callable[[str], object], ...] = (
    date_line,
    document_number,
    salutation,
    opens_date_line,
    names_speaker,
    session_line,
)


def stands_as_title(rows: list[Line], texts: list[str], start: int, end: int, inside: PaperKind) -> bool:
    """Whether the lines that read like a title stand where a title stands."""
    title = "".join(texts[start:end])
    if not (closed_before(rows, texts, start, inside) or turns_page(rows, start) or _read_in_session(texts, end)):
        return False
    # Right under a title stands its date, number, author, presenter or salutation; a further line of the title does not.
    # 某县第十七届人大常委会第十二次会议审议意见 / （2023年第5号） / 县人民政府：
    below = end + 1 if end < len(texts) and is_issue(texts[end]) else end
    if below < len(texts) and (any(test(texts[below]) for test in _EVIDENCE) or _FORM.match(rows[below].clean)):
        return True
    subject = names_a_subject(title)
    if end < len(texts) and _says_who(rows, texts, end) is not None and (subject or _strong_below(texts, end + 1)):
        return True
    return _below_shows(rows, texts, start, end) or (subject and _stands_alone(rows, texts, start, end, inside))


def _stands_alone(rows: list[Line], texts: list[str], start: int, end: int, inside: PaperKind) -> bool:
    """Whether lines that say what they are about can be a title by what stands above them: the text follows at once."""
    issued = start > 0 and (is_letterhead(texts[start - 1]) or document_number(texts[start - 1]) is not None)
    set_off = start == 0 or turns_page(rows, start) or issued or _signed_above(texts, start)
    followed = end < len(texts) and (texts[end].endswith(("。", "：", "，")) or len(texts[end]) > LONGEST_TITLE_LINE // 2)
    return (
        set_off
        and followed
        and (start == 0 or issued or inside is PaperKind.REPORT or place_of("".join(texts[start:end])) is not None)
    )


def _below_shows(rows: list[Line], texts: list[str], start: int, end: int) -> bool:
    """Whether what stands right below a title shows that it is one, without date, number, author or salutation."""
    title, below = "".join(texts[start:end]), texts[end : end + 2]
    if not below:
        return False
    own = author_in(title) is not None
    set_off = rows[start].number - rows[start - 1].number > 1
    return bool(
        (names_a_subject(title) and is_published(below[0]))
        # 某区人大财政经济委员会关于…的调研报告, after a blank line, and its first head
        or (own and set_off and _FIRST_HEAD.match(below[0]))
        # 某县人大常委会 / 关于…的视察报告, after a blank line, and a sentence
        or (own and set_off and end - start > 1 and organisation(texts[start]) and names_a_subject(title) and "，" in below[0])
        or (own and names_a_subject(title) and _HEARD.match(below[0]))
        or (_SPOKEN.search(title) and _WHEN_AND_WHERE.match(below[0]))
        # 某某人大常委会公告 / （第23号）
        or (title.endswith("公告") and (is_issue(below[0]) or "现予公布" in below[0]))
        or (_BALLOT.fullmatch(title) and any("票" in text or "满意" in text for text in below))
    )


def _read_in_session(texts: list[str], position: int) -> bool:
    """——2024年2月26日在县十八届人大常委会第八次会议上: nothing but a title stands above that."""
    if position >= len(texts):
        return False
    below = texts[position]
    said = opens_date_line(below) or session_line(below) or (date_line(below) is not None and any(find_sessions(below)))
    return bool(said)


def _signed_above(texts: list[str], position: int) -> bool:
    """Whether the paper before ends right above with its signature: a body, and a date below it."""
    return position > 1 and date_line(texts[position - 1]) is not None and organisation(texts[position - 2]) is not None


def _says_who(rows: list[Line], texts: list[str], position: int) -> str | None:
    """The author or the presenter on a line, unless the line opens another paper's title (某某政府 / 关于…)."""
    if position + 1 < len(texts) and texts[position + 1].startswith(("关于", "对")):
        return None
    person = presenter(plain(rows[position]))
    return person.name if person and person.title else organisation(texts[position])


def _strong_below(texts: list[str], position: int) -> bool:
    return any(test(text) for text in texts[position : position + 3] for test in _EVIDENCE)
