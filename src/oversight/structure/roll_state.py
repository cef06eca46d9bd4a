"""Where a reader of an attendance list stands: what the labels and rows above say of the row at hand."""

from dataclasses import dataclass, field

from oversight.structure.read_reasons import Reasons
from oversight.structure.read_table import Table
from oversight.structure.roll import Roll
from oversight.structure.totals_in_table import TotalsTable
from oversight.vocabulary import Attendance, Role


@dataclass(slots=True)
class RollState:
    """The part of the list that is being read, the role, reason and title that hold for its rows, and what was found so far."""

    attendance: Attendance | None = None
    observers: bool = False
    role: Role | None = None
    reason: str | None = None
    title: str | None = None
    table: Table | None = None
    # The last name of a row parted by 、, which may run on to the next line.
    open_name: str | None = None
    sittings: int = 0
    summing: bool = False
    totals_table: TotalsTable = field(default_factory=TotalsTable)
    roll: Roll = field(default_factory=lambda: Roll(listing=True))
    reasons: Reasons = field(init=False)

    def __post_init__(self) -> None:
        self.reasons = Reasons(self.roll)
