"""The items of a quiz that is reviewed, and what may be done with each."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from assistant.serve.page.html import element
from assistant.serve.training.clauses import clause_view
from assistant.serve.training.fields import act
from assistant.serve.training.item_parts import item_key, item_left, item_options, item_question
from assistant.serve.training.quizzes_choice import PATH
from assistant.training.items import DIFFICULTIES, KINDS, Item
from assistant.training.marks import caution, mark
from assistant.training.material import Material
from assistant.training.shelf import Quiz
from assistant.training.standing import STANDINGS, standing
from assistant.training.taken import Taken

_BRIEF = 40  # characters of an item that is gone
UNDO = "undo"  # the id of the row that offers to put an item back
_ASKED = {
    "edited": "这道题改过。",
    "own": "这道题是自己写的。",
}


def place_of(item: str) -> str:
    """The id that an item has on the page."""
    return f"i-{item}"


def items(quiz: Quiz, material: Material, taken: Taken | None) -> Iterator[Markup]:
    """Every item, and where one was taken out or replaced, the way to have it back."""
    shown = [_item(number, item, quiz, material) for number, item in enumerate(quiz.set.items, 1)]
    if taken:
        names = [each.id for each in quiz.set.items]
        at = names.index(taken.successor) if taken.successor in names else taken.place
        shown.insert(at, _undoing(quiz, taken, is_there=taken.successor in names))
    yield from shown


def _undoing(quiz: Quiz, taken: Taken, *, is_there: bool) -> Markup:
    told = "下面这道题是换来的，原来的是：" if is_there else "去掉了一道题："
    return element(
        "li",
        element("p", told, element("q", _brief(taken.item)), role="status"),
        act(f"{PATH}/{quiz.summary.id}/undo", "撤销", label="撤销，放回原来的题"),
        id=UNDO,
        class_="undoing",
        tabindex="-1",
    )


def _brief(item: Item) -> str:
    told, _, passage = item.question.partition("\n")
    words = (passage or told).replace("\n", " ").strip()
    return words if len(words) <= _BRIEF else f"{words[:_BRIEF]}……"


def _item(number: int, item: Item, quiz: Quiz, material: Material) -> Markup:
    stands = standing(item, material)
    chips = [KINDS[item.kind], DIFFICULTIES[item.difficulty]]
    chips += [mark(item)] if mark(item) else []
    warnings = filter(None, (STANDINGS[stands], caution(item)))
    return element(
        "li",
        element(
            "div",
            element("span", str(number), class_="number"),
            *(element("span", chip, class_="chip") for chip in chips),
            class_="head",
        ),
        *(element("p", words, class_="alert") for words in warnings),
        *item_question(item),
        item_left(item),
        item_options(item, with_key=True),
        item_key(item),
        *(clause_view(each, material) for each in item.grounds),
        element("div", *_acts(number, item, quiz, moved=stands == "moved"), class_="acts"),
        id=place_of(item.id),
        class_="paper item",
    )


def _acts(number: int, item: Item, quiz: Quiz, *, moved: bool) -> Iterator[Markup]:
    path = f"{PATH}/{quiz.summary.id}/items/{item.id}"
    if moved:
        yield act(f"{path}/rebase", "更新依据", class_="accent")
    yield element("a", "改", href=path, class_="button", aria_label=f"改第 {number} 题")
    if item.origin != "own":
        yield _asked(item, f"{path}/swap", "换一道", f"第 {number} 题换一道")
    yield _asked(item, f"{path}/drop", "去掉", f"去掉第 {number} 题")
    if number > 1:
        yield act(f"{path}/up", "上移", class_="quiet", label=f"第 {number} 题上移")
    if number < quiz.summary.items:
        yield act(f"{path}/down", "下移", class_="quiet", label=f"第 {number} 题下移")


def _asked(item: Item, path: str, words: str, label: str) -> Markup:
    """A button; of an item that somebody wrote or changed, one that asks first."""
    if item.origin == "made":
        return act(path, words, label=label)
    form = element(
        "form",
        element("p", f"{_ASKED[item.origin]}确定{words}吗？"),
        element(
            "button", f"确定{words}", type="submit", class_="danger", aria_label=f"确定{label}"
        ),
        method="post",
        action=path,
    )
    return element("details", element("summary", words, aria_label=label), form, class_="menu")
