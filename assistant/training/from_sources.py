"""出自哪个文件: a sentence that only one document holds, with titles to choose from; and
whether it is of a document of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from assistant.text.places import display_name, is_unnamed, short_name, units
from assistant.text.tokens import bigrams
from assistant.training.asked import is_article
from assistant.training.candidates import Asking, Candidate, ground, item, lettered
from assistant.training.difficulty import closeness_of_texts
from assistant.training.items import FALSE, TRUE, Item
from assistant.training.material import Discard, Material, Sentence
from assistant.training.stems import NUMBERED, is_whole, leans
from assistant.types import Document

_SHORTEST, _LONGEST = 26, 100
_ALIKE = 0.55  # share of pairs of characters from which another document says much the same
_WRONG = 3
_FEWEST_WRONG = 2
_TELLING = 0.34  # share of the characters that only the right title has
_OF_ALL = "中华人民共和国"
_LEVEL = re.compile("[全我本强新各]([省市县])|([省市县])(?:[级委直内]|政府|域|市)")
_RUN = 8  # characters of a title that a sentence may not have
_PLACES = 2  # nearest places that are drawn from
_NEAREST = 6  # documents that are drawn from
_OF_ITSELF = re.compile(
    r"^注|本(?:表|法|条例|办法|规定|细则|规范|标准|方案|意见|要点|通知|章|条|《)|起施行|同时废止|制定[。；]?$|"
    r"第[一二三四五六七八九十百\d]+条|修正|修订|[：:]$"
)


def candidates(material: Material) -> Iterator[Candidate]:
    """Of every sentence that says enough and does not speak of its own document."""
    placed: set[str] = set()
    for sentence in material.sentences:
        words = material.quote(sentence)
        if past := NUMBERED.match(words):
            sentence = sentence._replace(start=sentence.start + past.end())  # noqa: PLW2901
            words = words[past.end() :]
        told = _SHORTEST <= len(words) <= _LONGEST and words.endswith("。")
        if told and not _OF_ITSELF.search(words) and _opens(material, sentence):
            clause, document = sentence.clause, sentence.clause.document
            subject = f"{clause.id}@{sentence.start}"
            build = partial(_source, material, sentence)
            name = f"source {subject}"
            yield Candidate("source", document, name, subject, build, clause, across=True)
            if clause.region and clause.id not in placed:
                placed.add(clause.id)
                judged = partial(_place, material, sentence)
                name = f"place {subject}"
                yield Candidate("judge", document, name, subject, judged, clause, across=True)


def _source(material: Material, sentence: Sentence, rng: Random, truth: bool) -> Item:
    del truth
    clause, words = sentence.clause, _only_here(material, sentence)
    wrong = _wrong(material, sentence, words, rng)
    if _gives_away(material, clause.document, words, wrong):
        raise Discard("句子里看得出文件名")
    title = material.title(clause.document)
    options, keys = lettered([title], [material.title(name) for name in wrong], rng)
    question = f"下面这句话出自哪个文件？\n{words}"
    asking = Asking("source", question, options, keys)
    titles = [_own_title(material, name) for name in (clause.document, *wrong)]
    close = closeness_of_texts(titles[0], titles[1:])
    grounds = [ground(material, clause, sentence.start, sentence.end)]
    return item(material, clause, asking, grounds, closeness=close)


def _place(material: Material, sentence: Sentence, rng: Random, truth: bool) -> Item:
    clause, words = sentence.clause, _only_here(material, sentence)
    own = clause.region or ""
    near = {d.source.region: _alike(material, d.source.id, words) for d in _placed(material)}
    others = [r for r in near if r and not (r.startswith(own) or own.startswith(r))]
    others = [region for region in others if not _is_unnamed(region)]
    names = {short_name(unit) for region in near if region for unit in units(region)}
    if not others or _is_unnamed(own) or any(name in words for name in names):
        raise Discard("句子里看得出地方，或没有别的地方的文件")
    if _has_of_title(words, material.documents[clause.document].source.title):
        raise Discard("句子里看得出文件名")
    if levels := {level for found in _LEVEL.findall(words) for level in found if level}:
        others = [region for region in others if region[-1] == own[-1]]
        if not others or own[-1] not in levels:
            raise Discard("句子里看得出是哪一级的文件")
    other = rng.choice(sorted(others, key=lambda region: (-near[region], region))[:_PLACES])
    shown = display_name(own if truth else other)
    question = f"下面这句话出自{shown}的文件吗？\n{words}"
    remark = "" if truth else f"出自{display_name(own)}的文件：{material.title(clause.document)}。"
    asking = Asking("judge", question, (), (TRUE if truth else FALSE,), remark=remark)
    return item(material, clause, asking, [ground(material, clause, sentence.start, sentence.end)])


def _has_of_title(words: str, title: str) -> bool:
    """Whether a sentence has a run of words of the title in it."""
    return any(title[at : at + _RUN] in words for at in range(len(title) - _RUN + 1))


def _is_unnamed(region: str) -> bool:
    return is_unnamed(units(region)[-1])


def _placed(material: Material) -> list[Document]:
    return [document for document in material.documents.values() if document.source.region]


def _alike(material: Material, name: str, words: str) -> int:
    """How many pairs of a sentence a document has."""
    return len(set(bigrams(words)) & material.pairs[name])


def _only_here(material: Material, sentence: Sentence) -> str:
    """The words of a sentence that stands alone and is unlike those of all other documents."""
    words = material.quote(sentence)
    if leans(words) or not is_whole(words):
        raise Discard("句子单独看不完整")
    if material.is_told_elsewhere(words, sentence.clause.document, _ALIKE):
        raise Discard("别的文件有相近的句子")
    return words


def _opens(material: Material, sentence: Sentence) -> bool:
    """Whether a sentence opens its paragraph: what follows in an article leans on that."""
    clause, text = sentence.clause, material.documents[sentence.clause.document].text
    before = text[clause.start : sentence.start].rpartition("\n")[2]
    return not is_article(clause) or not NUMBERED.sub("", before, count=1).strip()


def _wrong(material: Material, sentence: Sentence, words: str, rng: Random) -> list[str]:
    """Documents of the same kind that speak most of the same things."""
    own = sentence.clause.document
    title = material.title(own)
    alike = {
        name: _alike(material, name, words)
        for name in material.documents
        if (name in material.laws) == (own in material.laws) and material.title(name) != title
    }
    nearest = sorted(alike, key=lambda name: (-alike[name], name))[:_NEAREST]
    if len(nearest) < _FEWEST_WRONG:
        raise Discard("别的文件不够作选项")
    return rng.sample(nearest, min(_WRONG, len(nearest)))


def _own_title(material: Material, name: str) -> str:
    """The title without what the titles of all laws begin with."""
    return material.documents[name].source.title.replace(_OF_ALL, "")


def _gives_away(material: Material, own: str, words: str, wrong: Sequence[str]) -> bool:
    """Whether the sentence has more of the right title than of any other, or names its place."""
    pairs = set(bigrams(words))
    titles = {name: _own_title(material, name) for name in (own, *wrong)}

    def shared(name: str) -> float:
        own_pairs = pairs & set(bigrams(titles[name]))
        return sum(1 / max(material.titles_with[pair], 1) for pair in own_pairs)

    places = [units(r) for name in titles if (r := material.documents[name].source.region)]
    if any(short_name(unit) in words for named in places for unit in named):
        return True  # its own place, or one that is compared with it
    if own_region := material.documents[own].source.region:
        rest = "".join(material.documents[name].text for name in wrong)
        rare = {char for char in short_name(units(own_region)[-1]) if char not in rest}
        if rare.intersection(words):
            return True  # 衢系土特产
    telling = set(titles[own]) - {char for name in wrong for char in titles[name]}
    told = len(telling & set(words)) > _TELLING * len(telling)
    return told or shared(own) > max(map(shared, wrong))
