"""A table of people, one row a line, its cells parted by tabs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oversight.structure.dense_text import squeeze
from oversight.structure.names import is_name, tile
from oversight.vocabulary import Attendance

# 出席情况, 到会情况, 是否出席, 签到; 请假事由, 备注; 职务, 单位及职务, 工作单位
_COLUMNS = (
    ("name", re.compile(r"姓名|名字|组成人员|出席人员|列席人员|人员")),
    ("reason", re.compile(r".*(?:事由|原因|备注|说明|理由)")),
    # 第一次全体会议, 28日上午: a column for each sitting
    (
        "status",
        re.compile(
            r".*(?:出席|缺席|到会|签到|签名|考勤|请假)(?:情况)?.*|情况|.{0,8}(?:全体会议|大会|分组会议|第.次会|[上下]午)"
        ),
    ),
    ("title", re.compile(r".*(?:职务|职位|单位|身份|界别)")),
)
_YES = re.compile(r"出席|到会|实到|已到|参加|签到|到|是|[√✓✔☑○●Vv]")
_LEAVE = re.compile(r".*(?:请假|病假|事假|公假|产假|休假).*|假|△")
_NO = re.compile(r"缺席|缺|未出席|未到会|未到|缺会|旷会|否|[×✗✘xX]")
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
    cells = as_cells(text).split("\t")
    kinds = [kind for cell in cells if (kind := _kind(cell))]
    return any(squeeze(cell) == "姓名" for cell in cells) and len(kinds) > 1


def tells_who_came(text: str) -> bool:
    """Whether a row names the columns of a table of people that says who was there."""
    return "姓" in text and is_header(text) and Table.of(text).tells_status


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
class Table:
    """The columns of a table, side by side panels each for itself (姓名 职务 姓名 职务)."""

    panels: tuple[tuple[tuple[int, str], ...], ...]
    # Whether its rows are parted by blanks only, as a PDF prints them.
    printed: bool = False

    @classmethod
    def of(cls, header: str) -> "Table":
        """The table whose columns ``header`` names."""
        panels: list[list[tuple[int, str]]] = []
        waiting: list[tuple[int, str]] = []
        for position, cell in enumerate(as_cells(header).split("\t")):
            kind = _kind(cell)
            if kind == "name" and (not panels or squeeze(cell) == "姓名"):
                panels.append([*waiting, (position, kind)])
                waiting = []
            elif kind is not None and panels:
                panels[-1].append((position, kind))
            elif kind is not None:
                waiting.append((position, kind))
        return cls(tuple(tuple(panel) for panel in panels), "\t" not in header and header.count(",") <= 1)

    @property
    def tells_status(self) -> bool:
        """Whether a column says who was there."""
        return any(kind == "status" for panel in self.panels for _, kind in panel)

    def holds(self, text: str) -> bool:
        """Whether a row can be one of this table: with a cell for the name and no sentence or label in it."""
        cells = as_cells(text).split("\t")
        if not self.printed:
            return True
        return len(cells) > 1 and not re.search("[：:。]", text) and any(is_name(cell) for cell in cells)

    def read(self, text: str) -> Iterator[Row]:
        """The people of one row, one a panel; a cell that is missing is empty."""
        cells = as_cells(text).split("\t")
        for panel in self.panels:
            found: dict[str, list[str]] = {}
            for position, kind in panel:
                if position < len(cells) and squeeze(cells[position]):
                    found.setdefault(kind, []).append(squeeze(cells[position]))
            if "name" not in found:
                continue
            printed = "".join(found.get("status", []))
            sittings = [status_of(cell, found["name"][0]) for cell in found.get("status", [])]
            # Who came to one sitting was there.
            status = (
                Attendance.PRESENT
                if len(sittings) > 1 and Attendance.PRESENT in sittings
                else status_of(printed, found["name"][0])
            )
            status = status or next((found for found in sittings if found is not None), None)
            reason = "".join(found.get("reason", [])) or None
            if reason and status is None and (status := status_of(reason)) is not None and squeeze(reason) in ("请假", "缺席"):
                reason = None
            if status is Attendance.LEAVE and reason is None and len(sittings) == 1 and printed not in ("请假", "假", "△"):
                # 请假（公务）, 病假
                reason = printed.removeprefix("请假").strip("（()）：:，") or None
            if status is Attendance.PRESENT and len(sittings) > 1:
                # The remark is about the sitting that they missed.
                reason = None
            yield Row(
                found["name"][0], "".join(found.get("title", [])) or None, status, reason, _OBSERVES.search(printed) is not None
            )
