"""A table of people, one row a line, its cells parted by tabs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from oversight.structure.dense_text import squeeze
from oversight.structure.leave_reasons import reason_in
from oversight.structure.names import is_name, tile
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.vocabulary import Attendance

# 出席情况, 到会情况, 是否出席, 签到; 请假事由, 备注; 职务, 单位及职务, 工作单位
_COLUMNS = (
    ("name", re.compile(r"姓名|名字|组成人员|出席人员|列席人员|人员")),
    ("reason", re.compile(r".*(?:事由|原因|备注|说明|理由)")),
    # 第一次全体会议, 28日上午: a column for each sitting
    (
        "status",
        re.compile(
            r".*(?:出席|缺席|到会|签到|签名|考勤|请假)(?:情况)?.*|因[公病事私]|[公病事]假|情况|.{0,8}(?:全体会议|全会|大会|[分联]组(?:会议|审议|讨论)|第.次会|[上下]午)"
        ),
    ),
    ("title", re.compile(r".*(?:职务|职位|单位|身份|界别)")),
)
# 第二十三次会议, 第23次常委会会议: a column for each session of a year
_SESSION = re.compile(rf"第?(?P<number>[{NUMERALS}]{{1,3}})次(?:常委会)?(?:会议)?")
_YES = re.compile(r"已?(?:出席|到会|参会|签到|签名|签|到)|实到|参加|是|[√✓✔☑○●Vv]")
_LEAVE = re.compile(r".*(?:请假|病假|事假|公假|产假|休假).*|假|△|因[公病事私]")
_NO = re.compile(r"缺席|缺|未出席|未到会|未到|未签到?|缺会|旷会|否|[×✗✘xX]")
_SUM = re.compile("合计|总计|共计|小计")
_OBSERVES = re.compile("列席|旁听|邀请|特邀")


def status_of(printed: str, name: str | None = None) -> Attendance | None:
    """出席, 请假, 缺席 or the mark that stands for it, also the signature of the person called ``name``; None where nothing is said."""
    text = squeeze(printed)
    if name and text == squeeze(name):
        return Attendance.PRESENT
    if _LEAVE.fullmatch(text):
        return Attendance.LEAVE
    if _NO.fullmatch(text):
        return Attendance.ABSENT
    return Attendance.PRESENT if _YES.fullmatch(text) else None


def is_header(text: str) -> bool:
    """Whether a row names the columns: it has a column of names and one more that is known."""
    if "姓" not in text:
        # Most rows are done with at this.
        return False
    cells = as_cells(text).split("\t")
    return any(squeeze(cell) == "姓名" for cell in cells) and sum(_kind(cell) is not None for cell in cells) > 1


def tells_who_came(text: str) -> bool:
    """Whether a row names the columns of a table of people that says who was there."""
    return is_header(text) and Table.of(text).tells_status


def as_cells(text: str) -> str:
    """A row of a table that has no tabs, parted by them: 6 柏 舟 委员 出席 as a PDF prints it, or 柏舟,委员,出席, as a list of values."""
    if "\t" in text:
        return text
    if text.count(",") > 1:
        return text.replace(",", "\t")
    return "\t".join(tile(text.split()))


def _kind(cell: str) -> str | None:
    text = squeeze(cell)
    return next((kind for kind, pattern in _COLUMNS if pattern.fullmatch(text)), None)


@dataclass(frozen=True, slots=True)
class Row:
    """A person's row: ``status`` is None where the table does not say, ``observes`` where it says 列席."""

    name: str
    title: str | None
    status: Attendance | None
    reason: str | None
    observes: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is known: where it stands, what it holds (``name``, ``title``, ``status``, ``reason``, ``mark``), its heading.

    Of a ``mark``, ``status`` is what a mark in it says: 出席, 请假, 缺席 each with a column of its own.
    """

    position: int
    kind: str
    heading: str
    status: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table, side by side panels each for itself (姓名 职务 姓名 职务)."""

    panels: tuple[tuple[Column, ...], ...]
    # Whether its rows are parted by blanks only, as a PDF prints them.
    printed: bool = False

    @classmethod
    def of(cls, header: str, session: int | None = None) -> "Table":
        """The table whose columns ``header`` names. Where it has a column for each session of a year, that of ``session`` counts."""
        panels: list[list[Column]] = []
        waiting: list[Column] = []
        cells = as_cells(header).split("\t")
        sessions = {
            at: parse_number(found["number"]) for at, cell in enumerate(cells) if (found := _SESSION.fullmatch(squeeze(cell)))
        }
        of_a_year = len(sessions) > 1 and session in sessions.values()
        for position, cell in enumerate(cells):
            kind = _kind(cell)
            if of_a_year and position in sessions:
                kind = "status" if sessions[position] == session else None
            if kind is None:
                continue
            column = Column(position, kind, squeeze(cell))
            if kind == "name" and (not panels or squeeze(cell) == "姓名"):
                panels.append([*waiting, column])
                waiting = []
            else:
                (panels[-1] if panels else waiting).append(column)
        return cls(tuple(_with_marks(panel) for panel in panels), "\t" not in header and header.count(",") <= 1)

    @property
    def shares_title(self) -> bool:
        """Whether the first column says what all people of a row are: 职务 姓名 姓名 姓名."""
        titled = [any(column.kind == "title" for column in panel) for panel in self.panels]
        return len(titled) > 1 and titled[0] and not any(titled[1:])

    @property
    def tells_status(self) -> bool:
        """Whether a column says who was there."""
        return any(column.kind in ("status", "mark") for panel in self.panels for column in panel)

    def holds(self, text: str) -> bool:
        """Whether a row can be one of this table: with a cell for the name and no sentence or label in it."""
        cells = as_cells(text).split("\t")
        if not self.printed:
            return True
        return len(cells) > 1 and not re.search("[：:。]", text) and any(is_name(cell) for cell in cells)

    def totals(self, text: str) -> dict[str, int]:
        """The totals of a last row under columns of marks: 合计 7 2 1."""
        cells = [squeeze(cell) for cell in as_cells(text).split("\t")]
        if not any(_SUM.fullmatch(cell) for cell in cells[:2]):
            return {}
        return {
            column.status.value: int(cells[column.position])
            for panel in self.panels
            for column in panel
            if column.status and column.position < len(cells) and cells[column.position].isdecimal()
        }

    def read(self, text: str) -> Iterator[Row]:
        """The people of one row, one a panel; a cell that is missing is empty. A row that sums up has none."""
        cells = [squeeze(cell) for cell in as_cells(text).split("\t")]
        if any(_SUM.fullmatch(cell) for cell in cells[:2]):
            return
        if self.shares_title and is_name(cells[self.panels[0][0].position]):
            # An empty first cell leaves no trace.
            cells.insert(self.panels[0][0].position, "")
        for panel in self.panels:
            found: dict[str, list[str]] = {}
            marked: list[Column] = []
            for column in panel:
                if column.position < len(cells) and (cell := cells[column.position]):
                    found.setdefault(column.kind, []).append(cell)
                    marked += [column] if column.kind == "mark" and not _NO.fullmatch(cell) else []
            if "name" in found:
                yield _marked_row(found, marked) if marked else _row(found)


def _with_marks(panel: list[Column]) -> tuple[Column, ...]:
    """出席, 请假 and 缺席 side by side are columns of marks; one of them alone is the column of what is said."""
    statuses = [column for column in panel if column.kind == "status"]
    if len({status_of(column.heading) for column in statuses} - {None}) <= 1:
        return tuple(panel)
    return tuple(
        replace(column, kind="mark", status=status) if column in statuses and (status := status_of(column.heading)) else column
        for column in panel
    )


def _marked_row(found: dict[str, list[str]], marked: list[Column]) -> Row:
    column = marked[0]
    [said] = found["mark"][:1]
    reason = "".join(found.get("reason", [])) or None
    if reason is None and column.status is not Attendance.PRESENT:
        # What is written instead of a mark, or what the column is for: 因病
        reason = (
            said
            if status_of(said) is None
            else (column.heading if column.heading.startswith(("因", "病", "事", "公")) else None)
        )
    return Row(found["name"][0], "".join(found.get("title", [])) or None, column.status, reason, observes=False)


def _row(found: dict[str, list[str]]) -> Row:
    name = found["name"][0]
    printed = "".join(found.get("status", []))
    sittings = [status_of(cell, name) for cell in found.get("status", [])]
    # Who came to one sitting was there.
    came = len(sittings) > 1 and Attendance.PRESENT in sittings
    status = Attendance.PRESENT if came else status_of(printed, name)
    status = status or next((found for found in sittings if found is not None), None)
    reason = "".join(found.get("reason", [])) or None
    if reason and status is None and (status := status_of(reason)) is not None and squeeze(reason) in ("请假", "缺席"):
        reason = None
    if status is Attendance.LEAVE and reason is None and len(sittings) == 1 and printed not in ("请假", "假", "△"):
        # 请假（公务）, 病假
        reason = printed.removeprefix("请假").strip("（()）：:，") or None
    if status is Attendance.ABSENT and reason is not None and "请假" in reason:
        # 否 | 因公请假
        status = Attendance.LEAVE
    if status is Attendance.LEAVE and reason is not None:
        reason = reason_in(reason)
    if status is Attendance.PRESENT and len(sittings) > 1:
        # The remark is about the sitting that they missed.
        reason = None
    return Row(name, "".join(found.get("title", [])) or None, status, reason, _OBSERVES.search(printed) is not None)
