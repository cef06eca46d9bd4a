"""What the title of a paper looks like, and what kind of paper it names."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from oversight.structure.dense_text import squeeze
from oversight.vocabulary import ReportKind

# The words that the title of an official paper ends in.
_LAST_WORDS = (
    "报告|汇报|说明|意见|意见书|决议|决定|方案|办法|建议|建议书|议案|通知|通报|函|清单|公报|公告|纪要|条例|规定|细则|规则|要点|计划|总结|讲话|发言|名单|"
    "台账|答复|批复|情况|结果|摘要|提要|倡议书|实录|任务分解表|一览表|汇总表"
)
# …的决议（草案）, …的报告（书面）, …审议意见（摘要）
_NOTE = r"(?:[（(〔][^（()）〔〕]{1,14}[)）〕])?"
_ENDS = (*_LAST_WORDS.split("|"), *")）〕")
_LONGEST_LAST_WORD = max(map(len, _ENDS))
_LAST_CHARACTERS = frozenset(word[-1] for word in _ENDS)
_WITH_SUBJECT = re.compile(rf"(?:[^，。；：:！？]{{0,60}}?)(?:关于|对|就).{{2,160}}(?:{_LAST_WORDS}){_NOTE}")
_PLAIN = re.compile(rf"[^，。；：:！？]{{2,60}}(?:{_LAST_WORDS}){_NOTE}")
# 一、 （一） 1. （1） 第一， ①: an item of a list, and 听取和审议…的报告, an item of an agenda
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十百]+[、是要]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、，)）]|[①-⑳㈠-㈩⑴-⒇●•◆■▲★]|第[一二三四五六七八九十\d]+[，、项条章节])|"
    r"(?:听取|审议|审查|审议通过|表决|传达|学习|书面|讨论|研究|通过|补选|任免|决定|接受|宣誓|其他)(?:和|并|了|、|讨论|事项|审议|审查|通过|关于)"
)

# No title is longer, nor is one of its lines, and none has more of them.
_LONGEST_TITLE = 200
LONGEST_TITLE_LINE = 80
_MOST_TITLE_LINES = 5
_STOPS = frozenset("。；;，：:！")


@lru_cache(512)
def opens_an_item(text: str) -> bool:
    """Whether a line starts as an item of a list does."""
    return _ITEM.match(squeeze(text)) is not None


def title_sizes(texts: Sequence[str]) -> dict[int, list[int]]:
    """For each line with which a title can begin, as far as the lines show by themselves, of how many it can be, fewest first.

    ``texts`` are lines without white space. A title may be of several, none of which holds the end of a sentence or opens an item.
    """
    found: dict[int, list[int]] = defaultdict(list)
    # Most lines are done with at their last character. The last word may be cut: 报 / 告.
    for last in [at for at, text in enumerate(texts) if text[-1:] in _LAST_CHARACTERS or len(text) < _LONGEST_LAST_WORD]:
        text = texts[last]
        if text[-1:] in _STOPS or not (len(text) < _LONGEST_LAST_WORD or text.endswith(_ENDS)):
            continue
        for size in range(1, min(_MOST_TITLE_LINES, last + 1) + 1):
            line = texts[last + 1 - size]
            if len(line) > LONGEST_TITLE_LINE or "。" in line or opens_an_item(line):
                break
            found[last + 1 - size].append(size)
    return found


def is_title(text: str) -> bool:
    """Whether ``text``, a few lines put together without white space, is the whole title of a paper."""
    if not text.endswith(_ENDS) or len(text) > _LONGEST_TITLE or text[-1] in _STOPS or opens_an_item(text):
        return False
    if text.count("《") != text.count("》") or "。" in text:
        return False
    return (_WITH_SUBJECT.fullmatch(text) or _PLAIN.fullmatch(text)) is not None


def names_a_subject(text: str) -> bool:
    """Whether a title says what it is about (关于…): the surer of the two forms."""
    return _WITH_SUBJECT.fullmatch(text) is not None


# 绿园区人大常委会, 县人民代表大会常务委员会, and its own groups and offices
_COMMITTEE = re.compile(r"人大常委会|人民代表大会常务委员会|人大常务委员会|(?:人大|人民代表大会)主席团")
_GROUP = re.compile(r"(?:视察|调研|检查|督查|督导|调查|评议|询问|代表|工作|审查|监督)[^，。]{0,6}组|专门委员会")
_SUB_COMMITTEE = re.compile(r"(?:人大|人民代表大会|人大常委会).{2,20}(?:委员会|委|工作室|工委)$")
# 审议意见研究处理情况, 意见办理情况, 决议执行情况, 问题整改情况, 审议意见落实情况; 贯彻落实区人大常委会关于项目建设情况审议意见的报告
_ANSWERING = re.compile(
    r"(?:审议意见|评议意见|意见建议|(?<!检察)(?<!代表)建议|意见书|决议|决定|专题询问|执法检查(?:报告|意见)?).{0,16}?"
    r"(?:研究处理|办理|落实|贯彻|执行|整改|处理|答复|反馈)|"
    r"(?:贯彻|落实|办理|研究处理|整改|执行|反馈)[^《]{0,12}(?:审议意见|评议意见|人大[^《》]{0,40}(?:意见|决议|决定|建议))|"
    r"(?:贯彻|落实|办理|研究处理|整改|执行|反馈)[^《]{0,30}人大[^《》]{0,12}《[^《》]{2,80}(?:意见|意见书|决议|决定|建议)》|"
    r"整改(?:落实)?(?:情况|工作|进展|方案)|研究处理(?:情况|方案)|落实整改"
)
_FINANCE = re.compile(r"预算|决算|国民经济和社会发展.{0,12}计划|(?:年度)?计划(?:草案)?执行情况|财政收支|政府性?债务限额")
# 关于《…条例（草案）》的说明, 关于人事任免议案的说明: what is put to the vote is explained
_DRAFT = re.compile("草案|议案|条例|决定|决议|任免|人选|名单")
_RESOLUTION = re.compile(r".*(?:决议|决定|条例|规定|办法|细则|规则)" + _NOTE)
_OPINION = re.compile(r"意见|建议")
_VISIT = re.compile(r"视察|跟踪(?:监督|检查|督查|问效|调研|督办)|督查|督办|检查组|监督检查|专项检查")
# A title that names no author: only a congress gives these.
_SPOKEN_BY_CONGRESS = re.compile(r"(?:审议意见|评议意见|意见书|决议|决定)$|视察报告|调研报告|执法检查报告")
_SURVEY = re.compile(r"调研|调查")
_ENFORCEMENT = re.compile(
    r"执法检查|检查.{0,6}《.*》.{0,8}(?:贯彻)?(?:实施|执行)|《.*》.{0,8}(?:贯彻)?(?:实施|执行|落实)情况.{0,4}检查"
)


def is_committee(author: str | None) -> bool:
    """Whether ``author`` is a standing committee itself, its office included, and none of its groups or special committees."""
    if not author or not _COMMITTEE.search(author) or _GROUP.search(author):
        return False
    rest = squeeze(author)[max(match.end() for match in _COMMITTEE.finditer(squeeze(author))) :]
    return rest in ("", "办公室", "办公厅")


def is_of_the_congress(author: str | None) -> bool:
    """Whether ``author`` is the standing committee or anything under the congress."""
    return bool(author) and re.search(r"人大|人民代表大会", author or "") is not None


def kind_of(title: str, author: str | None, addressee: str | None) -> ReportKind:
    """What kind of paper it is: by who speaks, to whom, and what about; the word 审议意见 alone decides nothing.

    ``author`` is the body that the title names or, where it names none, the one printed under it.
    """
    text = squeeze(title)
    last = re.sub(_NOTE + "$", "", text)
    congress = is_of_the_congress(author) if author else _SPOKEN_BY_CONGRESS.search(last) is not None
    if congress and not is_of_the_congress(addressee):
        committee = is_committee(author) or author is None
        if committee and _OPINION.search(last[-8:]):
            return ReportKind.DELIBERATION_OPINION
        if committee and addressee and last.endswith(("函", "通知", "书")) and _OPINION.search(text):
            return ReportKind.DELIBERATION_OPINION
    if last.endswith("说明") and _DRAFT.search(text) and not _FINANCE.search(text):
        return ReportKind.OTHER
    if _RESOLUTION.fullmatch(text):
        return ReportKind.RESOLUTION if congress else ReportKind.OTHER
    # 关于开展执法检查的方案: how the committee goes about its own work
    own_work = last.endswith(("测评结果", "表决结果", "测评情况")) or (congress and last.endswith(("方案", "通知", "安排")))
    if own_work or not last.endswith(("报告", "汇报", "说明", "情况", "方案", "结果", "答复", "意见", "发言", "函")):
        return ReportKind.OTHER
    return _kind_of_report(text, congress=congress)


def _kind_of_report(text: str, *, congress: bool) -> ReportKind:
    for pattern, kind in _CONGRESS_KINDS if congress else _REPORTED_KINDS:
        if pattern.search(text):
            return kind
    return ReportKind.OTHER if congress else ReportKind.WORK_REPORT


# The first that fits names the kind: what the committee and its groups give …
_CONGRESS_KINDS = (
    (re.compile(r"执法检查(?:组)?[^意见]{0,12}报告|" + _ENFORCEMENT.pattern), ReportKind.ENFORCEMENT_REPORT),
    # 跟踪调研报告 is one by its own name.
    (re.compile("(?:调研|调查)(?:情况(?:的)?)?报告$"), ReportKind.SURVEY_REPORT),
    (_VISIT, ReportKind.INSPECTION_REPORT),
    (_SURVEY, ReportKind.SURVEY_REPORT),
    (_ANSWERING, ReportKind.INSPECTION_REPORT),
    (re.compile(rf"(?:{_FINANCE.pattern}).*审|审.*(?:{_FINANCE.pattern})"), ReportKind.BUDGET_REPORT),
)
# … and what is given to it. 审计工作报告 may speak of earlier findings; 审计查出问题整改 is an answer, as is 对…审计工作报告审议意见的研究处理情况报告.
_REPORTED_KINDS = (
    (re.compile(rf"审计工作(?:的|情况的?)?报告》?{_NOTE}$"), ReportKind.AUDIT_REPORT),
    (_ANSWERING, ReportKind.RESPONSE_REPORT),
    (re.compile("审计"), ReportKind.AUDIT_REPORT),
    (_FINANCE, ReportKind.BUDGET_REPORT),
)
