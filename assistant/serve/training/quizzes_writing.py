"""The forms in which a trainer writes an item: one that is there, or one of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.fields import alert, choice, choices, field, line, lines, select
from assistant.serve.training.quizzes_draft import OWN_KINDS, Draft
from assistant.training.items import BLANK, DIFFICULTIES, FALSE, KINDS, LETTERS, TRUE
from assistant.training.material import Material
from assistant.training.own import BadItem, Contradicted
from assistant.types import Clause


def faults_of(error: BadItem | None) -> dict[str, str]:
    """By field, what is wrong."""
    found: dict[str, list[str]] = {}
    for fault in error.faults if error else ():
        found.setdefault(fault.field, []).append(fault.message)
    return {name: "；".join(dict.fromkeys(messages)) + "。" for name, messages in found.items()}


def edit_form(draft: Draft, path: str, back: str, error: BadItem | None) -> Markup:
    """Changes an item; what it rests on stays."""
    faults = faults_of(error)
    return element(
        "form",
        _notice(error),
        _question(draft, faults),
        *_answer(draft, faults),
        *_rest(draft),
        _end("保存", back),
        method="post",
        action=path,
        class_="paper writing",
    )


def own_form(
    draft: Draft, clause: Clause, material: Material, path: str, error: BadItem | None
) -> Markup:
    """Writes an item on a clause."""
    faults = faults_of(error)
    kinds = {kind: KINDS[kind] for kind in OWN_KINDS}
    text = material.documents[clause.document].text[clause.start : clause.end]
    back = f"{path}?document={clause.document}"
    return element(
        "form",
        element("input", attributes={"type": "hidden", "name": "clause", "value": clause.id}),
        _notice(error),
        element(
            "section",
            element("h2", "1　选一句原文"),
            element("p", "在下面选中文字，再按“作引文”；也可以自己抄，要一字不差。", class_="hint"),
            element("p", text, id="clause-text", class_="words"),
            element("p", element("button", "作引文", type="button", id="take", hidden="")),
            field("quote", "引文", lines("quote", draft.quote, fault=faults.get("quotes", "")),
                  fault=faults.get("quotes", "")),
            class_="paper",
        ),
        element(
            "section",
            element("h2", "2　出题"),
            choices("kind", "题型", kinds, (draft.kind,), one=True),
            _question(draft, faults),
            element("p", element("button", "把选中的字挖空", type="button", id="dig", hidden=""),
                    class_="for-fill"),
            element("div", _options(draft, faults), class_="for-options"),
            element("div", _truth(draft, faults), class_="for-judge"),
            element("div", _blank(draft, faults), class_="for-fill"),
            *_rest(draft),
            _end("加进这套题", back),
            class_="paper",
        ),
        method="post",
        action=path,
        class_="writing own",
        data_lead=draft.question,
    )  # fmt: skip


def _notice(error: BadItem | None) -> Part:
    """What is wrong; where the clauses say otherwise, a box that keeps the item all the same."""
    if isinstance(error, Contradicted):
        found = dict.fromkeys(fault.message for fault in error.faults)
        return alert(
            element("p", element("strong", "与所依据的条款不符，还没有保存。")),
            element("ul", *(element("li", f"{message}。") for message in found)),
            element("p", "请改正；确实要这样用，勾上下面这一项再保存，查出的情况会留在题里。"),
            choice("confirmed", error.item.id, "与所依据的条款不符，仍要保存", is_chosen=False),
        )
    return alert(element("p", "还不能用，请看下面标出的地方。")) if error else ""


def _question(draft: Draft, faults: Mapping[str, str]) -> Markup:
    fault = faults.get("question", "")
    return field(
        "question",
        "题目",
        lines("question", draft.question, rows=4, fault=fault),
        hint=f"第一行写问什么，第二行起写要问的那句话。填空的地方写{BLANK}。",
        fault=fault,
    )


def _answer(draft: Draft, faults: Mapping[str, str]) -> Iterator[Markup]:
    if draft.kind == "fill":
        yield _blank(draft, faults)
    elif draft.kind == "judge":
        yield _truth(draft, faults)
    elif draft.kind == "match":
        yield _matches(draft, faults)
        yield _options(draft, faults)
    else:
        yield _options(draft, faults)


def _options(draft: Draft, faults: Mapping[str, str]) -> Markup:
    told = " ".join(filter(None, (faults.get("options"), faults.get("keys"))))
    keyed = draft.kind != "match"
    rows = (
        element(
            "div",
            choice("key", letter, letter, is_chosen=letter in draft.keys)
            if keyed
            else element("b", letter),
            line(f"option-{letter}", text, most=1000, aria_label=f"选项 {letter}"),
            class_="option",
        )
        for letter, text in draft.options.items()
    )
    return element(
        "fieldset",
        element("legend", "选项"),
        element("p", "对的打上勾；空着的不算。" if keyed else "空着的不算。", class_="hint"),
        *rows,
        element("p", told, class_="fault") if told else "",
        id="options",
    )


def _matches(draft: Draft, faults: Mapping[str, str]) -> Markup:
    told = " ".join(filter(None, (faults.get("left"), faults.get("keys"))))
    letters = {"": "选", **{letter: letter for letter in LETTERS[: len(draft.options)]}}
    keys = dict(enumerate(draft.keys, start=1))
    rows = (
        element(
            "div",
            line(f"left-{n}", words, most=1000, aria_label=f"左边第 {n} 项"),
            select(f"match-{n}", letters, keys.get(n, ""), aria_label=f"第 {n} 项的答案"),
            class_="option",
        )
        for n, words in enumerate(draft.left, start=1)
    )
    return element(
        "fieldset",
        element("legend", "左边各项和答案"),
        *rows,
        element("p", told, class_="fault") if told else "",
    )


def _truth(draft: Draft, faults: Mapping[str, str]) -> Markup:
    told = faults.get("keys", "")
    shown = choices("truth", "这个说法", {TRUE: "对", FALSE: "错"}, draft.keys, one=True)
    return joined((shown, element("p", told, class_="fault") if told else ""))


def _blank(draft: Draft, faults: Mapping[str, str]) -> Markup:
    told = faults.get("keys", "")
    key = draft.keys[0] if draft.kind == "fill" and draft.keys else ""
    return field("blank", "空里应填", line("blank", key, fault=told), fault=told)


def _rest(draft: Draft) -> Iterator[Markup]:
    yield element(
        "details",
        element("summary", "难度、专题、说明"),
        choices("difficulty", "难度", DIFFICULTIES, (draft.difficulty,), one=True),
        field(
            "topic", "专题", line("topic", draft.topic), hint="成绩按专题汇总；不写就用条款的标题"
        ),
        field(
            "remark", "说明", lines("remark", draft.remark, rows=2), hint="答完以后给人看的一句话"
        ),
    )


def _end(words: str, back: str) -> Markup:
    return element(
        "p",
        element("button", words, type="submit", class_="accent"),
        element("a", "取消", href=back, class_="button"),
        class_="acts",
    )
