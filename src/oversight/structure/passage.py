"""Running text that still knows on which line each of its characters stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` without line breaks; ``numbers[i]`` is the line number of ``text[i]``. Slicing keeps both in step."""

    text: str
    numbers: tuple[int, ...]

    def __getitem__(self, part: slice) -> "Passage":
        return Passage(self.text[part], self.numbers[part])

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last line. An empty passage stands nowhere: that is an error of the caller."""
        return self.numbers[0], self.numbers[-1]
