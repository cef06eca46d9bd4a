"""Papers of several sessions in one file: where the next session begins, and which paper names another than its own."""

import re
from collections.abc import Iterator

from oversight.structure.bodies import SessionMention, find_sessions
from oversight.structure.dense_text import opening, plain, squeeze
from oversight.structure.paper import Paper, PaperKind
from oversight.structure.read_session import FilePapers, SessionKey, session_key
from oversight.structure.report_head import ReportHead

_OPENING = 160
# 县人大常委会于8月22日举行第三十四次会议; but 为落实第三十三次会议的审议意见，视察组…
_HELD = re.compile("召开|举行|举办|闭会|开幕|闭幕|结束")


def part_sessions(file: FilePapers) -> list[FilePapers]:
    """``file`` by session: a news item, a list, an agenda or a letterhead that names another session begins its papers.

    What names none stays with the papers before it; a file of one session is given back as it is.
    """
    parts: list[list[tuple[Paper, ReportHead | None]]] = []
    keys: list[SessionKey | None] = []
    here = -1
    for paper, head in file.papers:
        mention = _opens(paper, head)
        if mention is not None:
            key = SessionKey(mention.place, mention.term, mention.number)
            fitting = [at for at, other in enumerate(keys) if other is not None and other.fits(key)]
            if fitting:
                here = fitting[-1]
            elif here >= 0 and keys[here] is None and not _names_another(parts[here], key):
                keys[here] = key
            else:
                parts.append([])
                keys.append(key)
                here = len(parts) - 1
        elif here < 0:
            parts.append([])
            keys.append(None)
            here = 0
        parts[here].append((paper, head))
    return [FilePapers(tuple(part)) for part in parts]


def _names_another(part: list[tuple[Paper, ReportHead | None]], key: SessionKey) -> bool:
    """Whether the reports before the first news item or list are of another session than it."""
    own = session_key([FilePapers(tuple((paper, head) for paper, head in part if head is not None))])
    return own is not None and not own.fits(key)


def _opens(paper: Paper, head: ReportHead | None) -> SessionMention | None:
    """The session whose papers begin here, by a heading or a letterhead; for news, by its first sentence, too."""
    for line in (*paper.letterhead, *(() if head else paper.title)):
        if (mention := next(find_sessions(squeeze(plain(line))), None)) is not None:
            return mention
    if head is not None:
        return None
    if (mention := next(find_sessions(squeeze(paper.heading)), None)) is not None:
        return mention
    if paper.kind is PaperKind.NEWS:
        first = re.split("[。！？]", opening(paper.lines, _OPENING))[0]
        return next(find_sessions(first), None) if _HELD.search(first) else None
    return None


def strangers(file: FilePapers, key: SessionKey | None) -> Iterator[tuple[Paper, SessionMention]]:
    """The reports of ``file`` whose date line names another session than ``key``."""
    for paper, head in file.papers:
        if head is None or head.session is None or key is None:
            continue
        if not SessionKey(head.session.place, head.session.term, head.session.number).fits(key):
            yield paper, head.session
