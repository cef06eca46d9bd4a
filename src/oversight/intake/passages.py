"""What problems and recommendations have in common when their paper comes again."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from oversight.database.papers import Problem, Recommendation
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.planned import Act, Planned, withdraw
from oversight.intake.settled import SAME
from oversight.intake.tell import tell, tell_text
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.candidates import Candidate, from_json
from oversight.rules.first_clause import first_clause
from oversight.rules.likeness import likeness
from oversight.rules.match_passages import Matches

Row = TypeVar("Row", Problem, Recommendation)
Passage = records.Problem | records.Recommendation

# From here on "the same, corrected" is the answer that is proposed.
_LIKELY = 0.6


def matched(matches: Matches, key: Hashable, rows: Mapping[int, Row]) -> Row | None:
    """The stored row that the passage ``key`` is; None where it is new."""
    number = matches.pairs.get(key)
    return rows.get(number) if isinstance(number, int) else None


def tell_passage(draft: Draft, planned: Planned, report: PlannedReport) -> None:
    """Tell what is new, back, or otherwise about one passage; a part of something new is told with the whole."""
    if planned.act is Act.INSERT:
        above = planned.values.get("parent_id")
        inside_new = isinstance(above, Planned) and above.act is Act.INSERT
        if report.row.act is not Act.INSERT and not inside_new:
            tell(
                draft,
                planned.ref,
                "created",
                _("{ref} is new: {text}").format(ref=planned.ref, text=first_clause(planned.says)),
            )
        return
    if planned.act is Act.RESTORE:
        tell(
            draft, planned.ref, "restored", _("{ref} is back: {text}").format(ref=planned.ref, text=first_clause(planned.says))
        )
    tell_text(draft, planned, "heading")
    # The words of a person stay before those of the paper.
    in_paper = _("text in the paper") if getattr(planned.old, "text_override", None) else None
    tell_text(draft, planned, "text_as_read", in_paper)
    moved = planned.changed("path")
    if moved is not None and str(moved.before).rpartition(".")[2] != str(moved.after).rpartition(".")[2]:
        tell(draft, planned.ref, "path", _("{ref} now stands at {path}.").format(ref=planned.ref, path=moved.after))


def withdraw_gone(draft: Draft, report: PlannedReport, matches: Matches, rows: Sequence[tuple[str, Row]]) -> None:
    """Hide what the corrected report no longer has; ``rows`` are (ref, row). Only the topmost of what is gone is told."""
    found = set(matches.pairs.values())
    gone = {row.id for _ref, row in rows if row.id not in found and row.withdrawn_at is None}
    for ref, row in rows:
        if row.id not in gone:
            continue
        draft.add(withdraw(row, ref=ref, says=row.text_as_read))
        if getattr(row, "parent_id", None) not in gone:
            sentence = _("{ref} is no longer in {report}; it is hidden, and kept with its story: {text}")
            text = first_clause(row.text_as_read)
            tell(draft, ref, "withdrawn", sentence.format(ref=ref, report=report.ref, text=text))


def ask_for_judged(draft: Draft, report: PlannedReport, matches: Matches, rows: Mapping[int, Recommendation]) -> None:
    """Leave each row that is hidden with a person's status to a person, as long as it is hidden.

    Where it was asked already what became of the row, nothing is asked again.
    """
    found = set(matches.pairs.values())
    hidden = [
        row
        for row in rows.values()
        if row.id not in found
        and row.status is not None
        and draft.held.has(row, "status")
        and not draft.held.has(row, "withdrawn")
    ]
    if not hidden:
        return
    asked = {old for _new, old in matches.unsure}
    for doubt in draft.stored.doubts_of_report(report.row.id):
        if doubt.code == "passage_unsure" and doubt.withdrawn_at is None:
            asked |= {candidate.row for candidate in from_json(doubt.candidates, doubt.code)}
    for row in hidden:
        if row.id not in asked:
            sentence = _("{ref} was hidden with the status that a person gave it, since {report} no longer has it: {text}")
            draft.doubt(
                "judged_row_hidden",
                sentence.format(ref=f"{report.ref}:{row.ref_path}", report=report.ref, text=first_clause(row.text_as_read)),
            )


def leave_unsure(
    draft: Draft, matches: Matches, new: Mapping[Hashable, tuple[str, Passage]], old: Mapping[int, tuple[str, Row]]
) -> None:
    """A passage that may be an earlier one is taken as new: nothing is called done that nobody has judged.

    ``new`` are ref and record by the passage's key, ``old`` ref and row by the row's number.
    """
    for new_key, old_key in matches.unsure:
        ref, record = new[new_key]
        if isinstance(old_key, int) and old_key not in matches.pairs.values():
            old_ref, row = old[old_key]
            score = round(likeness(record.text, row.text_as_read), 3)
            same = Candidate(key=SAME, ref=old_ref, row=row.id, text=row.text_as_read, likeness=score)
            other = Candidate(key="new", ref=ref)
            sentence = _("{ref} may be what {old} was; it was taken as new, and {old} was hidden with its status and notes.")
            draft.doubt(
                "passage_unsure",
                sentence.format(ref=ref, old=old_ref),
                record,
                passage=record.text,
                candidates=(same, other) if score >= _LIKELY else (other, same),
            )
