from pathlib import Path

import pytest

from oversight.documents.document import Document, Line
from oversight.documents.gather import gather
from oversight.documents.layout import document_again, is_untouched, layout_of

TESTS = Path(__file__).parents[1]
PACKETS = [TESTS.parent / "seeds", *(path for path in sorted((TESTS / "packets").iterdir()) if list(path.glob("*.txt")))]


@pytest.mark.parametrize("packet", PACKETS, ids=lambda path: path.name)
def test_a_stored_paper_becomes_the_same_document_again(packet: Path) -> None:
    documents = [document for group in gather([packet]) for document in group]
    assert documents
    for document in documents:
        assert document_again(document.name, document.sha256, document.text, layout_of(document)) == document


def test_pages_furniture_and_rows_are_kept() -> None:
    lines = (
        Line(1, 1, " 第一页 ", "第一页"),
        Line(2, 1, "— 1 —", ""),
        Line(3, 2, "\t请假", "\t请假"),
    )
    document = Document("a.pdf", "0", lines)
    layout = layout_of(document)
    assert layout.startswith('{"pages":[[1,1],[3,2]],"clean":{"2":"","3":"\\t请假"},"text":"')
    assert is_untouched(document.text, layout)
    assert not is_untouched(document.text.replace("请假", "出席"), layout)
    assert is_untouched("whatever", None)
    assert document_again("a.pdf", "0", document.text, layout_of(document)) == document
    assert [line.clean for line in document_again("a.pdf", "0", document.text, None).lines] == ["第一页", "— 1 —", "请假"]
