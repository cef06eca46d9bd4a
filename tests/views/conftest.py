from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tests.views.papers import SEEN, Papers

from oversight.database.reading import Reader, over


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with Session(engine) as db:
        yield db


@pytest.fixture
def papers(db: Session) -> Papers:
    return Papers(db)


@pytest.fixture
def reader(db: Session) -> Reader:
    return over(db.connection())


@pytest.fixture
def waterworks(papers: Papers) -> Papers:
    """Two sessions: the 8th raises demands, the 11th hears the answer. A survey's suggestion was taken into the opinion."""
    eighth = papers.session(8, date(2024, 2, 28))
    document = papers.document(eighth, "\n".join(f"第{number}行" for number in range(1, 61)))
    survey = papers.report(eighth, 1, "survey_report", "关于供水管网改造情况的调研报告", addressee="县人大常委会")
    opinion = papers.report(eighth, 2, "deliberation_opinion", "关于供水管网改造情况的审议意见", addressee="县人民政府")
    problem = papers.problem(opinion, 1, "老旧管网漏损严重", document_id=document.id, first_line=30, last_line=31)
    papers.title(problem, "en", "Old pipes leak")
    one = papers.recommendation(
        opinion, "1", "加快管网改造。一要改造老城区管网，年内完成。二要建立漏损监测平台", heading="加快管网改造"
    )
    papers.due(one, date(2024, 12, 31), due_text="年内")
    old_town = papers.recommendation(
        opinion,
        "1.1",
        "改造老城区管网，年内完成",
        status="in_progress",
        parent=one,
        document_id=document.id,
        first_line=40,
        last_line=41,
    )
    papers.title(old_town, "zh", "改造老城区管网")
    papers.title(old_town, "en", "Renew the Old Town mains")
    papers.responsible(old_town, "县水利局")
    papers.responsible(old_town, "县财政局", "supporting")
    papers.link("addresses", old_town, problem)
    platform = papers.recommendation(opinion, "1.2", "建立漏损监测平台，100%覆盖主干管", status="open", parent=one)
    papers.due(platform, date(2024, 6, 30), due_text="6月底前")
    papers.due(platform, date(2024, 9, 30), sequence=2, granted_by="主任会议", reason="设备未到")
    price = papers.recommendation(opinion, "2", "公开水价成本", status="done", heading="公开水价成本")
    papers.due(price, date(2024, 5, 31))
    suggested = papers.recommendation(survey, "1", "加快改造老城区管网", status="open")
    papers.link("same_as", suggested, old_town)
    papers.recommendation(survey, "2", "由乡镇管好村级水站", status="open")
    papers.recommendation(survey, "3", "一条不再跟踪的建议", status="open", dropped_at=SEEN)
    papers.recommendation(survey, "4", "一条撤回的建议", status="open", withdrawn_at=SEEN)

    eleventh = papers.session(11, date(2024, 10, 30))
    answer = papers.report(
        eleventh, 1, "response_report", "关于供水管网改造审议意见研究处理情况的报告", answers_session_id=eighth.id
    )
    papers.recommendation(answer, "1", "2025年再改造12公里", status="open", origin="commitment")
    papers.reply(old_town, answer, "answer", "老城区管网已开工。", "under_way", received_on=date(2024, 10, 30))
    return papers
