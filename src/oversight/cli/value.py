"""A word of the command line turned into a value.

Typer would do it by Pydantic, whose import takes as long as a whole list; what our options hold is simple enough to do here,
and what is wrong is said in the language in force.
"""

from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args

import typer

from oversight.messages import _
from oversight.vocabulary import Word


class Value:
    """Turns what was typed for one option or argument into the type that its command declares.

    Known are text, whole numbers, paths, and the words of an enumeration, one or several.
    """

    def __init__(self, annotation: Any) -> None:  # noqa: ANN401 -- any annotation
        inner = [part for part in get_args(annotation) if part is not NoneType]
        self._kind: type = inner[0] if inner else annotation

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 -- the parser calls it so
        """``value`` (text, a sequence of texts, a default, or None) as the command wants it. Raises BadParameter."""
        if param.multiple or param.nargs == -1:
            return tuple(self._one(item, param, ctx) for item in value or ())
        return None if value is None else self._one(value, param, ctx)

    def _one(self, word: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 -- text or a default
        if self._kind is not Path and isinstance(word, str) and not _is_text(word):
            # A path may hold any bytes; what is written into the database or said to a server may not.
            raise typer.BadParameter(_("it is not UTF-8"), ctx=ctx, param=param)
        if isinstance(word, self._kind):
            return word
        if issubclass(self._kind, Word):
            found = self._kind.typed(str(word))
            if found is not None:
                return found
        try:
            return self._kind(word)
        except ValueError as error:
            raise typer.BadParameter(self._wanted(), ctx=ctx, param=param) from error

    def _wanted(self) -> str:
        """What would have been right."""
        if issubclass(self._kind, Enum):
            return _("it is one of: {words}").format(words=_(", ").join(_choice(word) for word in self._kind))
        return _("it is a whole number") if self._kind is int else _("it is a path") if self._kind is Path else _("it is text")


def _is_text(word: str) -> bool:
    """Whether ``word`` came as UTF-8: Python keeps a byte that did not as half a surrogate pair, which cannot be encoded."""
    try:
        word.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _choice(word: Enum) -> str:
    """A choice as it may be typed: with its Chinese label, where it has one."""
    return f"{word.to_type} ({word.zh})" if isinstance(word, Word) else str(word.value)


def read_by_us(parameters: list[Any]) -> list[Any]:
    """Have ``parameters`` of a command turned into values here and not by Pydantic."""
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        if descriptor is not None:
            parameter._runtime_param = Value(descriptor.annotation)  # noqa: SLF001 -- where the parser keeps its converter
    return parameters
