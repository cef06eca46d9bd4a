"""The only place that knows languages: what is said to a person goes through ``_`` or ``ngettext``.

A message is written in English where it is said; ``locale/`` holds the catalogues. The language is chosen once, before any
command is imported (help texts are translated when their module is), by :func:`use`.
"""

import errno
import gettext
import os
from pathlib import Path

LANGUAGES = ("zh", "en")
_LOCALE = Path(__file__).parent / "locale"

_language = "en"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def preferred(environ: os._Environ[str] | dict[str, str] | None = None) -> str:
    """The language that the environment asks for: ``OVERSIGHT_LANG``, else the locale's, else English."""
    env = os.environ if environ is None else environ
    for name in ("OVERSIGHT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name, ""):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def use(language: str) -> None:
    """Speak ``language`` (``zh`` or ``en``) from here on."""
    global _catalogue, _language  # noqa: PLW0603 -- one process speaks one language; this is its one switch
    _language = language
    _catalogue = gettext.translation("oversight", _LOCALE, languages=[language], fallback=True)


def language() -> str:
    """The language in force."""
    return _language


def _(message: str) -> str:
    """``message`` in the language in force."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form that fits ``count``, in the language in force."""
    return _catalogue.ngettext(singular, plural, count)


def system_reason(error: OSError) -> str:
    """Why the system refused to open or write something: in the language in force where it is a common one, else as it says."""
    known = {
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.EBUSY: _("Device or resource busy"),
        errno.ENOSPC: _("No space left on device"),
        errno.EROFS: _("Read-only file system"),
        errno.EIO: _("Input/output error"),
        errno.ENAMETOOLONG: _("File name too long"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
