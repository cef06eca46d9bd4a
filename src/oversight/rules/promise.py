"""What an answer promises, in its own words."""

import re

# 下一步将…, 计划于12月底前…, 力争年内…, 正在…, 尚未…: what is to come, or is not finished
_AHEAD = re.compile(
    r"将|拟|计划|力争|预计|下一?步|年底前|月底前|年内|明年|\d月\d*日?前|承诺|确保(?:于|在)|争取|正在|尚未|还未|推进中|抓紧"
)
# 七、关于“尽早完成储备库建设”的办理情况: the head of the passage, which prints what was asked and promises nothing
_HEAD = re.compile(r"[^“”，。；]{0,12}“[^”]{4,120}”[^“”，。；]{0,12}?情况\s*(?=\S)")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_LONGEST = 160


def promised(text: str, *, longest: int = _LONGEST) -> str:
    """The sentences of ``text`` that say what is still to come, as they stand; the end of the text where none says so.

    What was left out is marked by an ellipsis; the head of the passage is none of the words.
    """
    plain = " ".join(text.split())
    head = _HEAD.match(plain)
    sentences = [found.strip() for found in _SENTENCE.findall(plain[head.end() :] if head else plain) if found.strip()]
    chosen = [number for number, sentence in enumerate(sentences) if _AHEAD.search(sentence)] or [len(sentences) - 1]
    quoted, last = "", -1
    for number in chosen:
        if number < 0 or (quoted and len(quoted) + len(sentences[number]) > longest):
            break
        quoted += ("…" if number > last + 1 else "") + sentences[number]
        last = number
    if len(quoted) > longest:
        quoted = quoted[: longest - 1]
    return quoted + ("…" if last < len(sentences) - 1 or len(quoted) == longest - 1 else "")
