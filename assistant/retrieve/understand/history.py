"""Follow-up questions made to stand alone, by rules: what an earlier turn leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.retrieve.understand.kinds import topic
from assistant.text.dates import asked_years
from assistant.text.words import words as tagged

MOST_TURNS = 20
MOST_CHARACTERS = 8000

_OPENER = re.compile(
    r"^(?:那么?|还有|另外|再|以及|同样|具体|其中|and\b|what about|how about)", re.IGNORECASE
)
_POINTER = re.compile(
    r"这(?:一?块|个|项|事|件|些|方面|里|条)|那(?:个|块|边|里|项|些|条)|[它其](?!他)|该(?!如何|怎么)|上述|上面|刚才|前面|前一个|同一|\b(?:it|its|that|this|they|those)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"^(?:知道了|好的?|行了?|嗯|ok|那)?[，,。！!\s]*(?:不(?:聊|说|问|谈|管)(?:这个|那个|它|这些)?了?|换个?(?:话题|问题)"
    r"|先放一?放|另外问(?:一下|下|个)?)[，,。！!\s]*(?:问下|问一下|问问)?"
)
_TAIL = re.compile(r"(?:呢|的话)[?？]?$")
_CORRECTION = re.compile(r"不是[^，,。]{0,20}[，,。]?|(?:我|俺)?(?:想)?(?:问|说|指|要)的?是")
_INSTEAD = re.compile(r"^(?:我|俺)?(?:想)?(?:问|说|指|要)")  # after what is not meant
_EXCLUDED = re.compile(
    r"^(?:(?:而|可|并|又)?不(?:是|要|问|算|包括)|别(?:拿|把|给|说|用|跟|报|算|提|混|列|扯)|不用)|"
    r"(?:不算|不要|别(?:拿来?|算|报|提|混进来)|不是(?:这|那)个)$"
)
_PIECE = re.compile(r"[^，,。；;？?！!]+")
_MODIFIER = re.compile(r"的(?:呢|那个)?$")
_REACHING = re.compile(r"要?(?:[达增升涨降缩减提][一-鿿]?)?到$")  # 那25年要到多少
_NAMED_WRONG = re.compile(r"(?:不是|不问|不要)([^，,。]{1,20}?)(?:那个|这个|的)?(?=[，,。]|$)")
_NAMES_THINGS = frozenset("nlizjxe")
_NO_TOPIC = frozenset(
    "打算 总共 一共 面积 比例 时候 情况 多少 人次 金额 资金 目标 数量 标准 年底 今年 去年".split()
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


def another_matter(question: str) -> str:
    """What is asked after the words that leave the old matter (“先放一放，问下…”); empty
    where it goes on."""
    match = _ANOTHER.match(question)
    return question[match.end() :] if match else ""


def without_excluded(question: str) -> str:
    """“建德要带出多少，不要衢州那个数” → “建德要带出多少”, where something else is asked."""
    pieces = [piece.strip() for piece in _PIECE.findall(question) if piece.strip()]
    wanted = [piece for piece in pieces if not _EXCLUDED.search(piece)]
    return "，".join(wanted) if wanted and len(wanted) < len(pieces) else question


def excluded(question: str) -> tuple[str, ...]:
    """What a correction says it is not: “不是母猪，我问的是水产” → 母猪."""
    return tuple(_NAMED_WRONG.findall(question))


def corrected(question: str) -> str:
    """“不是省里，我问的是建德的” → “建德的”."""
    wanted = without_excluded(question)
    rest = _CORRECTION.sub(" ", wanted).strip(" ，,。")
    if wanted != question:
        rest = _INSTEAD.sub("", rest).strip(" ，,。")
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
    left = _REACHING.sub("", topic(question, names))
    words = re.sub(r"[那的是在了就都也还个呢\s]", "", left)
    leaves_open = _POINTER, _MODIFIER
    return (
        len(words) >= _OWN_TOPIC
        and (question.isascii() or _names_a_thing(left))
        and not any(pattern.search(question) for pattern in leaves_open)
        and not _ASKS_WHO.search(words)
    )


def _names_a_thing(text: str) -> bool:
    """Whether a text has a word for what could be asked about: not 人, 打算, 总共."""
    return any(
        word.tag[:1] in _NAMES_THINGS and len(word.text) > 1 and word.text not in _NO_TOPIC
        for word in tagged(text)
    )


def carry(earlier: str, current: str, names: tuple[str, ...]) -> str:
    """``earlier`` without the place or the year that ``current`` replaces, or what it says
    was not meant."""
    for wrong in excluded(current):
        earlier = earlier.replace(wrong, "")
    if any(name in current for name in names):
        for name in names:
            earlier = earlier.replace(name, "")
    if asked_years(current):
        earlier = re.sub(r"(?:20)?\d\d年(?:底|末)?", "", earlier)
    return earlier.strip(" ，,。？?的呢")
