"""Markdown (.md): plain text whose marks for heads, lists and emphasis are not read."""

import re

from oversight.documents.limits import check_length
from oversight.documents.printed import Printed, PrintedText
from oversight.documents.read_text import decode, split_lines
from oversight.documents.strip_furniture import strip_page_edges, strip_stray_numbers

# ## 一、基本情况, > 附件, - 加强…, * 加强…
_OPENING = re.compile(r"(?:#{1,6}[ \t\u3000]+|>[ \t]?|[-*+][ \t]+)+")
# # at the end closes a head: ## 一、基本情况 ##
_CLOSING = re.compile(r"[ \t]+#+$")
# **（一）加强…**, __加强__, *加强*, `加强`
_EMPHASIS = re.compile(r"(\*{1,3}|__|`|~~)(?=\S)([^*_`~]+?)(?<=\S)\1")
# [决议全文](https://…), ![印章](seal.png)
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\([^()\s]*\)")
# 1\. and \* keep a mark from being one
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# |---|:--:| under the head of a table; --- and *** across the page; ``` and ~~~ round a block
_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?|(?:[-*_][ \t]*){3,}|=+|(?:`{3,}|~{3,})\w*")
_OPEN, _CLOSE = "<!--", "-->"


def read_markdown(data: bytes, name: str) -> PrintedText:
    """The lines of a Markdown text: ``raw`` with its marks, ``clean`` without them and without comments."""
    within = False
    printed = []
    source = decode(data, name)
    check_length(len(source), source.count("\n"), name)
    for line in split_lines(source):
        text, within = _without_comments(line.clean, within)
        printed.append(_unmarked(line, text))
    return strip_stray_numbers(PrintedText.of(strip_page_edges(printed)))


def _without_comments(text: str, within: bool) -> tuple[str, bool]:
    """``text`` without <!-- … -->, and whether a comment is open at its end; ``within``: whether one is open at its start."""
    kept: list[str] = []
    at = 0
    while True:
        mark = _CLOSE if within else _OPEN
        found = text.find(mark, at)
        if not within:
            kept.append(text[at:] if found < 0 else text[at:found])
        if found < 0:
            return "".join(kept).strip(), within
        at = found + len(mark)
        within = not within


def _unmarked(line: Printed, text: str) -> Printed:
    if _RULE.fullmatch(text):
        return line.emptied()
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        cells = [_plain(cell) for cell in text[1:-1].split("|")]
        return line._replace(clean=Printed.row(cells).clean, is_row=True)
    opening = _OPENING.match(text)
    return line._replace(clean=_CLOSING.sub("", _plain(text[opening.end() :] if opening else text)))


def _plain(text: str) -> str:
    text = _LINK.sub(lambda link: "" if link[1] else link[2], text)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", text)).strip()
