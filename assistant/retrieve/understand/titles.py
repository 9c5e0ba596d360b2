"""Documents that a question names by what they are: “23年那份意见”, “2024年工作要点”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.text.dates import years
from assistant.text.tokens import normalise
from assistant.types import Source

# Kinds of official documents (党政机关公文处理工作条例, 行政法规制定程序条例) and of plans.
_KINDS = (
    "意见 要点 方案 办法 条例 规定 细则 通知 通报 公报 规划 计划 纲要 决定 决议 公告 通告 "
    "总结 报告 指南 规范 标准 章程 制度 法典"
).split()
_ANY_KIND = ("文件", "材料")
_NAMED = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)年?[^，,。；？?!！）)》\d]{{0,8}}?|[那这该本此]份?|[《〈]|"
    rf"实施|工作|指导|行动|省里?|市里?|县里?|暂行|管理)的?"
    rf"(?P<kind>{'|'.join((*_KINDS, *_ANY_KIND))})(?!征求|反馈)|"
    rf"(?P<alone>{'|'.join(_KINDS)})(?=[》〉里中上]|的规定|规定|提出|要求)"
)

# What can be of one year and not of another: 25年那份意见, 2026年度政府工作报告.
_OF_A_YEAR = "要点|意见|方案|条例|细则|纲要|报告"
_EDITION = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?"
    r"(?:(?:度|的|那|这|份|省|市|县|区|里|委|[一-鿿]{2,3}[省市县]|[“\"《〈][^”\"》〉]{1,12}[”\"》〉])*|"
    r"(?:[“\"][^”\"]{1,12}[”\"]|[^，,。；;、：:？?!！）)\d哪要配把是有到在前底后起]){0,10}?(?:工作|实施|指导|年度))"
    rf"(?P<kind>{_OF_A_YEAR})(?!征求|反馈)"
)


@dataclass(frozen=True, slots=True)
class _Titled:
    id: str
    title: str
    region: str | None
    years: frozenset[int]  # from the first to the last that its title, or else its date, names


class Titles:
    """What the documents of the library are called."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._titled = tuple(_titled(source) for source in sources)
        self._regions = {titled.id: titled.region for titled in self._titled}

    def of_region(self, named: Iterable[str], region: str) -> tuple[str, ...]:
        """Those of the named documents that are of a region."""
        return tuple(name for name in named if self._regions[name] == region)

    def named(self, question: str) -> tuple[str, ...]:
        """Ids of the documents that a normalised question names, in the order of its words;
        none where its words fit every document or no one."""
        found = [ids for ids in self._mentions(question) if ids]
        ids = tuple(dict.fromkeys(name for mention in found for name in mention))
        return ids if len(ids) < len(self._titled) else ()

    def unheld(self, question: str) -> tuple[str, ...]:
        """What a normalised question calls a document by its kind and year, where no document
        of the library is that."""
        return tuple(
            dict.fromkeys(
                f"{match['year']}年{match['kind']}"
                for match in _EDITION.finditer(question)
                if not self._of_kind(match["kind"], int(match["year"]))
            )
        )

    def without(self, question: str) -> str:
        """A question without the names of documents in it."""
        if not any(self._mentions(question)):
            return question
        return _NAMED.sub(" ", question)

    def _mentions(self, question: str) -> Iterator[tuple[str, ...]]:
        for match in _NAMED.finditer(question):
            kind, year = match["kind"] or match["alone"], int(match["year"] or 0)
            yield tuple(titled.id for titled in self._of_kind(kind, year))

    def _of_kind(self, kind: str, year: int) -> list[_Titled]:
        """The documents of a kind and a year; of any year where it is 0."""
        of_kind = [t for t in self._titled if kind in _ANY_KIND or kind in t.title]
        if not year:
            return of_kind
        dated = [titled for titled in of_kind if year in titled.years]
        undated = [titled for titled in of_kind if not titled.years]
        return [*dated, *undated] if kind in _ANY_KIND else dated or undated


def _titled(source: Source) -> _Titled:
    said = years(source.title) or ((int(source.issued[:4]),) if source.issued else ())
    spanned = frozenset(range(said[0], said[-1] + 1) if said else ())
    return _Titled(source.id, normalise(source.title), source.region, spanned)
