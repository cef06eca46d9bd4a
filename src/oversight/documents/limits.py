"""How large a paper may be. A packet of ten papers has 25,000 characters on 2,000 lines; a year of one committee, a tenth of this.

The limits are counted and not timed: the same file is read or refused on every machine.
"""

from oversight.errors import UnreadableDocument
from oversight.messages import _, ngettext

MOST_CHARACTERS = 3_000_000
MOST_LINES = 200_000
MOST_PAGES = 3_000
# Of a web page most is not text.
MOST_MARKUP = 10_000_000


def check_length(characters: int, lines: int, name: str) -> None:
    """Refuse a text of so many characters on so many lines that it is no packet of papers."""
    if characters > MOST_CHARACTERS:
        raise UnreadableDocument(
            _("The file has {count} characters; at most {limit} can be read.").format(
                count=f"{characters:,}", limit=f"{MOST_CHARACTERS:,}"
            ),
            where=name,
            hint=_in_parts(),
        )
    if lines > MOST_LINES:
        raise UnreadableDocument(
            _("The file has {count} lines; at most {limit} can be read.").format(count=f"{lines:,}", limit=f"{MOST_LINES:,}"),
            where=name,
            hint=_in_parts(),
        )


def check_pages(pages: int, name: str) -> None:
    """Refuse a file of more pages than the papers of any session."""
    if pages > MOST_PAGES:
        raise UnreadableDocument(
            ngettext(
                "The file has {count} page; at most {limit} can be read.",
                "The file has {count} pages; at most {limit} can be read.",
                pages,
            ).format(count=f"{pages:,}", limit=f"{MOST_PAGES:,}"),
            where=name,
            hint=_in_parts(),
        )


def unpacks_too_large(name: str) -> UnreadableDocument:
    """What is said of a file that holds far more than its size shows."""
    return UnreadableDocument(
        _("Unpacked, the file is larger than any paper."), where=name, hint=_("Save it anew, without its pictures.")
    )


def _in_parts() -> str:
    return _("Give the papers of one session at a time.")
