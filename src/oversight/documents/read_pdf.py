"""PDF files that hold text. A scan holds pictures of text: it is refused, with the pages named."""

from typing import TYPE_CHECKING

from oversight.documents.damage import damaged
from oversight.documents.limits import check_pages
from oversight.documents.pdf_page import Block, mended, read_page
from oversight.documents.pdf_streams import check_streams
from oversight.documents.printed import Printed, PrintedText
from oversight.documents.strip_furniture import strip_page_edges
from oversight.errors import UnreadableDocument
from oversight.messages import _, ngettext

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

# PDFium's code for a file that asks for a password (FPDF_ERR_PASSWORD).
_LOCKED = 4
# PDFium's code for a drawing object that is a picture (FPDF_PAGEOBJ_IMAGE).
_PICTURE = 3
# A picture that fills this share of a page without text is a scanned page; a smaller one is a seal or an ornament.
_FILLS = 0.3
# A page of fewer characters may still be a scan: its page number was printed over the picture.
_FEW = 20


def read_pdf(data: bytes, name: str) -> PrintedText:
    """The lines of each page in reading order, without what repeats at the edges of the pages."""
    import pypdfium2

    check_streams(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error, name) from None
    try:
        printed, scanned = _read_pages(document, name)
    except pypdfium2.PdfiumError:
        raise damaged(name) from None
    finally:
        document.close()
    if scanned:
        raise UnreadableDocument(
            ngettext(
                "Page {pages} holds a picture of text and no text.",
                "Pages {pages} hold pictures of text and no text.",
                len(scanned),
            ).format(pages=_ranges(scanned)),
            where=name,
            hint=_("Have the text recognised (OCR), or ask for the paper as it was written, and give it as .docx or .txt."),
        )
    return PrintedText.of(strip_page_edges(printed))


def _read_pages(document: "PdfDocument", name: str) -> tuple[list[Printed], list[int]]:
    """The lines of all pages, and the numbers of the pages that are pictures of text."""
    pages: list[list[Block]] = []
    scanned: list[int] = []
    check_pages(len(document), name)
    for at in range(len(document)):
        page = document[at]
        text = page.get_textpage()
        blocks = read_page(page, text)
        if sum(block.size for block in blocks) < _FEW and _is_scan(page):
            scanned.append(at + 1)
        pages.append(blocks)
        text.close()
        page.close()
    printed = [line for at, blocks in enumerate(mended(pages), 1) for block in blocks for line in block.printed(at)]
    return printed, scanned


def _is_scan(page: "PdfPage") -> bool:
    width, height = page.get_size()
    covered = 0.0
    for drawing in page.get_objects(filter=[_PICTURE]):
        left, bottom, right, top = drawing.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > _FILLS * width * height)


def _unopened(error: Exception, name: str) -> UnreadableDocument:
    if getattr(error, "err_code", None) == _LOCKED:
        return UnreadableDocument(
            _("The file is locked by a password."), where=name, hint=_("Open it and save it without a password.")
        )
    return damaged(name)


def _ranges(pages: list[int]) -> str:
    """1, 2, 3, 7 as 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
