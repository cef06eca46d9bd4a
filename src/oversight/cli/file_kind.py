"""Which format a file that is written has, by the ending of its name."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from oversight.errors import WrongUse
from oversight.messages import _

_BY_ENDING = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".md": "md"}

# What people have on their desks. Under such a name text would not open, or look damaged.
_OTHERS = frozenset(
    (
        ".xlsx",
        ".xls",
        ".xlsm",
        ".et",
        ".ods",
        ".docx",
        ".doc",
        ".wps",
        ".odt",
        ".rtf",
        ".pdf",
        ".ofd",
        ".html",
        ".htm",
        ".xml",
        ".zip",
    )
)


def by_ending(form: Enum, file: Path, *, chosen: bool) -> Enum:
    """The format, one of ``form``'s own kind, for ``file``: the one its ending means, else ``form``.

    ``chosen`` says that the person gave ``form``. Raises WrongUse where the ending means another one, or none that can be
    written.
    """
    ending = file.suffix.lower()
    wanted = _BY_ENDING.get(ending)
    if wanted is None and ending not in _OTHERS:
        return form
    formats = {str(one.value): one for one in type(form)}
    if wanted not in formats:
        raise WrongUse(
            _("A file {ending} cannot be written.").format(ending=ending),
            where=str(file),
            hint=_("What can be written: {words}. Excel and WPS open .csv.").format(words=_(", ").join(_endings(formats))),
        )
    if chosen and form is not formats[wanted]:
        raise WrongUse(
            _("--format {format} does not go with the ending {ending}.").format(format=form.value, ending=ending),
            where=str(file),
            hint=_("Leave out --format, or give the file another ending."),
        )
    return formats[wanted]


def _endings(formats: Iterable[str]) -> list[str]:
    return [ending for ending, form in _BY_ENDING.items() if form in formats and ending != ".jsonl"]
