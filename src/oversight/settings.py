"""Where the database is and who acts. Read by the command line alone and handed down."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from oversight.errors import WrongUse
from oversight.messages import _

_POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")
_SQLITE = ("sqlite", "sqlite+pysqlite")


def database_url(asked: str | None, environ: Mapping[str, str] | None = None) -> str:
    """The database in force as a SQLAlchemy URL: ``--db``, else ``OVERSIGHT_DB``, else a file in the user's data folder.

    ``asked`` is a file or a URL. A file becomes an absolute ``sqlite:///`` URL. Raises WrongUse for a URL of another kind.
    """
    env = os.environ if environ is None else environ
    named = asked or env.get("OVERSIGHT_DB") or ""
    if not named:
        return file_url(default_file())
    if "://" not in named:
        return file_url(Path(named))
    scheme, _rest = named.split("://", 1)
    if scheme in _SQLITE:
        file = Path(unquote(named.partition(":///")[2].partition("?")[0]))
        if file.name in {"", ":memory:"}:
            raise WrongUse(
                _("A database in memory would be gone at once: {url}").format(url=named),
                hint=_("Give a file: --db oversight.db"),
            )
        return file_url(file)
    if scheme in _POSTGRESQL:
        return "postgresql://" + named.split("://", 1)[1]
    raise WrongUse(
        _("This is not a kind of database that can be used: {scheme}").format(scheme=scheme),
        hint=_("Give a SQLite file, or a URL that begins with postgresql://"),
    )


def default_file() -> Path:
    """The database file in the user's data folder; the folder may not be there yet."""
    # Only here, since most offices name their database and every import costs time.
    from platformdirs import user_data_path

    return user_data_path("oversight", appauthor=False) / "oversight.db"


def file_url(path: Path) -> str:
    """``path`` as the URL of a SQLite file, absolute, so that it means the same file whatever the folder.

    Only the two characters that a URL would read as its own are quoted: a name with Chinese characters stays readable.
    """
    return "sqlite:///" + path.expanduser().absolute().as_posix().replace("%", "%25").replace("?", "%3F")


def acting(asked: str | None, environ: Mapping[str, str] | None = None) -> str:
    """Who acts: ``--by``, else ``OVERSIGHT_BY``, else the login name. Raises WrongUse where none of them says."""
    env = os.environ if environ is None else environ
    if name := (asked or env.get("OVERSIGHT_BY") or "").strip():
        return name
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as unknown:
        raise WrongUse(_("Nobody says who does this."), hint=_("Give a name: oversight --by NAME …")) from unknown
