"""What is left for a person to decide, kept beside what earlier loads left."""

from collections.abc import Sequence

from oversight.database.meetings import LegislativeSession
from oversight.database.story import Doubt as DoubtRow
from oversight.intake.draft import Draft
from oversight.intake.planned import NewDoubt, Planned, want, withdraw
from oversight.rules.candidates import Candidate, from_json, to_json, usual
from oversight.rules.likeness import text_key
from oversight.vocabulary import DoubtState

# These come from comparing a packet with the one before it, and are not seen again when the same packet is loaded again:
# only a person ends them.
_ONCE = frozenset({"passage_unsure", "done_gains_parts", "answered_item_unmatched"})


def plan_doubts(draft: Draft, session: Planned) -> list[NewDoubt]:
    """A row for each doubt of the reader and of the plan; those that are no longer raised are hidden. Gives the open ones."""
    stored = draft.stored.doubts(session.old if isinstance(session.old, LegislativeSession) else None)
    free = list(stored)
    still_open = []
    for doubt in _distinct(draft):
        old = _find(doubt, free)
        values: dict[str, object] = {
            "session_id": session,
            "document_id": doubt.document,
            "first_line": None if doubt.lines is None else doubt.lines[0],
            "last_line": None if doubt.lines is None else doubt.lines[1],
            "code": doubt.code,
            "passage": doubt.passage,
            "candidates": to_json(doubt.candidates or usual(doubt.code)),
        }
        if old is not None and old.state != DoubtState.OPEN.value:
            # The answer was given to what stands there.
            values = {"document_id": doubt.document, **{name: values[name] for name in ("first_line", "last_line")}}
        if old is None:
            values |= {"message": doubt.message, "state": DoubtState.OPEN.value}
        else:
            free.remove(old)
            if _asks_no_more(doubt, old):
                values.pop("candidates", None)
            if _moved(doubt, old) and old.state == DoubtState.OPEN.value:
                values["message"] = doubt.message
        draft.add(want(DoubtRow, values, old, draft.held, ref=session.ref, says=doubt.message))
        if old is None or old.state == DoubtState.OPEN.value:
            still_open.append(doubt)
    for row in free:
        if row.withdrawn_at is None and row.code not in _ONCE and row.state == DoubtState.OPEN.value:
            draft.add(withdraw(row, ref=session.ref, says=row.message))
    return still_open


def _distinct(draft: Draft) -> list[NewDoubt]:
    read = [
        NewDoubt(
            code=doubt.code,
            message=doubt.message,
            document=draft.sources[doubt.file] if doubt.lines is not None and doubt.file < len(draft.sources) else None,
            lines=doubt.lines,
        )
        for doubt in draft.packet.doubts
    ]
    return list({(doubt.code, doubt.message): doubt for doubt in (*read, *draft.doubts)}.values())


def _find(doubt: NewDoubt, rows: list[DoubtRow]) -> DoubtRow | None:
    """The same words; else the same kind about the same rows or lines: it may have been stored in another language."""
    same = next((row for row in rows if (row.code, row.message) == (doubt.code, doubt.message)), None)
    if same is not None:
        return same
    alike = [row for row in rows if row.code == doubt.code]
    if pairs := _pairs(doubt.candidates):
        return next((row for row in alike if pairs & _pairs(from_json(row.candidates, row.code))), None)
    # Several passages may stand on one line, and one passage may come with other words.
    same_place = (row for row in alike if doubt.lines == (row.first_line, row.last_line))
    return next((row for row in same_place if text_key(row.passage or "") == text_key(doubt.passage or "")), None)


def _pairs(candidates: Sequence[Candidate]) -> set[tuple[str, str]]:
    """The refs of the pairs that a person is asked about; nothing where it is about no pair."""
    return {(one.of, one.ref) for one in candidates if one.of is not None and one.ref is not None}


def _asks_no_more(doubt: NewDoubt, old: DoubtRow) -> bool:
    """Whether every pair was asked about before. That one was joined meanwhile is told elsewhere, and nothing new about the papers."""
    pairs = _pairs(doubt.candidates)
    return bool(pairs) and pairs <= _pairs(from_json(old.candidates, old.code))


def _moved(doubt: NewDoubt, old: DoubtRow) -> bool:
    """Whether the doubt is about another text than before, so that its words may be others, too."""
    return doubt.document is not None and doubt.document.id != old.document_id
