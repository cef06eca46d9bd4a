"""What stands for a value in help and in usage lines: ``FILE``, ``REF``, ``DATE``."""

import re

from oversight.messages import _


def placeholder(metavar: str) -> str:
    """``metavar`` in the language in force, each of its parts (``FILE|URL``, ``FILE:LINES``); words that are typed as they stand are kept."""
    words = {
        "A-B": _("A-B"),
        "CHANGE": _("CHANGE"),
        "CODE": _("CODE"),
        "COMMAND": _("COMMAND"),
        "DATABASE": _("DATABASE"),
        "DATE": _("DATE"),
        "FILE": _("FILE"),
        "FOLDER": _("FOLDER"),
        "ID": _("ID"),
        "INTO": _("INTO"),
        "KEY": _("KEY"),
        "LINES": _("LINES"),
        "N": _("N"),
        "NAME": _("NAME"),
        "NEW": _("NEW"),
        "NUMBER": _("NUMBER"),
        "PACKET": _("PACKET"),
        "PATH": _("PATH"),
        "PROBLEM": _("PROBLEM"),
        "REF": _("REF"),
        "ROLE": _("ROLE"),
        "SEAL": _("SEAL"),
        "SESSION": _("SESSION"),
        "SHELL": _("SHELL"),
        "STATUS": _("STATUS"),
        "TEXT": _("TEXT"),
        "TIME": _("TIME"),
        "YEAR": _("YEAR"),
    }
    return "".join(words.get(part, part) for part in re.split(r"([|:])", metavar))


# oversight rec due REF --on DATE
_STANDS_FOR = re.compile(r"(?<=[ =])[A-Z]+(?:\|[A-Z]+)*(?![\w-])")


def in_language(hint: str) -> str:
    """``hint`` with what stands for a value in its commands in the language in force."""
    return _STANDS_FOR.sub(lambda found: placeholder(found[0]), hint)
