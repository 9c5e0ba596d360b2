"""Years and time frames as documents and askers write them."""

from __future__ import annotations

import re

from assistant.text.numbers import chinese_to_int, fold

_DIGIT = "[〇○零一二三四五六七八九]"
_YEAR = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:年?\s*[-—–~至到]+\s*"
    r"(?:(?P<last>(?:19|20)\d\d)(?=\s*年|[)）〕\]]|$)|(?P<short>\d\d)(?=\s*年))"
    r"|(?=\s*年|[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)))"
    rf"|(?P<chinese>二[〇○零][一二三四五]{_DIGIT}|(?:一九|二[〇○零]){_DIGIT}{{2}}(?=年))"
)
_AMOUNT = r"[\d%％]|[.,]\d|万(?!村)|个(?!人)|人(?![均口才民])|[亿元座条吨斤]"
_ASKED = re.compile(
    rf"(?<!\d)(?P<bare>20[0-4]\d)(?!{_AMOUNT})"
    r"|(?<![\d延长近来续再第满去])(?P<short>[2-3]\d)年"
    r"(?![间来内以的龄]?[前后来内龄]|以[上下]|试点|计划|行动)"
)
_FRAME = re.compile(
    r"(?:^|(?<=[。！？；;，,\n]))[^。！？；;，,\n]{0,12}?"
    r"(?P<frame>(?:力争)?(?:(?:到|至|截至)(?P<until>20\d\d)年(?:年?[底末]|前)?(?:之?前)?[，,]?"
    r"|(?P<bare>20\d\d)年(?:年?[底末]|前)?(?:之?前)?[，,]))"
)


def years(text: str) -> tuple[int, ...]:
    """Years written in ``text``, ascending; “20年来” and “30年试点” are not years."""
    found = set()
    for match in _YEAR.finditer(fold(text)):
        first = int(match["first"] or chinese_to_int(match["chinese"].replace("○", "〇")) or 0)
        found.add(first)
        if match["last"] or match["short"]:
            found.add(int(match["last"] or f"{first // 100}{match['short']}"))
    return tuple(sorted(found))


def asked_years(question: str) -> tuple[int, ...]:
    """Years of a question, ascending: a bare “2027” and “27年” count as well."""
    loose = (
        int(match["bare"]) if match["bare"] else 2000 + int(match["short"])
        for match in _ASKED.finditer(fold(question))
    )
    return tuple(sorted({*years(question), *loose}))


def spell_out_years(question: str) -> str:
    """A question with “27年” written “2027年”, so that it matches the documents."""
    return _ASKED.sub(lambda m: m[0] if m["bare"] else f"20{m[0]}", question)


def governing_frame(
    text: str, position: int, *, sentence: bool = False
) -> tuple[int, int, int] | None:
    """The time frame (start, end, year) that was opened last before ``position``.

    “到2027年，建成…。新增…；…” governs all that follows in its paragraph until another
    frame opens; with ``sentence`` only one opened in the same sentence is given. ``end``
    excludes the comma.
    """
    last = None
    stops = "。！？\n" if sentence else "\n"
    floor = max(text.rfind(mark, 0, position) for mark in stops) + 1
    for match in _FRAME.finditer(text, floor, max(position, floor)):
        year = int(match["until"] or match["bare"])
        last = match.start("frame"), match.start("frame") + len(match["frame"].rstrip("，,")), year
    return last
