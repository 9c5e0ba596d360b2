"""A measure that a question names whole, 森林覆盖率 or 茶园面积: every word of it has to be spoken
of, or what is found is the same measure of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.tokens import normalise
from assistant.text.words import vocabulary
from assistant.types import Query, Term

_KIND = r"(?:[量值额率数积栏速幅重]|收入|支出|比例|占比|规模|产能|标准|人次|密度|强度)"
_NAMED = re.compile(
    rf"(?P<name>[^\s的把给和与]+?(?:{_KIND}|[a-z]{{2,}}))(?:\s|目标|指标|控制|要|$)"
)
_OF_A_KIND = re.compile(rf".{{0,3}}{_KIND}")
_HOW_MANY = frozenset("总数 数量 个数 总量 总额 金额 数额".split())
_ALONE = 3  # characters of a word that holds both the measure and what it is of: 失业率
_CLOSE = 0.6  # closeness of a word of the documents that may stand for one that was asked with
_TELLING = 0.5  # weight of a word that the documents do not use, and yet must be spoken of


@dataclass(frozen=True, slots=True)
class Measure:
    """The words of the measure that a question names; none where it names none."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def of(cls, query: Query) -> Measure:
        """The measure of a question that asks for a figure of one thing."""
        match = _NAMED.match(query.topic) if query.kind == "figure" and not query.parts else None
        if match is None or query.language == "en":
            return cls()
        named = tuple(term for term in query.terms if _is_of(term, match["name"]))
        held = (t for t in named if t.known or (t.weight >= _TELLING and not _is_kind(t)))
        return cls(tuple(held) or named)

    def is_spoken_of(self, texts: Iterable[str]) -> bool:
        """Whether each word is said in one of the texts, or one close to it."""
        if not self.terms:
            return True
        plain = normalise("\n".join(texts))
        said = vocabulary(plain)
        return all(_is_said(term, plain, said) for term in self.terms)


def _is_of(term: Term, name: str) -> bool:
    word = term.wordings[0]
    return len(word) > 1 and word in name and word not in _HOW_MANY


def _is_kind(term: Term) -> bool:
    """Whether a word is the measure alone, for which documents have others: 合格率, 达标率."""
    return bool(_OF_A_KIND.fullmatch(term.wordings[0]))


def _is_said(term: Term, plain: str, said: frozenset[str]) -> bool:
    if any(wording in plain for wording in term.wordings):
        return True
    if _is_kind(term) and len(term.wordings[0]) >= _ALONE:
        return False
    return any(close >= _CLOSE and near in said for near, close in term.near)
