"""Follow-up questions made to stand alone, by rules: what an earlier turn leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.retrieve.understand.kinds import topic
from assistant.text.dates import asked_years

MOST_TURNS = 20
MOST_CHARACTERS = 8000

_OPENER = re.compile(
    r"^(?:那么?|还有|另外|再|以及|同样|具体|其中|and\b|what about|how about)", re.IGNORECASE
)
_POINTER = re.compile(
    r"这(?:块|个|项|事|件|些|方面|里|条)|那(?:个|块|边|里|项|些|条)|[它其](?!他)|该(?!如何|怎么)|上述|上面|刚才|前面|前一个|同一|\b(?:it|its|that|this|they|those)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:呢|的话)[?？]?$")
_CORRECTION = re.compile(
    r"不是[^，,。]{0,20}[，,。]?|(?:我|俺)?(?:想)?(?:问|说|指|要)的?是|[，,]?不(?:是|要)[^，,。]{1,20}$"
)
_FRAGMENT = 5
_PLACED_FRAGMENT = 2  # with its own place a shorter question stands alone
_OWN_TOPIC = 2
_ASKS_WHO = re.compile(r"部门|单位|局|负责|谁|归")


def recent(history: Sequence[str]) -> list[str]:
    """The last turns within the limits of the contract."""
    turns: list[str] = []
    left = MOST_CHARACTERS
    for turn in reversed(history[-MOST_TURNS:]):
        if len(turn) > left:
            break
        turns.insert(0, turn)
        left -= len(turn)
    return turns


def corrected(question: str) -> str:
    """“不是省里，我问的是建德的” → “建德的”."""
    rest = _CORRECTION.sub(" ", question).strip(" ，,。")
    return rest or question


def depends(question: str, names: tuple[str, ...]) -> bool:
    """Whether a question leaves open what an earlier turn said."""
    if _OPENER.search(question) or _TAIL.search(question) or _POINTER.search(question):
        return True
    if corrected(question) != question.strip(" ，,。"):
        return True
    words = re.sub(r"[的是在了就都也还个\s]", "", topic(question, names))
    placed = any(name in question for name in names)
    return len(words) <= (_PLACED_FRAGMENT if placed else _FRAGMENT)


def stands_for_itself(question: str, names: tuple[str, ...]) -> bool:
    """Whether a follow-up names a topic of its own (“那生猪呢”), not only a place or a year."""
    words = re.sub(r"[那的是在了就都也还个呢\s]", "", topic(question, names))
    return (
        len(words) >= _OWN_TOPIC and not _POINTER.search(question) and not _ASKS_WHO.search(words)
    )


def carry(earlier: str, current: str, names: tuple[str, ...]) -> str:
    """``earlier`` without the place or the year that ``current`` replaces."""
    if any(name in current for name in names):
        for name in names:
            earlier = earlier.replace(name, "")
    if asked_years(current):
        earlier = re.sub(r"(?:20)?\d\d年(?:底|末)?", "", earlier)
    return earlier.strip(" ，,。？?的呢")
