"""Years and time frames as documents and askers write them."""

from __future__ import annotations

import re

from assistant.text.numbers import chinese_to_int, fold

_YEAR = re.compile(
    r"(?<!\d)(?P<long>(?:19|20)\d\d)(?=\s*年|\s*[-—–~至到]+\s*(?:20)?\d\d)"
    r"|(?<=[-—–~至到])\s*(?P<range>20\d\d)(?!\d)"
    r"|(?P<chinese>二[〇零][一二三四五][〇零一二三四五六七八九])年?"
)
_ASKED = re.compile(
    r"(?<!\d)(?P<bare>20[0-4]\d)(?!\d)"
    r"|(?<![\d延长近来续再第满])(?P<short>[2-3]\d)年(?![间来内以的龄]?[前后来内龄]|试点|计划|行动)"
)
_FRAME = re.compile(
    r"(?:^|(?<=[。！？；;，,\n]))[^。！？；;，,\n]{0,12}?"
    r"(?P<frame>(?:力?争?到|至|截至)?(?P<year>20\d\d)年(?:底|末|前)?)[，,]"
)


def years(text: str) -> tuple[int, ...]:
    """Years written in ``text``, ascending; “20年来” and “30年试点” are not years."""
    found = set()
    for match in _YEAR.finditer(fold(text)):
        digits = match["long"] or match["range"]
        year = int(digits) if digits else chinese_to_int(match["chinese"])
        if year:
            found.add(year)
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


def governing_frame(text: str, position: int) -> tuple[int, int, int] | None:
    """The time frame (start, end, year) that opens a list and still holds at ``position``.

    “到2027年，建成…，新增…；…” governs all that follows in its sentence, over semicolons,
    until another frame opens. ``end`` excludes the comma.
    """
    last = None
    floor = max(text.rfind(mark, 0, position) for mark in "。！？\n") + 1
    for match in _FRAME.finditer(text, floor, max(position, floor)):
        last = match.start("frame"), match.end("frame"), int(match["year"])
    return last
