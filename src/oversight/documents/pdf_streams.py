"""The packed streams of a PDF file, looked at before the file is opened: some were made to fill a machine's memory."""

import re
import zlib

from oversight.documents.limits import unpacks_too_large

# 12 0 obj <</Length 520/Filter/FlateDecode>> stream
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 1000
_PICTURE = re.compile(rb"/Subtype\s*/Image")
# /FlateDecode, in short /Fl; twice where what was packed is packed again
_PACKED = re.compile(rb"/Fl(?:ateDecode)?\b")
# The text of a page unpacks to some kilobytes, a font to some megabytes.
_LARGEST = 10_000_000
_LARGEST_TOGETHER = 100_000_000


def check_streams(data: bytes, name: str) -> None:
    """Refuse a PDF of which a page's content, or all of it together, unpacks to more than any paper. Pictures do not count."""
    together = 0
    for found in _STREAM.finditer(data):
        start = data.rfind(b"obj", max(0, found.start() - _DICTIONARY), found.start())
        dictionary = data[max(start, 0) : found.start()]
        packed = len(_PACKED.findall(dictionary))
        if start < 0 or not packed or _PICTURE.search(dictionary):
            continue
        size = _unpacked_size(memoryview(data)[found.end() :], packed)
        together += size
        if size > _LARGEST or together > _LARGEST_TOGETHER:
            raise unpacks_too_large(name)


def _unpacked_size(content: memoryview | bytes, times: int) -> int:
    """How many bytes ``content`` has when unpacked so many times, as far as the limit; 0 where it is damaged or locked."""
    for _time in range(times):
        try:
            content = zlib.decompressobj().decompress(content, _LARGEST + 1)
        except zlib.error:
            return 0
        if len(content) > _LARGEST:
            break
    return len(content)
