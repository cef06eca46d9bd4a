"""Which body a name means: bodies are renamed and merged, and papers call them by whatever name they had."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from oversight.database.reading import Reader
from oversight.rules.body_names import body_key, is_one_body


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a body bears or bore, from the first day to the last one, where these are known."""

    text: str
    starts_on: date | None
    ends_on: date | None

    def held_on(self, day: date) -> bool:
        """Whether the body bore the name on ``day``."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that the office has put down: its present name, all its names, and who acts in its place since when."""

    id: int
    body_id: int
    name: str
    names: tuple[Name, ...]
    successor_id: int | None
    succeeded_on: date | None

    def called_on(self, day: date) -> str:
        """The name that it went by on ``day``: the present one, or the one that was given up when a later one began."""
        name = next((own for own in self.names if own.text == self.name), Name(self.name, None, None))
        while name.starts_on is not None and day < name.starts_on:
            begins = name.starts_on
            before = [own for own in self.names if own.ends_on is not None and own.ends_on + timedelta(days=1) == begins]
            if not before:
                break
            name = before[0]
        return name.text

    def is_succeeded(self, day: date) -> bool:
        """Whether another one acted in its place on ``day``."""
        return self.successor_id is not None and (self.succeeded_on is None or self.succeeded_on <= day)


class Organizations:
    """All bodies that the office has put down. A name that none of them bears means nothing here, and stands for itself."""

    def __init__(self, found: Iterable[Organization]) -> None:
        self.all = {one.id: one for one in found}
        # A large database names few bodies many times.
        self._candidates: dict[tuple[str, int | None], list[Organization]] = {}

    def meant(self, name: str, *, on: date | None = None, body_id: int | None = None) -> Organization | None:
        """The body that ``name`` means, of one committee where that is given; of several, the one that bore it ``on`` that day.

        None where no body bears it, or more than one could be meant.
        """
        found = self.candidates(name, body_id=body_id)
        if len(found) > 1 and on is not None:
            found = [one for one in found if any(_fits(own, name) and own.held_on(on) for own in one.names)]
        return found[0] if len(found) == 1 else None

    def candidates(self, name: str, *, body_id: int | None = None) -> list[Organization]:
        """The bodies that ``name`` could mean: those that bear it to the letter, else those that it fits."""
        if (name, body_id) not in self._candidates:
            self._candidates[name, body_id] = self._find(name, body_id)
        return self._candidates[name, body_id]

    def _find(self, name: str, body_id: int | None) -> list[Organization]:
        of_body = [one for one in self.all.values() if body_id is None or one.body_id == body_id]
        key = body_key(name)
        exact = [one for one in of_body if any(body_key(own.text) == key for own in one.names)]
        return exact or [one for one in of_body if any(is_one_body(own.text, name) for own in one.names)]

    def acting(self, one: Organization, on: date) -> Organization:
        """Who acts for ``one`` on that day: itself, or its successor, or that one's."""
        seen = {one.id}
        while one.is_succeeded(on) and one.successor_id in self.all:
            one = self.all[one.successor_id]
            if one.id in seen:
                break
            seen.add(one.id)
        return one

    def called(self, name: str, *, raised_on: date | None, today: date, body_id: int | None = None) -> str:
        """The name of the body that acts today for the one that a paper of the day ``raised_on`` calls ``name``."""
        one = self.meant(name, on=raised_on, body_id=body_id) if self.all else None
        return name if one is None else self.acting(one, today).called_on(today)

    def speaks_for(self, name: str, other: str, *, on: date) -> bool:
        """Whether ``name`` may speak for ``other`` on that day: it is the same body, or acts in its place."""
        if is_one_body(name, other):
            return True
        one, two = self.meant(name, on=on), self.meant(other)
        return one is not None and two is not None and self.acting(one, on) == self.acting(two, on)

    def predecessors(self, one: Organization) -> Iterator[Organization]:
        """The bodies in whose place ``one`` acts, and those in whose place they acted."""
        seen = {one.id}
        rest = [one.id]
        while rest:
            last = rest.pop()
            for other in self.all.values():
                if other.successor_id == last and other.id not in seen:
                    seen.add(other.id)
                    rest.append(other.id)
                    yield other

    def asked(self, text: str) -> Callable[[str | None], bool]:
        """What a person means who asks for ``text``: the names that contain it, and all names of the bodies that bear such a one.

        Asking for a body finds what was given to those whose place it took; asking for one of these finds its own alone.
        """
        part = text.casefold()
        named = [
            one
            for one in self.all.values()
            if any(part in name.text.casefold() or is_one_body(text, name.text) for name in one.names)
        ]
        family = {one.id for one in named} | {other.id for one in named for other in self.predecessors(one)}

        def fits(name: str | None) -> bool:
            if not name:
                return False
            if part in name.casefold() or is_one_body(text, name):
                return True
            return any(one.id in family for one in self.candidates(name)) if family else False

        return fits


def _fits(own: Name, name: str) -> bool:
    return is_one_body(own.text, name)


def organizations(reader: Reader) -> Organizations:
    """The bodies that the office has put down, in the order in which it did."""
    names: dict[int, list[Name]] = {}
    for row in reader.rows(
        """
        SELECT organization_id, name, starts_on, ends_on FROM organization_name
        WHERE withdrawn_at IS NULL ORDER BY COALESCE(starts_on, '0001-01-01'), id"""
    ):
        names.setdefault(row["organization_id"], []).append(Name(row["name"], row["starts_on"], row["ends_on"]))
    return Organizations(
        Organization(
            id=row["id"],
            body_id=row["body_id"],
            name=row["name"],
            names=tuple(names.get(row["id"], [Name(row["name"], None, None)])),
            successor_id=row["successor_id"],
            succeeded_on=row["succeeded_on"],
        )
        for row in reader.rows(
            """
            SELECT id, body_id, name, successor_id, succeeded_on FROM organization
            WHERE withdrawn_at IS NULL ORDER BY id"""
        )
    )


def printed_names(reader: Reader) -> list[str]:
    """Every name by which a paper or the office calls a body that has to act."""
    rows = reader.rows(
        """
        SELECT name FROM responsibility WHERE withdrawn_at IS NULL
        UNION
        SELECT addressee FROM report WHERE withdrawn_at IS NULL AND addressee IS NOT NULL"""
    )
    return sorted(row["name"] for row in rows)
