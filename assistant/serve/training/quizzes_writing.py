"""The forms in which a trainer writes an item: one that is there, or one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from markupsafe import Markup

from assistant.serve.page.html import element, joined
from assistant.serve.training.fields import choice, choices, field, line, lines, select
from assistant.serve.training.quizzes_draft import OWN_KINDS, Draft
from assistant.serve.training.quizzes_faults import faults_of, notice
from assistant.text.sentences import sentences
from assistant.training.items import BLANK, DIFFICULTIES, FALSE, KINDS, LETTERS, TRUE
from assistant.training.material import Material
from assistant.training.own import BadItem
from assistant.types import Clause


def edit_form(
    draft: Draft, grounds: Iterable[Markup], path: str, back: str, error: BadItem | None
) -> Markup:
    """Changes an item; the ``grounds`` that it rests on stay."""
    faults = faults_of(error)
    gone = element(
        "p", f"{faults['quotes']}原文变了，这道题改不了：请换一道，或者去掉。", class_="fault"
    ) if "quotes" in faults else ""  # fmt: skip
    return element(
        "form",
        notice(error, draft),
        element(
            "section",
            element("h2", "所依据的条款"),
            gone,
            *grounds,
            id="quote",
            class_="paper",
            tabindex="-1",
        ),
        element(
            "section",
            _question(draft, faults, fills=draft.kind == "fill"),
            *_answer(draft, faults),
            *_rest(draft),
            _end("保存", back),
            class_="paper",
        ),
        method="post",
        action=path,
        class_="writing",
        novalidate="",
    )


def own_form(
    draft: Draft, clause: Clause, material: Material, path: str, error: BadItem | None, lead: str
) -> Markup:
    """Writes an item on a clause; ``lead`` is how its question begins at first."""
    faults = faults_of(error)
    kinds = {kind: KINDS[kind] for kind in OWN_KINDS}
    text = material.documents[clause.document].text[clause.start : clause.end]
    back = f"{path}?document={clause.document}"
    return element(
        "form",
        element("input", attributes={"type": "hidden", "name": "clause", "value": clause.id}),
        notice(error, draft),
        element(
            "section",
            element("h2", "1　选一句原文"),
            element("p", "选中文字再按“作引文”，或按一句后面的“用整句”；也可以自己抄，要一字不差。",
                    class_="hint"),
            element("div", *_sentences(text, clause.label), id="clause-text", class_="words"),
            element("p", element("button", "作引文", type="button", id="take", hidden=""),
                    class_="taking"),
            field("quote", "引文", lines("quote", draft.quote, fault=faults.get("quotes", "")),
                  fault=faults.get("quotes", "")),
            class_="paper",
        ),
        element(
            "section",
            element("h2", "2　出题"),
            choices("kind", "题型", kinds, (draft.kind,), one=True),
            _question(draft, faults, fills=True),
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
        data_lead=lead,
        novalidate="",
    )  # fmt: skip


def _sentences(text: str, label: str) -> Iterator[Markup]:
    """The whole text after its ``label``, a row for each sentence, which can be taken as it
    stands."""
    start = len(label) if text.startswith(label) else 0
    if start:
        yield element("p", label, class_="soft")
    starts = [start for start, _ in sentences(text, start)]
    for number, (start, end) in enumerate(pairwise((*starts, len(text))), start=1):
        use = element(
            "button", "用整句", type="button", hidden="", aria_label=f"用整句：第 {number} 句"
        )
        yield element("div", element("span", text[start:end]), use, class_="sentence")


def _question(draft: Draft, faults: Mapping[str, str], *, fills: bool) -> Markup:
    fault = faults.get("question", "")
    blank = element("span", f"填空的地方写{BLANK}。", class_="for-fill") if fills else ""
    return field(
        "question",
        "题目",
        lines("question", draft.question, rows=4, fault=fault),
        hint=joined(("第一行写问什么，第二行起写要问的那句话。", blank)),
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
        tabindex="-1",
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
        id="matches",
        tabindex="-1",
    )


def _truth(draft: Draft, faults: Mapping[str, str]) -> Markup:
    told = faults.get("keys", "")
    shown = choices("truth", "这个说法", {TRUE: "对", FALSE: "错"}, draft.keys, one=True)
    fault = element("p", told, class_="fault") if told else ""
    return element("div", shown, fault, id="truths", tabindex="-1")


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
