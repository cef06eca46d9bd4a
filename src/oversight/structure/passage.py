"""Running text that still knows on which line each of its characters stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from oversight.documents.document import Line


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` without line breaks; ``numbers[i]`` is the line number of ``text[i]``. Slicing keeps both in step."""

    text: str
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Passage":
        """The clean text of ``lines``, joined without anything between them."""
        parts: list[str] = []
        numbers: list[int] = []
        for line in lines:
            parts.append(line.clean)
            numbers.extend([line.number] * len(line.clean))
        return cls("".join(parts), tuple(numbers))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> "Passage":
        return Passage(self.text[part], self.numbers[part])

    def __add__(self, other: "Passage") -> "Passage":
        return Passage(self.text + other.text, self.numbers + other.numbers)

    def strip(self, characters: str | None = None) -> "Passage":
        """Without ``characters`` (white space by default) at either end."""
        left = len(self.text) - len(self.text.lstrip(characters))
        right = len(self.text.rstrip(characters))
        return self[left : max(left, right)]

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last line. An empty passage stands nowhere: that is an error of the caller."""
        return self.numbers[0], self.numbers[-1]
