"""What a question says of the figure that it asks for beside what it counts: at most, each
year, newly added, for one household; and whether a figure agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.tokens import normalise
from assistant.types import Figure

_AT_MOST = re.compile(
    r"最多|顶多|至多|不超过|不得超|上限|封顶|最高|最长|最大|顶格|\bat most\b|\bmaximum|\bup to\b"
)
_AT_LEAST = re.compile(r"最少|至少|起码|不少于|不低于|下限|最低|少说|\bat least\b|\bminimum")
_RECURRING = re.compile(
    r"每年|每个?月|年均|月均|一年[^，。]{0,4}(?:给|拿|出|要|安排|办|培|招|搞|送|聘|投)|"
    r"\b(?:a|per|each|every) (?:year|month)\b|annual"
)
_ALTOGETHER = re.compile(
    r"一共|总共|合计|累计|拢共|加起来|下来|总量|\b(?:in )?total\b|altogether|cumulative"
)
_NEW = re.compile(
    r"新增|新建|新改建|新招|新设|新引|新认定|再建|再增|多出来|增加|增长|涨|\bnew\b|\badd(?:ed|itional)?\b"
)
_MEASURES = "亩户人家孔只头桌餐顿吨斤名位对村县镇乡件棵个次场岁床项座辆"
_EACH = re.compile(
    rf"(?:每|一|单)个?(?P<one>[{_MEASURES}])(?!共|起|块|边)|(?P<mean>[{_MEASURES}])均|"
    r"\bper (?P<english>mu|household|person|village)\b"
)
_ENGLISH = {"mu": "亩", "household": "户", "person": "人", "village": "村"}
_SIGN = {">=": 1, ">": 1, "<=": -1, "<": -1}
_INCREASE = frozenset(("added",))
OPEN = (0.0, 0.0, 0.0, 0.0)  # the agreement where nothing was asked
_SUM = frozenset(("total", "cumulative", "to"))


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """``bound`` is 1 for at least, −1 for at most, 0 where left open; ``each`` are the
    measures of which one is asked about (亩 of 每亩, 户 of 户均)."""

    bound: int
    recurring: bool
    altogether: bool
    new: bool
    each: frozenset[str]

    @classmethod
    def of(cls, question: str) -> Qualifiers:
        """Of a question as typed."""
        plain = normalise(question)
        return cls(
            bool(_AT_LEAST.search(plain)) - bool(_AT_MOST.search(plain)),
            bool(_RECURRING.search(plain)),
            bool(_ALTOGETHER.search(plain)),
            bool(_NEW.search(plain)),
            _each(plain),
        )

    def agreement(self, figure: Figure, part: str) -> tuple[float, float, float, float]:
        """1 where a figure in its part of a sentence is as asked, −1 where it is not, 0 where
        that was left open: its bound, its period, whether it is new, what it is for each of."""
        return (
            self.bound * float(_bound(figure, part)),
            self._period(figure, part),
            self._change(figure),
            self._share(part),
        )

    def _period(self, figure: Figure, part: str) -> float:
        recurs = bool(figure.per) or bool(_RECURRING.search(part))
        if self.recurring:
            return 1.0 if recurs else -1.0
        return -1.0 if self.altogether and recurs else 0.0

    def _change(self, figure: Figure) -> float:
        if self.altogether:
            return 1.0 if figure.change in _SUM else -1.0
        if self.new:
            return 1.0 if figure.change in _INCREASE else -1.0
        return 0.0

    def _share(self, part: str) -> float:
        stated = _each(part)
        if self.each:
            return 1.0 if self.each & stated else -1.0
        return -0.5 if stated else 0.0


def _bound(figure: Figure, part: str) -> int:
    return _SIGN.get(figure.comparator) or bool(_AT_LEAST.search(part)) - bool(
        _AT_MOST.search(part)
    )


def _each(text: str) -> frozenset[str]:
    found = (
        match["one"] or match["mean"] or _ENGLISH[match["english"]]
        for match in _EACH.finditer(text)
    )
    return frozenset(found)
