"""How clauses, years and files are called where people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.wording import COMPARED

_ORDINAL = re.compile(r"^[（(]?(?:第?[一二三四五六七八九十百零〇]+|\d+)[条章节）)、.．：:]+\s*")
_SENTENCE = re.compile(r"[。；;：:\n]")
_LONGEST_HEADING, _LONGEST_PART = 24, 30  # characters
_CHANGES = {"added": "新增 ", "cumulative": "累计 ", "reduced": "减少 "}
_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')  # in the name of a file, on any system


def heading_of(path: Sequence[str], text: str) -> str:
    """What a clause is about: the last heading of its path without its number, or else how it
    begins."""
    words = _ORDINAL.sub("", path[-1] if path else text.strip())
    words = _SENTENCE.split(words, maxsplit=1)[0].strip()
    return words if len(words) <= _LONGEST_HEADING else f"{words[:_LONGEST_HEADING]}…"


def clause_called(label: str, path: Sequence[str], text: str) -> str:
    """“二（三） · 壮大集体经济”."""
    return " · ".join(filter(None, (label, heading_of(path, text))))


def years_told(years: Sequence[int], words: str = "") -> str:
    """(2023, 2027) → 2023—2027: a period, but where the words list the years one by one;
    nothing for no year."""
    if len(years) > 1 and _are_listed(years, words):
        return "、".join(map(str, years))
    ends = dict.fromkeys((min(years), max(years))) if years else ()
    return "—".join(map(str, ends))


def amount_told(per: str, change: str, comparator: str, written: str) -> str:
    """“每年新增 不低于 3万亩”: the value as it is written, and what limits it. ``change`` and
    ``comparator`` are those of a figure."""
    often = f"每{per}" if per else ""
    compared = "" if comparator == "=" else f"{COMPARED[comparator]} "
    return f"{often}{_CHANGES.get(change, '')}{compared}{written}"


def file_name(parts: Sequence[str], kind: str, on: date) -> str:
    """“有据_指标台账_建德_2027_20261128.xlsx”; parts that are empty are left out."""
    fit = (_UNFIT.sub("", part)[:_LONGEST_PART] for part in parts)
    return "_".join(("有据", *filter(None, fit), f"{on:%Y%m%d}")) + f".{kind}"


def _are_listed(years: Sequence[int], words: str) -> bool:
    listed = r"\s*年?\s*(?:、|和|与|及|，|,)\s*".join(map(str, years))
    return bool(re.search(listed, words))
