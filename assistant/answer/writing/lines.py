"""A reply as it comes in → its sentences, each with the numbers that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answer.writing.prompting import CONTROL
from assistant.text.sentences import sentences

_MARK = re.compile(r"\s*[\[［【](\d{1,3})[\]］】]")
_BULLET = re.compile(r"^\s*(?:[-–•·*#>]+|\d{1,2}[.、)）](?!\d)|[（(]\d{1,2}[)）])\s*")
_EMPHASIS = re.compile(r"\*\*|__|`|!?\[[^\[\]]*\]\([^()]*\)")  # pictures and links too
_SAYS = re.compile(r"[㐀-鿿]{2}|[A-Za-z0-9]{2}")  # what a sentence has at least
_STOPS = "。！？!?；;"
_SEMICOLON = re.compile("[；;]+$")
_EARLY = re.compile(
    rf"(?P<marks>\s*(?:\[\d{{1,3}}\])+)(?P<sentence>[^\n\[\]{_STOPS}]+[{_STOPS}]+[”’」』）)】》]*)(?=[^\n\[\]])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence without its marks. ``whole``: whether it was written to its end."""

    numbers: tuple[int, ...]
    text: str
    whole: bool


def lines(pieces: Iterable[str]) -> Iterator[Line]:
    """The sentences of each line: as soon as one is complete where the line opens with marks,
    else, as marks may follow, with the whole line."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        *complete, buffer = buffer.split("\n")
        for line in complete:
            yield from _read(line)
        while early := _EARLY.match(buffer):
            yield from _read(early["marks"] + early["sentence"])
            buffer = early["marks"] + buffer[early.end() :]
    yield from _read(buffer)


def _read(line: str) -> Iterator[Line]:
    """The sentences of a line, each with the marks that it has."""
    plain = _EMPHASIS.sub("", CONTROL.sub(" ", line))
    numbers = _numbers(plain)
    text = _BULLET.sub("", _MARK.sub("", plain)).strip()
    for start, end in sentences(text):
        sentence = text[start:end].strip().lstrip("…，,、：:")
        if _SAYS.search(sentence):
            whole = sentence[-1] in f"{_STOPS}”）)"
            yield Line(numbers, _SEMICOLON.sub("。", sentence), whole)


def _numbers(line: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in _MARK.findall(line)))
