"""Verbs that write take many recommendations: refs, or the filters of ``rec list`` in their place."""

import copy
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from oversight.cli.filters import FILTERS, question_of
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.terminal import say
from oversight.errors import WrongUse
from oversight.messages import _, language
from oversight.views.recommendations import Question

if TYPE_CHECKING:
    from oversight.views.resolve_ref import AnotherThing


class LookedFor(list[str]):
    """Refs that filters have found, and nobody has typed: what a verb would not move there is left out."""


# How a list is printed says nothing of what stands in it.
_NARROWING = {name: found for name, found in FILTERS.items() if name not in {"sort", "limit"}}
# These only say what the others choose from: by themselves they would mean the whole database.
_MODIFIERS = frozenset({"all_", "level"})


def with_many(command: Callable[..., None], *, dropped: bool = False) -> Callable[..., None]:
    """``command`` with the filters as options in the place of its ``refs``; ``dropped``: they choose from what was dropped.

    A filter whose name is an option of the verb already is called ``--of-…``.
    """
    own = list(inspect.signature(command).parameters.values())
    taken = {name for parameter in own for name in _options(parameter.annotation)}

    def run(**values: Any) -> None:  # noqa: ANN401 -- whatever the options hold
        chosen = {name: values.pop(f"of_{name}") for name in _NARROWING}
        refs = list(values.pop("refs") or ())
        given = [name for name, (_annotation, default) in _NARROWING.items() if chosen[name] != default]
        if refs and given:
            raise WrongUse(
                _("Refs name what is meant, filters look for it: both together say two things."),
                hint=_("Give refs, or filters. To see what filters find: {command}").format(command="oversight rec list"),
            )
        if not refs and set(given) - _MODIFIERS:
            question = question_of(**chosen, sort="ref", limit=None, tree=False)
            refs = LookedFor(_found(invocation(values["ctx"]), question, dropped=dropped))
            if not refs:
                say(_("No recommendation fits. Nothing was changed."))
                return
        elif not refs:
            raise WrongUse(
                _("No recommendation is named."),
                hint=_("Give refs, or filters such as --open and --body. See: {command}").format(command="oversight rec list"),
            )
        from oversight.views.resolve_ref import AnotherThing

        try:
            command(**values, refs=refs)
        except AnotherThing as error:
            raise _of_all_in_it(error, taken) from None

    parameters = [_optional(parameter) if parameter.name == "refs" else parameter for parameter in own] + [
        inspect.Parameter(f"of_{name}", inspect.Parameter.KEYWORD_ONLY, default=default, annotation=_called(annotation, taken))
        for name, (annotation, default) in _NARROWING.items()
    ]
    run.__name__ = command.__name__
    run.__signature__ = inspect.Signature([p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters])  # type: ignore[attr-defined]  # what Typer reads the options from
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _of_all_in_it(error: "AnotherThing", taken: set[str]) -> WrongUse:
    """The error that says how to name all that stands in a paper or a session."""
    if (option := error.found.option) is None:
        return error
    free = f"--of-{option[2:]}" if option in taken else option
    return WrongUse(
        error.what, hint=_("For all that stands in it, give in its place: {option}").format(option=f"{free} {error.found.ref}")
    )


def _found(call: Invocation, question: Question, *, dropped: bool) -> list[str]:
    """The refs of what the filters find, in the order of the list."""
    from dataclasses import replace

    from oversight.views.recommendations import list_recommendations

    if dropped:
        question = replace(question, everything=True)
    with call.reading() as reader:
        rows = list_recommendations(reader, question, language=language(), today=call.today)
    return [row.ref for row in rows if row.dropped or not dropped]


def _options(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any annotation
    """The names of an option as they are typed; none for an argument."""
    if get_origin(annotation) is not Annotated:
        return ()
    declared = get_args(annotation)[1]
    # Within Annotated, Typer keeps the first name where a default would stand.
    return tuple(
        name for name in (declared.default, *(declared.param_decls or ())) if isinstance(name, str) and name.startswith("--")
    )


def _optional(parameter: inspect.Parameter) -> inspect.Parameter:
    """The argument of refs, which may be left out."""
    declared = get_args(parameter.annotation)[1]
    return parameter.replace(annotation=Annotated[list[str] | None, declared], default=None)


def _called(annotation: Any, taken: set[str]) -> Any:  # noqa: ANN401 -- any annotation
    """The option of a filter, by a name that the verb has left free."""
    kind, declared = get_args(annotation)
    declared = copy.copy(declared)
    declared.default, *others = (f"--of-{name[2:]}" if name in taken else name for name in _options(annotation))
    declared.param_decls = tuple(others)
    return Annotated[kind, declared]
