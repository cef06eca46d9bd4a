"""Which recommendations a list or a checklist holds: the same options for both."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from oversight.cli import complete
from oversight.cli.options import day
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.views.recommendations import LEVELS, SORTS, Question
from oversight.vocabulary import Level, Origin, Status

FILTERS: dict[str, tuple[Any, object]] = {
    "open_": (Annotated[bool, typer.Option("--open", help=_("those not begun"))], False),
    "in_progress": (Annotated[bool, typer.Option("--in-progress", help=_("those under way"))], False),
    "done": (Annotated[bool, typer.Option("--done", help=_("those done"))], False),
    "outstanding": (Annotated[bool, typer.Option("--outstanding", help=_("open and in progress"))], False),
    "overdue": (
        Annotated[bool, typer.Option("--overdue", help=_("those whose due date has passed and that are not done"))],
        False,
    ),
    "due_before": (
        Annotated[
            str | None,
            typer.Option("--due-before", metavar="DATE", help=_("those due before this day, such as 2021-07-31, today or +2w")),
        ],
        None,
    ),
    "session": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--session", metavar="REF", help=_("of this session; may be given again"), autocompletion=complete.sessions
            ),
        ],
        None,
    ),
    "report": (
        Annotated[
            str | None, typer.Option("--report", metavar="REF", help=_("of this paper"), autocompletion=complete.reports)
        ],
        None,
    ),
    "origin": (
        Annotated[
            list[Origin] | None,
            typer.Option("--origin", metavar="|".join(Origin), help=_("of this origin; may be given again")),
        ],
        None,
    ),
    "body": (
        Annotated[
            str | None,
            typer.Option("--body", metavar="NAME", help=_("that this body has to carry out"), autocompletion=complete.bodies),
        ],
        None,
    ),
    "search": (
        Annotated[str | None, typer.Option("--search", metavar="TEXT", help=_("with these words in the text or a title"))],
        None,
    ),
    "level": (
        Annotated[
            str,
            typer.Option(
                "--level",
                metavar="|".join(LEVELS),
                help=_("which level"),
                autocompletion=lambda: list(LEVELS),
                show_default=False,
            ),
        ],
        "leaf",
    ),
    "sort": (
        Annotated[
            str,
            typer.Option(
                "--sort",
                metavar="|".join(SORTS),
                help=_("in which order"),
                autocompletion=lambda: list(SORTS),
                show_default=False,
            ),
        ],
        "ref",
    ),
    "limit": (Annotated[int | None, typer.Option("--limit", metavar="N", help=_("no more than this many"))], None),
    "all_": (
        Annotated[bool, typer.Option("--all", help=_("also commitments, suggestions taken into an opinion, and dropped ones"))],
        False,
    ),
}


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with all the filters as options, which reach it as one ``question``; an option of its own is left to it."""
    own = [parameter for name, parameter in inspect.signature(command).parameters.items() if name != "question"]
    offered = {name: option for name, option in FILTERS.items() if name not in inspect.signature(command).parameters}

    def run(**values: Any) -> None:  # noqa: ANN401 -- whatever the options hold
        chosen: dict[str, Any] = {name: default for name, (_option, default) in FILTERS.items()}
        chosen |= {name: values.pop(name) for name in offered}
        command(question=question_of(**chosen, tree=bool(values.get("tree"))), **values)

    parameters = own + [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in offered.items()
    ]
    run.__name__ = command.__name__
    run.__signature__ = inspect.Signature([p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters])  # type: ignore[attr-defined]  # what Typer reads the options from
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def question_of(  # one parameter a filter
    *,
    open_: bool,
    in_progress: bool,
    done: bool,
    outstanding: bool,
    overdue: bool,
    due_before: str | None,
    session: list[str] | None,
    report: str | None,
    origin: list[Origin] | None,
    body: str | None,
    search: str | None,
    level: str,
    sort: str,
    limit: int | None,
    all_: bool,
    tree: bool,
) -> Question:
    """The filters as the question that the view answers."""
    asked = {
        Status.OPEN: open_ or outstanding,
        Status.IN_PROGRESS: in_progress or outstanding,
        Status.DONE: done,
    }
    if tree and level != "leaf":
        raise WrongUse(_("--tree shows all levels; --level chooses one."), hint=_("Leave one of them out."))
    return Question(
        statuses=[word for word, wanted in asked.items() if wanted],
        overdue=overdue,
        due_before=day(due_before, "--due-before"),
        sessions=session or (),
        report=report,
        origins=origin or (),
        body=body,
        search=search,
        level=_level(level),
        tree=tree,
        sort=sort,
        limit=limit,
        everything=all_,
    )


def _level(text: str) -> str:
    """A level as typed, or by its Chinese label. Raises WrongUse for what is none."""
    labels = {level.value: level.zh for level in Level}
    found = next((name for name in LEVELS if text.strip() in {name, labels.get(name)}), None)
    if found is None:
        words = [f"{name} ({labels[name]})" if name in labels else name for name in LEVELS]
        raise WrongUse(
            _("There is no level {level}.").format(level=text), hint=_("One of: {words}.").format(words=_(", ").join(words))
        )
    return found
