"""Whether what an item holds right is what its clauses say, as far as a machine can tell.

Items that are made need none of this; it is for those that people write or change. The ways
to tell are those by which items are made: a statement stands in the clause or has one fact
changed, an option fits the blank, a department is listed, a sentence is of a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.places import display_name
from assistant.text.sentences import sentences
from assistant.training import departments
from assistant.training.aligning import Aligned, aligned, bare, stands
from assistant.training.deviating import doubt, doubt_of_names, doubt_of_passage, is_told
from assistant.training.items import BLANK, LETTERS, TRUE, Item
from assistant.training.material import Material
from assistant.training.misnaming import TITLE, misnamed
from assistant.training.verdicts import AGREES, OPEN, Verdict, against, denied, short, unsure
from assistant.training.verifying import Fault, Field

_LONG = 12  # characters of an option that says something by itself
_ASKS_AGAINST = re.compile(
    "不(?:是|属于|包括|在|对|正确|符|一致|合|应|需要)|没有(?!规定)|错误|有误|除了|除外|无关|例外"
)
_OF_ALL = re.compile("(?:以上|上述)?(?:都|均|皆|全)(?:不)?(?:对|是|正确|选|错)|以上(?:全部|各项)")
_LEAD = re.compile(r"^.*?》[^，：:。\n]{0,20}[，：:]")
_OF_PLACE = re.compile("出自(?P<place>.+?)的文件吗")
_STATED = re.compile(r"(?:一致|对|正确|属实|符合原文)吗")


def confronted(item: Item, material: Material) -> Verdict:
    """What its clauses make of an item whose grounds are in order."""
    return _Confronted(item, material).verdict()


@dataclass(frozen=True)
class _Confronted:
    item: Item
    material: Material

    def verdict(self) -> Verdict:
        if wrong := tuple(misnamed(self.item, self.material)):
            return Verdict("against", wrong)
        found = self._of_kind()
        return (self._unquoted() or found) if found.check == "agrees" else found

    def _of_kind(self) -> Verdict:
        if self.item.kind == "fill":
            return self._of_blank()
        if self.item.kind == "judge":
            return self._of_statement()
        if self.item.kind == "match":
            return departments.matched(self.item, self.material)
        return self._of_options()

    @property
    def _told(self) -> str:
        return self.item.question.partition("\n")[0]

    @property
    def _said(self) -> str:
        """The words that are asked about, without what leads to them."""
        return self.item.question.partition("\n")[2] or _LEAD.sub("", self._told, count=1)

    def _clauses(self) -> str:
        clauses = (self.material.by_id[ground.clause] for ground in self.item.grounds)
        return "\n".join(dict.fromkeys(clause.text for clause in clauses))

    def _sentences(self) -> str:
        """The whole sentences that the quotes stand in."""
        found = []
        for ground in self.item.grounds:
            text, clause = self.material.documents[ground.document].text, ground.clause
            whole = self.material.by_id[clause]
            found += [
                text[start:end]
                for start, end in sentences(text, whole.start, whole.end)
                if start < ground.end and ground.start < end
            ]
        return "\n".join(found)

    def _document(self) -> str:
        return self.material.documents[self.item.document].text

    def _of_blank(self) -> Verdict:
        key, said = self.item.keys[0], self._said
        return self._of_filled(said.replace(BLANK, key), "keys")

    def _of_filled(self, statement: str, field: Field) -> Verdict:
        if stands(statement, self._document()):
            return AGREES
        beside = aligned(statement, self._clauses())
        if beside.differences:
            turned = beside.differences[0].statement
            if not any(key in turned or turned in key for key in self.item.right):
                field = "question"  # the sentence around the blank
            return Verdict("against", (_fault(field, beside),))
        return self._apart(statement)

    def _apart(self, statement: str) -> Verdict:
        """What a reader is told of a statement that nothing sure can be said of."""
        return _looked_at(doubt(statement, self._document(), self._clauses())) or OPEN

    def _unquoted(self) -> Verdict | None:
        """The doubt where an item shows or names what is none of the document."""
        text = self._document()
        headed = "\n".join((text, *self.material.by_id[self.item.clause].path))
        return _looked_at(
            doubt_of_passage(self.item, text, self._clauses()) or doubt_of_names(self.item, headed)
        )

    def _of_statement(self) -> Verdict:
        is_held = self.item.keys == (TRUE,)
        if place := _OF_PLACE.search(self._told):
            return self._of_place(place["place"], is_held=is_held)
        asked = self._told if "\n" in self.item.question else ""
        if _ASKS_AGAINST.search(asked) and not _STATED.search(asked):
            return OPEN
        stated = departments.stated(self.item, self._said, self.material)
        return stated or self._of_saying(is_held=is_held)

    def _of_saying(self, *, is_held: bool) -> Verdict:
        """A statement that stands in the document, or has a fact changed."""
        if stands(self._said, self._document()):
            told = f"条款里就是这样写的：“{short(self._said)}”，不能判“错”"
            return AGREES if is_held else against([told])
        beside = aligned(self._said, self._clauses())
        if not beside.differences:
            return self._apart(self._said)
        if is_held:
            return Verdict("against", (_fault("keys", beside),))
        first = beside.differences[0]
        return denied(f"原文是“{short(first.text)}”，不是“{short(first.statement)}”。")

    def _of_place(self, place: str, *, is_held: bool) -> Verdict:
        region = self.material.documents[self.item.document].source.region or ""
        if not region or not stands(self._said, self._document()):
            return OPEN
        is_there = display_name(region) == place or region.endswith(place)
        if is_there == is_held:
            title = self.material.title(self.item.document)
            remark = f"出自{display_name(region)}的文件：{title}。"
            return AGREES if is_held else denied(remark)
        return Verdict("against", (Fault("keys", f"这句话出自{display_name(region)}的文件"),))

    def _of_options(self) -> Verdict:
        if any(_OF_ALL.search(option) for option in self.item.options):
            return OPEN
        if BLANK in self._said:
            return self._of_choice()
        if self.item.kind == "source":
            return self._of_source()
        is_against = bool(_ASKS_AGAINST.search(self._told))
        if verdict := departments.chosen(self.item, self.material, is_against=is_against):
            return verdict
        return self._of_phrases(is_against=is_against)

    def _of_choice(self) -> Verdict:
        """Options for a blank: the key fits, and no other does."""
        filled = {
            letter: self._said.replace(BLANK, option)
            for letter, option in zip(LETTERS, self.item.options, strict=False)
        }
        text, found = self._document(), []
        fits = [letter for letter, words in filled.items() if stands(words, text)]
        for letter in fits:
            if letter not in self.item.keys:
                words = f"填进选项 {letter} 才与条款一致：“{short(filled[letter])}”"
                found.append(Fault("keys", words))
        if found:
            return Verdict("against", tuple(found))
        verdicts = [self._of_filled(filled[key], "keys") for key in self.item.keys]
        wrong = tuple(f for each in verdicts if each.check == "against" for f in each.found)
        if wrong:
            return Verdict("against", wrong)
        return next((each for each in verdicts if each.check != "agrees"), AGREES)

    def _of_source(self) -> Verdict:
        right = self.item.right[0]
        title = self.material.documents[self.item.document].source.title
        if not stands(self._said, self._document()):
            beside = aligned(self._said, self._clauses())
            if beside.differences:
                return Verdict("against", (_fault("question", beside),))
            return self._apart(self._said)
        named = {bare(each) for each in TITLE.findall(right)} or {bare(right)}
        if bare(title) in "".join(named) or right == self.material.title(self.item.document):
            return AGREES
        words = f"这句话出自{self.material.title(self.item.document)}"
        return Verdict("against", (Fault("keys", words),))

    def _of_phrases(self, *, is_against: bool) -> Verdict:
        """Options that say something, or name something, that stands in the clause or not."""
        keys = set(self.item.keys)
        options = dict(zip(LETTERS, self.item.options, strict=False))
        text, near = self._text(), self._clauses()
        held = {letter for letter, words in options.items() if is_told(words, text)}
        beside = {
            letter: aligned(words, near)
            for letter, words in options.items()
            if letter not in held and len(words) >= _LONG
        }
        turned = {letter for letter, each in beside.items() if each.differences}
        if is_against:
            wrong = [f"选项 {each} 条款里写着" for each in sorted(keys & held)]
            sure = held == options.keys() - keys
            return against(wrong) if wrong else AGREES if sure else OPEN
        if wrong_keys := [_fault("keys", beside[each]) for each in sorted(keys & turned)]:
            return Verdict("against", tuple(wrong_keys))
        missed = sorted(held - keys)
        if self.item.kind == "multiple":
            told = "选项 {} 条款里也写着，没有选进答案：“{}”"
        else:  # where both are named, who is meant takes a reader
            told, missed = "条款里写的是选项 {}：“{}”", [] if keys & held else missed
        if missed:
            return against(told.format(n, short(options[n])) for n in missed)
        # What is neither written there nor turns a fact is no more wrong than right.
        near_right = (each for each in beside if each in keys or beside[each].is_close)
        if doubts := [self._apart(options[each]) for each in near_right]:
            return doubts[0]
        return AGREES if keys and held == keys else OPEN

    def _text(self) -> str:
        """The sentences that are quoted where a key stands there, else the clauses; for what
        several options say of a document, all of it."""
        if self.item.kind == "multiple" and all(len(o) >= _LONG for o in self.item.options):
            return self._document()
        quoted = self._sentences()
        if self.item.kind == "multiple" and not any(is_told(r, quoted) for r in self.item.right):
            return self._clauses()
        return quoted


def _looked_at(told: str) -> Verdict | None:
    return unsure(told) if told else None


def _fault(field: Field, beside: Aligned) -> Fault:
    first = beside.differences[0]
    return Fault(field, f"条款写的是“{short(first.text)}”，题里写的是“{short(first.statement)}”")
