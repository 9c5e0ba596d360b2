"""Meanings turned round: what is forbidden or denied, and how far something is to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.support.grounds import Grounds
from assistant.text.sentences import parts
from assistant.text.tokens import normalise, share_held

# 不断, 不仅, 不低于: words with 不 that deny nothing, or that are bounds.
_NO_DENIAL = re.compile(
    r"不(?:断|仅|但|少|同|足|超|低|高|小|大|多|短|长|忘|落|止|久|错|已|禁|由|论|管|懈|变|良|动产|可或缺|"
    r"平衡|充分|得不|能不|出(?:村|户|县|门|镇)|夜)|未(?:来|雨|成年)|无(?:人机|害|障碍|缝|线|偿|公害|废|论)|"
    r"(?:非)(?:遗|公|常|税|粮|农|物质|全日制|营利|法)|差不多|了不起|[要用]不着"
)
_DENIAL = re.compile(
    r"不(?:得|准|许|能|可|予|再|应|宜|会|是|让|要|用)?|严禁|禁止|杜绝|严防|防止|避免|"
    r"没有?|未|无(?!不)|非|取消|停止|禁"
)
_NEAR = 0.4  # share of the pairs of characters of a part that the other has
_FORBIDS = re.compile(r"不得|严禁|禁止|不准|不许|不能|不可|不予")
_MUST = re.compile(r"必须|一律|务必|强制|硬性")
_ALL = re.compile(
    r"全部|所有|每[个家户名]|人人|家家户户|户户|一个不[少落漏]|都要|都得|全都|百分之百|全覆盖|全面"
)
_SURE = re.compile(r"确保|保证|肯定|一定会?|必定|绝对")
_BOUNDEN = re.compile(r"必须|一律|务必|强制|严格|应当?|不得|要(?!求)|须|严禁|禁止|坚决")
_WHOLE = re.compile(r"全部|所有|全覆盖|全面|全都|均|都|一律|统一|普遍|整|100%|百分之百|每|各")
_FREE = re.compile(r"免费|无偿|白送|不[花用收掏](?:一分)?钱|全额(?:补助|补贴|报销)")
_NO_COST = re.compile(r"免|无偿|全额|不收|不花")
_BINDING = re.compile(r"确保|保证|务必|必须|坚决|严格|守住")
# What is said firmly, and what of the clause is as firm.
_FIRM = ((_MUST, _BOUNDEN), (_ALL, _WHOLE), (_SURE, _BINDING), (_FREE, _NO_COST))


def denials(text: str, grounds: Grounds) -> Iterator[str]:
    """Parts that deny what the nearest part of the clause does not, or the reverse; and what
    is forbidden that no part of it is near to."""
    source = _source(grounds)
    for part in _parts(text):
        near = _nearest(part, source)
        if near is None:
            if _FORBIDS.search(normalise(part)):
                yield part
        elif _denies(part) != _denies(near) and _denies(part) != _denies(_around(near, source)):
            yield part


def overclaims(text: str, grounds: Grounds) -> Iterator[str]:
    """Words that make more of the clause than it says: 必须 of 鼓励, 全部 of 部分."""
    source = _source(grounds)
    for part in _parts(text):
        near = _nearest(part, source)
        place = source.index(near) if near else 0
        said = normalise("".join(source[max(place - 1, 0) : place + 1]) if near else grounds.all)
        for strong, enough in _FIRM:
            match = strong.search(normalise(part))
            if match and not enough.search(said):
                yield match[0]


def _source(grounds: Grounds) -> list[str]:
    return [part for clause in grounds.texts for part in _parts(clause)]


def _nearest(part: str, source: list[str]) -> str | None:
    """The part of the clause that says most of a part; None where none says enough of it."""
    near = max(source, key=lambda other: share_held(part, other), default="")
    return near if share_held(part, near) >= _NEAR else None


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in parts(text) if len(text[start:end]) > 1]


def _around(part: str, source: list[str]) -> str:
    place = source.index(part)
    return "".join(source[max(place - 1, 0) : place + 2])


def _denies(part: str) -> bool:
    return bool(_DENIAL.search(_NO_DENIAL.sub("", normalise(part))))
