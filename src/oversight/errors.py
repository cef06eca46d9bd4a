"""One family of errors: what is wrong, where, and what to do next.

Exit codes are fixed: 1 failed, 2 wrong use, 3 not found, 4 refused by a rule, 5 left for a person to decide.
"""


class OversightError(Exception):
    """What is wrong (``what``), ``where`` (file and line, row and column), and the next step (``hint``)."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.where}:" if self.where else None, self.what, self.hint) if part)


class UnreadableDocument(OversightError):
    """A file that cannot be turned into lines."""


class NotAPacket(OversightError):
    """Readable, but no papers of a committee session stand in it."""


class InvalidPacket(OversightError):
    """A record breaks the contract of the packet; every faulty field is named at once."""


class DatabaseError(OversightError):
    """The database cannot be used: missing, locked, read-only, full, not ours, of another version."""


class WrongUse(OversightError):
    """The command cannot mean this."""

    exit_code = 2


class NotFound(OversightError):
    """Nothing answers to this ref, name or path."""

    exit_code = 3


class Refused(OversightError):
    """A rule forbids it; the rule is named and nothing has changed."""

    exit_code = 4


class Undecided(OversightError):
    """Something was left for a person to decide."""

    exit_code = 5
