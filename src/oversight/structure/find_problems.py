"""Problems: numbered parts under their heading, clauses after 主要是：, and 但是…等问题 in a preamble."""

import re
from dataclasses import dataclass
from itertools import pairwise

from oversight.structure.heads import first_clause, split_head
from oversight.structure.outline import Part, Span
from oversight.structure.running_text import RunningText
from oversight.structure.split_text import split_clauses, split_sentences

# 不够健全, 滞后, 有待提高, 流于形式: what a clause over a trouble ends in
_TROUBLED = re.compile(
    r"(?:不[\u3400-\u9fff]{1,7}|[未没无][\u3400-\u9fff]{1,8}|缺[\u3400-\u9fff]{0,6}|[^减]少|较?弱|薄弱|差|滞后|缓慢|偏[\u3400-\u9fff]{1,4}|欠[\u3400-\u9fff]{1,3}|难(?:以[\u3400-\u9fff]{1,6}|度?大|题突出)?|低|陈旧|严峻|严重|突出|"
    r"短板|有待[\u3400-\u9fff]{2,8}|亟[待需][\u3400-\u9fff]{2,8}|[仍还]需[\u3400-\u9fff]{2,8}|需要?(?:进一步)?(?:加强|提高|完善|改进|解决)|流于[\u3400-\u9fff]{2,4}|[链周时过较][\u3400-\u9fff]{0,2}短|过长|外流|流失|脱节|失衡|断档|老化|隐患(?:较多|突出)?|"
    r"空置|闲置|沉淀|滞留|混乱|倒挂|缺位|失管|失控|拖欠|超支|风险(?:较大)?|矛盾(?:突出)?|瓶颈|缺口|差距|困难|不一|参差不齐|较多|过大|过高|过低|过多|拖沓|虚化|淡薄|松懈|停留在[\u3400-\u9fff]{2,8}|压力[\u3400-\u9fff]{0,3}大|阻力大|单一|紧张|粗放|乏力|盲区|空白|慢|散|乱|反弹|(?:比较|较为|较|十分|仍然?)普遍|时有发生|屡[\u3400-\u9fff]{1,3}不[止绝]|频发|多发|堪忧|屡[\u3400-\u9fff]屡[\u3400-\u9fff]|边[\u3400-\u9fff]边[\u3400-\u9fff]|重[\u3400-\u9fff]{1,3}轻[\u3400-\u9fff]{1,3}|(?:下滑|下降|萎缩)(?:明显|较快)?|乏人)"
)
_ENDS_TROUBLED = re.compile(rf"{_TROUBLED.pattern}$")
# …等问题仍然突出, …等短板, …等方面的问题; …不到位的问题还比较明显
_AND_SO_ON = re.compile(
    r"等(?:方面)?(?:的)?(?:一些|突出|共性|现实|实际)?(?:问题|不足|短板|困难|现象|情况|薄弱环节)|的(?:问题|现象)(?=还|仍|依然|比较|较为|尚|亟待|突出|不容)"
)
# 仍存在建设标准偏低、重建轻管、资金拨付滞后的问题
_LIST_OF_TROUBLES = re.compile(r"存在[^，。；]*、[^，。；]*(?P<end>的(?:突出|主要)?(?:问题|现象)(?=[，。；]|$))")
# 同时，双语法官严重短缺: a further trouble after the sentence that named the first
_MOREOVER = re.compile(r"(?:同时|此外|另外|再者|加之|还有|并且)，?")
# 简易案件平均审理天数反而多出6天: says how bad the trouble before it is
_DETAIL = re.compile(r"\d|反而|导致|造成|其中|部分|个别|有的|甚至|影响|[一二三四五六七八九]成")
# 对标先进，我区营商环境仍有差距。: a sentence before the list that only says that there are troubles
_SAYS_THERE_ARE = re.compile(
    r"(?:(?:存在|仍有|还有|尚有|面临)[^，。；]{0,8}(?:差距|问题|不足|短板|困难|挑战|薄弱环节|弱项)|(?:仍|仍然|依然|还)是[^，。；]{0,16}(?:短板|薄弱环节|弱项))[。：:]$"
)
# 与企业期盼还有差距: sums up and names nothing
_SUMS_UP = re.compile(
    r"(?:仍|还|也|依然|仍然)?(?:存在|面临|有)[^，]{0,8}(?:差距|问题|不足|短板|困难|挑战)|(?:与|同|和|距|离)[^，]*(?:差距|距离)(?:[还仍]?[较很]?[大远多]|明显|不小)?|[^，]*形势[^，]{0,4}严峻|[^，]*(?:仍|仍然|依然|还)是[^，；]*(?:短板|薄弱环节|弱项)"
)
# 但是，…; 同时指出…; 还存在…: where the list of troubles begins
_TURN = re.compile(
    r"(?:但是|但|然而|不过|同时也?|也)?，?(?:(?:会议|组成人员|大家|检查组|调研组|视察组|[^，。；]{0,12})?(?:指出|认为|看到|反映|发现|提出)[，：:]?)?(?:(?:(?:仍然|仍|还|也|依然)(?:存在着?|有)|(?<!不)存在着?)(?:一些|的|以下|诸如)?|(?<=[，])诸如)|但是，?|但(?!凡)，?|然而，?|(?:同时|并)?(?:也)?(?:指出|看到)[，：:]?"
)
# 主要是：…, 主要表现在：…
_LIST_OF_CLAUSES = re.compile(
    r"(?:主要(?:是|有|表现[为在]|体现在|包括)|表现[为在]|分别是)[：:，]?(?=[^：:]*$)|[：:](?=[^：:]*$)"
)
_TURNS = re.compile(
    r"(?:^|[，。；])(?:但是|但(?!凡)|然而|不过|同时也|与此同时|[^，。；]{0,12}[也还](?:应|要|应当|必须|清醒地?)?(?:看到|发现|感到|注意到|认识到)(?=[，：]))"
)
# 会议指出，前三季度财政收入下滑明显，刚性支出压力大。
_POINTS_OUT = re.compile("(?:会议|常委会|组成人员|委员们?|大家|[视调检评][^，。；]{0,6}组)(?:同时|还|也)?指出[，：]")
# 视察中也发现，
_INTRODUCES = re.compile(
    r"(?:另?一方面|首先|其次|再次|最后|此外|同时)，|[^，。]{0,16}(?:发现|看到|看|指出|反映|认识到|注意到|认为|提出)[，：:]"
)
# What ends a noun that still waits for its trouble.
_NOUN_END = re.compile(
    r"(?:院|室|所|站|部门|单位|乡镇|街道|社区|村|企业|学校|设施|设备|道路|区域|地区|领域|环节|人员|群众|干部|机构|场所|小区|公司|市场|结构|方面|工程|项目|体系|机制)$"
)
# 违规发放津贴, 虚列支出1200万元, 未按规定上缴非税收入
_AUDITED = re.compile(
    "违规|违反|[未不](?:按|及时|规范|严|足额|完整|准确|合规|到位|实)|虚[列报增假]|套取|骗取|挤占|挪用|截留|滞[留拨缴]|闲置|空置|超(?:预算|范围|标准|概算|进度)|"
    "[漏欠少多]缴|[多少漏]计|账外|结存|沉淀|擅自|化整为零|围标|串标|重复(?:发放|申报|列支)"
)
# 当前全县污水处理设施运行率偏低
# … and what sets the first of two apart: 一方面，部分牧户…; 另一方面，…
_NOW = re.compile(r"(?:(?:当前|目前|现阶段|从总体上看|总体上?看)，?|另?一方面，?)(?=[^，。；]{4})")
# 问题：河道淤积严重。 建议：…
LABELLED = re.compile(r"(?:存在的?)?(?:主要)?问题[一二三四五六七八九十\d]{0,2}[：:]")
# “引不进、留不住”: what a quotation names is one thing
_QUOTED = re.compile("“[^“”]*”|（[^（）]*）")
_CAUSE = re.compile("受|由于|因|随着|鉴于")
# 对此，我们将采取有力措施，认真加以解决。
_PROMISES = re.compile(
    "(?:对此|对于?(?:上述|这些|以上)|(?:这些|上述|以上)(?:困难和)?问题)，?[^。]{0,10}(?:我[们院局]|将|采取|认真|切实)"
)
_SHORTEST_CLAUSE = 4
_LONGEST_PAIR = 10
_SHARP = re.compile("[。；]")
_CLOSES = "。！；;，,：:、"
# … and what stands before a problem of a list without numbers
_DASHES = "—－-–─·•●■◆▪*"
_OPENS = _CLOSES + _DASHES


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem at ``span``, its head at ``head``."""

    span: Span
    head: Span


def is_audited(head: str) -> bool:
    """Whether the head of a passage of an audit names what was found wrong (管理不严格, 违规发放津贴, 挤占挪用专项资金)."""
    return _ENDS_TROUBLED.search(head) is not None or _AUDITED.search(head) is not None


def from_part(running: RunningText, part: Part) -> Trouble:
    """A numbered problem: its head is its first sentence, or its first clause where it is one sentence."""
    part_end = _without_promise(running, part)
    whole = (part.label[0], part_end)
    headed = split_head(running, part)
    alone = part_end < part.end and headed.head is not None and headed.head[1] >= part_end - 1
    if headed.head is None or alone:
        whole_head = _trim(running.text, (part.start, part_end))
        if not part.parts and _is_one_head(running.text, whole_head):
            return Trouble(whole, whole_head)
        headed = first_clause(running, part)
    start, end = headed.head or _trim(running.text, (part.start, part_end))
    if _CAUSE.match(running.text, start, end) and not _ENDS_TROUBLED.search(running.text[start:end]) and end < part_end:
        # 受市场环境影响，资产处置困难
        first = split_clauses(running.text, end + 1, part_end)[0]
        end = _trim(running.text, first)[1] if _ENDS_TROUBLED.search(running.text[slice(*_trim(running.text, first))]) else end
    label = LABELLED.match(running.text, start, end)
    return Trouble(whole, (label.end() if label else start, end))


def _is_one_head(text: str, span: Span) -> bool:
    """待遇低，队伍不稳: clauses so short that they are one head together, each a trouble."""
    if span[1] - span[0] > _LONGEST_PAIR or _SHARP.search(text, *span) is not None:
        return False
    clauses = split_clauses(text, *span)
    return len(clauses) > 1 and all(_ENDS_TROUBLED.search(text[slice(*_trim(text, clause))]) for clause in clauses)


def _without_promise(running: RunningText, part: Part) -> int:
    """Where the last problem of a list ends that 对此，我们将认真加以解决。 follows in its paragraph."""
    last = part.own[-1] if part.own and not part.parts else None
    sentences = split_sentences(running.text, *last) if last else []
    promises = len(sentences) > 1 and _PROMISES.match(running.text, *sentences[-1]) is not None
    return sentences[-1][0] if promises else part.end


def from_paragraph(running: RunningText, span: Span) -> list[Trouble]:
    """An unnumbered paragraph under a heading of problems: its clauses after 主要是：, its parts between ；, or the whole."""
    if running.text[span[0]] in _DASHES:
        return [Trouble(_trim(running.text, span), _head(running, split_sentences(running.text, *span)[0]))]
    found = from_sentences(running, span, turned=False)
    if found:
        return found
    sentences = split_sentences(running.text, *span)
    parts = [sentence for sentence in sentences if running.text[slice(*sentence)].endswith(("；", ";"))]
    # 超载放牧反弹；补奖资金发放不及时。
    both = len(sentences) == 2 and all(_TROUBLED.search(running.text, *sentence) for sentence in sentences)  # noqa: PLR2004
    if len(parts) > 1 or (parts and both):
        opens = _SAYS_THERE_ARE.search(running.text[slice(*sentences[0])]) is not None
        return [_part(running.text, sentence) for sentence in sentences[opens:]]
    clauses = [_trim(running.text, clause) for clause in split_clauses(running.text, *span)]
    if (
        len(sentences) == 1
        and len(clauses) > 1
        and all(_ENDS_TROUBLED.search(running.text[slice(*clause)]) for clause in clauses)
    ):
        return [Trouble(clause, clause) for clause in clauses]
    return [Trouble(span, _head(running, sentences[0]))]


def _head(running: RunningText, sentence: Span) -> Span:
    clause = _trim(running.text, split_clauses(running.text, *sentence)[0])
    if _ENDS_TROUBLED.search(running.text[slice(*clause)]):
        return clause
    return _trim(running.text, clause if sentence[1] - sentence[0] > 40 else sentence)  # noqa: PLR2004 -- a head is no longer than a line


def from_sentences(running: RunningText, span: Span, *, turned: bool) -> list[Trouble]:
    """The problems that sentences name clause by clause. ``turned``: only sentences that turn with 但是, 存在, 指出 count."""
    found: list[Trouble] = []
    goes_on = announced = False
    for parts in _periods(running.text, span):
        listed = _listed_parts(running, parts, turned=turned)
        if announced and not listed:
            listed = _announced(running.text, parts)
        announced = _SAYS_THERE_ARE.search(running.text[parts[0][0] : parts[-1][1]]) is not None
        if listed:
            found += listed
            goes_on = True
            continue
        for sentence in parts:
            now = _in_sentence(running, sentence, turned=turned)
            more = _MOREOVER.match(running.text, *sentence) if goes_on and not now else None
            if more is not None:
                now = _with_details(running.text, split_clauses(running.text, more.end(), sentence[1]))
            found += now
            goes_on = bool(now)
    return found


def _announced(text: str, parts: list[Span]) -> list[Trouble]:
    """The troubles after a sentence that only said that there are some: 主要表现为：…；…。 or 从水源看，…；从管护看，…."""
    (start, end), *others = parts
    lead = _LIST_OF_CLAUSES.match(text, start, end)
    if others:
        return [_part(text, span) for span in ((lead.end() if lead else start, end), *others)]
    return _with_details(text, split_clauses(text, lead.end(), end)) if lead else []


def _periods(text: str, span: Span) -> list[list[Span]]:
    """The sentences of ``span``, those together that only ； parts."""
    periods: list[list[Span]] = []
    begins = True
    for sentence in split_sentences(text, *span):
        if begins:
            periods.append([])
        periods[-1].append(sentence)
        begins = not text[sentence[0] : sentence[1]].endswith(("；", ";"))
    return periods


def _listed_parts(running: RunningText, parts: list[Span], *, turned: bool) -> list[Trouble]:
    """主要是：产业链条短，活牛卖给外地；资产权属不清，6处未移交。 Each part between ；is a problem with its detail."""
    text = running.text
    start, end = parts[0]
    if len(parts) < 2:  # noqa: PLR2004 -- one part is no list
        return []
    listed = _LIST_OF_CLAUSES.search(text[start:end])
    if listed is not None and listed.end() < end - start - _SHORTEST_CLAUSE:
        named = re.search(r"问题|不足|短板|困难|薄弱|差距", text[start : start + listed.end()]) is not None
        if named or not (turned or listed.start() > 0):
            return [_part(text, span) for span in ((start + listed.end(), end), *parts[1:])]
    turn = _TURNS.search(text[start:end]) if turned else None
    if turn is not None and not _AND_SO_ON.search(text, start, end):
        # 但也要看到，部分指标滞后；项目储备不足；…问题依然突出。
        opened = start + turn.end() + (text[start + turn.end()] in "，,：:")
        spans = [(opened, end), *parts[1:]]
        if sum(_TROUBLED.search(text, *span) is not None for span in spans) >= len(spans) - 1:
            return [_part(text, span) for span in spans]
    return []


def _part(text: str, span: Span) -> Trouble:
    """A part of a list between ；: its first clause is its head."""
    clauses = split_clauses(text, *span)
    if len(clauses) > 1 and _INTRODUCES.fullmatch(text, *clauses[0]):
        # 调研发现，有的乡镇重视不够
        span, clauses = (clauses[1][0], span[1]), clauses[1:]
    first, whole = _trim(text, clauses[0]), _trim(text, span)
    return Trouble(whole, whole if _goes_with_next(text[slice(*first)]) else first)


def _in_sentence(running: RunningText, sentence: Span, *, turned: bool) -> list[Trouble]:
    text = running.text
    printed = text[slice(*sentence)]
    listed = _LIST_OF_CLAUSES.search(printed)
    if (
        listed is not None
        and listed.end() < len(printed) - _SHORTEST_CLAUSE
        and re.search(r"问题|不足|短板|困难|薄弱|差距", printed[: listed.end()])
    ):
        clauses = _troubled(text, split_clauses(text, sentence[0] + listed.end(), sentence[1]), parted="，；")
        if len(clauses) > 1:
            return clauses
    and_so_on = _AND_SO_ON.search(printed) or _LIST_OF_TROUBLES.search(printed)
    if and_so_on is not None:
        and_so_on_at = and_so_on.start("end") if and_so_on.re is _LIST_OF_TROUBLES else and_so_on.start()
        turns = list(_TURN.finditer(printed, 0, and_so_on_at))
        if turns or not turned:
            start = turns[-1].end() if turns else 0
            spans = _at_commas(text, sentence[0] + start, sentence[0] + and_so_on_at)
            # …的现象仍然存在，少数人员素质不高
            more = printed.find("，", and_so_on.end()) + 1
            rest = split_clauses(text, sentence[0] + more, sentence[1]) if more else []
            after = [trouble for trouble in _with_details(text, rest) if _ENDS_TROUBLED.search(text[slice(*trouble.head)])]
            return [*_troubled(text, spans, parted="、，"), *after]
        return []
    pointed = _POINTS_OUT.match(printed) if turned else None
    if pointed is not None:
        named = [_trim(text, clause) for clause in split_clauses(text, sentence[0] + pointed.end(), sentence[1])]
        if all(_ENDS_TROUBLED.search(text[slice(*clause)]) for clause in named):
            return _with_details(text, named)
    turn = _TURNS.search(printed)
    if turned and turn is not None:
        return _with_details(text, split_clauses(text, sentence[0] + turn.end(), sentence[1]))
    return []


def _with_details(text: str, clauses: list[Span]) -> list[Trouble]:
    """The clauses that name a trouble, each with the clauses after it that only tell how bad it is."""
    found: list[Trouble] = []
    for trouble in _troubled(text, clauses, parted="，"):
        printed = text[slice(*trouble.head)]
        if found and _DETAIL.search(printed) and not _ENDS_TROUBLED.search(printed):
            found[-1] = Trouble((found[-1].span[0], trouble.span[1]), found[-1].head)
        elif _TROUBLED.search(printed) and not _SUMS_UP.fullmatch(printed):
            found += _each(text, trouble)
    return found


def _each(text: str, trouble: Trouble) -> list[Trouble]:
    """办理质量还不平衡、答复重形式轻落实、跟踪督办不到位: troubles that only 、 parts."""
    parts = [_trim(text, span) for span in _at_commas(text, *trouble.head)]
    ends = [_ENDS_TROUBLED.search(text[slice(*part)]) is not None for part in parts]
    apart = len(parts) > 1 and ends[0] and ends[-1] and min(end - start for start, end in parts) >= _SHORTEST_CLAUSE
    return [Trouble(part, part) for part in parts] if apart and trouble.span == trouble.head else [trouble]


def _at_commas(text: str, start: int, end: int) -> list[Span]:
    """``text[start:end]`` at ， and 、; the mark counts to the span before it."""
    spans: list[Span] = []
    for begin, stop in split_clauses(text, start, end):
        hidden = _QUOTED.sub(lambda match: "“" * len(match[0]), text[begin:stop])
        ends = [match.end() for match in re.finditer("、", hidden)]
        edges = [begin, *(begin + edge for edge in ends), stop]
        spans += [(one, other) for one, other in pairwise(edges) if one < other]
    return spans


def _troubled(text: str, spans: list[Span], *, parted: str) -> list[Trouble]:
    """``spans`` as problems; one that names no trouble goes with the next (商务、城管等部门 / 职责不清)."""
    found: list[Trouble] = []
    open_from: int | None = None
    for i, (begin, stop) in enumerate(spans):
        if i == 0 and len(spans) > 1 and _INTRODUCES.fullmatch(text, begin, stop):
            continue
        start = open_from if open_from is not None else begin
        head = _trim(text, (start, stop))
        if "、" in parted and stop != spans[-1][1] and _goes_with_next(text[slice(*_trim(text, (begin, stop)))]):
            open_from = start
            continue
        open_from = None
        if head[1] - head[0] >= _SHORTEST_CLAUSE - 1:
            found.append(Trouble(head, head))
    return found


def _goes_with_next(printed: str) -> bool:
    """Whether a part of a list of troubles is only a noun of the next: 学校、医院等场所 / 通道堵塞."""
    if _ENDS_TROUBLED.search(printed):
        return False
    return len(printed) <= _SHORTEST_CLAUSE or _NOUN_END.search(printed) is not None


def _trim(text: str, span: Span) -> Span:
    start, end = span
    if (now := _NOW.match(text, start, end)) is not None:
        start = now.end()
    while end - 1 > start and text[end - 1] in _CLOSES:
        end -= 1
    while start < end - 1 and text[start] in _OPENS:
        start += 1
    return start, end
