"""How a paper words dates, numbers, documents and what it says of itself."""

from __future__ import annotations

from datetime import date

from assistant.types import Document
from assistant.wording import STATUS

UNSAID = "未登记"
VERBATIM = "所引条款逐字录自资料库所存的文件，标明的引文一字未改；效力以文件自身载明的为准。"
_DIGITS = "零一二三四五六七八九"


def dated(day: str) -> str:
    """2026-11-21 → 2026年11月21日."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.year}年{found.month}月{found.day}日"


def counted(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; from 100 on digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def numbered(level: int, number: int, text: str) -> str:
    """The heading of a level with its number: 一、 （一） 1．"""
    marks = {1: f"{counted(number)}、", 2: f"（{counted(number)}）", 3: f"{number}．"}
    return marks[level] + text


def titled(document: Document) -> str:
    """《its title》."""
    return f"《{document.source.title}》"


def facts_of(document: Document) -> tuple[tuple[str, str], ...]:
    """Who issued a document, its number, when, and its status."""
    source = document.source
    return (
        ("发文机关", source.issuer or UNSAID),
        ("文号", source.number or UNSAID),
        ("成文日期", dated(source.issued) if source.issued else UNSAID),
        ("效力", _status(document)),
    )


def _status(document: Document) -> str:
    source = document.source
    told = STATUS.get(source.status, UNSAID)
    dates = [f"{dated(source.effective)}起施行"] if source.effective else []
    dates += [f"有效期至{dated(source.expires)}"] if source.expires else []
    return f"{told}（{'，'.join(dates)}）" if dates else told
