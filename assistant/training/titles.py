"""Titles as a question names them: long ones without what does not tell them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import accumulate

from assistant.text.words import tokens

GAP = "……"
_LONG = 30  # characters of a title that is told whole
_HEAD, _TAIL = 10, 14  # characters about which the middle of a longer one is left out
_INNER = re.compile("(?:印发|转发|公布|发布|批转)[^《]*《(.+)》")
_ISSUER = re.compile(r"^[^《“关]{2,40}(?:委|委员会|政府|局|办|办公室|厅|部|院|会|委办)(?=关于)")
_SPAN = re.compile(r"[（(][^（）()]*[）)]$")


def short_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """By document its title without the issuer, the years in brackets and, of one that is still
    long, the middle; each as short as it can be and unlike all others."""
    whole = {name: "".join(title.split()) for name, title in titles.items()}
    found = whole
    for shorten in (_inner, _without_issuer, _without_span, _without_middle):
        found = _shortened(found, shorten)
    return {
        name: short if short != whole[name] else " ".join(titles[name].split())
        for name, short in found.items()
    }


def _shortened(titles: Mapping[str, str], shorten: Callable[[str], str]) -> dict[str, str]:
    shorter = {
        name: shorten(title) if len(title) > _LONG else title for name, title in titles.items()
    }
    taken = Counter(shorter.values())
    return {
        name: short if taken[short] == 1 or short == titles[name] else titles[name]
        for name, short in shorter.items()
    }


def _inner(title: str) -> str:
    inner = _INNER.search(title)
    return inner[1] if inner else title


def _without_issuer(title: str) -> str:
    return _ISSUER.sub("", title)


def issuer_of(title: str) -> str:
    """The issuer that a title begins with: 县教育局 of 县教育局关于做好…的通知; else empty."""
    issuer = _ISSUER.match("".join(title.split()))
    return issuer[0] if issuer else ""


def _without_span(title: str) -> str:
    return _SPAN.sub("", title)


def _without_middle(title: str) -> str:
    """关于坚持和深化……乡村振兴浙江样板的实施意见, cut between words and quotes."""
    ends = [0, *accumulate(map(len, tokens(title)))]
    head = next((end for end in ends if end >= _HEAD), _HEAD)
    tail = max((end for end in ends if end <= len(title) - _TAIL), default=len(title) - _TAIL)
    head = next((e for e in ends if e >= head and _is_closed(title[:e])), len(title))
    tail = next((e for e in reversed(ends) if e <= tail and _is_closed(title[e:])), 0)
    if tail - head < len(GAP):
        return title
    return f"{title[:head]}{GAP}{title[tail:]}"


def _is_closed(words: str) -> bool:
    return words.count("“") == words.count("”") and words.count("《") == words.count("》")
