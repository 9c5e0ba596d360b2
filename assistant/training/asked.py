"""Which figures can be asked for, and what stands in the blank: 5万元, 三倍以上五倍以下."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.units import TIMES, counts
from assistant.text.numbers import fold
from assistant.types import Clause, Document, Figure

_CN = "零〇一二三四五六七八九两十百千万亿"
_NUMBER = re.compile(rf"(?:[百千万]分之)?(?P<number>\d[\d,]*(?:\.\d+)?(?![\d.])|[{_CN}]+)")
_ONLY_SCALE = re.compile("[百千万亿]+(?!分)")
_FRACTION = re.compile(r"(?P<number>[一二三四五六七八九十]+分之[一二三四五六七八九十]+)")
_BETWEEN = re.compile(r"以上[、,，]?(?:不满)?")
_BELOW = re.compile("以下")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+条")
_HOURS = ("小时", "个小时", "分钟")
_SMALL = 3  # a count written in characters up to this is no more than a turn of phrase


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity that can be asked for: ``text[start:end]`` of the document is ``written``.

    ``number`` is the span of its digits, empty for a range. ``low`` and ``high`` are those of
    the ledger. ``shape`` is the same for quantities that are written alike: same unit, digits
    or characters, 万 or not, a range or not.
    """

    clause: Clause
    figure: Figure
    start: int
    end: int
    written: str
    number: tuple[int, int]
    low: Decimal
    high: Decimal
    shape: tuple[str, ...]

    @property
    def value(self) -> tuple[Decimal, Decimal, str]:
        """What equal quantities share."""
        return self.low, self.high, self.figure.unit


def is_article(clause: Clause) -> bool:
    """Whether a clause is an article of a law: 第十二条."""
    return bool(_ARTICLE.match(clause.label))


def asked(clause: Clause, document: Document, figures: Sequence[Figure]) -> Iterator[Asked]:
    """What can be asked of the figures of one clause, in order."""
    text, position = document.text, 0
    while position < len(figures):
        figure = figures[position]
        following = figures[position + 1] if position + 1 < len(figures) else None
        position += 1
        if following and (end := _range_end(text, figure, following)):
            position += 1
            yield _range(clause, text, figure, following, end)
        elif _is_asked(clause, text, figure) and (one := _one(clause, text, figure)):
            yield one


def _range_end(text: str, one: Figure, two: Figure) -> int:
    """Where “三倍以上五倍以下” ends that begins with ``one``; 0 where it is none."""
    alike = one.unit == two.unit or {one.unit, two.unit} <= TIMES
    if not alike or not _BETWEEN.fullmatch(text, one.end, two.start):
        return 0
    below = _BELOW.match(text, two.end)
    return below.end() if below else 0


def _range(clause: Clause, text: str, one: Figure, two: Figure, end: int) -> Asked:
    written = text[one.start : end]
    unit = "期限" if {one.unit, two.unit} <= TIMES else one.unit
    shape = (unit, _script(written), "range")
    return Asked(clause, two, one.start, end, written, (0, 0), one.low, two.high, shape)


def _one(clause: Clause, text: str, figure: Figure) -> Asked | None:
    written = fold(figure.written)
    match = _FRACTION.match(written) or _NUMBER.match(written)
    if match is None or any(map(str.isdigit, written[match.end() :])):
        return None
    rest = written[match.end() :]
    start, end = match.span("number")
    scale = "万" if "万" in written else "亿" if "亿" in written else ""
    shape = (f"{written[:start]}{rest}", _script(written), scale)
    if not figure.unit and shape[1] == "characters":
        return None
    span = (figure.start + start, figure.start + end) if figure.low == figure.high else (0, 0)
    return Asked(
        clause, figure, figure.start, figure.end, text[figure.start : figure.end], span,
        figure.low, figure.high, shape,
    )  # fmt: skip


def _script(written: str) -> str:
    return "digits" if any(map(str.isdigit, written)) else "characters"


def _is_asked(clause: Clause, text: str, figure: Figure) -> bool:
    """Whether a quantity says something that is worth knowing by itself."""
    line = text[text.rfind("\n", 0, figure.start) + 1 : figure.start]
    named = line.count("“") > line.count("”") or line.count("《") > line.count("》")
    if named or not _is_named(figure) or figure.role != "target":
        return False
    if re.search(r"[\d.第前—–~～-]$", line) or "\t" in line or "|" in line:
        return False
    if _ONLY_SCALE.match(figure.written):
        return False  # 百亿元, 亿元
    return not _says_little(figure, is_article(clause))


def _is_named(figure: Figure) -> bool:
    """Whether it is said what is counted; a bound of hours is one of what its sentence tells."""
    is_bound = figure.unit in _HOURS and figure.comparator != "="
    return bool(figure.indicator) or is_bound


def _says_little(figure: Figure, article: bool) -> bool:
    """建成一座, 翻两倍."""
    if not counts(figure.unit) and figure.unit not in ("次", "倍"):
        return False
    in_characters = _script(figure.written) == "characters"
    if in_characters and (not article or figure.high < _SMALL):
        return True
    return figure.high <= 1 and figure.unit != "倍"
