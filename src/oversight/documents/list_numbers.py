"""The numbers that Word puts in front of list paragraphs by itself: 一、 （二） 3. ④ are not in the text of the file.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from oversight.documents.office_xml import Element, attribute, child, is_on, local, number, value

_LEVELS = 9
_HAN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
# Number formats that are a row of characters of their own.
_ROWS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
# Number formats that are one character a number: the first one, and how many there are. ① ⑴ ⒈ ㊀
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# From here on Word itself writes digits.
_THOUSANDS = 10_000


@dataclass(slots=True)
class _Level:
    """One level of a list: how its number looks, where it starts, after which level it starts anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    plain: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One running list: all paragraphs that count on together."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """A list as paragraphs refer to it: the running list, with levels of its own and numbers from which it starts anew."""

    running: _List
    levels: dict[int, _Level]
    starts: dict[int, int]


class ListNumbers:
    """Numbers the list paragraphs of one file, asked in the order in which they stand."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in styles or () if local(style) == "style"}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}
            ),
            None,
        )
        self._uses: dict[str, _Use] = {}
        if numbering is not None:
            self._read(numbering)

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph, which has these properties; '' where it has none.

        What parts the number from the text is a space where the two would run together (第一条 为了, 1 2021年), else nothing.
        """
        list_id, level = self._place(properties)
        use = self._uses.get(list_id or "")
        if use is None:
            return ""
        shape = use.levels.get(level)
        if shape is None:
            return ""
        self._count(use, level)
        text = self._text(use, level, shape)
        return text + " " if text and (text[-1].isdecimal() or text[-1].isalpha()) else text

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style or of the styles that this one rests on."""
        list_id = value(properties, "numPr", "numId")
        level = number(properties, "numPr", "ilvl")
        style = value(properties, "pStyle") or self._default
        seen: set[str] = set()
        while style and style in self._styles and style not in seen and (list_id is None or level is None):
            seen.add(style)
            of_style = child(self._styles[style], "pPr")
            if list_id is None and (list_id := value(of_style, "numPr", "numId")) is not None and level is None:
                level = self._level_of_style(list_id, style, number(of_style, "numPr", "ilvl"))
            style = value(self._styles[style], "basedOn")
        return list_id, min(max(level or 0, 0), _LEVELS - 1)

    def _level_of_style(self, list_id: str, style: str, named: int | None) -> int | None:
        use = self._uses.get(list_id)
        linked = [at for at, shape in use.levels.items() if shape.style == style] if use else []
        return linked[0] if linked else named

    def _count(self, use: _Use, level: int) -> None:
        counts = use.running.counts
        for above in range(level):
            counts.setdefault(above, use.levels[above].start if above in use.levels else 1)
        if level in use.starts:
            counts[level] = use.starts.pop(level)
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = use.levels[level].start
        for below in range(level + 1, _LEVELS):
            shape = use.levels.get(below)
            # lvlRestart 0 never starts anew; n starts anew after level n and those above it; none, after any level above.
            if shape is None or shape.restart is None or level < shape.restart:
                counts.pop(below, None)

    def _text(self, use: _Use, level: int, shape: _Level) -> str:
        if shape.form in {"bullet", "none"}:
            return ""
        text = shape.text
        for at in range(level + 1):
            form = use.levels[at].form if at in use.levels and not shape.plain else "decimal"
            text = text.replace(f"%{at + 1}", write_number(use.running.counts[at], form))
        return text.strip()

    def _read(self, numbering: Element) -> None:
        patterns = {attribute(entry, "abstractNumId"): entry for entry in numbering if local(entry) == "abstractNum"}
        lists = [entry for entry in numbering if local(entry) == "num"]
        pattern_of = {attribute(entry, "numId"): value(entry, "abstractNumId") for entry in lists}
        running: dict[str, _List] = {}
        for entry in lists:
            key = value(entry, "abstractNumId")
            pattern = patterns.get(key)
            # A list may be named by a style of its own kind, which names the list that holds the levels.
            if (linked := value(pattern, "numStyleLink")) is not None:
                key = pattern_of.get(value(self._styles.get(linked), "pPr", "numPr", "numId"), key)
                pattern = patterns.get(key)
            if key is None or pattern is None:
                continue
            if key not in running:
                running[key] = _List({at: shape for at, shape in map(_read_level, _named(pattern, "lvl")) if at < _LEVELS})
            shared = running[key]
            levels, starts = dict(shared.levels), {}
            for override in _named(entry, "lvlOverride"):
                at = int(attribute(override, "ilvl") or 0)
                if (own := child(override, "lvl")) is not None:
                    levels[at] = _read_level(own)[1]
                if (start := number(override, "startOverride")) is not None:
                    starts[at] = start
            self._uses[attribute(entry, "numId") or ""] = _Use(shared, levels, starts)


def _named(element: Element, name: str) -> list[Element]:
    return [found for found in element if local(found) == name]


def _read_level(level: Element) -> tuple[int, _Level]:
    start = number(level, "start")
    form = value(level, "numFmt")
    if form is None:
        # A format that the author made (001, 002) stands in a choice, with a standard one to fall back on.
        form = value(level, "AlternateContent", "Fallback", "numFmt")
    return int(attribute(level, "ilvl") or 0), _Level(
        start=0 if start is None else start,
        form=form or "decimal",
        text=value(level, "lvlText") or "",
        restart=number(level, "lvlRestart"),
        plain=is_on(level, "isLgl"),
        style=value(level, "pStyle"),
    )


def write_number(count: int, form: str) -> str:
    """``count`` written in the number format ``form`` of Word; in digits where that has no word for it."""
    if form in _ENCLOSED:
        first, most = _ENCLOSED[form]
        return chr(first + count - 1) if 1 <= count <= most else str(count)
    if form in _ROWS:
        return _ROWS[form][count - 1] if 1 <= count <= len(_ROWS[form]) else str(count)
    write = _WAYS.get(form, str)
    return write(count) if 0 < count < _THOUSANDS else str(count)


def _in_words(count: int, digits: str, units: str) -> str:
    """二十八, 一百零三; ten to nineteen begin with 十. Formal figures keep the one: 壹拾贰."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = count // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return text[1:] if text.startswith("一十") else text


def _roman(count: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (count // amount)
        count %= amount
    return text


def _letters(count: int) -> str:
    """The letters a to z, then aa, bb."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


_counting: Callable[[int], str] = partial(_in_words, digits=_HAN, units="十百千")
_legal: Callable[[int], str] = partial(_in_words, digits=_FORMAL, units="拾佰仟")
_WAYS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": lambda count: "".join(_HAN[int(digit)] for digit in str(count)),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "decimalFullWidth": lambda count: "".join(chr(ord(digit) + 0xFEE0) for digit in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(ord(digit) + 0xFEE0) for digit in str(count)),
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
