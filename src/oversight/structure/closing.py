"""What closes a paper and is no demand: signature, stock formulas, a peroration, and the request for an answer by a date."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.structure.find_deadlines import Deadline, find_deadlines
from oversight.structure.find_from import find_from
from oversight.structure.read_period import read_period
from oversight.structure.running_text import RunningText
from oversight.structure.split_text import split_clauses, split_sentences
from oversight.vocabulary import DeadlineKind

# 望澜县人民代表大会常务委员会 2024年7月3日; 2023年9月6日印发; 某某办公室
_SIGNATURE = re.compile(
    r"(?:[\u3400-\u9fff（）()、]{2,36}(?:委员会|常委会|主席团|政府|法院|检察院|办公室|组|局|委|厅|会议))?(?:[\d一二三四五六七八九〇○零O]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)?(?:印发)?"
)
# 附件：…, 抄送：…, 附：整改清单, （此件公开发布）; and what a site prints below a paper: 上一篇：…, Copyright …
_ATTACHED = re.compile(
    r"附件?[：:\d]|附表[：:\d]|抄送|抄报|主题词|[（(]此(?:页无正文|件[^（）()]{0,12}[)）])|"
    r"[上下]一[篇条页]|Copyright|©|版权所有|责任编辑|编辑[：:]|【(?:打印|关闭|字体|大)|分享到|扫一扫|网站地图|[^，。]{0,8}ICP备"
)
_FIRST_OF_ATTACHED = frozenset("附抄主（(上下C©版责编【分扫网")
# 办理要求, the label of a form; 请县人民政府认真研究处理。 以上报告，请予审议。 本决议自通过之日起施行。 特此报告。 专此报告，请予审议。 以上汇报，不当之处，请批评指正。 谢谢大家！
_FORMULA = re.compile(
    r"(?:办理|交办|报送|反馈|有关)要求[：:]?|[^。，；]{0,24}(?:分工|分解|清单|名单)[^。，；]{0,12}(?:详?见|附后)(?:[附后下](?:件|表)?\d?)?[。！]?|(?:以上(?:审议)?意见，)?请[^。，；]{2,24}?(?:认真|切实|抓紧)(?:组织)?(?:加以)?(?:研究|办理|落实|处理)+[。！]?|"
    r"(?:以上|上述)(?:是|为)?[^。！]{0,16}(?:报告|汇报|意见|说明)[^。！]{0,30}[。！]?|[特专]此(?:报告|函告|说明|通知|批复|决议)(?:，[^。！]{0,20})?[。！]?|(?:妥否|当否)，请[^。！]{0,16}[。！]?|(?:如有)?不(?:妥|当)之处[^。！]{0,20}[。！]?|"
    r"本(?:决议|决定|意见|审议意见)自[^。]{2,24}起(?:施行|生效|实施|执行)[。！]?|(?:请予审议|请审议|谢谢|谢谢大家|报告完毕|汇报完毕|现提请审议|请予批评指正)[。！]?|敬请[^。！]{0,16}[。！]?"
)
# 请县政府于…前将整改方案…报送县人大常委会; 望区政府认真研究处理，并在三个月内书面报告; 研究处理情况请于…前报
_REQUEST = re.compile(
    r"(?:以上|上述|本)?(?:审议)?(?:意见|事项|纪要|要求)?，?(?:现转|请|望|希|希望|要求)[^。]{0,200}?(?:报送|报告|书面|反馈|函复|答复|回复|提交|上报|报[区县市省州盟旗本]|报自治|报常委会|报人大)[^。]{0,120}[。！]?|"
    r"本(?:决议|决定|审议意见|意见)[^。]{0,160}(?:报告|报送)[^。]{0,60}[。！]?|"
    # 县交通运输局应当在两个月内将整改情况书面报告县人大常委会。
    r"[^，。；、（）()]{2,30}(?:要|应当?|须)(?:[在于][^，。；]{2,24})?将[^，。；]{2,24}(?:情况|结果|方案)(?:[在于][^，。；]{2,24}?)?(?:以?书面(?:形式)?)?(?:报告|报送|上报|报)[^，。；]{0,16}(?:常委会|主席团)[。！]?|"
    # 市政府应当自收到本审议意见之日起认真研究处理，并在12月31日前向市人大常委会提出书面报告。
    r"[^，。；、（）()]{2,16}(?:要|应当?|须)[^。；]{0,40}(?:审议意见|研究(?:处理|办理)|认真(?:研究|办理|整改))[^。；]{0,60}向[^，。；]{0,16}(?:常委会|主席团)(?:提出|提交|作出)?(?:书面|专题)?报告[。！]?|"
    r"[^。]{0,40}(?:研究处理|办理|整改|落实|处理)(?:情况|结果|方案)[^。]{0,20}请[^。]{0,60}(?:报|反馈)[^。]{0,60}[。！]?"
)
# 对本报告反映的问题，有关部门正在整改，市政府将在年底前向常委会报告整改情况。: what an audit says last, and asks of nobody
_BEING_MENDED = re.compile(
    r"(?:对于?|针对)?(?:上述|以上|这些|本|此|[^，。]{0,12}审计|[^，。]{0,12}报告)[^，。]{0,16}问题，[^。]{0,80}整改[^。]{0,80}[。！]"
)
# 市人民政府要在每年第一季度向市人大常委会报告上一年度治理情况。
_TO_REPORT = re.compile(
    r"[^，。；]{2,30}(?:要|应当?|须)(?:在|于|每)[^，。；]{2,24}向[^，。；]{0,16}(?:人大常委会|常委会)[^，。；]{0,8}报告[^，。；]{0,40}[。！]"
)
# 县人大监察和司法委员会负责跟踪督办。 区人大常委会将适时开展跟踪检查。: what the committee itself will do
_WILL_FOLLOW_UP = re.compile(
    r"(?:届时，?|同时，?)?[^，。；]{0,12}(?:人大|常委会)[^。；]{0,40}(?:跟踪|督办|督促|检查)[^。；]{0,40}[。！]"
)
# 主任、各位副主任，各位委员，加强…: the speaker turns to the floor again
_TO_THE_FLOOR = re.compile(
    r"(?:尊敬的)?(?:各位)?主任(?:、|，|和)(?:各位)?(?:副主任|秘书长|委员)[^。；]{0,20}?(?:委员|代表|组成人员|同志)[们]?[，,：:！]|各位(?:委员|代表|组成人员|领导|同志)[，,：:！]"
)
_FLOOR_FIRST = re.compile("[尊各主]")
# 我们将在区委的坚强领导下…做出新的贡献！: the peroration of a reporting body
_PERORATION = re.compile(
    r"(?:下一步，|今后，)?(?:我们|我院|区政府|县政府|市政府|让我们|面对新|站在新|展望未来|[^，。]{0,8}(?:法院|检察院|局))[^。]{0,40}?(?:领导下|监督下|关心支持下|新征程|新起点|机遇)[^。]{0,200}"
    r"(?:贡献|保障|篇章|支撑|力量|局面|步伐|成效)[^。]{0,12}[。！]|[^。！]{10,200}(?:作出|做出|贡献)[^。！]{0,24}！|让我们[^。！]{0,200}[。！]"
)
# 现将审议意见转送你们，请认真研究处理，并于2024年12月31日前将研究处理情况书面报告县人大常委会。
_SENDS = re.compile(r"(?:请|望|希|要求)[^。]{0,80}?(?:报送|报告|书面|反馈|函复|报[区县市省州盟旗人]|提交|上报)")
# 整改方案, 处理方案; the report on how it was dealt with
_PLAN = re.compile(r"方案|计划|措施|清单")
_NAMED_BEFORE = re.compile(
    r"(?:方案|计划|清单|情况|结果|报告)[^，。；]{0,4}(?:请|须|应|要)[于在自]?(?:收到[^，。；]{2,12}(?:后|之日起))?$"
)
_PLANNED, _REPORTED = DeadlineKind.PLAN, DeadlineKind.ANSWER
_LONGEST_SIGNATURE = 60
_LONGEST_PREAMBLE = 1500
# So many formulas, signatures and requests stand at the end of a paper at most.
_MOST_CLOSINGS = 12


@dataclass(frozen=True, slots=True)
class Closing:
    """Where the body of the paper ends, and by when its closing request wants the plan and the answer.

    A text is given where no day follows, but a time that runs from the hand-over: 在三个月内.
    """

    end: int
    plan_due_on: dt.date | None = None
    answer_due_on: dt.date | None = None
    plan_due_text: str | None = None
    answer_due_text: str | None = None


def find_closing(running: RunningText, first_number: int, session_date: dt.date | None) -> Closing:
    """Where the demands of a paper end. ``first_number`` is where its first numbered part begins; nothing before it is cut."""
    end = _turn_to_the_floor(running, first_number)
    end = _attachments(running, first_number, end)
    requests: list[str] = []
    floor = max(first_number, 0)
    for _ in range(_MOST_CLOSINGS):
        if end <= floor:
            break
        before = bisect_left(running.starts, end) - 1
        paragraph = running.starts[before] if before >= 0 else 0
        start = max(paragraph, floor)
        cut = _cut_last(running.text, start, end, requests, whole=before >= 0 and start == paragraph)
        if cut == end:
            break
        end = cut
    asked = _asked(requests, session_date)
    if all(deadline.on is None for deadline in asked.values()):
        asked = _asked([*requests, *_sending(running.text, first_number)], session_date)
    days = {kind: deadline.on for kind, deadline in asked.items()}
    texts = {kind: deadline.text for kind, deadline in asked.items() if deadline.on is None}
    return Closing(end, days.get(_PLANNED), days.get(_REPORTED), texts.get(_PLANNED), texts.get(_REPORTED))


def _sending(text: str, first_number: int) -> list[str]:
    """What an opinion says before its first number about the answer that it wants."""
    end = min(first_number, _LONGEST_PREAMBLE)
    if end <= 0 or _SENDS.search(text, 0, end) is None:
        return []
    sentences = [text[slice(*sentence)] for sentence in split_sentences(text, 0, end)]
    return [sentence for sentence in sentences if _SENDS.search(sentence)]


def _turn_to_the_floor(running: RunningText, first_number: int) -> int:
    starts = frozenset(running.starts)
    for match in find_from(_FLOOR_FIRST, _TO_THE_FLOOR, running.text, first_number):
        at = match.start()
        if at > first_number and (at in starts or running.text[at - 1] in "。！；"):
            return at
    return len(running.text)


def _attachments(running: RunningText, first_number: int, end: int) -> int:
    text, starts = running.text, running.starts
    numbered = "ICP备" in text
    for i in range(bisect_right(starts, first_number), bisect_left(starts, end)):
        at = starts[i]
        # Most paragraphs begin with none of these.
        if (numbered or text[at] in _FIRST_OF_ATTACHED) and _ATTACHED.match(text, at):
            return at
        # 附件 on a line of its own, above the title of what is attached
        if text.startswith("附件", at) and starts[i + 1 : i + 2] == (at + len("附件"),):
            return at
    return end


def _cut_last(text: str, start: int, end: int, requests: list[str], *, whole: bool) -> int:
    """Where the paragraph ``text[start:end]`` ends without its last sentence if that closes the paper; ``end`` if it does not."""
    if end - start <= _LONGEST_SIGNATURE and _SIGNATURE.fullmatch(text, start, end):
        return start
    first, _ = begins = split_sentences(text, start, end)[-1]
    last = text[slice(*begins)]
    opens = first > start or whole
    if (
        not last.endswith(("。", "！", "；", "：", "”", "）"))
        and len(last) <= _LONGEST_SIGNATURE
        and first > start
        and _SIGNATURE.fullmatch(last)
    ):
        return first
    closes = opens and (_FORMULA.fullmatch(last) or _PERORATION.fullmatch(last) or _follows_a_request(text, start, begins))
    alone = first == start and whole
    if closes or (alone and (_BEING_MENDED.fullmatch(last) or _TO_REPORT.fullmatch(last))):
        return first
    # （以上纪要请有关单位抓好落实，落实情况于10月31日前书面报市人大常委会办公室）
    if opens and _REQUEST.fullmatch(last.strip("（）()")):
        requests.append(last)
        return first
    return end


def _follows_a_request(text: str, start: int, sentence: tuple[int, int]) -> bool:
    """Whether a sentence only says, after the request for the answer, that the committee will look into it (…负责跟踪督办)."""
    return (
        sentence[0] > start
        and _WILL_FOLLOW_UP.fullmatch(text, *sentence) is not None
        and _REQUEST.fullmatch(text, *split_sentences(text, start, sentence[0])[-1]) is not None
    )


def _asked(requests: Sequence[str], session_date: dt.date | None) -> dict[DeadlineKind, Deadline]:
    """The deadlines of the plan and of the answer: each goes with the word for one of them that comes next.

    The first that is a day counts, else the first that gives a time.
    """
    found: dict[DeadlineKind, Deadline] = {}
    for request in requests:
        for deadline in find_deadlines(request, session_date):
            if deadline.on is None and read_period(deadline.text) is None:
                continue
            after = next((request[a:b] for a, b in split_clauses(request, deadline.at[1], len(request))), "")
            before = re.split("[、，；]", request[: deadline.at[0]])[-1]
            if _NAMED_BEFORE.search(before):
                # 研究处理方案请于1月底前、研究处理情况报告请于3月底前报送
                after = before
            elif "、" in after:
                after = after.split("、", 1)[0] or after
            kind = _PLANNED if _PLAN.search(after) else _REPORTED
            if kind not in found or (found[kind].on is None and deadline.on is not None):
                found[kind] = deadline
    return found
