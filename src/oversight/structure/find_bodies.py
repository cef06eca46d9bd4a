"""The bodies that a demand names as having to act: before 要 and 应当, after 由 and 会同."""

import re
from functools import lru_cache

from oversight.structure.duty_notes import without_notes
from oversight.structure.official_words import ADVERBS, BODY_END, BODY_THAT_ACTS, CONCRETE, GOVERNING, LEANING, YAO, YING

# What is looked for behind a mark stands at the beginning of the text, too: one is put before it.
_MARK = "，"
# 编制、民政、人社等部门; 生态环境、交通运输、公安三部门; 县住建局; 各级政府及其有关部门
_NAME = rf"(?:[^，。；：“”（）()]|（[^（）]{{1,8}}）){{1,60}}?{BODY_END}"
_ACTS = rf"(?!督查室|督办室|组织部|宣传部|统战部|政法委|社会工作部|网信办|编办|农办|负责人)(?:应当|应该|必须|务必|{YAO}|{YING}|须(?!知)|负责(?!人)|牵头|会同|把|将|对|在|向|按照|根据|围绕|结合|依托|通过|以|于|分管|主要|每|共同|{ADVERBS}|{CONCRETE}|{GOVERNING}|{LEANING}|，|$)"
# 承办单位主要负责同志要: told to act through who leads it
_LED_BY = "(?:(?:党政|党组|主要|分管)*(?:负责人|负责同志|领导))?"
# 区财政局要, 建议生态环境部门把, 市财政局应当会同市检察院
_BEFORE = re.compile(
    rf"[，；。](?:(?:同时|此外|另外|并)，?)?(?P<names>{_NAME})(?={_LED_BY}(?:[既也还均都更]|不仅|不但)?(?:应当|应该|必须|务必|{YAO})|{YING}|应(?=对[^，。；]{{2,24}}(?:开展|进行|实施|予以|作出|给予|加强|逐|依法))|应(?=会同|联合|牵头)|须(?!知)|负责(?!人)|牵头|会同)"
)
_ADVISED = re.compile(rf"(?:建议|请|希望|责成|委托)(?:由)?(?P<names>{_NAME})(?={_ACTS})")
# 市人民政府应当将检察建议整改情况纳入法治政府考核: what stands after the modal verb is no subject, whatever word is before it
_MODAL = re.compile(rf"应当|应该|必须|务必|{YAO}|{YING}|须(?!知)")
# 由生态环境部门列入, 由区政府分管领导牵头, 由县水利局牵头
_BY = re.compile(rf"[，；。要立]由(?P<names>{_NAME})(?={_ACTS})")
# 行政机关收到检察建议后，应当…; 市公安局在接到通报后，要…
_UPON = re.compile(rf"[，；。](?P<names>{_NAME})(?:在)?(?:收到|接到)[^，。；]{{2,24}}后，(?=应当|应该|必须|要|须)")
# 县住建局加快管网建设
_ACTING = re.compile(rf"[，；。](?P<names>{BODY_THAT_ACTS})")
# 公安、消防等部门在小区公示联系人
_OF_SEVERAL = re.compile(
    r"[，；。](?P<names>[^，。；：“”由对将把在]{2,60}?等(?:有关|相关|职能)?(?:部门|单位))(?=[在对将把按每定])"
)
# 会同市检察院、市中级人民法院
_WITH = re.compile(rf"(?:会同|联合)(?P<names>{_NAME})(?={_ACTS})")
# Each with what it cannot do without: the last character of a body's name before such a word, …
_LAST = "".join(sorted({name[-1] for name in BODY_END.removeprefix("(?:").removesuffix(")").split("|")}))
_NEEDS = (
    ("[，；。][省市县区旗州盟各]", _ACTING),
    ("收到|接到", _UPON),
    ("等.{0,2}(?:部门|单位)[在对将把按每定]", _OF_SEVERAL),
    (rf"[{_LAST}]{_LED_BY}(?:[既也还均都更]|不仅|不但)?(?:应|必须|务必|要|须|负责(?!人)|牵头|会同)", _BEFORE),
    ("建议|请|希望|责成|委托", _ADVISED),
    ("由", _BY),
    # The last: partners have to act beside somebody who is named; 要会同公安交警部门建立机制 tells the addressee to.
    ("会同|联合", _WITH),
)
_WAYS = tuple((re.compile(needed).search, pattern) for needed, pattern in _NEEDS)
# Few sentences have any of these.
_MAY_NAME = re.compile("|".join(needed for needed, pattern in _NEEDS if pattern is not _WITH))
# 等部门, 三部门, 等有关部门和单位: what a list of short names ends in
_LIST_END = re.compile(
    r"(?:等)?(?:有关|相关)?(?:[一二两三四五六七八九十\d]+个?)?(?P<kind>部门和单位|(?:群团|社会|行业)组织|人民团体|部门|单位|机关|局|街道|乡镇)$"
)
# 各县（市、区）人民政府 is one
_PARTED = re.compile(r"、(?![^（）〔〕]*[）〕])|(?<=[局委院部府])和(?=[^、]{2,}$)|以及|及(?=[^其有相])")
# 公安、司法等部门和审判、检察机关: two lists, each with its own last word
_GROUPS = re.compile("(?<=部门|机关|单位)(?:和|及|以及)(?=[^，]{2,}(?:部门|机关|单位)$)")
_LEVELS = re.compile(r"各?[省市州盟县区旗乡镇]{1,2}|各?[市县区][（〔][市县区、]+[）〕]")
_BY_LEVEL = re.compile(
    rf"(?P<level>{_LEVELS.pattern})(?:[两二三]级)?(?P<body>人民政府|政府|(?:中级|高级)?人民法院|法院|人民检察院|检察院|监委|人大常委会|财政(?:部门|局)?)"
)
_BY_WHOM = re.compile("(?<![自理])由")
_EACH = re.compile(r"^各(?!级|地|部门|单位|有关|相关)(?=.{3,})")
_NOT_A_BODY = re.compile(
    r"(?:建议|希望|会同|联合|牵头|要|应当|不|加快|尽快|抓紧|优化|充实|扩大|严格|规范|提升|探索|开展|实施|提高|制定|健全|把|将|对|在|按|以|为|通过|根据|围绕|使|让|进一步|加强|推动|完善|建立|督促|指导|支持|鼓励|引导|推进|充分|所有|全部|每个|首批|(?:其余|剩余|余下|另外)?[\d一二两三四五六七八九十]+[多余]?[个所家处座]|今后|今年|年底|通知|结果|情况|除|由|与)"
)
_CLAUSE_END = re.compile(r"[，。；：]")
_LONGEST_NAME = 26
_SHORT_NAME = 2


def find_bodies(text: str) -> tuple[str, ...]:
    """The bodies that must act by ``text`` (without white space), each once, in the order of the text."""
    return bodies_in(without_notes(text))


# A passage is read when it is cut, and again when it is compared.
@lru_cache(512)
def bodies_in(text: str) -> tuple[str, ...]:
    """The same of a text that holds no notes."""
    plain = _MARK + text
    if _MAY_NAME.search(plain) is None:
        return ()
    found: list[tuple[int, str]] = []
    for needs, pattern in _WAYS:
        if pattern is _WITH and not found:
            break
        for match in pattern.finditer(plain) if needs(plain) else ():
            if pattern is _ADVISED and _MODAL.search(_CLAUSE_END.split(plain[: match.start()])[-1]):
                continue
            found += [(match.start("names"), name) for name in split_bodies(match["names"])]
    names: dict[str, None] = {}
    for _at, name in sorted(found, key=lambda entry: entry[0]):
        names.setdefault(name)
    return tuple(names)


def split_bodies(names: str) -> list[str]:
    """A printed list of bodies, each by its name: 编制、民政、人社等部门 is 编制部门, 民政部门, 人社部门. Empty for what names none."""
    return [body for group in _GROUPS.split(names) for body in _split_group(group)]


def _split_group(names: str) -> list[str]:
    parts = [part for part in _PARTED.split(names) if part]
    if parts and (shared := _BY_LEVEL.fullmatch(parts[-1])) is not None:
        # 州、县市人民政府; 县、乡两级政府: each level has its own
        parts = [part + shared["body"] if _LEVELS.fullmatch(part) else part for part in parts[:-1]]
        parts.append(shared["level"] + shared["body"])
    end = _LIST_END.search(names)
    kind = end["kind"] if end else ""
    bodies = []
    for part in parts:
        name = part
        if end and part is parts[-1]:
            name = _LIST_END.sub("", part) or part
        name = name.removesuffix("等")
        if len(parts) > 1 and kind and re.search(rf"{BODY_END}$", name) is None:
            name += kind.removesuffix("和单位")
        elif part is parts[-1] and len(parts) == 1:
            name = part
        # 2所医院由县卫健局, before 负责改造
        name = _EACH.sub("", _BY_WHOM.split(name)[-1])
        if _SHORT_NAME <= len(name) <= _LONGEST_NAME and not _NOT_A_BODY.match(name):
            bodies.append(name)
    return bodies
