"""Annexes, and the list of annexes that a notice ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.headings import Heading
from assistant.ingest.numbering import marker

DATE = re.compile(r"[^。，]{0,20}(?:\d{4}|二[〇○ＯO零]\S{2})\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日\s*")
_REMARK = re.compile(r"\s*[（(][^（）()]*[）)]\s*")  # （此件公开发布）
_LONGEST = 60


def lists(lines: Sequence[str], found: Sequence[Heading | None]) -> list[range]:
    """The lines “附件：1.任务清单 / 2.责任分工” that name annexes without being them."""
    openings = [i for i, heading in enumerate(found) if heading and heading.style == "annex"]
    last = {_key(found, index): index for index in openings}
    listed: list[range] = []
    for place, index in enumerate(openings):
        if listed and index in listed[-1]:
            continue
        following = openings[place + 1] if place + 1 < len(openings) else len(lines)
        again = last[_key(found, index)] > index
        if _only_names(lines, index, following, again):
            listed.append(range(index, _end(lines, found, index, following)))
    return _joined(listed)


def _key(found: Sequence[Heading | None], index: int) -> str:
    heading = found[index]
    return heading.key if heading else ""


def _only_names(lines: Sequence[str], index: int, following: int, again: bool) -> bool:
    """Whether names follow the word 附件, and nothing that would be the annex itself; with
    ``again`` another line opens the same annex."""
    line = lines[index].strip()
    opened = marker(line)
    words = line[opened.end :] if opened else ""
    if marker(words) or (words and again):
        return True
    first = marker(lines[index + 1]) if index + 1 < following else None
    if not words and not (first and first.number == (1,)):
        return False
    for end in range(index + 1, following):
        if not _is_closing(lines[end]):
            return False
        if DATE.fullmatch(lines[end]):
            return True
    return bool(words) or following < len(lines)


def _is_closing(line: str) -> bool:
    """Whether a line may stand under a list of annexes: another name, who signs, when."""
    return len(line) <= _LONGEST and "\t" not in line and not line.rstrip().endswith(("。", "；"))


def _end(lines: Sequence[str], found: Sequence[Heading | None], index: int, following: int) -> int:
    """Names of annexes, signature and date; not the headings of a text that comes next."""
    dated = False
    for end in range(index + 1, following):
        heading = found[end]
        numbered = heading is not None and not heading.style.startswith(("arabic", "plain"))
        remark = _REMARK.fullmatch(lines[end]) is not None
        if (dated and not remark) or numbered or not _is_closing(lines[end]):
            return end
        dated = dated or DATE.fullmatch(lines[end]) is not None
    return following


def _joined(listed: list[range]) -> list[range]:
    joined: list[range] = []
    for names in listed:
        if joined and joined[-1].stop == names.start:
            joined[-1] = range(joined[-1].start, names.stop)
        else:
            joined.append(names)
    return joined
