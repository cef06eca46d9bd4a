"""Which of the files that were read as papers of a session are its papers now."""

from oversight.intake.cover import current_papers
from oversight.views.kept_rows import KeptPaper

TEXT = "\n".join(f"第{number}行" for number in range(20))


def paper(number: int, name: str, text: str, *, in_use: bool) -> KeptPaper:
    return KeptPaper(id=number, name=name, sha256=str(number), text=text, layout=None, in_use=in_use)


def test_a_corrected_paper_takes_the_place_of_the_one_before() -> None:
    old = paper(1, "a.txt", TEXT, in_use=False)
    new = paper(2, "a 改.txt", TEXT.replace("第3行", "第三行"), in_use=True)
    other = paper(3, "b.txt", "别的文件", in_use=True)
    assert current_papers([old, new, other]) == [new, other]


def test_the_one_before_may_have_come_back() -> None:
    old = paper(1, "a.txt", TEXT, in_use=True)
    new = paper(2, "a.txt", TEXT.replace("第3行", "第三行"), in_use=False)
    assert current_papers([old, new]) == [old]


def test_a_paper_that_has_lost_all_its_rows_is_still_to_be_accounted_for() -> None:
    bare = paper(1, "a.txt", TEXT, in_use=False)
    assert current_papers([bare, paper(2, "b.txt", "别的文件", in_use=True)])[0] is bare
    assert current_papers([bare]) == [bare]
