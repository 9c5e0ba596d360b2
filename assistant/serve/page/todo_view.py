"""How what waits for someone is told: a question, its nearest clauses, the files of proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from assistant.access.backlog import OpenQuestion
from assistant.answer.extractive import nearest
from assistant.app import Assistant
from assistant.errors import YoujuError
from assistant.evaluate.cases import load_cases
from assistant.evaluate.proposals import Proposals
from assistant.evaluate.schema import KINDS, WRITTEN, kind_label
from assistant.retrieve.understand.thesaurus import read_thesaurus
from assistant.serve.moments import moment
from assistant.serve.page.html import element, joined
from assistant.types import Citation, QuestionKind

NOWHERE = "没有答案"
NAMELESS = "（意见里没有带上提问）"
_NEAREST = 6
_SHOWN = 60  # characters of a quote in a choice
_WITH_ANSWER: dict[QuestionKind, str] = {
    "figure": "figure",
    "list": "list",
    "who": "department",
    "what_is": "term",
    "compare": "compare",
    "other": "list",
}
WITHOUT_ANSWER = "near_miss"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause that may answer a question, as a choice for people."""

    clause: str
    document: str
    quote: str
    told: str
    facts: tuple[str, ...]
    kind: str


def kinds() -> list[tuple[str, str]]:
    """The kinds of question to choose from, as people read them and as they are written."""
    return [(kind_label(kind), kind) for kind in KINDS if kind not in WRITTEN]


def suggestions(
    assistant: Assistant, question: str, documents: Sequence[str] | None
) -> list[Suggestion]:
    """The clauses nearest to a question, best first, each with what a right answer would hold.

    Raises BadRequest.
    """
    answer = assistant.ask(question, documents=documents, mode="extractive")
    found = nearest(assistant.search(question, k=_NEAREST, documents=documents))
    kind = _WITH_ANSWER[answer.query.kind]
    return [_suggestion(assistant, item, kind) for item in found]


def _suggestion(assistant: Assistant, found: Citation, kind: str) -> Suggestion:
    clause = found.clause
    title = assistant.documents[clause.document].source.title
    short = found.quote if len(found.quote) <= _SHOWN else f"{found.quote[:_SHOWN]}……"
    return Suggestion(
        clause=clause.id,
        document=clause.document,
        quote=found.quote,
        told=f"《{title}》{clause.label}　{short}",
        facts=_facts(assistant, found),
        kind=kind,
    )


def _facts(assistant: Assistant, found: Citation) -> tuple[str, ...]:
    """The figures of a quote, or all of it where it has none."""
    written = (
        figure.written
        for figure in assistant.figures
        if figure.document == found.clause.document
        and found.start <= figure.start
        and figure.end <= found.end
    )
    return tuple(dict.fromkeys(written)) or (found.quote.strip(),)


def choice(item: OpenQuestion) -> tuple[str, str]:
    """A question as it is listed, and the question itself."""
    return f"{item.question or NAMELESS}（{_counted(item)}，{moment(item.last)}）", item.question


def told_of(item: OpenQuestion, reasons: Iterable[str], *, handled: bool) -> Markup:
    """A question with all that is known of it."""
    given = [element("li", reason) for reason in reasons]
    return element(
        "section",
        element("h3", item.question or NAMELESS),
        element("p", f"{_counted(item)}，最近一次 {moment(item.last)}", class_="faint"),
        joined((element("p", "说没用的理由："), element("ul", *given))) if given else "",
        element("p", "已经处理过。再有人问到，会回到待办里。", class_="faint") if handled else "",
    )


def nothing(*, handled: bool) -> Markup:
    """What is said where no question is listed."""
    return element("p", "还没有处理过的问题。" if handled else "没有待办的问题。")


def files(proposals: Proposals) -> Markup:
    """How many proposals there are, what becomes of them, and where they lie."""
    lines = (
        _file("评测题", proposals.questions, lambda path: len(load_cases(path))),
        _file("同义词", proposals.thesaurus, lambda path: len(read_thesaurus(path))),
    )
    return element(
        "section",
        element("h3", "已有的提议"),
        element("ul", *lines),
        element("p", "提议只是记下来，不会自己生效。请维护有据的人核对，认可的才加进去。"),
        element(
            "details",
            element("summary", "给维护的人：存在哪里，怎样生效"),
            element("p", "在有据存放资料的文件夹（YOUJU_HOME）里："),
            element(
                "ul", _lies("评测题", proposals.questions), _lies("同义词", proposals.thesaurus)
            ),
            element("p", "把认可的抄进正式的题目、词表文件，再重新评测或更新索引。"),
        ),
    )


def _lies(name: str, path: Path) -> Markup:
    return element("li", f"{name}：", element("code", f"{path.parent.name}/{path.name}"))


def _file(name: str, path: Path, count: Callable[[Path], int]) -> Markup:
    if not path.exists():
        return element("li", f"{name}：还没有")
    try:
        return element("li", f"{name}：{count(path)} 条")
    except YoujuError as error:
        return element("li", f"{name}：", element("span", error.message, class_="wrong"))


def _counted(item: OpenQuestion) -> str:
    parts = (("没找到", item.unanswered), ("说没用", item.unhelpful))
    return "，".join(f"{said} {count} 次" for said, count in parts if count)
