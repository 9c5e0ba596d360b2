"""The form that says which items are wanted, and what becomes of what was typed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import randbelow

from markupsafe import Markup

from assistant.errors import YoujuError
from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.fields import (
    Typed,
    Wrong,
    alert,
    choice,
    choices,
    line,
    summary,
)
from assistant.serve.training.fields import field as labelled
from assistant.training.items import DIFFICULTIES, KINDS, Wanted
from assistant.training.material import Material
from assistant.training.shelf import LONGEST_TITLE, MOST_KEPT
from assistant.training.shortage import Shortage

PATH = "/training/quizzes"
_SEEDS = 1_000_000
_SEARCHED = 8  # documents from which a field to find them is of use
_LONGEST_WORD = 100
_LABELS = {"number": "几道题", "seed": "出题编号", "title": "名字"}


def new_choice(documents: Sequence[str] = ()) -> Typed:
    """The form as it is at first, perhaps with documents chosen."""
    seed = str(randbelow(_SEEDS))
    return Typed({"number": ["10"], "seed": [seed], "document": documents})


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form asks for. ``faults`` are by field; where there are any the rest is no use."""

    wanted: Wanted
    number: int
    seed: int
    title: str
    faults: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, typed: Typed) -> Choice:
        """What was typed."""
        faults: dict[str, str] = {}
        number = _whole(typed.one("number"), 1, MOST_KEPT, "number", faults)
        seed = _whole(typed.one("seed"), 0, 2**53, "seed", faults)
        if len(title := typed.one("title")) > LONGEST_TITLE:
            faults["title"] = f"名字不能超过 {LONGEST_TITLE} 个字。"
        kinds = tuple(k for k in KINDS if k in typed.all("kind"))
        levels = tuple(d for d in DIFFICULTIES if d in typed.all("difficulty"))
        wanted = Wanted(
            kinds=kinds or None,
            documents=typed.all("document") or None,
            regions=typed.all("region") or None,
            chapter=typed.one("chapter")[:_LONGEST_WORD] or None,
            topic=typed.one("topic")[:_LONGEST_WORD] or None,
            department=typed.one("department")[:_LONGEST_WORD] or None,
            difficulties=levels or None,
        )
        return cls(wanted, number, seed, title, faults)


def form(typed: Typed, material: Material, faults: Mapping[str, str], notice: Part = "") -> Markup:
    """The form with what was typed, and a ``notice`` above it."""
    sources = [document.source for document in material.documents.values()]
    regions = {s.region: s.region for s in sources if s.region}
    told = {name: faults.get(name, "") for name in ("number", "seed", "title")}
    wrong = [Wrong(name, _LABELS[name], words) for name, words in told.items() if words]
    more = any(typed.one(name) for name in ("chapter", "topic", "department"))
    first = element("button", "出题", type="submit", class_="hidden", tabindex="-1")
    return element(
        "form",
        first,  # what the key for a new line presses
        summary("还没有出题，请改正：", wrong) if wrong else "",
        notice,
        element(
            "div",
            labelled(
                "number",
                "几道题",
                line(
                    "number",
                    typed.one("number"),
                    inputmode="numeric",
                    fault=told["number"],
                ),
                fault=told["number"],
            ),
            class_="paper",
        ),
        element("div", documents_field(typed, material), class_="paper"),
        element(
            "div",
            choices("kind", "题型", KINDS, typed.all("kind"), hint="不选就是都出"),
            choices(
                "difficulty", "难度", DIFFICULTIES, typed.all("difficulty"), hint="不选就是不限"
            ),
            choices("region", "地区", regions, typed.all("region"), hint="不选就是不限")
            if len(regions) > 1
            else "",
            class_="paper",
        ),
        element(
            "details",
            element("summary", "更多：专题、章节、责任单位、名字、出题编号"),
            labelled(
                "topic",
                "专题",
                line("topic", typed.one("topic"), placeholder="如 粮食"),
                hint="专题或题干里有这个词",
            ),
            labelled(
                "chapter",
                "章节",
                line("chapter", typed.one("chapter"), placeholder="如 总体目标"),
                hint="所在章节的标题里有这个词",
            ),
            labelled(
                "department",
                "责任单位",
                line("department", typed.one("department"), placeholder="如 农业农村局"),
                hint="条款后面括号里的单位",
            ),
            labelled(
                "title",
                "名字",
                line("title", typed.one("title"), fault=told["title"]),
                hint="不写就照所选的起一个，以后可以改",
                fault=told["title"],
            ),
            labelled(
                "seed",
                "出题编号",
                line(
                    "seed",
                    typed.one("seed"),
                    inputmode="numeric",
                    fault=told["seed"],
                ),
                hint="条件一样、编号一样，出的是同样的题",
                fault=told["seed"],
            ),
            class_="paper",
            open="" if more or told["title"] or told["seed"] else None,
        ),
        element(
            "p",
            element("button", "出题", type="submit", class_="accent", data_busy="正在出题……"),
            element("a", "不出了", href="/training", class_="button"),
            class_="acts",
        ),
        method="post",
        action=PATH,
        class_="making",
        data_once="",
        novalidate="",
    )


def documents_field(typed: Typed, material: Material, legend: str = "文件") -> Markup:
    """The documents there are, to be chosen and to be found by a word of their titles."""
    chosen = set(typed.all("document"))
    shown = [
        choice("document", name, material.title(name), is_chosen=name in chosen)
        for name in sorted(material.documents, key=lambda name: (name not in chosen, name))
    ]
    find: Part = ""
    if len(shown) >= _SEARCHED:
        find = element(
            "input",
            attributes={"type": "search", "data-filter": "documents"},
            placeholder="按标题找……",
            aria_label="按标题找文件",
            hidden="",  # until there is a script
            autocomplete="off",
        )
    return element(
        "fieldset",
        element("legend", legend),
        element("p", "不选就是全部", class_="hint"),
        find,
        element("div", *shown, class_="list", id="documents"),
        element("p", "没有这样的文件。", class_="hint none", hidden=""),
    )


def too_few(short: Shortage, found: int) -> Markup:
    """How many there are instead, why, and what may be done."""
    why: Part = ""
    if short.reasons:
        rows = (element("li", f"{reason}（{count} 次）") for reason, count in short.reasons)
        why = joined((element("p", "还试过别的问法，没有采用，原因是："), element("ul", *rows)))
    accept: Part = ""
    if found:
        accept = element(
            "button", f"就用这 {found} 道", type="submit", class_="accent",
            attributes={"name": "accept", "value": "1"},
        )  # fmt: skip
    head = element("p", element("strong", short.head), short.stock)
    return alert(head, why, element("p", short.advice), accept)


def unfit(error: YoujuError) -> Markup:
    """A fault of what was chosen."""
    return alert(element("p", error.message, error.hint))


def _whole(text: str, least: int, most: int, name: str, faults: dict[str, str]) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        faults[name] = f"请写 {least} 到 {most} 之间的整数。"
    return number
