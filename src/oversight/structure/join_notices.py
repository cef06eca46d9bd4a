"""A covering notice and the paper that it sends are one: in one file, or in two of one folder."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oversight.documents.document import Document
from oversight.structure.covering_notice import is_one_of, sent_by
from oversight.structure.paper import Paper, PaperKind


def join_within(document: Document, papers: Sequence[Paper]) -> Iterator[Paper]:
    """The papers of a file, a notice made one with the first of those below it that it names; its others have it as notice, too."""
    notice: Paper | None = None
    names: tuple[str, ...] = ()
    for paper in papers:
        if paper.kind is PaperKind.REPORT and is_one_of(paper.heading, names):
            if notice is not None:
                sender = notice
                lines = document.lines[notice.lines[0].number - 1 : paper.lines[-1].number]
                yield replace(paper, notice=notice, lines=lines, letterhead=(*notice.letterhead, *paper.letterhead))
                notice = None
            else:
                yield replace(paper, notice=sender)
            continue
        if notice is not None:
            yield notice
        names = sent_by(paper.heading, paper.lines) if paper.kind is PaperKind.REPORT else ()
        notice = paper if names else None
        if notice is None:
            yield paper
    if notice is not None:
        yield notice


def join_apart(files: Sequence[Sequence[Paper]]) -> list[tuple[Paper, ...]]:
    """The papers of the files of one folder, a notice that lies in one file lent to the paper that it sends in another."""
    joined = [list(papers) for papers in files]
    for at, papers in enumerate(joined):
        for position, notice in enumerate(papers):
            names = sent_by(notice.heading, notice.lines) if notice.kind is PaperKind.REPORT else ()
            if not names:
                continue
            sent = [
                (other, place)
                for other, there in enumerate(joined)
                for place, paper in enumerate(there)
                if other != at and paper.kind is PaperKind.REPORT and paper.notice is None and is_one_of(paper.heading, names)
            ]
            if sent:
                papers[position] = replace(notice, kind=PaperKind.NOTICE)
            for other, place in sent:
                joined[other][place] = replace(joined[other][place], notice=notice)
    return [tuple(papers) for papers in joined]
