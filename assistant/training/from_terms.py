"""Items that ask what a coined or defined term means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from assistant.answer.definitions import counts_its_parts, explains
from assistant.figures.verbs import LEADING, LEADING_TO_VERBS, VERBS
from assistant.text.numbers import chinese_to_int
from assistant.text.tokens import likeness
from assistant.text.words import tokens
from assistant.training.candidates import Asking, Candidate, ground, item, lettered
from assistant.training.difficulty import closeness_of_texts
from assistant.training.items import Item
from assistant.training.material import Discard, Material, Sentence
from assistant.training.stems import is_whole

_WRONG = 3
_ALIKE = 0.6  # share of pairs of characters from which two meanings may be one
_TELLING = 0.5  # share of the characters of a name that stand in what it means
_EVEN = 3  # characters by which the things of one list may differ in length
_LENGTHS = (0.4, 2.5)  # of a wrong meaning to the right one
_MEANS = r"(?P<means>[^。；;\n：:]{8,130})"
_DEFINED = re.compile(
    r"(?:^|(?<=[。；\n　 ）)])|所称的?)[“《]?(?P<term>[^，。“”：；:;\n、（）()\s《》]{2,16})[”》]?"
    rf"(?:[（(][^（）()]{{1,20}}[）)])?[，,]?\s?是指[，,]?{_MEANS}"
)
_CALLED = re.compile(
    r"“(?P<term>[^”“\n，。]{2,14})”[^，。；;“”：:（(\n、]{0,6}"
    r"[，,（(]?(?:即|就是|是指|指的是)(?![将可使便时])[，,:：]?(?P<means>[^。；;\n：:（）()]{8,130})"
)
_IS = re.compile(
    r"(?:^|(?<=[。；;\n，,）)]))(?:推广|探索|实行|实施|建立|推行|所谓)?的?“(?P<term>[^”“\n，。]{2,14})”是(?!指)"
    r"(?P<means>[^。；;\n：:“”]{8,90}?的[^，,。；;\n的]{0,4}(?:模式|机制|制度|产品|平台|做法|办法|组织|队伍|"
    r"站点|基地|场所|品牌|人员|农户|项目|体系|贷款|方式|点|站|村|户|人))(?=[。；;\n，,]|$)"
)
_LISTED = re.compile(
    r"(?P<means>[^，。；;“”\n：:（）()]{4,70})(?:的|等)?“(?P<term>(?P<n>[三四五六七八九十])[^”“\n，。]{1,8})”"
)
_LIST = re.compile(r"(?<![一-鿿、“”])[一-鿿]{2,10}(?:、[一-鿿]{2,10}){2,9}(?![一-鿿、“”])(?<!等)")
_PIECES = re.compile(r"[^、]{2,12}(?:[、和][^、]{2,12})+")
_QUOTED = re.compile(r"“([一-鿿A-Za-z0-9+·、]{2,14})”")
_COUNTED = re.compile("^[一二三四五六七八九十两]+[大个项条]?")  # 三项机制, which counts its parts
_DIGIT = re.compile(r"\d")
_NOT_ALONE = re.compile("下列|以下|前款|上述|如下|前述|本条|本款|该|分别是|^(?:依照|按照)本")
_VAGUE = re.compile("^(?:其|这|该|本|上述|所|其中)|^(?:以上|以下|前款)|所称")


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what a sentence says that it means; ``means`` is verbatim."""

    name: str
    means: str
    sentence: Sentence
    parts: int  # of a list that it counts, 0 for a definition


def candidates(material: Material) -> Iterator[Candidate]:
    """Of every term that one sentence explains."""
    terms = [term for sentence in material.sentences for term in _terms(material, sentence)]
    for term in terms:
        clause = term.sentence.clause
        subject = f"{clause.id}@{term.sentence.start}"
        name = f"term {subject} {term.name}"
        build = partial(_of_term, material, term, terms)
        yield Candidate("term", clause.document, name, subject, build, clause)


def _terms(material: Material, sentence: Sentence) -> Iterator[Term]:
    words = material.quote(sentence)
    for pattern in (_DEFINED, _CALLED, _IS):
        for match in pattern.finditer(words):
            if not _VAGUE.search(match["term"]):
                yield Term(match["term"], match["means"].strip(" ，,\u3000"), sentence, 0)
    for match in _LISTED.finditer(words):
        means, count = _without_verbs(match["means"]), chinese_to_int(match["n"])
        whole = _PIECES.fullmatch(means) and len(re.split("[、和]", means)) == count
        if whole and counts_its_parts(match["term"]) and explains(words, match["term"]):
            yield Term(match["term"], means, sentence, count or 0)


def _without_verbs(means: str) -> str:
    """推进道路、供水、供电 → 道路、供水、供电."""
    means = means.lstrip(" ,、")
    found = tokens(means)
    while len(found) > 1 and found[0] in VERBS | LEADING | LEADING_TO_VERBS:
        if found[1] in ("、", "和"):
            return means
        found = found[1:]
    return "".join(found)


def _of_term(material: Material, term: Term, terms: list[Term], rng: Random, truth: bool) -> Item:
    """What a term means or, where the documents explain too few for that, which term is meant."""
    del truth
    if term.name in term.means or _NOT_ALONE.search(term.means) or not is_whole(term.means):
        raise Discard("释义里有这个词，或要看上文才懂")
    document = term.sentence.clause.document
    own = [each for each in terms if each.sentence.clause.document == document]
    if any(each.name == term.name and each.means != term.means for each in own):
        raise Discard("同一文件里这个词有几种说法")
    pool = _lists(material, term, terms) if term.parts else _definitions(term, terms)
    if len(pool) < _WRONG and not term.parts:
        return _which(material, term, rng)
    nearest = sorted(pool, key=lambda text: (-_shared(term.name, text), text))[: 2 * _WRONG]
    if len(nearest) < _WRONG:
        raise Discard("同类的释义不够作选项")
    wrong = rng.sample(nearest, _WRONG)
    if (set(term.name) & set(term.means)) - {char for text in wrong for char in text}:
        raise Discard("从字面就能看出答案")
    options, keys = lettered([term.means], wrong, rng)
    asked = "包括哪些内容" if term.parts else "是指什么"
    question = f"{material.name(document)}中的“{term.name}”{asked}？"
    close = closeness_of_texts(term.means, wrong)
    return _item(material, term, Asking("term", question, options, keys), close)


def _item(material: Material, term: Term, asking: Asking, close: int) -> Item:
    sentence = term.sentence
    grounds = [ground(material, sentence.clause, sentence.start, sentence.end)]
    return item(material, sentence.clause, asking, grounds, closeness=close)


def _which(material: Material, term: Term, rng: Random) -> Item:
    """The term among other names that the document puts in quotes."""
    document = term.sentence.clause.document
    text = material.documents[document].text
    sentence = material.quote(term.sentence)
    names = dict.fromkeys(_QUOTED.findall(text))
    least, most = (bound * len(term.name) for bound in _LENGTHS)
    title = material.documents[document].source.title
    other = [
        name
        for name in names
        if least <= len(name) <= most
        and name not in sentence + title
        and likeness(name, term.name) < _ALIKE
        and _is_like(name, term.name)
    ]
    nearest = sorted(other, key=lambda name: abs(len(name) - len(term.name)))[: 2 * _WRONG]
    if len(nearest) < _WRONG:
        nearest += _of_others(material, term, nearest)
    if len(nearest) < _WRONG:
        raise Discard("同类的释义不够作选项")
    wrong = rng.sample(nearest, _WRONG)
    if _shared(term.name, term.means) > _TELLING * len(set(term.name)):
        raise Discard("从字面就能看出答案")
    options, keys = lettered([term.name], wrong, rng)
    question = f"{material.name(document)}里，下面的话说的是哪一项？\n{term.means}"
    asking = Asking("term", question, options, keys)
    return _item(material, term, asking, closeness_of_texts(term.name, wrong))


def _is_like(name: str, term: str) -> bool:
    """Whether a name is of the kind of another: with digits, or counting its parts, or not."""
    return all(bool(p.search(name)) == bool(p.search(term)) for p in (_DIGIT, _COUNTED))


def _of_others(material: Material, term: Term, taken: Sequence[str]) -> list[str]:
    """Names of as many characters that other documents put in quotes."""
    sentence, own = material.quote(term.sentence), term.sentence.clause.document
    names = dict.fromkeys(
        name
        for document, each in material.documents.items()
        if document != own
        for name in _QUOTED.findall(each.text)
        if len(name) == len(term.name) and name not in sentence and _is_like(name, term.name)
    )
    near = sorted(names, key=lambda name: (-_shared(name, term.means), name))
    return [name for name in near if name not in taken][: 2 * _WRONG]


def _definitions(term: Term, terms: list[Term]) -> list[str]:
    """What other terms of the document mean."""
    document = term.sentence.clause.document
    found = [
        other
        for other in terms
        if not other.parts
        and not (other.name in term.name or term.name in other.name)
        and not _NOT_ALONE.search(other.means)
        and is_whole(other.means)
        and other.sentence.clause.document == document
    ]
    return _apart(term, [other.means for other in found])


def _lists(material: Material, term: Term, terms: list[Term]) -> list[str]:
    """Other lists of as many things: what terms stand for, then any of the same document."""
    document = term.sentence.clause.document
    text = material.documents[document].text
    found = [_without_verbs(match[0]) for match in _LIST.finditer(text)]
    departments = {name for clause in material.clauses for name in clause.departments}
    things = [each.means for each in terms if each.parts == term.parts]
    things += [e for e in found if "等" not in e and not departments & set(e.split("、"))]
    return _apart(term, [e for e in things if _are_even(re.split("[、和]", e), term.parts)])


def _are_even(things: list[str], number: int) -> bool:
    """Whether there are so many, and no verb or adverb has come along with one of them."""
    lengths = list(map(len, things))
    inner = max(lengths[1:-1], default=max(lengths))
    return (
        len(things) == number
        and max(lengths) - min(lengths) <= _EVEN
        and max(lengths[0], lengths[-1]) <= inner + 1
    )


def _apart(term: Term, texts: list[str]) -> list[str]:
    least, most = (bound * len(term.means) for bound in _LENGTHS)
    kept: list[str] = []
    for text in texts:
        alike = any(likeness(text, other) >= _ALIKE for other in (term.means, *kept))
        if least <= len(text) <= most and not alike and term.name not in text:
            kept.append(text)
    return kept


def _shared(term: str, text: str) -> int:
    """Characters of a term that a text has too."""
    return len(set(term) & set(text))
