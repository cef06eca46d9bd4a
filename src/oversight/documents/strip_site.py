"""What is drawn round a paper: rules, and what a site adds: the way to the page, buttons, links to its neighbours, whose site it is."""

import re
from collections.abc import Iterator

from oversight.documents.printed import PrintedText

# Each is the whole of a line, its white space taken out.
_SURE = re.compile(
    # 上一篇：县人大常委会开展…活动, 下一条：没有了
    r"[【\[]?[上下]一[篇条页则][】\]]?(?:[：:].{0,80}|没有了|无)?|"
    # 返回顶部, 【打印本页】 【关闭窗口】, 分享到：微信 微博, 收藏本页
    r"(?:[【\[（(|｜]?(?:返回(?:顶部|首页|列表|上一页)|打印(?:本页|此页|页面|正文)?|关闭(?:窗口|本页|页面)?|(?:加入)?收藏(?:本页|此页)?|我要(?:评论|纠错)|网页纠错|[+＋]?分享到?|朗读|扫一扫在?手机(?:打开|查看|浏览)(?:当前|本)?(?:页|页面)?|用手机.{0,6}扫.{0,12})"
    r"[：:]?(?:微信|微博|新浪|腾讯|[Qq]{2}(?:空间|好友)?|空间|朋友圈|更多|[、/])*[】\]）)|｜]?)+|"
    # 字号：大 中 小, 【字体：大 中 小】, 【大 中 小】, A+ A-
    r"[【\[（(]?(?:(?:字号|字体)(?:大小|选择)?[：:]?)?[【\[（(]?大[|｜/、]?中[|｜/、]?小[】\]）)]{0,2}|A\+A-?|A-A\+?|"
    # 首页 > 人大监督 > 会议材料, 当前位置：首页>…, 您所在的位置：…
    r"(?:网站)?首页(?:[>＞»›→]+[^>＞»›→。]{1,24})+|[您你]?(?:当前|现在)?(?:所在)?(?:的)?位置[：:].{0,80}|"
    # 今天是：2024年7月9日 星期二, 欢迎访问某某人大网！
    r"(?:今天是|现在是|今日是?)[：:]?\d{4}[^。，；]{2,40}|欢迎(?:访问|光临|您)[^。；]{0,40}|"
    # 相关链接, 相关阅读：, 网站地图, 友情链接
    r"(?:相关(?:链接|阅读|新闻|文章|稿件|附件下载)|网站地图|友情链接|无障碍(?:浏览|阅读)?|设为首页|加入收藏|联系我们|关于我们|网站声明)(?:[|｜]|[：:].{0,60})*(?:网站地图|设为首页|加入收藏|联系我们|关于我们|网站声明)*"
)
# What one begins with
_OPENS_SURE = frozenset("【[（(｜|上下返打关加收我网+＋分朗扫用字大A首您你当现所的位今欢相友无设联")
# Copyright © 2024 版权所有, 沪ICP备12345678号-1, 公安备案 33010002000001号, 网站标识码：3300000001
_OWNED = r"copyright|Copyright|COPYRIGHT|©|版权所有|ICP备\d|公网安备\d|网站标识码"
_WHOSE = re.compile(rf"[^。]{{0,60}}(?:{_OWNED})[^。]{{0,120}}")
_OWNERS = tuple(word.removesuffix(r"\d") for word in _OWNED.split("|"))
# What such a line may say besides, and what a paper may say as well: it counts beside a sure one only.
_BESIDE = re.compile(
    # 主办单位：某县人大常委会办公室　技术支持：县融媒体中心; 地址：人民路1号　邮编：123456
    r"(?:(?:主办(?:单位)?|承办(?:单位)?|协办(?:单位)?|技术支持|维护(?:单位)?|运维|版权|地址|邮编|邮政编码|电话|联系电话|传真|邮箱|电子邮箱|[Ee]-?mail|访问量|您是第)"
    r"[：:]?[^。：:]{0,40})+|[_\-—=*·\s]{3,}|首页|没有了"
)
# ━━━━━━━━, ━━★━━, *****: the rule under a letterhead
_DRAWN = "━─—═＝=_＿*﹡~～-－·.★☆◆"
_RULE = re.compile(f"[{re.escape(_DRAWN)}]{{3,}}")
# What the first character of a sure one or of a rule may be: most lines are done with at this.
_OPENS = _OPENS_SURE.union(_DRAWN)
_LONGEST = 160


def strip_site(printed: PrintedText) -> PrintedText:
    """Without rules and the lines that only a site has."""
    texts = printed.clean
    # Who owns a site is said once, at its foot: where nobody says so, only lines that begin like one are looked at.
    dense = _dense("".join(texts))
    whose = any(word in dense for word in _OWNERS)
    # Rows of a table are never such a line; they break a run, and so does a long line.
    told = {at: _dense(texts[at]) for at in printed.filled() if (whose or texts[at][0] in _OPENS) and at not in printed.rows}
    sides = {at for at, text in told.items() if text[0] in _DRAWN and _RULE.fullmatch(text)}
    sure = {
        at
        for at, text in told.items()
        if len(text) <= _LONGEST and (_SURE.fullmatch(text) or (whose and _WHOSE.fullmatch(text)))
    }
    return printed.without(sides.union(_blocks(printed, sure)))


def _blocks(printed: PrintedText, sure: set[int]) -> Iterator[int]:
    """The places of runs of such lines in which at least one is ``sure``; empty lines break no run."""
    if not sure:
        return
    run: list[int] = []
    for at in printed.filled():
        text = _dense(printed.clean[at])
        if at in sure or (at not in printed.rows and len(text) <= _LONGEST and _BESIDE.fullmatch(text)):
            run.append(at)
        else:
            yield from run if not sure.isdisjoint(run) else ()
            run = []
    yield from run if not sure.isdisjoint(run) else ()


def _dense(text: str) -> str:
    return "".join(text.split())
