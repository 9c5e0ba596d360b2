"""A conversation as it is drawn: questions, answers, the cards of what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.app import LONGEST_QUESTION
from assistant.serve.page.cards import cards
from assistant.serve.page.copying import copied
from assistant.serve.page.html import Part, element, joined
from assistant.serve.page.values import values_table
from assistant.types import Answer, Citation, Document, Figure, Sentence
from assistant.wording import readings

_MARK = re.compile(r"\[(\d+)\]")
_RULE = re.compile(r"\|[\s:|-]+\|?")
REASONS = ("答错了", "没答到点上", "依据不对", "太长或太乱", "资料里有，却没找到")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer was asked for with, for a link that asks the same; ``follows`` where it
    went on from what was asked before."""

    regions: Sequence[str] = ()
    documents: Sequence[str] = ()
    follows: bool = field(default=False, compare=False)


def answered(
    answer: Answer,
    documents: Mapping[str, Document],
    figures: Iterable[Figure],
    asked: Asked,
    others: Sequence[str] = (),
    remark: Part = "",
) -> Markup:
    """An answer. ``figures`` are those of the ledger, ``others`` questions that have an answer,
    ``remark`` is said before it."""
    name = f"a{answer.id[:10]}"
    cited = answer.citations or answer.nearest
    parts: Iterable[Part] = (
        remark,
        _understood(answer),
        _sought(answer),
        element("div", _body(answer.answer, cited, name), class_="answer"),
        values_table(answer, figures),
        *(element("p", note.text, class_="note") for note in answer.notes),
        _actions(answer, documents, asked),
        _others(others),
        cards(answer, cited, documents, name),
    )
    return joined(parts)


def turn(question: str, *parts: Part) -> Markup:
    """A question with what stands below it."""
    asked = element("h2", element("span", "问：", class_="hidden"), question, class_="asked")
    return element("section", asked, *parts, class_="turn")


def remark(text: str, again: str = "", title: str | None = None) -> Part:
    """What is said before an answer, with a button that asks anew; ``title`` tells more."""
    if not text:
        return ""
    button = element("button", "重新问", type="button", class_="chip", data_ask=again)
    parts = (element("span", text), button if again else "")
    return element("p", *parts, class_="remark", role="status", title=title)


def understood(answer: Answer, *, follows: bool) -> str:
    """What was asked, as it stands without the questions before."""
    return (answer.query.resolved if follows else "") or answer.question


def writing(question: str, sentences: Sequence[Sentence]) -> Markup:
    """A turn that is still being answered, as far as its sentences hold."""
    told = [element("p", _MARK.sub("", sentence.text)) for sentence in sentences]
    waiting = element("p", "正在写，每一句核对过才显示……", class_="waiting", role="status")
    return turn(question, element("div", *told, class_="answer"), waiting)


def welcome(examples: Sequence[str], count: int, told_first: str = "") -> Markup:
    """What stands there before anything was asked."""
    told = f"从 {count} 份文件里回答，每句话都附上条款原文；资料里没有的，就说没有。"
    return element(
        "section",
        remark(told_first),
        element("h2", "想问什么？", class_="question"),
        element("p", told),
        element("h3", "可以这样问") if examples else "",
        _chips(examples),
        class_="welcome",
    )


def _understood(answer: Answer) -> Part:
    told = "；".join(readings(answer.query))
    return element("p", f"理解为：{told}", class_="understood") if told else ""


def _sought(answer: Answer) -> Part:
    if answer.status == "answered" or not answer.query.topic:
        return ""
    return element("p", f"找的是：{answer.query.topic}", class_="understood")


def _body(text: str, cited: Sequence[Citation], name: str) -> Markup:
    numbers = {citation.number for citation in cited}
    lines, parts = text.split("\n"), list[Markup]()
    rows = [line for line in lines if line.startswith("|")]
    for line in lines:
        if not line.startswith("|"):
            parts.append(element("p", _marked(line, numbers, name)))
        elif line is rows[0]:
            parts.append(_grid(rows, numbers, name))
    return joined(parts)


def _grid(rows: Sequence[str], numbers: set[int | None], name: str) -> Markup:
    cells = [
        [cell.strip() for cell in row.strip().strip("|").split("|")]
        for row in rows
        if not _RULE.fullmatch(row.strip())
    ]
    head, *body = ([_marked(cell, numbers, name) for cell in row] for row in cells)
    told = [element("tr", *(element("td", cell) for cell in row)) for row in body]
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", *(element("th", cell, scope="col") for cell in head))),
            element("tbody", *told),
        ),
        class_="wide",
        tabindex="0",
        role="group",
        aria_label="表格，可以左右滑动",
    )


def _marked(line: str, numbers: set[int | None], name: str) -> Markup:
    """A line whose marks lead to their cards."""

    def told(at: int, part: str) -> Part:
        if at % 2 == 0:
            return part
        return _mark(int(part), name) if int(part) in numbers else f"[{part}]"

    return joined(told(at, part) for at, part in enumerate(_MARK.split(line)))


def _mark(number: int, name: str) -> Markup:
    return element(
        "button",
        element("span", str(number)),
        type="button",
        class_="mark",
        data_cite=f"{name}-{number}",
        aria_label=f"依据 {number}，看原文",
    )


def _others(others: Sequence[str]) -> Part:
    if not others:
        return ""
    return joined((element("h3", "换个问法，这些资料里有"), _chips(others)))


def _chips(questions: Sequence[str]) -> Part:
    if not questions:
        return ""
    chips = (
        element("li", element("button", q, type="button", class_="chip", data_ask=q))
        for q in questions
    )
    return element("ul", *chips, class_="chips")


def _actions(answer: Answer, documents: Mapping[str, Document], asked: Asked) -> Markup:
    reasons = (
        element("button", reason, type="button", class_="chip", data_reason=reason)
        for reason in REASONS
    )
    field = f"why-{answer.id[:10]}"
    why = element(
        "div",
        element("p", "哪里不好？", id=f"{field}-head"),
        element("div", *reasons, class_="chips", role="group", aria_labelledby=f"{field}-head"),
        element("label", "还想说的（可以不写）", for_=field),
        element("textarea", id=field, rows="2", maxlength="2000"),
        element("button", "送出", type="button", class_="send", data_do="send"),
        class_="why",
        hidden="hidden",
    )
    return element(
        "div",
        _action("复制", "copy"),
        _action("复制链接", "link"),
        _action("有用", "helpful", pressed="false"),
        _action("没用", "unhelpful", pressed="false"),
        *_papers(answer, asked),
        element("span", class_="said", role="status"),
        why,
        class_="actions",
        data_answer=answer.id,
        data_question=understood(answer, follows=asked.follows)[:LONGEST_QUESTION],
        data_version=answer.index_version,
        data_clauses="\n".join(citation.clause.id for citation in answer.citations),
        data_copy=copied(answer, documents, understood(answer, follows=asked.follows)),
        data_link=f"/?{link(answer, asked)}",
    )


def _papers(answer: Answer, asked: Asked) -> Iterator[Markup]:
    """Links to the answer on paper."""
    for form, name in (("pdf", "PDF"), ("docx", "Word")):
        yield element(
            "a",
            f"依据单 {name}",
            href=f"/v1/papers/answer?{urlencode({**_given(answer, asked), 'format': form})}",
            class_="plain",
            download="",
        )


def _action(label: str, deed: str, pressed: str | None = None) -> Markup:
    return element(
        "button", label, type="button", class_="plain", data_do=deed, aria_pressed=pressed
    )


def link(answer: Answer, asked: Asked) -> str:
    """The query of an address that asks the same again, and says of which index this was and
    which documents it rested on."""
    on = dict.fromkeys(citation.clause.document for citation in answer.citations)
    then = {"index": answer.index_version, **({"on": ",".join(on)} if on else {})}
    return urlencode({**_given(answer, asked), **then})


def _given(answer: Answer, asked: Asked) -> Mapping[str, str]:
    given = {
        "q": answer.query.resolved or answer.question,
        "regions": ",".join(asked.regions),
        "documents": ",".join(asked.documents),
    }
    return {name: value for name, value in given.items() if value}
