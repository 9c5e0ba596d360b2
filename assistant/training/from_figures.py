"""Items from the ledger: a figure to fill in or to choose, statements to judge or to choose."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import partial
from random import Random

from assistant.text.dates import governing_frame
from assistant.text.tokens import likeness
from assistant.training import distractors
from assistant.training.asked import Asked, is_article
from assistant.training.candidates import Asking, Candidate, ground, item, lettered
from assistant.training.difficulty import closeness_of_values
from assistant.training.items import BLANK, FALSE, TRUE, Ground, Item
from assistant.training.leads import heading_of, lead
from assistant.training.material import Discard, Material
from assistant.training.stems import Stem, fillings, stem
from assistant.training.telling import tells
from assistant.types import Figure

_STATEMENTS = 4
_SHARED = 12  # quantities of a document for one group of statements; the others are asked alone
_LONGEST_STATEMENT = 70
_MOST_GROUNDS = 3
_LONGEST_QUOTE = 400
_ALIKE = 0.6  # share of pairs of characters from which two conditions may be one
_SAYS_LITTLE = 2  # characters of a topic that may be of anything: 占地
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MOST_YEARS_APART = 6
_STANDING = re.compile("给予|奖励|奖补|补助|补贴|资助|标准|每[年月季个户人亩]|按照?|最高|罚")


def candidates(material: Material) -> Iterator[Candidate]:
    """Of every quantity that can be asked for, and of groups of them."""
    for document, found in material.asked.items():
        for one in found:
            subject = f"{one.clause.id}@{one.start}"
            if one.number != (0, 0):
                build = partial(_fill, material, one)
                yield Candidate("fill", document, f"fill {subject}", subject, build, one.clause)
            build = partial(_single, material, one)
            yield Candidate("single", document, f"single {subject}", subject, build, one.clause)
            judged = partial(_judge, material, one)
            yield Candidate("judge", document, f"judge {subject}", subject, judged, one.clause)
        for number in range(math.ceil(len(found) / _SHARED) if len(found) >= _STATEMENTS else 0):
            name = f"statements {document} {number}"
            grouped = partial(_multiple, material, document)
            yield Candidate("multiple", document, name, name, grouped, wide=True)


def _fill(material: Material, one: Asked, rng: Random, truth: bool) -> Item:
    del rng, truth
    found, grounds = _prepared(material, one)
    text = material.documents[one.clause.document].text
    start, end = one.number
    shown = found.shown(text, f"{text[one.start : start]}{BLANK}{text[end : one.end]}")
    question = f"{_lead(material, one, found)}，括号里应填什么数？\n{shown}"
    asking = Asking("fill", question, (), (text[start:end],))
    return item(material, one.clause, asking, grounds, years=one.figure.years)


def _single(material: Material, one: Asked, rng: Random, truth: bool) -> Item:
    del truth
    found, grounds = _prepared(material, one)
    text = material.documents[one.clause.document].text
    others = distractors.values(material, one, found, rng, distractors.OPTIONS - 1)
    options, keys = lettered([one.written], [other.written for other in others], rng)
    question = f"{_lead(material, one, found)}，括号里应是哪一项？\n{found.shown(text)}"
    close = closeness_of_values([distractors.distance(one, other) for other in others])
    asking = Asking("single", question, options, keys)
    years = one.figure.years
    return item(material, one.clause, asking, grounds, closeness=close, years=years)


def _judge(material: Material, one: Asked, rng: Random, truth: bool) -> Item:
    found, grounds = _prepared(material, one)
    statement, remark = _statement(material, one, found, truth, rng)
    said = _lead(material, one, found, "所写")
    question = f"{said}的内容，与下面一致吗？\n{statement}"
    asking = Asking("judge", question, (), (TRUE if truth else FALSE,), remark=remark)
    return item(material, one.clause, asking, grounds, years=one.figure.years)


def _statement(
    material: Material, one: Asked, found: Stem, truth: bool, rng: Random
) -> tuple[str, str]:
    """What the document says, or that with one fact changed, and what was changed."""
    text = material.documents[one.clause.document].text
    right = found.shown(text, one.written)
    if truth:
        return right, ""
    years = _other_years(material, one, right)
    if years and rng.random() < 0.5:
        year, other = _YEAR.findall(right)[0], rng.choice(years)
        return right.replace(f"{year}年", f"{other}年", 1), f"原文是{year}年，不是{other}年。"
    other = distractors.values(material, one, found, rng, 1)[0].written
    return found.shown(text, other), f"原文是{one.written}，不是{other}。"


def _other_years(material: Material, one: Asked, statement: str) -> list[str]:
    """Years of the same library that a statement naming one year does not mean."""
    named = _YEAR.findall(statement)
    if len(named) != 1 or re.search(rf"{named[0]}年?[-—–~至到]|[-—–~至到]{named[0]}", statement):
        return []
    near = (y for y in material.years if 0 < abs(y - int(named[0])) <= _MOST_YEARS_APART)
    return sorted(str(year) for year in near if year not in one.figure.years)


def _multiple(material: Material, document: str, rng: Random, truth: bool) -> Item:
    del truth
    chosen = _spread(material, document, rng)
    right = rng.choice((2, 2, 3))
    shown: list[str] = []
    remarks: list[str] = []
    for position, (one, found, _) in enumerate(chosen):
        statement, remark = _statement(material, one, found, position < right, rng)
        shown.append(statement)
        remarks += [f"“{statement}”：{remark}"] if remark else []
    options, keys = lettered(shown[:right], shown[right:], rng)
    question = f"下列说法中，哪几项与{material.name(document)}的原文一致？"
    asking = Asking("multiple", question, options, keys, remark="".join(remarks))
    grounds = [grounds[0] for _, _, grounds in chosen]
    return item(material, chosen[0][0].clause, asking, grounds)


def _spread(
    material: Material, document: str, rng: Random
) -> list[tuple[Asked, Stem, list[Ground]]]:
    """Quantities of different clauses whose statements are short."""
    found: list[tuple[Asked, Stem, list[Ground]]] = []
    text = material.documents[document].text
    pool = list(material.asked[document])
    rng.shuffle(pool)
    for one in pool:
        if any(one.clause.id == other.clause.id for other, _, _ in found):
            continue
        try:
            words, grounds = _prepared(material, one)
        except Discard:
            continue
        short = len(words.shown(text, one.written)) <= _LONGEST_STATEMENT and not words.cut
        if short and distractors.usable(material, one, words):
            found.append((one, words, grounds))
        if len(found) == _STATEMENTS:
            return found
    raise Discard("同一文件里合适的说法不够")


def _prepared(material: Material, one: Asked) -> tuple[Stem, list[Ground]]:
    """The stem and the grounds of a quantity that has one answer in the whole library."""
    text = material.documents[one.clause.document].text
    found = stem(material, one)
    if tells(text, one, found):
        raise Discard("答案在题干里")
    if len(fillings(text, found)) > 1:
        raise Discard("同样的话另有不同的数字")
    start, end = found.pieces[0][0], found.pieces[-1][1]
    if end - start > _LONGEST_QUOTE:
        start, end = next(p for p in found.pieces if p[0] <= one.start < p[1])
    grounds = [ground(material, one.clause, start, end)]
    if not is_article(one.clause):
        grounds += _elsewhere(material, one)
    return found, grounds[:_MOST_GROUNDS]


def _elsewhere(material: Material, one: Asked) -> Iterator[Ground]:
    """Other clauses of the document that state the same. Raises Discard where one states it
    otherwise."""
    if not one.figure.topic:
        return
    told = one.figure.topic, one.figure.unit, one.figure.region
    text = material.documents[one.clause.document].text
    condition = _condition(text, one.figure)
    for figure in material.by_indicator[told]:
        # What is asked is what this document says: that of another is neither ground nor doubt.
        if figure.document != one.figure.document or figure.start == one.figure.start:
            continue
        if not _is_same(one.figure, figure):
            continue
        if (figure.low, figure.high) != (one.low, one.high):
            other = _condition(text, figure)
            apart = condition != other and likeness(condition, other) < _ALIKE
            if apart or len(one.figure.topic) <= _SAYS_LITTLE:
                continue
            raise Discard("同一指标另有不同的数字")
        if figure.clause != one.clause.id:
            start = min(figure.indicator_start, figure.start)
            end = max(figure.indicator_end, figure.end)
            yield ground(material, material.by_id[figure.clause], start, end)


def _condition(text: str, figure: Figure) -> str:
    """What a quantity depends on in its sentence: 新认定为省级示范社的，一次性奖励5万元."""
    start = max(text.rfind(mark, 0, figure.start) for mark in "。；\n") + 1
    return text[start : text.rfind("的，", start, figure.start) + 1]


def _is_same(one: Figure, other: Figure) -> bool:
    """Whether two figures are of the same indicator, place and time."""
    if (one.change, one.scope, one.per) != (other.change, other.scope, other.per):
        return False
    return not one.years or not other.years or bool(set(one.years) & set(other.years))


def _lead(material: Material, one: Asked, found: Stem, verb: str = "写道") -> str:
    """The lead, with the year that the quantity is for where nothing else tells it."""
    said = lead(material, one.clause, found, verb)
    text = material.documents[one.clause.document].text
    words = found.around(text)
    years = one.figure.years
    # The span of years in a title (2023—2027) does not tell for which of them a figure is.
    title = material.documents[one.clause.document].source.title
    heading = heading_of(one.clause, words) if "部分" in said else ""
    is_told = {str(year) for year in years} == set(_YEARS.findall(title)) or any(
        str(year) in heading + words for year in years
    )
    if not years or is_article(one.clause) or is_told:
        return said
    return f"{said}（时间是{max(years)}年）" if _is_sure(one, text, words) else said


def _is_sure(one: Asked, text: str, words: str) -> bool:
    """Whether the year holds: it governs the same sentence, or stands in the headings or the
    title; an earlier sentence of the paragraph tells that of goals, not of standing rules."""
    if set(one.figure.years) <= set(one.clause.frames):
        return True
    same = governing_frame(text, one.start, sentence=True)
    framed = same or governing_frame(text, one.start)
    goal = same is not None or not _STANDING.search(words)
    return goal and framed is not None and framed[2] in one.figure.years
