"""What is told where the documents give fewer items than were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from assistant.training.items import Wanted
from assistant.training.making import TOLD_ALREADY, UNWANTED, Made
from assistant.training.material import Material

_REASONS = 6  # that are told


class Shortage(NamedTuple):
    """How many items there are instead, what there is to ask, why the rest could not be used
    (reason and how often), and what may be done."""

    head: str
    stock: str
    reasons: tuple[tuple[str, int], ...]
    advice: str

    @property
    def told(self) -> str:
        """All of it in a few sentences."""
        why = "；".join(f"{reason}，{count} 处" for reason, count in self.reasons)
        parts = (self.head, self.stock, f"没有用上的：{why}。" if why else "", self.advice)
        return "".join(filter(None, parts))


def shortage(made: Made, number: int, material: Material) -> Shortage | None:
    """What is told of a draw that gave fewer than ``number``; None where it gave enough."""
    found, wanted = len(made.set.items), made.set.wanted
    if found >= number:
        return None
    head = f"只出得了 {found} 道，不到 {number} 道。" if found else "照这些条件出不了题。"
    reasons = sorted(made.discarded.items(), key=lambda each: (-each[1], each[0]))[:_REASONS]
    return Shortage(head, _stock(wanted, material), tuple(reasons), _advice(wanted, made.discarded))


def _stock(wanted: Wanted, material: Material) -> str:
    """What there is in the documents to ask of."""
    names = [
        name
        for name, document in material.documents.items()
        if (wanted.documents is None or name in wanted.documents)
        and (wanted.regions is None or document.source.region in wanted.regions)
    ]
    figures = sum(len(material.asked[name]) for name in names)
    listed = sum(bool(c.departments) for name in names for c in material.of_document(name))
    which = "这份文件" if len(names) == 1 else f"这 {len(names)} 份文件"
    return f"{which}里能出成题的数字有 {figures} 个，末尾按格式写明责任单位的条款有 {listed} 条。"


def _advice(wanted: Wanted, discarded: Mapping[str, int]) -> str:
    """The nearest thing that helps."""
    narrowed = (wanted.chapter, wanted.topic, wanted.department, wanted.difficulties)
    if any(narrowed) or discarded.get(UNWANTED):
        return "请放宽难度、章节、专题或责任单位。"
    if wanted.kinds is not None:
        return "请多选几种题型，或多选几份文件。"
    if wanted.documents is not None or wanted.regions is not None:
        told = discarded.get(TOLD_ALREADY, 0)
        once = "同一处只问一次，所以不会再多；" if told else ""
        return f"{once}请多选几份文件，或者先用这些，再加自己的题。"
    return "请先添加文件，或者先用这些，再加自己的题。"
