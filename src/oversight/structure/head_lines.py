"""The short lines at the head of a paper, each told by its own form: date, number, salutation, author, presenter."""

import re
from dataclasses import dataclass
from functools import lru_cache

from oversight.structure.bodies import find_sessions
from oversight.structure.dates import PrintedDate, find_dates, may_name_a_day
from oversight.structure.dense_text import squeeze
from oversight.structure.names import HAN, POST, Titled, is_name, is_title, split_names, split_titled
from oversight.structure.numerals import NUMERALS

# 绿人发〔2021〕8号, 棠人常[2023]26号, 政函（2023）第12号, （2024）第5号
_DOCUMENT_NUMBER = re.compile(rf"[{HAN}A-Za-z]{{,14}}[〔［\[（(【﹝]\d{{4}}(?:年)?[〕］\]）)】﹞]第?\d{{1,5}}号")
# 棠溪区人民代表大会常务委员会文件
_LETTERHEAD = re.compile(rf"[{HAN}（）()]{{4,36}}文件")
# 签发人：王某某; 文件汇编, on the cover of a volume
_SIGNED_OFF = re.compile(
    r"签发人[：:]?.{0,12}|(?:特急|加急|秘密|机密|内部资料|(?:会议)?(?:文件|材料|资料)(?:汇编|选编|目录)?)[之\d（()）一二三四五六七八九十]*"
)
# 会议文件（3）, 材料之一, 附件2：, 【议题一】, 七届人大常委会第三十六次会议文件（12）
_MARK = re.compile(
    rf"[【\[（(]?(?:[{HAN}\d]{{0,30}}(?:会议|常委会))?(?:(?:文件|材料|资料|附件|议题|议程)(?:之|第)?[（(]?[{NUMERALS}]{{1,3}}[)）]?|附件?|第[{NUMERALS}]{{1,3}}号文件)[】\]）)]?[：:]?|[{HAN}\d（）()]{{4,40}}会议(?:文件|材料)(?:汇编)?"
)
# 【审议意见】, over a part of a volume
_DIVIDER = re.compile(r"【[^【】]{2,12}】")
# （第2号）, 第3期, 2023年第5号（总第112号）
_ISSUE = re.compile(r"[（(]?(?:\d{4}年)?第\d{1,3}[号期](?:[（(]总第\d{1,4}[号期][)）])?[)）]?")
# 某某市人大常委会审议意见（第9号）, 审议意见书〔2023〕第7号: what is issued and its number on one line
_ISSUED = re.compile(rf"[{HAN}]{{4,36}}(?:审议意见书?|评议意见书?)[（(〔\[]?(?:\d{{4}}年?[〕\])）]?)?第?\d{{1,3}}[号期][)）]?")
# 主任、各位副主任，各位委员：; 各位组成人员：; 尊敬的各位代表：
_TO_THE_FLOOR = re.compile(r"(?:尊敬的)?(?:各位)?(?:主任|副主任|秘书长|委员|代表|组成人员|领导|同志|主持人)[^。；]{0,30}")
# 区人民政府：; 县人大常委会：; 市中级人民法院、市人民检察院：; 区自然资源和规划局：
_BODY_END = r"政府|法院|检察院|委员会|常委会|监委|监察委|财政厅|委|局|厅|署|办公室|办事处|管委会|工委|组|院|中心|公司|集团|大学|学院|各单位|部门|会议|小组|团"
_TO_A_BODY = re.compile(rf"[{HAN}、，（）()]{{1,50}}(?:{_BODY_END})(?:及[{HAN}、]{{0,12}}(?:部门|单位))?")
_ORGANISATION = re.compile(rf"[{HAN}（）()]{{2,36}}(?:{_BODY_END})|[省市州盟县区旗](?:政府|法院|检察院|监委|人大常委会)")
# 报告人：区财政局局长 房景和; 汇报人 张三; 主汇报人：
_SPEAKER_LABEL = re.compile(r"[（(]?\s*(?:主?报\s*告\s*人|汇报人|发言人|主讲人|作者|说明人)\s*[：:\s]\s*")
# What a body's name ends in; most lines do not.
_BODY_LAST = frozenset(word[-1] for word in _BODY_END.split("|"))
_DASHES = "—－-–―─ー"
# ——2021年4月 16日在区十八届人大第三十三次常委会议上, （2023年4月20日在…会议上）, 2009年5月22日 河南省…第九次会议通过, （2024年6月27日）
_SAID_AT = re.compile(
    r"(?:在|于|[^，。；：]{0,60}(?:会议|常委会|人大|大会|全会))?[^，。；]{0,60}(?:会议|会|上|通过|批准|修订|印发|书面)?"
)
_LONGEST = 90
# A line is asked again and again, as the first, second, … of a title; so many lines lie around the one at hand.
_LINES = 512
# 来源：东河县人大网  发布时间：2023-06-28: the line of whoever put a paper on a page
_PUBLISHED = re.compile(
    r".{0,36}?(?:来源|发布(?:时间|日期|者|单位)?|发稿(?:时间)?|浏览(?:次数|量)?|点击(?:数|量|率)?|阅读(?:次数|量)?|责任编辑|编辑|字体|字号|作者)[：:]"
)
# Somebody's page begins with the minute instead: 2023-06-28 09:30
# … or a site with the day on which it is looked at: 某市人大常委会门户网站 2021年7月30日 星期五
_STAMP = re.compile(
    r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\d{1,2}[：:]\d{2}.{0,40}|.{0,24}(?:网站|门户|网)[|｜]?\d{4}年\d{1,2}月\d{1,2}日星期[一二三四五六日天].{0,12}"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """The line that says when and where a paper was read or passed."""

    date: PrintedDate
    passed: bool


@lru_cache(_LINES)
def document_number(text: str) -> str | None:
    """The document's number as printed, where the line is one; the name of who signs it off may follow."""
    if "号" not in text:
        return None
    dense = squeeze(text)
    if dense.startswith(("（", "(")) and dense.endswith(("）", ")")):
        # （绿人发〔2021〕8号） under a title
        dense = dense[1:-1]
    match = _DOCUMENT_NUMBER.match(dense)
    return match[0] if match and (match.end() == len(dense) or dense[match.end() :].startswith("签发人")) else None


@lru_cache(_LINES)
def is_letterhead(text: str) -> bool:
    """Whether a line stands above a title, as 某某文件, 签发人 and 特急 do."""
    dense = squeeze(text)
    lettered = dense.endswith("文件") and _LETTERHEAD.fullmatch(dense) is not None
    return lettered or any(pattern.fullmatch(dense) for pattern in (_SIGNED_OFF, _ISSUE, _ISSUED, _MARK, _DIVIDER))


def is_issue(text: str) -> bool:
    """Whether a line is the number of an issue, under the name of what is issued: （第2号）."""
    return _ISSUE.fullmatch(squeeze(text)) is not None


def is_published(text: str) -> bool:
    """Whether a line tells when and by whom a page was put up: its labels, and not much else."""
    dense = squeeze(text)
    return (
        len(dense) <= _LONGEST
        and "。" not in dense
        and ((("：" in dense or ":" in dense) and _PUBLISHED.match(dense) is not None) or _STAMP.fullmatch(dense) is not None)
    )


@lru_cache(_LINES)
def date_line(text: str) -> DateLine | None:
    """The date of a line that holds nothing but a date, its dash or bracket, and the session."""
    dense = squeeze(text)
    if len(dense) > _LONGEST or not may_name_a_day(dense) or re.search("[。；;]", dense):
        return None
    marked = dense[:1] in (*_DASHES, "（", "(", "［", "[")
    inner = dense.strip(_DASHES + "（()）［］[]")
    found = next(find_dates(inner), None)
    if found is None:
        return None
    before, after = inner[: found.at[0]], inner[found.at[1] :]
    at_session = any(find_sessions(inner)) or re.search("会议|常委会|大会", inner) is not None
    says_more = before.strip("，,、在于") + after.strip("，,、在于")
    if says_more and not (at_session and _SAID_AT.fullmatch(after) and len(before) <= _LONGEST // 2):
        return None
    if before and not marked and not re.search("通过|批准", dense):
        return None
    return DateLine(found, "通过" in inner or "批准" in inner)


# ——在区十九届人大常委会第七次会议上, whose date stands on a line of its own; （2021年8月　日…会议通过）, whose day is not yet known
_SAID_IN_SESSION = re.compile(rf"(?:[{re.escape(_DASHES)}]{{1,4}}|[（(])[在于]?[^。；：]{{4,60}}会议(?:上|通过)?[)）]?")


@lru_cache(_LINES)
def session_line(text: str) -> bool:
    """Whether a line says at which session a paper was read, and not when."""
    if "会议" not in text:
        return False
    dense = squeeze(text)
    return _SAID_IN_SESSION.fullmatch(dense) is not None and any(find_sessions(dense)) and next(find_dates(dense), None) is None


@lru_cache(_LINES)
def opens_date_line(text: str) -> bool:
    """Whether a date line starts here that may run on to the next line."""
    dense = squeeze(text)
    return (dense.startswith("——") or (dense[:1] in ("（", "(") and not dense.endswith((")", "）")))) and any(find_dates(dense))


@lru_cache(_LINES)
def salutation(text: str) -> str | None:
    """What a line that ends in ： addresses, without the mark; None where the line addresses nobody."""
    dense = squeeze(text)
    if not dense.endswith(("：", ":")):
        return None
    called = dense[:-1]
    return called if is_to_the_floor(called) or _TO_A_BODY.fullmatch(called) else None


def is_to_the_floor(called: str) -> bool:
    """Whether a salutation calls the people in the room, not a body."""
    return _TO_THE_FLOOR.fullmatch(called) is not None


@lru_cache(_LINES)
def organisation(text: str) -> str | None:
    """The body that a line names and nothing else."""
    dense = squeeze(text).strip("（()）")
    if dense[-1:] not in _BODY_LAST:
        return None
    # 县人大常委会对县人民政府 / 《关于…的报告》的审议意见: the first line of a title
    begins_title = "会对" in dense or "会议对" in dense
    return dense if _ORGANISATION.fullmatch(dense) and not begins_title and not is_title(dense) else None


# 长春市绿园区人民政府关于…, 棠溪区人大常委会对…
_BEFORE_SUBJECT = re.compile(r"(?!关于|对|就)(?P<author>.{2,40}?)(?:关于|对|就)")


# 东河县人大常委会任免名单, 东河县人民法院2023年工作报告
_BEFORE_KIND = re.compile(
    r"(?P<author>.{1,20}(?:人大常委会|人民代表大会常务委员会|人民政府|人民法院|人民检察院|监察委员会))(?:\d{4}年度?)?(?:人事)?"
    r"(?:(?:监督|立法|代表)?工作(?:计划|要点|总结)|监督计划|任免(?:职|人员)?名单|任命名单|免职名单|任免决定|审议意见书?|工作(?:情况)?(?:的)?报告|公告|公报)(?:[（(].{1,12}[)）])?"
)


# 东河县第十六届人大常委会第十一次会议对…: the committee speaks
_AT_SESSION = re.compile(
    rf"第?[{NUMERALS}]{{1,3}}届(?=人大|人民代表大会)|(?<=常委会|委员会)(?:第?[{NUMERALS}]{{1,3}}届)?第?[{NUMERALS}]{{1,3}}次(?:[（(]扩大[）)])?会议$"
)


@lru_cache(_LINES)
def author_in(title: str) -> str | None:
    """The body that a title names as its author: what stands before 关于, without the session that it spoke at."""
    match = _BEFORE_SUBJECT.match(squeeze(title)) or _BEFORE_KIND.fullmatch(squeeze(title))
    author = _AT_SESSION.sub("", match["author"]) if match else ""
    return author if organisation(author) else None


# 赤岭省人民政府副省长, 县人大常委会副主任, 市中级人民法院院长
_BODY_OF_OFFICE = re.compile(
    r"(?P<body>.{1,30}?(?:人民政府|人民法院|人民检察院|监察委员会|人大常委会|人民代表大会常务委员会))(?:党组(?:副?书记|成员)、)?(?:常务)?副?"
    r"(?:[省市县区州旗盟]长|院长|检察长|主任|秘书长|主席)"
)


def body_of_office(title: str) -> str | None:
    """The body whose head or vice head a title names."""
    match = _BODY_OF_OFFICE.match(squeeze(title))
    return match["body"] if match else None


# 县人大财政经济委员会主任委员, 县财政局党组书记、局长
_OFFICE_ALONE = re.compile(rf"(?:党组(?:副?书记|成员)、)?(?:常务)?副?(?:{POST})$")


def named_body(title: str | None) -> str | None:
    """The body that an office is of, whatever body, where the title names it: 县财政局局长, not 副县长."""
    return organisation(_OFFICE_ALONE.sub("", squeeze(title or "")))


@lru_cache(_LINES)
def names_speaker(text: str) -> bool:
    """Whether a line says who reads, behind a label: 报告人：区财政局局长 房景和."""
    return _SPEAKER_LABEL.match(text) is not None and presenter(text) is not None


@lru_cache(_LINES)
def presenter(text: str) -> Titled | None:
    """Who reads the paper, from the line under its title: 副区长　丘　岳, 望澜县副县长 甄怀民, 报告人：某某某."""
    shown = _SPEAKER_LABEL.sub("", text.strip(), count=1)
    labelled = shown != text.strip()
    shown = shown.strip("（()） \u3000")
    dense = squeeze(shown)
    if not dense or len(dense) > _LONGEST // 2 or re.search("[。；;：:！？]|关于", dense):
        return None
    tokens = shown.split()
    for size in range(1, min(len(tokens), 4)):
        [*title], [*name] = tokens[:-size], tokens[-size:]
        names = split_names(" ".join(name))
        if (
            len(names) == 1
            and is_name(names[0])
            and is_title(squeeze("".join(title)))
            and (size == 1 or all(len(t) == 1 for t in name))
        ):
            return Titled(names[0], "".join(title))
    if (person := split_titled(dense)) is not None:
        return person
    names = split_names(shown)
    if len(names) == 1 and is_name(names[0]) and (labelled or organisation(shown) is None):
        return Titled(names[0], None)
    return None
