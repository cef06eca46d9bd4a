"""From what was found in the papers to the packet's records of reports and earlier opinions."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import TypeAdapter

from oversight.documents.document import Line
from oversight.records.packet import (
    AnswerPart,
    EarlierItem,
    EarlierOpinions,
    EarlierSession,
    Problem,
    Recommendation,
    Reply,
    Report,
)
from oversight.structure.demands import Answered, Earlier, ReadPart

# What was found has the fields of the records. A packet has hundreds: validated together, they take half the time.
_PROBLEMS, _RECOMMENDATIONS = TypeAdapter(tuple[Problem, ...]), TypeAdapter(tuple[Recommendation, ...])


def put_reports(read: Sequence[ReadPart], repeats: Mapping[tuple[int, str], str], earlier: Earlier) -> tuple[Report, ...]:
    """The reports with their problems and recommendations. ``repeats`` gives ``same_as`` by report number and path."""
    return tuple(_report(found, repeats, earlier) for found in read)


def _first_filled(lines: Iterable[Line]) -> int:
    return next(line.number for line in lines if line.clean)


def _report(found: ReadPart, repeats: Mapping[tuple[int, str], str], earlier: Earlier) -> Report:
    part, demands = found.part, found.demands
    return Report(
        number=part.number,
        kind=part.kind,
        title=part.title,
        author=part.author,
        presenter=part.presenter,
        presented_on=part.presented_on,
        addressee=part.addressee,
        agenda_number=part.agenda_number,
        document_number=part.document_number,
        file=part.file,
        lines=(_first_filled(part.lines), _first_filled(reversed(part.lines))),
        plan_due_on=demands.plan_due_on,
        answer_due_on=demands.answer_due_on,
        plan_due_text=demands.plan_due_text,
        answer_due_text=demands.answer_due_text,
        answers=_answered(earlier.answers.get(part.number)),
        problems=_PROBLEMS.validate_python(tuple([{**it._asdict(), "file": part.file} for it in demands.problems])),
        recommendations=_RECOMMENDATIONS.validate_python(
            tuple(
                [
                    {**it._asdict(), "file": part.file, "same_as": repeats.get((part.number, it.path))}
                    for it in demands.recommendations
                ]
            )
        ),
    )


def _answered(session: Answered | None) -> EarlierSession | None:
    return EarlierSession(term=session.term, number=session.number, date=session.held_on) if session else None


def put_earlier(earlier: Earlier) -> tuple[EarlierOpinions, ...]:
    """The opinions of earlier sessions that the papers answer."""
    return tuple(
        EarlierOpinions(
            term=found.session.term,
            number=found.session.number,
            date=found.session.held_on,
            items=tuple(
                EarlierItem(
                    path=it.path,
                    text=it.text,
                    answered_in=it.answered_in,
                    file=it.file,
                    lines=it.lines,
                    replies=tuple(
                        Reply(
                            report=reply.report,
                            kind=reply.kind,
                            class_=reply.answer_class,
                            file=reply.file,
                            lines=reply.lines,
                            parts=tuple(
                                AnswerPart(text=part.text, class_=part.answer_class, file=reply.file, lines=part.lines)
                                for part in reply.parts
                            ),
                        )
                        for reply in it.replies
                    ),
                )
                for it in found.items
            ),
        )
        for found in earlier.opinions
    )
