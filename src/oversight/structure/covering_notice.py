"""Notices that only send another paper: the paper that they name follows them and is the one that counts."""

import re
from collections.abc import Iterator, Sequence

from oversight.documents.document import Line
from oversight.structure.dense_text import dense, plain, squeeze
from oversight.structure.paper_titles import is_title
from oversight.structure.passage import Passage

# 关于印发《…审议意见》的通知, 关于交办…审议意见的函, 关于转送《…》的通知
_COVERS = re.compile(
    r"关于(?:印发|印送|转发|转送|转交|送达|送交|交办|交付|下达|批转|报送|抄送|呈送)(?P<what>.{4,}?)的?(?:通知|交办函|函)(?:[（(][^（()）]*[)）])?$"
)
_QUOTED = re.compile("[《〈](?P<title>[^《》]{4,})[》〉]")
_MARKS = re.compile(r"[《》〈〉“”\s]|[（(](?:草案|试行|稿|摘要)[）)]$")
# 对…审议意见 is named short for 县人大常委会对…审议意见
_SHORTEST_NAME = 8
# 请认真研究办理，并于9月15日前报送研究处理方案; 望…
_ASKS = re.compile(r"(?:请|望|希|要求)[^。]*[。！]?")
_DUE = re.compile("报送|报告|报[区县市省州盟旗人]|反馈|函复|答复|回复|书面")


def named_in(title: str) -> tuple[str, ...]:
    """The titles of the papers that a notice with this title sends; empty for a title that is no such notice's."""
    match = _COVERS.search(squeeze(title))
    if match is None:
        return ()
    quoted = [found["title"] for found in _QUOTED.finditer(match["what"])]
    return tuple(_MARKS.sub("", name) for name in quoted or [match["what"]])


# 附件：1.关于…的审议意见 / 2.关于…
_ATTACHED = re.compile(r"附件?[：:]?(?P<rest>.*)")
_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,2}[)）、])")
_MOST_ATTACHED = 20


def sent_by(title: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """The titles of the papers that a notice sends: those that its own title names, and those that it lists as attached."""
    named = named_in(title)
    if not named:
        return ()
    texts = [squeeze(plain(line)) for line in lines]
    start = next((at for at, text in enumerate(texts) if text.startswith("附") and _ATTACHED.fullmatch(text)), len(texts))
    attached = [
        _NUMBER.sub("", text.removeprefix("附件").removeprefix("附").lstrip("：:"))
        for text in texts[start : start + _MOST_ATTACHED]
    ]
    return (*named, *(_MARKS.sub("", text) for text in attached if is_title(text)))


def is_one_of(title: str, names: Sequence[str]) -> bool:
    """Whether ``title`` is one of the ``names`` of papers, one of the two perhaps without the author before it."""
    own = _MARKS.sub("", squeeze(title)) if names else ""
    return any(min(len(own), len(name)) >= _SHORTEST_NAME and (own.endswith(name) or name.endswith(own)) for name in names)


def requests(body: Sequence[Line]) -> Iterator[Line]:
    """What a notice asks for by a date, as a line of its own each, standing at the line where it begins."""
    text: Passage = dense(body)
    pages = {line.number: line.page for line in body}
    for match in _ASKS.finditer(text.text):
        if _DUE.search(match[0]):
            number = text.numbers[match.start()]
            yield Line(number, pages[number], match[0], match[0])


def without_office(author: str | None) -> str | None:
    """县人大常委会办公室 sends what the committee has said."""
    return re.sub("(?<=委员会|常委会)办公[室厅]$", "", author) if author else author
