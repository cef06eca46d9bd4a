"""Who presided, who was there and who was not, from the sentences of a news item."""

import re
from collections.abc import Iterable, Iterator

from oversight.structure.bodies import find_sessions
from oversight.structure.leave_reasons import each_with_reason, reason_in
from oversight.structure.names import NAME, Titled, is_name, normal_name, read_people
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.structure.passage import Passage
from oversight.structure.roll import Listed, Roll, Seen, find_totals, role_of
from oversight.vocabulary import Attendance, Role

_SENTENCE = re.compile(r"[^。！？]+")
_PART = re.compile(r"[^；;]+")
# …主持会议并讲话。 …出席会议， …因事请假， …列席了会议
_VERB = re.compile(
    r"(?P<verb>主持|出席|到会|请[事病公产]?假|缺席|未能出席|未出席|列席|旁听|参加)(?:了|并讲话)*(?P<what>(?:本次|此次|这次|全体|第[一二三四]次全体)?(?:会议)?)(?:并[^，]{1,6})?[，,]?"
)
# 及委员共25人, 和委员共54人, 等19人, which count others too; 共二十六人, which does not
_COUNT = re.compile(
    rf"(?P<class>(?:和|及|以及|与)?(?:其他|部分)?(?:常委会)?(?:委员|组成人员|常委会组成人员)?等?)(?:共计|共|合计|一共)*[{NUMERALS}]{{1,6}}[人名位](?:常委会)?(?:组成人员)?$"
)
# 委员查尔文、毕成等13人: how many came, behind a list of them
_SO_MANY = re.compile(rf"[等共计](?P<count>[{NUMERALS}]{{1,4}})[人名位]")
# 黄忠、马超两位委员: names before the class that they belong to
_NAMES_FIRST = re.compile(
    rf"(?:^|[，,；])(?P<names>(?:(?:{NAME})、)*(?:{NAME}?))(?:等)?[{NUMERALS}]{{1,3}}[位名](?:常委会)?(?:委员|组成人员)$"
)
# 副主任…出席会议，牟国栋因住院请假: names without the class that they belong to
_NAMES_ALONE = re.compile(rf"(?:^|[，,；。])(?P<names>(?:{NAME})(?:、(?:{NAME}))*)$")
_AWAY = frozenset({"请假", "缺席", "未出席", "未能出席", "未到会"})
# 因事, 因公出差, 因病住院治疗, 因公出国（境）; but 委员马克（因病） has its own
_WHY = re.compile(r"因[^，、。；（()）]{1,14}(?:（境）)?$")
# 请事假, 请病假: the leave says why
_KIND_OF_LEAVE = re.compile("请(?P<why>[事病公产]假)")
# 惠施因事、田骈住院
_SAYS_WHY = re.compile("因|生病|患病|住院|出差|外出")
# 因事向会议请假
_TO_THE_MEETING = re.compile("向(?:会议|大会|常委会|主任会议)$")
# 出席会议的有：主任…，副主任…; 因事请假的有…; 列席会议的还有…; 出席人员：…; 应邀列席的同志：…
_LIST_OPENS = re.compile(
    r"(?:^|[，,：:；;])(?P<why>因[^，。；：]{1,8}?)?(?:应邀|特邀)?(?P<verb>未能出席|未出席|未到会|出席|到会|参加|请假|缺席|列席|旁听)(?:未出席|缺席)?了?(?:本次|此次|这次|今天)?(?:会议|大会|常委会)*"
    r"(?:的(?:常委会)?(?:组成人员|人员|委员|领导|同志|单位|代表)*(?:还|分别)?(?:[有是为][：:]?|[：:])|(?:组成人员|人员|委员|领导|同志)*[：:])"
)
# 因公出差请假3名（张新、李勇）, 缺席2人：王明（因病）、赵强
_COUNTED = re.compile(
    rf"(?P<why>因[^，。；：]{{1,8}}?)?(?P<verb>请假|缺席|未出席|未到会)(?:的)?[{NUMERALS}]{{1,3}}[人名位]"
    r"(?:[（(](?P<names>[^（()）]{2,200})[)）]|[：:](?P<listed>[^。；;：:]{2,200}))"
)
# 第二次全体会议，实出席28人: the totals of the session are those of its first sitting
_LATER_SITTING = re.compile("第[二三四五六]次全体会议")
# 委员马克（因病）、李兰（均因公出差）
_IN_BRACKET = r"\s*[（(](?P<inside>[^（()）]{1,20})[)）]"
_EACH_WHY = re.compile(f"{_IN_BRACKET}$")
_OF_ALL = re.compile("[均都]")
# 受主任蔚长林委托，副主任冉秋禾
_ON_BEHALF = re.compile(r"受(?P<who>[^，。]{3,30}?)(?:的)?委托[，,]?")
# 主任普建华、副主任李绍荣分别主持
_EACH = re.compile("(?:分别|先后|共同|轮流)$")
# 杜玉凤副主任
_NAME_FIRST = re.compile(rf"(?P<name>{NAME}?)(?P<title>副主任|主任|秘书长)")
# 主持召开了专题座谈会, 主持主任会议: other meetings
_OTHER_MEETING = re.compile(r"[^，。；]{0,12}(?:座谈会|主任会议|调研|汇报会|培训|仪式|宣誓|选举)")
# 5月8日，县人大常委会召开第四十五次主任会议，主任张海主持会议，副主任李云出席
_OF_OTHERS = re.compile("(?:召开|举行|举办)[^，。；]{0,16}(?:主任会议|联席会议|座谈会|党组会议|推进会|动员会)")
# 列席会议的还有市人大各专门委员会负责人: classes, no names
_STANDING = re.compile(r"^(?:会议|的|还有|有|：|:)+")


def read_prose(text: Passage) -> Roll:
    """The people that ``text`` (without white space) says were there, were not, looked on, or presided."""
    roll = Roll()
    for sentence in _SENTENCE.finditer(text.text):
        if _LIST_OPENS.search(sentence[0]):
            # 出席会议的有：主任…；副主任…；委员…
            _read_sentence(text, sentence.start(), sentence[0], roll)
            continue
        for part in _PART.finditer(sentence[0]):
            _read_sentence(text, sentence.start() + part.start(), part[0], roll)
    return roll


def _read_sentence(text: Passage, start: int, sentence: str, roll: Roll) -> None:
    if _OF_OTHERS.search(sentence) and not any(find_sessions(sentence)):
        return
    for total, count in () if _LATER_SITTING.search(sentence) else find_totals(sentence).items():
        roll.state(total, count, text[start : start + len(sentence)].span)
    lists = list(_LIST_OPENS.finditer(sentence))
    edges = [*(opening.start() for opening in lists), len(sentence)]
    for counted in _COUNTED.finditer(sentence):
        names = "names" if counted["names"] else "listed"
        _away(text, start + counted.start(names), counted, counted[names], roll)
    _read_clauses(text, start, sentence[: edges[0]], roll)
    for opening, end in zip(lists, edges[1:], strict=True):
        _read_list(text, start + opening.end(), sentence[opening.end() : end], opening, roll)


def _away(text: Passage, offset: int, counted: re.Match[str], names: str, roll: Roll) -> None:
    """请假4人：贺铭（因公出差）、邱小满: without an office before them, the names of members, whatever their office is."""
    status = Attendance.LEAVE if counted["verb"] == "请假" else Attendance.ABSENT
    reasons = _reasons(each_with_reason(names))
    for person, at in _placed(text, offset, "委员" + each_with_reason(names)):
        role = None if person.title == "委员" else role_of(person.title)
        roll.members.append(Listed(person.name, status, at, role, reasons.get(person.name, counted["why"])))


def _read_list(text: Passage, offset: int, fragment: str, opening: re.Match[str], roll: Roll) -> None:
    """出席会议的有： / 主任普建华，副主任李绍荣、罗文清: people behind the word that says what they did."""
    verb = opening["verb"]
    if verb in ("列席", "旁听"):
        _observe(text, offset, fragment, roll)
        return
    counts = list(_SO_MANY.finditer(fragment))
    if verb not in _AWAY and len(counts) == 1 and (number := parse_number(counts[0]["count"])) is not None:
        roll.state("present", number, text[offset : offset + len(fragment)].span)
    names = fragment.split("、")
    if all(is_name(re.sub(f"{_IN_BRACKET}$", "", name)) for name in names):
        fragment = "委员" + fragment
    _attend(text, offset, fragment, verb, roll, reason=opening["why"])


def _read_clauses(text: Passage, start: int, sentence: str, roll: Roll) -> None:
    """Clauses whose verb stands behind the people."""
    before = 0
    for verb in _VERB.finditer(sentence):
        fragment, offset = sentence[before : verb.start()], start + before
        before = verb.end()
        if verb["verb"] == "主持":
            if not _OTHER_MEETING.match(sentence[verb.end("verb") :]):
                _preside(text, offset, fragment, roll)
        elif verb["verb"] in ("列席", "旁听"):
            _observe(text, offset, fragment, roll)
        elif verb["verb"] == "参加" and not verb["what"]:
            continue
        else:
            kind = _KIND_OF_LEAVE.fullmatch(verb["verb"])
            done = "请假" if kind else verb["verb"]
            _attend(text, offset, fragment, done, roll, reason=kind["why"] if kind else None)


def _preside(text: Passage, offset: int, fragment: str, roll: Roll) -> None:
    """会议由区人大常委会副主任杜玉凤; 受主任蔚长林委托，副主任冉秋禾; 省委书记、省人大常委会主任刘奇."""
    if (behalf := _ON_BEHALF.search(fragment)) is not None:
        _keep_roles(roll, read_people(behalf["who"]))
        # 副主任王建疆受主任某某委托主持会议
        before, after = fragment[: behalf.start()], fragment[behalf.end() :]
        fragment = after if after or not any(read_people(before)) else before
    each = _EACH.search(fragment) is not None
    fragment = _EACH.sub("", fragment)
    _, by, after = fragment.rpartition("由")
    people = list(read_people(after)) if by else []
    people = people or (list(_names_first(after)) if by else [])
    person = people[0] if people else None
    if person is None:
        people = list(read_people(fragment)) or list(_names_first(fragment))
        # 主任普建华、副主任李绍荣分别主持; but 省委书记张某某、省人大常委会主任刘奇主持
        first = 0 if each else -1
        person = people[first] if people else _bare_name(after if by else fragment)
    _keep_roles(roll, people)
    for other in people:
        # 副主任其木格主持第二次全体会议: whoever presides is there
        if roll.presider not in (None, other.name) or each:
            _came(text, offset, other, roll)
    if person is not None and roll.presider is None:
        found = text.text.find(person.name, offset)
        roll.presider, roll.presider_lines = person.name, text[found : found + len(person.name)].span
        if (role := _role_of_presider(person.title)) is not None:
            roll.roles.setdefault(person.name, role)


def _role_of_presider(title: str | None) -> Role | None:
    """镇人大主席 is the title of many who look on; of one who presides it is that of the chair of a township's presidium."""
    return role_of(title) or (Role.CHAIR if title is not None and title.endswith("人大主席") else None)


def _came(text: Passage, offset: int, person: Titled, roll: Roll) -> None:
    if (role := role_of(person.title)) is not None:
        found = max(text.text.find(person.name, offset), 0)
        roll.members.append(Listed(person.name, Attendance.PRESENT, text[found : found + len(person.name)].span, role))


def _names_first(fragment: str) -> Iterator[Titled]:
    """杜玉凤副主任; 杜玉凤主任、付彩霞副主任: all of them, or none."""
    named = [_NAME_FIRST.fullmatch(piece) for piece in _last_clause(fragment).split("、")]
    people = [Titled(found["name"], found["title"]) for found in named if found is not None and is_name(found["name"])]
    yield from people if len(people) == len(named) else ()


def _last_clause(fragment: str) -> str:
    return re.split("[，,：:]", fragment)[-1].removeprefix("会议").removeprefix("由")


def _bare_name(fragment: str) -> Titled | None:
    last = _last_clause(fragment)
    return Titled(normal_name(last), None) if is_name(normal_name(last)) else None


def _keep_roles(roll: Roll, people: Iterable[Titled]) -> None:
    for person in people:
        role = role_of(person.title)
        if role is not None:
            roll.roles.setdefault(person.name, role)


def _attend(text: Passage, offset: int, fragment: str, verb: str, roll: Roll, *, reason: str | None = None) -> None:
    """副主任付彩霞、杨自山及委员共25人 出席; 委员申伯谦、柴静思因事 请假."""
    if verb in _AWAY:
        fragment = fragment.replace("同志", "")
        if len(_SAYS_WHY.findall(fragment)) > 1:
            fragment = each_with_reason(_TO_THE_MEETING.sub("", fragment).rstrip("，,"))
            if all(is_name(_EACH_WHY.sub("", piece)) for piece in fragment.split("、")):
                # 惠施因事、田骈因病未出席会议
                fragment = "委员" + fragment
        status = Attendance.LEAVE if verb == "请假" else Attendance.ABSENT
        if (why := _WHY.search(fragment)) is not None:
            reason, fragment = _TO_THE_MEETING.sub("", why[0]), fragment[: why.start()]
    else:
        status = Attendance.PRESENT
    if (counted := _COUNT.search(fragment)) is not None:
        fragment = fragment[: counted.start()]
        roll.complete = not counted["class"]
    if status is not Attendance.PRESENT and (named := _NAMES_FIRST.search(fragment)) is not None:
        fragment = "委员" + named["names"]
    elif (
        status is not Attendance.PRESENT
        and (alone := _NAMES_ALONE.search(fragment)) is not None
        and all(map(is_name, alone["names"].split("、")))
    ):
        fragment = "委员" + alone["names"]
    reasons = {} if status is Attendance.PRESENT else _reasons(fragment)
    for person, at in _placed(text, offset, fragment):
        role = role_of(person.title)
        if role is not None:
            roll.roles.setdefault(person.name, role)
            roll.members.append(Listed(person.name, status, at, role, reasons.get(person.name, reason)))
        elif verb == "参加":
            roll.observers.append(Seen(person.name, person.title, at))


def _reasons(fragment: str) -> dict[str, str]:
    """The reason in the bracket behind each name; 均因公出差 holds for all who stand before it and have none of their own."""
    reasons: dict[str, str] = {}
    waiting: list[str] = []
    for piece in re.split("[、，,]", fragment):
        bracket = re.search(f"{_IN_BRACKET}$", piece)
        named = list(read_people("委员" + piece)) + list(read_people(piece))
        waiting += [person.name for person in named]
        if bracket is not None:
            said = bracket["inside"]
            for name in waiting if _OF_ALL.match(said) else waiting[-len(named) :]:
                reasons.setdefault(name, reason_in(_OF_ALL.sub("", said, count=1) if _OF_ALL.match(said) else said) or "")
            waiting = []
    return reasons


def _observe(text: Passage, offset: int, fragment: str, roll: Roll) -> None:
    for person, at in _placed(text, offset, _STANDING.sub("", fragment)):
        roll.observers.append(Seen(person.name, person.title, at))


def _placed(text: Passage, offset: int, fragment: str) -> Iterator[tuple[Titled, tuple[int, int]]]:
    """The people of a fragment with the lines where their names stand."""
    for person in read_people(fragment):
        found = text.text.find(person.name, offset)
        yield person, text[found : found + len(person.name)].span if found >= 0 else text[offset : offset + 1].span
