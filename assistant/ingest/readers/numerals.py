"""Numbers that a program counts and a reader sees: 一, （二）, Ⅲ, ④."""

from __future__ import annotations

from collections.abc import Callable

SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")  # so that 10² is not read as 102
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_SMALL, _LEGAL_SMALL = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LETTERS = 26
_MOST = 10_000  # what no document counts up to is written in plain digits


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _SMALL) -> str:
    """12 → 十二, 105 → 一百零五; at most four digits."""
    written, skipped = "", False
    for place in range(len(units) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if skipped else "") + digits[digit] + units[place]
        skipped = bool(written) and not digit
    if units is _SMALL and 10 <= number < 20:
        return written[1:]
    return written or digits[0]


def written(number: int, style: str) -> str:
    """``number`` in a style by its name in WordprocessingML (ST_NumberFormat)."""
    if style in ("none", "bullet"):
        return ""
    write = _STYLES.get(style)
    return write(number) if write and 0 < number < _MOST else str(number)


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    return chinese(number) if number < 100 else _positional(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    repeated, letter = divmod(number - 1, _LETTERS)
    return chr(ord("A") + letter) * (repeated + 1)


def _row(*rows: tuple[str, int]) -> Callable[[int], str]:
    """Signs that stand in a row, each row with its first sign and how many it has."""
    signs = [chr(ord(first) + n) for first, count in rows for n in range(count)]
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_CIRCLES = _row(("①", 20), ("㉑", 15), ("㊱", 15))
_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    **dict.fromkeys(
        ("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), chinese
    ),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _counting),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _positional
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"),
        lambda number: chinese(number, _LEGAL, _LEGAL_SMALL),
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLES),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "decimalEnclosedParen": _row(("⑴", 20)),
    "decimalEnclosedFullstop": _row(("⒈", 20)),
    "ideographEnclosedCircle": _row(("㊀", 10)),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
}
