"""The promises about an item, checked as those about an answer are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.answer.verify import is_verbatim, unsupported
from assistant.training.items import BLANK, FALSE, LETTERS, TRUE, Item, identified
from assistant.training.material import Material
from assistant.types import Citation, Clause, Document

_LEAST_OPTIONS = 2
_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟萬億"
Field = Literal["question", "options", "keys", "left", "quotes"]


class Fault(NamedTuple):
    """What is wrong with an item, in Chinese, and with which field of it."""

    field: Field
    message: str


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks items against the documents that they are said to come from."""

    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]

    @classmethod
    def of(cls, material: Material) -> Checker:
        """Against the documents of a material."""
        return cls(material.documents, material.by_id)

    def faults(self, item: Item) -> tuple[str, ...]:
        """What is wrong with an item, in Chinese; nothing where it may be shown."""
        return tuple(fault.message for fault in self.found(item))

    def found(self, item: Item) -> tuple[Fault, ...]:
        """The same with the field of each."""
        return (*self._of_grounds(item), *_form_faults(item))

    def _of_grounds(self, item: Item) -> Iterator[Fault]:
        if not item.grounds:
            yield Fault("quotes", "没有给出所依据的条款")
        citations = []
        for number, ground in enumerate(item.grounds, start=1):
            clause = self.clauses.get(ground.clause)
            if clause is None or clause.document != ground.document:
                yield Fault("quotes", f"没有 {ground.clause!r:.60} 这个条款")
                continue
            citation = Citation(number, clause, ground.quote, ground.start, ground.end)
            if not is_verbatim(citation, self.documents):
                yield Fault("quotes", f"引文和条款 {ground.clause} 的原文不一致")
                continue
            citations.append(citation)
        if len(citations) == len(item.grounds):
            for field, words in _claims(item):
                wrong = unsupported(words, citations, self.documents)
                # A number beside the blank is none of the key.
                beside = item.question if wrong and item.kind == "fill" else ""
                asked = unsupported(beside, citations, self.documents)
                for number_written in wrong:
                    place = "question" if number_written in asked else field
                    yield Fault(place, f"依据里没有 {_as_written(number_written, words)} 这个数")


def _as_written(number: str, words: str) -> str:
    """A numeral with the capitals next to it, which are not read: 贰万, not 万."""
    whole = re.search(rf"[{_CAPITALS}]*{re.escape(number)}[{_CAPITALS}]*", words)
    return whole[0] if whole else number


def _claims(item: Item) -> tuple[tuple[Field, str], ...]:
    """What an item says is right, and in which field."""
    told, _, passage = item.question.partition("\n")
    said = passage or told
    if item.kind == "fill":
        return (("keys", said.replace(BLANK, item.keys[0])),) if item.keys else ()
    if item.kind == "judge":
        return (("question", said),) if item.keys == (TRUE,) else ()
    return tuple(("keys", words) for words in item.right) if of_form(item) == () else ()


def of_form(item: Item) -> tuple[str, ...]:
    """What is wrong with an item by itself, whatever the documents say."""
    return tuple(fault.message for fault in _form_faults(item))


def _form_faults(item: Item) -> Iterator[Fault]:
    if not item.question.strip():
        yield Fault("question", "没有题干")
    if not item.keys or not all(key.strip() for key in item.keys):
        yield Fault("keys", "没有答案")
    if item.kind == "judge" and item.keys not in ((TRUE,), (FALSE,)):
        yield Fault("keys", f"判断题的答案只能是 {TRUE} 或 {FALSE}")
    if item.kind == "fill" and BLANK not in item.question:
        yield Fault("question", f"填空题要用{BLANK}留出空来")
    if item.kind in ("fill", "judge"):
        if item.options:
            yield Fault("options", "填空题和判断题没有选项")
        return
    if not _LEAST_OPTIONS <= len(item.options) <= len(LETTERS):
        yield Fault("options", f"选项应当有 {_LEAST_OPTIONS} 到 {len(LETTERS)} 个")
    if len(set(item.options)) < len(item.options) or not all(map(str.strip, item.options)):
        yield Fault("options", "选项是空的，或有重复")
    if not set(item.keys) <= set(LETTERS[: len(item.options)]):
        yield Fault("keys", "答案不在选项里")
    if item.kind == "match" and len(item.keys) != len(item.left):
        yield Fault("left", "连线题左边各项应当各有一个答案")
    if item.kind in ("single", "source", "term") and len(item.keys) != 1:
        yield Fault("keys", "这种题应当正好有一个答案")
    if item.kind == "multiple" and len(set(item.keys)) != len(item.keys):
        yield Fault("keys", "答案有重复")


def is_intact(item: Item) -> bool:
    """Whether the id is still that of what the item asks."""
    return identified(item).id == item.id
