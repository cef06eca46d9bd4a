"""Small PDF files for the tests, written by hand: pages of Chinese lines, or of a picture."""

from collections.abc import Sequence
from itertools import pairwise

# A locked file: the keys are not those of any password.
_LOCK = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"


# A line at a height in points, which may begin further to the right than the others; or what is drawn.
Drawn = tuple[int, str] | tuple[int, str, int] | bytes


def table(top: int, widths: Sequence[int], rows: Sequence[Sequence[str | None]], *, left: int = 60, high: int = 30) -> bytes:
    """A table with rules round its cells; a cell that is None is one with the cell above it. \\n ends a line within a cell."""
    edges = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    content = []
    for at, row in enumerate((*rows, [""] * len(widths))):
        y = top - high * at
        for column, (start, end) in enumerate(pairwise(edges)):
            if row[column] is not None:
                content.append(b"%d %d m %d %d l S\n" % (start, y, end, y))
        if at == len(rows):
            break
        content.extend(b"%d %d m %d %d l S\n" % (x, y, x, y - high) for x in edges)
        for column, cell in enumerate(row):
            for line, text in enumerate((cell or "").split("\n")):
                content.append(_shown(y - 13 - 13 * line, text, edges[column] + 4))
    return b"".join(content)


def _shown(height: int, text: str, left: int = 60) -> bytes:
    return b"BT /F 12 Tf 1 0 0 1 %d %d Tm <%s> Tj ET\n" % (left, height, text.encode("utf-16-be").hex().encode())


def pdf(pages: Sequence[Sequence[Drawn] | None], *, locked: bool = False) -> bytes:
    """A PDF of these pages, each a sequence of what stands on it, or None for a page that is one picture."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
            b"/FontDescriptor 5 0 R/DW 1000>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200"
            b"/CapHeight 700/StemV 80>>"
        ),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream",
    ]
    kids = []
    for page in pages:
        if page is None:
            content = b"q 500 0 0 700 40 40 cm /I Do Q"
        else:
            content = b"".join(drawn if isinstance(drawn, bytes) else _shown(*drawn) for drawn in page)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _file(objects, locked=locked)


def _file(objects: Sequence[bytes], *, locked: bool) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/Encrypt " + _LOCK + b"/ID[<00><00>]" if locked else b""
    return bytes(data + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, lock, start))
