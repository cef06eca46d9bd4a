"""Brings the catalogues of messages up to the sources and compiles them; ``--check`` only says what is missing.

A message is written in English where it is said, so the English catalogue is filled by itself; the Chinese one is translated
by hand in ``src/oversight/locale/zh/LC_MESSAGES/oversight.po``. Nothing is ever guessed: a message that changed by one word
is a new message. With ``--check`` exit code 1 says that a catalogue is not complete, and each line on standard error which.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

SOURCES = Path(__file__).resolve().parent.parent / "src" / "oversight"
KEYWORDS = {"_": None, "ngettext": (1, 2), "sentence": None}
LANGUAGES = ("zh", "en")

# Only what gettext needs: dates and tool versions would change the file each time.
HEADER = """\
# {language} messages of oversight. Brought up to the sources by: make messages
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms};\\n"

"""


def extracted() -> Catalog:
    """Every message of the sources."""
    template = Catalog(project="oversight", charset="utf-8")
    found = extract_from_dir(
        SOURCES, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        template.add(message, None, [(f"src/oversight/{file}", 0)], auto_comments=comments, context=context)
    return template


def catalogue_file(language: str) -> Path:
    """Where the catalogue of ``language`` is."""
    return SOURCES / "locale" / language / "LC_MESSAGES" / "oversight.po"


def read(language: str) -> Catalog:
    """The catalogue of ``language`` as it is; an empty one where there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, project="oversight", charset="utf-8", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def is_compiled(catalogue: Catalog, binary: Path) -> bool:
    """Whether ``binary`` says what ``catalogue`` says."""
    if not binary.exists():
        return False
    with binary.open("rb") as stream:
        held = read_mo(stream)

    def translated(of: Catalog) -> dict[object, tuple[str, ...]]:
        return {key(message): forms(message.string) for message in said(of) if any(forms(message.string))}

    return held.num_plurals == catalogue.num_plurals and translated(held) == translated(catalogue)


def update(language: str, template: Catalog) -> Catalog:
    """Writes the catalogue of ``language`` with the messages of ``template`` and no other, and its compiled form."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    if language == "en":
        for message in said(catalogue):
            message.string = message.id
    header = HEADER.format(language=language, plural_forms=catalogue.plural_forms.rstrip("; "))
    out = io.BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False, ignore_obsolete=True, omit_header=True)
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(header.encode() + out.getvalue())
    # Read again, so that what is compiled is what stands in the file.
    catalogue = read(language)
    if not is_compiled(catalogue, file.with_suffix(".mo")):
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
    return catalogue


def said(catalogue: Catalog) -> Iterator[Message]:
    """The messages of ``catalogue`` without its header."""
    return (message for message in catalogue if message.id)


def key(message: Message) -> tuple[tuple[str, ...], str | None]:
    """What parts one message from another: its forms and its context."""
    return forms(message.id), message.context


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The singular and plural forms of ``text``; one where it has no plural, none where it is not there."""
    if not text:
        return ()
    return (text,) if isinstance(text, str) else tuple(text)


def fields(text: str) -> set[str]:
    """The names in braces that ``text`` is filled with."""
    try:
        return {name for _before, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        # A brace that is meant as one: the text is never formatted.
        return set()


def faults(language: str, template: Catalog) -> Iterator[str]:
    """What the catalogue of ``language`` lacks, has too much of, or says with other names in braces."""
    catalogue = read(language)
    wanted = {key(message) for message in said(template)}
    for message in said(template):
        name = f"{language}: {forms(message.id)[0]!r}"
        own = catalogue.get(message.id, message.context)
        if own is None:
            yield f"{name} is missing"
        elif not forms(own.string) or not all(forms(own.string)):
            yield f"{name} is not translated"
        elif own.fuzzy:
            yield f"{name} is marked fuzzy"
        else:
            known = set.union(*map(fields, forms(message.id)))
            for form in forms(own.string):
                # A plural form may leave the number out ("one row"), a message without plural nothing.
                if not fields(form) <= known or (not message.pluralizable and fields(form) != known):
                    yield f"{name} has other names in braces: {form!r}"
    yield from (
        f"{language}: {forms(message.id)[0]!r} is said nowhere" for message in said(catalogue) if key(message) not in wanted
    )


def binary_faults(language: str) -> Iterator[str]:
    """Whether the compiled form of a complete catalogue of ``language`` is an old one."""
    binary = catalogue_file(language).with_suffix(".mo")
    if not is_compiled(read(language), binary):
        yield f"{language}: {binary.name} is not what {binary.stem}.po compiles to"


def main(arguments: list[str] | None = None) -> int:
    """Updates or checks both catalogues; the number of faults decides the exit code of ``--check``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what is missing")
    check = parser.parse_args(arguments).check
    template = extracted()
    if check:
        found = [fault for language in LANGUAGES for fault in list(faults(language, template)) or binary_faults(language)]
        for fault in found:
            print(fault, file=sys.stderr)
        if found:
            print("Run `make messages`, translate what is empty in the Chinese catalogue, run it again.", file=sys.stderr)
        return 1 if found else 0
    for language in LANGUAGES:
        catalogue = update(language, template)
        empty = sum(1 for message in said(catalogue) if not all(forms(message.string) or ("",)))
        print(f"{language}: {len(catalogue)} messages, {empty} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
