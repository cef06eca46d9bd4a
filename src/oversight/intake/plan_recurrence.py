"""What asks again for what an earlier session asked: proposed with its likeness, and joined by a person alone.

A demand that comes back is never taken for a duplicate: it is a row of its own, whether anyone joins the two or not.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.planned import Planned, day_of
from oversight.intake.stored_demands import (
    StoredDemand,
    asked_about,
    chains,
    demand_of,
    demand_texts,
    linked,
    sessions_apart,
    stored_demands,
)
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.candidates import ASKED_AGAIN, Candidate
from oversight.rules.first_clause import first_clause
from oversight.rules.recurrence import Demand, Occasion, Pieces, asks_again, could_ask_again
from oversight.vocabulary import Origin

# From here on "it asks for the same again" is the answer that is proposed.
_LIKELY = 0.8
_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """A row of the packet; ``line`` are the paths of itself and of what it stands in."""

    planned: Planned
    record: records.Recommendation
    demand: Demand
    text: str
    line: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two rows of which one may ask again for the other."""

    own: _Own
    other: StoredDemand
    own_is_later: bool
    likeness: float

    @property
    def later(self) -> str:
        """The ref of the later row."""
        return self.own.planned.ref if self.own_is_later else self.other.ref


def plan_recurrence(db: Session, draft: Draft, session: Planned, reports: Sequence[PlannedReport]) -> None:
    """A doubt for each demand that may be one of another session again, with the candidates; nothing is linked here."""
    own = dict(enumerate(_own_demands(reports)))
    if not own or draft.stored.body_id < 0:
        return
    said = draft.packet.session
    when = Occasion(day=day_of(session), term=said.term, number=said.number)
    apart = sessions_apart(db, draft.stored.body_id, when)
    if not apart:
        return
    pieces = Pieces({number: one.demand.texts for number, one in own.items()})
    near: dict[int, list[int]] = {}
    for row, heading, text in demand_texts(db, apart):
        texts = (text,) if heading is None else (heading, text)
        close = sorted({number for one in texts for number in pieces.near(one)})
        if found := [number for number in close if could_ask_again(own[number].demand, texts)]:
            near[row] = found
    pairs = []
    for other in stored_demands(db, near, without_session=session.id):
        pairs += [pair for number in near[other.id] if (pair := _pair(own[number], other, when))]
    _ask(draft, _not_yet_said(db, draft, session, _whole_ones(pairs)))


def _own_demands(reports: Sequence[PlannedReport]) -> list[_Own]:
    result = []
    for report in reports:
        for record in report.record.recommendations:
            planned = report.recommendations[record.path]
            old = planned.old if isinstance(planned.old, Recommendation) else None
            # A suggestion that the opinion took up is the opinion's demand.
            if (
                record.origin is Origin.COMMITMENT
                or record.same_as is not None
                or (old is not None and old.dropped_at is not None)
            ):
                continue
            text = (old.text_override if old is not None else None) or record.text
            steps = record.path.split(".")
            is_leaf = bool(planned.values["is_leaf"])
            demand = demand_of(record.heading, text, report.record.title, is_leaf=is_leaf, is_part=len(steps) > 1)
            line = tuple((report.record.number, ".".join(steps[:depth])) for depth in range(len(steps), 0, -1))
            if demand.texts:
                result.append(_Own(planned=planned, record=record, demand=demand, text=text, line=line))
    return result


def _pair(own: _Own, other: StoredDemand, when: Occasion) -> _Pair | None:
    if when.follows(other.when):
        later, score = True, asks_again(own.demand, other.demand)
    elif other.when.follows(when):
        later, score = False, asks_again(other.demand, own.demand)
    else:
        return None
    return None if score is None else _Pair(own=own, other=other, own_is_later=later, likeness=round(score, 3))


def _whole_ones(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Without those that a pair of the items they stand in includes: who is asked about an item is not asked about its parts."""
    kept: list[_Pair] = []
    taken: set[tuple[object, int]] = set()
    for pair in sorted(pairs, key=lambda pair: (len(pair.own.line) + len(pair.other.line), -pair.likeness, -pair.other.id)):
        if not any((own, other) in taken for own in pair.own.line for other in pair.other.line):
            taken.add((pair.own.line[0], pair.other.line[0]))
            kept.append(pair)
    return kept


def _not_yet_said(db: Session, draft: Draft, session: Planned, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Without those that a person has joined or parted, or is asked about already."""
    if not pairs:
        return []
    asked = asked_about(db, draft.stored.body_id, session.id)
    known = linked(db, {pair.other.id for pair in pairs}, draft.held)
    joined = chains(db, draft.stored.body_id)
    kept: list[_Pair] = []
    for pair in pairs:
        number = pair.own.planned.id
        if number is not None and (
            (min(number, pair.other.id), max(number, pair.other.id)) in known or pair.other.id in joined.get(number, ())
        ):
            continue
        earlier = (pair.other.ref, pair.other.id) if pair.own_is_later else (pair.own.planned.ref, number)
        if not any((pair.later, name) in asked for name in earlier):
            kept.append(pair)
    return _last_of_chain(kept, joined)


def _last_of_chain(pairs: Sequence[_Pair], joined: dict[int, frozenset[int]]) -> list[_Pair]:
    """Of several that were joined already only the latest is proposed: the chain goes on from there."""
    best: dict[tuple[str, object], _Pair] = {}
    for pair in pairs:
        key = (pair.later, joined.get(pair.other.id, pair.other.id) if pair.own_is_later else pair.own.planned.ref)
        if key not in best or pair.other.when.follows(best[key].other.when):
            best[key] = pair
    return list(best.values())


def _ask(draft: Draft, pairs: Sequence[_Pair]) -> None:
    by_later: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_later[pair.later].append(pair)
    for later, of_one in by_later.items():
        of_one.sort(key=lambda pair: -pair.likeness)
        first = of_one[0]
        answers = [_candidate(number, pair) for number, pair in enumerate(of_one[:_MOST], 1)]
        own = Candidate(key="none")
        sentence = _("{ref} may ask again for what {earlier} asked: {text}")
        text = first.own.text if first.own_is_later else first.other.text
        draft.doubt(
            ASKED_AGAIN,
            sentence.format(ref=later, earlier=answers[0].ref, text=first_clause(text)),
            first.own.record if first.own_is_later else None,
            passage=text,
            candidates=(*answers, own) if first.likeness >= _LIKELY else (own, *answers),
        )


def _candidate(number: int, pair: _Pair) -> Candidate:
    ref: str
    row: int | None
    if pair.own_is_later:
        ref, row, text = pair.other.ref, pair.other.id, pair.other.text
    else:
        ref, row, text = pair.own.planned.ref, pair.own.planned.id, pair.own.text
    return Candidate(key=str(number), ref=ref, row=row, text=text, likeness=pair.likeness, of=pair.later)
