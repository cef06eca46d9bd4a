"""Whether a sentence carries a phrase that asks somebody to act."""

import re

# “要坚持问题导向”, 《关于加快…的意见》: what is quoted or named is not asked for here
_QUOTED = re.compile(r"“[^”]{0,200}”|《[^》]{0,100}》")
# 党的十八大以来，…加快推进…; 近年来，…进一步加强: tells what has been done
_LOOKS_BACK = re.compile(r"(?:会议认为，)?[^，。]{0,16}(?:以来|近[两几三五]?年来?)[，,]|今年以来|一年来")
_ASKS = re.compile(
    # 要加强…, 还要完善…; but not 主要, 重要, 要求, 要素
    r"(?<![重需主只首纲概摘简必想紧次扼])要(?![求素点件害闻么职案道塞务领旨])"
    # 建议区政府…; but not 意见建议, 代表建议, 提出的建议, 建议书
    r"|(?<!意见)(?<!代表)(?<!司法)(?<!检察)(?<![的条和与及、项份类])建议(?![的书案办])"
    # 应加大…, 应当, 应该; but not 相应, 应急, 应用, 应收尽收
    r"|(?<![相适反响对供效感顺呼])应(?![急用对聘届邀付变收有保尽到诉运接允力])(?!.尽)"
    r"|必须|务必|不得(?!不)|(?<!不)须(?![知弥])|亟待|亟需"
    # 希望区政府…; but not 希望工程, 的希望
    r"|(?<![的有新])希望(?!工程|小学|的)"
    # 请区政府…; but not 申请, 邀请, 请示, 请假
    r"|(?<![申邀聘提报恳吁约宴])请(?![示假求客教柬愿])"
)
# 加快建设…, 建立健全…, 进一步加强…: asks, unless the sentence looks back; but not 加快了
_URGES = re.compile(r"加快(?![了步])|建立健全(?!了)|进一步(?:加强|加大|完善|提高|强化|优化|深化|推进|落实|健全)")


def recommends(sentence: str) -> bool:
    """Whether ``sentence`` (without white space) carries a recommending phrase outside of quotations and names."""
    printed = _QUOTED.sub("“”", sentence)
    if _ASKS.search(printed) is not None:
        return True
    return _URGES.search(printed) is not None and _LOOKS_BACK.match(printed) is None
