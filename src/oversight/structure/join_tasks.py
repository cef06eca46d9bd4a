"""Who is to act and by when, from a table that parts an opinion into tasks (任务分解表), brought to the demands of the opinion.

The table says the demands once more: it makes no recommendations of its own, unless the opinion has none but in the table.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from oversight.documents.document import Line
from oversight.structure.demands import Demands, FoundRecommendation, ReadPart
from oversight.structure.find_bodies import split_bodies
from oversight.structure.item_nodes import Due, due_of_note
from oversight.structure.running_text import RunningText, run_together
from oversight.structure.work_table import Column, WorkRow, work_rows
from oversight.vocabulary import Origin

# Percent of their characters that a task and the demand that it repeats have in common; and of a part within a whole.
_ALIKE, _WITHIN = 84, 92
# A shorter text stands within many others.
_SHORTEST = 6
# A task that says less than this share of a demand says something else.
_SHARE = 0.5
_SILENT = re.compile(r"[\W_]+")
# … and 县财政局县林业局, where a line of the cell ended
_BETWEEN = re.compile(
    r"[、，,；;/\s]+|(?<=[局委办院厅府])(?=(?:[省市县区旗州盟][\u3400-\u9fff]{1,12}?(?:局|委|办|院|厅|府|街道|乡|镇))|各(?:乡|镇|街道|县))"
)


@dataclass(frozen=True, slots=True)
class StrayTask:
    """A row of a table beside an opinion whose task no demand of the opinion asks for; ``lines`` are of file ``file``, from 0."""

    text: str
    lines: tuple[int, int]
    file: int


@dataclass(frozen=True, slots=True)
class _Task:
    """What a row gives out: the texts under which its demand may stand, the closest first; who is to act, and by when."""

    texts: tuple[str, ...]
    bodies: tuple[str, ...]
    due: Due | None
    printed: str
    line: int


def with_tasks(
    reads: Sequence[ReadPart], tables: Sequence[tuple[int, tuple[Line, ...]]], today: dt.date | None
) -> tuple[list[ReadPart], list[StrayTask]]:
    """``reads`` with the bodies and times that the tables in them, and the ``tables`` attached to them, give to their demands.

    A table speaks first of the paper that it stands in, else of the formal opinions beside it. What a paper says itself stays.
    Each table comes with its file. Of those that go with an opinion, the rows that repeat none of its demands come back, too.
    """
    found = list(reads)
    stray: list[StrayTask] = []
    for at, read in enumerate(reads):
        rows = _tasks(read.part.body, read.part.running, today or read.part.dated_on)
        if not rows:
            continue
        own, left = _given(found[at].demands, rows)
        found[at] = ReadPart(read.part, own)
        left = _give_to_opinions(found, left)
        if _is_formal(read):
            stray += _stray(rows, left, read.part.file)
    for file, lines in tables:
        rows = _tasks(lines, run_together(lines), today)
        left = _give_to_opinions(found, rows)
        if any(map(_is_formal, reads)):
            stray += _stray(rows, left, file)
    return found, stray


def _is_formal(read: ReadPart) -> bool:
    return any(record.origin is Origin.OPINION for record in read.demands.recommendations)


def _give_to_opinions(reads: list[ReadPart], tasks: list[_Task]) -> list[_Task]:
    """The tasks that no opinion asks for; what the others say is given to ``reads``."""
    for at, read in enumerate(reads):
        if tasks and _is_formal(read):
            demands, tasks = _given(read.demands, tasks)
            reads[at] = ReadPart(read.part, demands)
    return tasks


def _stray(rows: Sequence[_Task], left: Sequence[_Task], file: int) -> Iterator[StrayTask]:
    if rows and len(left) == len(rows):
        # The whole table is about something else: one question is enough.
        yield StrayTask(rows[0].printed, (rows[0].line, rows[-1].line), file)
        return
    for task in left:
        yield StrayTask(task.printed, (task.line, task.line), file)


def _tasks(lines: tuple[Line, ...], running: RunningText, today: dt.date | None) -> list[_Task]:
    # Most papers hold no table.
    rows = work_rows(lines, running) if "\t" in running.shown else []
    return [task for row in rows if ((task := _task(row, today)).bodies or task.due) and task.texts]


def _task(row: WorkRow, today: dt.date | None) -> _Task:
    # 审议意见 | 工作任务: the finer one stands behind the coarser
    asked = [cell for cell in reversed(row.cells.get(Column.ASKED, ())) if _key(cell)]
    names = (name for column in (Column.LEAD, Column.SUPPORT) for cell in row.cells.get(column, ()) for name in _bodies(cell))
    return _Task(
        texts=tuple(map(_key, asked)),
        bodies=tuple(dict.fromkeys(names)),
        due=due_of_note(row.said(Column.DUE), today),
        printed=asked[0] if asked else "",
        line=row.line,
    )


def _bodies(cell: str) -> Iterator[str]:
    for name in split_bodies("、".join(part for part in _BETWEEN.split(cell) if part)):
        yield name.removeprefix("各") if len(name) > len("各部门") else name


def _given(demands: Demands, tasks: Sequence[_Task]) -> tuple[Demands, list[_Task]]:
    """``demands`` with what ``tasks`` give to them, and the tasks that speak of none of them."""
    records = {record.path: record for record in demands.recommendations}
    bodies: dict[str, tuple[str, ...]] = {}
    dues: dict[str, Due] = {}
    left = []
    for task in tasks:
        met = next((paths for text in task.texts if (paths := list(_meant(text, demands.recommendations)))), [])
        left += [] if met else [task]
        for path in records:
            if any(path == one or path.startswith(one + ".") for one in met):
                bodies[path] = tuple(dict.fromkeys((*bodies.get(path, ()), *task.bodies)))
                if task.due is not None:
                    dues.setdefault(path, task.due)
    told = tuple(_told(record, bodies.get(path, ()), dues.get(path)) for path, record in records.items())
    return replace(demands, recommendations=told), left


def _told(record: FoundRecommendation, bodies: tuple[str, ...], due: Due | None) -> FoundRecommendation:
    bodies = tuple(dict.fromkeys((*bodies, *record.bodies)))
    if due is None or record.due_text is not None:
        return record._replace(bodies=bodies)
    return record._replace(bodies=bodies, due_text=due[0], due_on=due[1])


def _meant(task: str, records: Sequence[FoundRecommendation]) -> Iterator[str]:
    """The paths of the demands that a task repeats: one that reads like it, else all leaves within it, else the leaf it is within."""
    keys = {record.path: (_key(record.text), _key(record.heading or "")) for record in records}
    alike = {path: max(fuzz.ratio(task, text), fuzz.ratio(task, heading)) for path, (text, heading) in keys.items()}
    best = max(alike, key=lambda path: alike[path], default=None)
    if best is not None and alike[best] >= _ALIKE:
        yield best
        return
    leaves = {path: keys[path][0] for path in keys if not any(other.startswith(path + ".") for other in keys)}
    within = [path for path, text in leaves.items() if _SHORTEST <= len(text) <= len(task) and _holds(task, text)]
    if within:
        yield from within
        return
    around = [path for path, text in leaves.items() if len(task) < len(text) <= len(task) / _SHARE and _holds(text, task)]
    if len(task) >= _SHORTEST and len(around) == 1:
        yield around[0]


def _holds(long: str, short: str) -> bool:
    return fuzz.partial_ratio(short, long) >= _WITHIN


def _key(text: str) -> str:
    return _SILENT.sub("", text)
