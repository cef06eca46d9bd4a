"""An earlier session with what is stored of its opinions, and which of them, and of their parts, a later paper speaks of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from oversight.database.papers import Recommendation, Report
from oversight.intake.planned import Planned
from oversight.rules.match_parts import Passage, match_answer_parts, match_parts
from oversight.rules.ref_paths import RefPaths
from oversight.rules.spoken_of import spoken_of
from oversight.vocabulary import Origin, ReplyClass


@dataclass(slots=True, kw_only=True)
class Earlier:
    """An earlier session with what is stored of its opinions."""

    session: Planned
    reports: dict[int, Report]
    rows: list[Recommendation]
    known_only_from_here: Planned | None = None
    refs: RefPaths = field(default_factory=lambda: RefPaths(()))
    position: int = 0
    spoken_of: set[int | None] = field(default_factory=set)
    _by_id: dict[int, Recommendation] = field(init=False)
    _parts: dict[int | None, list[Recommendation]] = field(init=False)

    def __post_init__(self) -> None:
        # Later papers may have quoted very many of them.
        self._by_id = {row.id: row for row in self.rows}
        self._parts = defaultdict(list)
        for row in self.rows:
            self._parts[row.parent_id].append(row)

    def ref_of(self, row: Recommendation) -> str:
        """The ref of one of its stored rows."""
        return f"{self.session.ref}/{self.reports[row.report_id].number}:{row.ref_path}"

    def items(self) -> list[Recommendation]:
        """The items of its opinions that stand."""
        return [
            row
            for row in self._parts[None]
            if row.origin == Origin.OPINION.value and row.withdrawn_at is None and row.report_id in self.reports
        ]

    def with_parts(self) -> list[Recommendation]:
        """The items of its opinions that stand and were not dropped, each with all that stands in it."""
        return [row for item in self.items() for row in self._passages_of(item)]

    def parts_quoted(self, quoted: Sequence[str]) -> dict[int, Recommendation]:
        """Index of the quotation → the measure or act of its opinions that it quotes."""
        rows = {
            row.id: row
            for row in self.rows
            if row.origin == Origin.OPINION.value
            and row.withdrawn_at is None
            and row.dropped_at is None
            and row.report_id in self.reports
        }
        passages = [
            Passage(key=row.id, parent=row.parent_id, heading=row.heading, text=row.text_as_read) for row in rows.values()
        ]
        return {index: rows[key] for index, key in match_parts(quoted, passages).items() if isinstance(key, int)}

    def parts_answered(self, named: Sequence[str], row: Recommendation) -> list[Recommendation]:
        """The parts of ``row`` that an answer goes through, naming them, in its order; nothing where one is not sure."""
        rows = {one.id: one for one in self._passages_of(row)}
        if row.id not in rows:
            # Taken off the list with all that stands in it.
            return []
        passages = [
            Passage(key=one.id, parent=one.parent_id, heading=one.heading, text=one.text_as_read) for one in rows.values()
        ]
        found = match_answer_parts(named, passages, row.id)
        return [one for index in range(len(found)) for key, one in rows.items() if found[index] == key]

    def _passages_of(self, row: Recommendation) -> Iterator[Recommendation]:
        """``row`` and all that stands in it and counts."""
        if row.withdrawn_at is None and row.dropped_at is None:
            yield row
            for part in self._parts[row.id]:
                yield from self._passages_of(part)

    def leaves_spoken_of(self, row: Recommendation, answer: str, claim: ReplyClass | None) -> list[Recommendation]:
        """The leaves under ``row`` of which ``answer`` says that something is done for them, or will be."""
        leaves = list(self.leaves_under(row))
        texts = [self._words_of(leaf, row) for leaf in leaves]
        spoken = spoken_of(answer, texts, heading=row.heading, claims=claim is not None)
        return [leaf for place, leaf in enumerate(leaves) if place in spoken]

    def _words_of(self, leaf: Recommendation, whole: Recommendation) -> str:
        """What a leaf says, with the headings that it stands under within ``whole``."""
        words = [leaf.text_as_read]
        above = self._above(leaf)
        while above is not None and above.id != whole.id:
            words.insert(0, above.heading or "")
            above = self._above(above)
        return "。".join(words)

    def _above(self, row: Recommendation) -> Recommendation | None:
        return None if row.parent_id is None else self._by_id.get(row.parent_id)

    def leaves_under(self, row: Recommendation) -> Iterator[Recommendation]:
        """The stored leaves of one of its rows that count."""
        if row.withdrawn_at is not None or row.dropped_at is not None:
            return
        if row.is_leaf:
            yield row
        for part in self._parts[row.id]:
            yield from self.leaves_under(part)
