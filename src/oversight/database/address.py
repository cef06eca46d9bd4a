"""What a database's URL says: the file behind it, and how it may be shown."""

import os
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit


def sqlite_file(url: str) -> Path | None:
    """The file that a ``sqlite:///FILE`` URL names, its percent signs undone; None for any other database."""
    scheme, mark, rest = url.partition(":///")
    if not mark or scheme.partition("+")[0] != "sqlite":
        return None
    return Path(unquote(rest.partition("?")[0]))


def sqlite_uri(file: Path, mode: str) -> str:
    """``file`` as the URI that SQLite opens. ``mode``: ``ro`` reads, ``rw`` also writes but never makes a file, ``rwc`` makes it."""
    # Three slashes before a drive, four before a share: SQLite takes what follows "//" for a host, and a host it refuses.
    path = file.absolute().as_posix()
    return f"file://{'' if path.startswith('/') else '/'}{quote(os.fsencode(path))}?mode={mode}"


def libpq_url(url: str) -> str:
    """A SQLAlchemy URL of PostgreSQL as libpq reads it: without the name of a driver."""
    scheme, mark, rest = url.partition("://")
    return scheme.partition("+")[0] + mark + rest


def shown(url: str) -> str:
    """The database as a person may see it: the file's path, or the URL without its password."""
    if (file := sqlite_file(url)) is not None:
        return str(file)
    parts = urlsplit(url)
    if not parts.password:
        return url
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":***@", 1)).geturl()
