"""Coined terms: does a sentence explain one, or only use it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.text.tokens import normalise
from assistant.types import Query

_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,30})[”\"」』’]")
_AFTER = re.compile(
    r"^[”’」』]?[^，。；,;“]{0,8}(?:[：:（(]|，?,?(?:即|就是|包括|分为|其中)|是指|指(?![导挥标定引数])|分别)"
)
_FIGURES_AFTER = re.compile(r"^[”’」』]?[^，。；,;“]{0,6}[，,：:]?[^。；;“]{0,6}\d")
_COUNTS = re.compile(r"[0-9一二三四五六七八九十百千万两双]")
_FEW_THINGS = re.compile(r"^[二两三四五六七八九十百千双]\w{1,3}$")
_PAIR = re.compile(r"[两二双]")
_BOTH = re.compile(r"[^，。；,;]{2,}[和与及][^，。；,;]{2,8}[“「『]?$")
_SPELT = re.compile(r"[0-9a-z]\+|[a-z0-9]{3,}", re.IGNORECASE)
_GOES_ON = re.compile(r"^[”’」』]?[^，。；,;“”]{0,10}[，,][^，。；,;]{4,}")
_CLASS = (
    "品牌|模式|机制|体系|平台|行动|工程|项目|活动|计划|制度|经验|试点|应用|系统|标准|指数|基地|中心|"
    "工作法|工作室|联盟|联合体|共同体|矩阵|格局|架构|政策|贷款|保险|产品|清单|积分"
)
_IS_A = re.compile(rf"^[”’」』]的?[“「]?[^，。；,;]{{2,10}}(?:{_CLASS})")
_AMONG_OTHERS = re.compile(r"^[”’」』][、“「]")
_ADDED_BEFORE = re.compile(r"\+[^+”]{2,12}[”’」』]$")
_ASKS_EACH = re.compile(
    r"哪[一二两三四五六七八九十几\d]|分别|拆开|啥意思|什么意思|各?代表|全称|叫[啥什]|各[叫是]|"
    r"[\u4e00-\u9fff]啥.{0,3}[啥谁]"
)
_ASKS_PARTS = re.compile(rf"{_ASKS_EACH.pattern}|[是指]的?(?:哪|什么|啥)")
_FEWEST_CHARACTERS = 2
_REST = 4  # characters of a topic beside the term that it asks about
_COUNT = "[一二三四五六七八九十百千两双]"
_COUNTED = (
    r"[^\W\da-z一二三四五六七八九十百千万亿两双几个只条样种项名位户次"
    r"年月日天周份家座所处亩元人的是]"
)
_COUNTING = re.compile(
    rf"(?:{_COUNT}{_COUNTED}{{1,2}}){{2,}}(?!{_COUNTED})|(?:{_COUNT}{_COUNTED}){{2,}}"
)
_PART = re.compile(r"[一二两三四五六七八九十百千\d]+[^一二两三四五六七八九十百千\d+]{1,3}")
_SAID_TO_BE = re.compile(r"^[”’」』]?(?:为|是|指|即|：|:|包括)")
_SHORTEST = 3
_NUMBERS = 2  # that a term counting its parts has at least


def term_to_explain(query: Query, texts: Sequence[str]) -> str:
    """The term that a query wants explained, as one of ``texts`` uses it or as it stands in
    quotes; empty where none is."""
    if query.kind in ("who", "figure", "compare"):
        return ""
    if query.kind != "what_is" and not _asks_for_parts(query):
        return ""
    coined = (t.wordings[0] for t in query.terms if counts_its_parts(t.wordings[0]))
    named = quoted_term(query.question) or _counted(query) or next(coined, "")
    return named or asked_term(query.topic, texts)


def _asks_for_parts(query: Query) -> bool:
    """Whether a question wants to know what a coined term counts: “五清五廉”是哪五清."""
    if not _ASKS_PARTS.search(query.question):
        return False
    return bool(_counted(query)) or any(
        counts_its_parts(term.wordings[0]) and len(term.wordings[0]) >= _FEWEST_CHARACTERS
        for term in query.terms
    )


def _counted(query: Query) -> str:
    """A term that counts its parts one after another, such as 三清一促, where all that is
    asked is what it stands for; else empty."""
    match = _COUNTING.search(normalise(query.question))
    if not match:
        return ""
    only = len("".join(query.topic.split())) <= len(match[0]) + _REST
    return match[0] if only or _ASKS_EACH.search(query.question) else ""


def quoted_term(question: str) -> str:
    """The term that a question puts in quotes, if any."""
    match = _QUOTED.search(question)
    return match[1] if match else ""


def asked_term(topic: str, texts: Iterable[str]) -> str:
    """The longest piece of a topic that one of the texts uses word for word."""
    joined = "\n".join(texts).lower()
    return next((piece for piece in _pieces(topic) if piece in joined), "")


def _pieces(topic: str) -> Iterable[str]:
    """Pieces of the topic's words, the longest first."""
    for length in range(max(map(len, topic.split()), default=0), _SHORTEST - 1, -1):
        for word in topic.split():
            for start in range(len(word) - length + 1):
                yield word[start : start + length]


def counts_its_parts(term: str) -> bool:
    """Whether a term stands for a number of things, each to be told: 五清五廉, 1+3+X."""
    numbers = len(_COUNTS.findall(term))
    return numbers >= _NUMBERS or bool(_SPELT.search(term) or _FEW_THINGS.match(term))


def explains(sentence: str, term: str) -> bool:
    """Whether the sentence says what the term stands for: after it, or in a list before it.

    For a term that counts its parts those must be listed; of another it is enough that the
    sentence says what it is or goes on about it.
    """
    position = sentence.lower().find(term.lower()) if term else -1
    if position < 0:
        return _tells_parts(sentence, term)
    before, after = sentence[:position], sentence[position + len(term) :]
    if _AFTER.match(after) or (term.isdigit() and _FIGURES_AFTER.match(after)):
        return True
    if _lists(before) or (_PAIR.match(term) and _BOTH.search(before)):
        return True
    if counts_its_parts(term) or _AMONG_OTHERS.match(after):
        return False
    return bool(_GOES_ON.match(after) or _IS_A.match(after))


def _tells_parts(sentence: str, term: str) -> bool:
    """Whether it says what each part of a term is: “一心”为…，“三片”为… of 一心三片."""
    parts = _PART.findall(term)
    found = (sentence.find(f"“{part}") for part in parts)
    return len(parts) > 1 and any(
        at >= 0 and _SAID_TO_BE.match(sentence[at + len(part) + 1 :])
        for at, part in zip(found, parts, strict=True)
    )


def _lists(before: str) -> bool:
    """Whether what stands before a term lists its parts."""
    before = before.rstrip("“‘「『")
    if _ADDED_BEFORE.search(before):
        return True
    if before.endswith("的"):
        return before.count("、") >= 2
    return "、" in re.split(r"[，,；;]", before)[-1]
