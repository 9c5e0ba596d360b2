"""One document as it is drawn: what is known of it, its clauses, what cleaning took out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from assistant.corrections import Made, made_in
from assistant.ingest.clauses import split
from assistant.originals import Original
from assistant.serve.page.acts import act
from assistant.serve.page.html import Part, element, joined
from assistant.serve.page.library_list import ACTS, to_a_quiz
from assistant.types import Clause, CleaningReport, SetAside, Source
from assistant.wording import REASONS, STALE, STATUS, described, line_range, opening

_DEEPEST = 6  # steps to the right
_NOTHING = "—"


def facts(source: Source, clauses: int, *, answers: bool) -> Markup:
    """What is known of a document; items can be made of one that the index ``answers`` from."""
    known = {
        "发文机关": source.issuer,
        "文号": source.number,
        "地区": source.region,
        "成文日期": source.issued,
        "施行日期": source.effective,
        "失效日期": source.expires,
        "状态": STATUS.get(source.status),
        "条数": str(clauses),
    }
    asked_for = {"发文机关", "文号", "地区", "成文日期"}
    told = {name: value or _NOTHING for name, value in known.items() if value or name in asked_for}
    programs = {"文件名": source.file, "编号": source.id}
    return joined(
        (
            element("h2", source.title),
            element("p", to_a_quiz(source.id), class_="to-a-quiz") if answers else "",
            _listed(told),
            element(
                "details",
                element("summary", "文件名和编号"),
                element("p", "编号由标题的拼音而来，接口和命令行用它指这份文件。", class_="faint"),
                _listed(programs),
            ),
        )
    )


def _listed(known: Mapping[str, str]) -> Markup:
    told = (
        element("div", element("dt", name), element("dd", value)) for name, value in known.items()
    )
    return element("dl", *told)


def tree(original: Original) -> tuple[Markup, int]:
    """The clauses under their headings, each of which opens, and how many they are."""
    clauses = split(original.clean())
    return element("ul", *map(_node, clauses), class_="tree"), len(clauses)


def cleaning(original: Original) -> Markup:
    """What cleaning took out and people corrected, each with a way back."""
    report, made = original.clean().report, made_in(original)
    asides = [_aside(aside) for aside in report.set_aside]
    corrections = [_correction(each) for each in made]
    return joined(
        (
            element("h3", f"清理时移出的内容（{len(asides)}）"),
            element("p", _amount(report), class_="faint"),
            element("ul", *asides, class_="spans") if asides else _none("没有移出什么。"),
            element("h3", f"人工更正（{len(corrections)}）"),
            element("ul", *corrections, class_="spans") if corrections else _none("还没有。"),
        )
    )


def numbered(original: Original) -> Markup:
    """The lines of the raw file with their numbers; those that were taken out are marked."""
    gone = set(_gone(original.clean().report.set_aside))
    rows = (
        element(
            "li",
            line or " ",
            value=str(number),
            class_="gone" if number in gone else None,
        )
        for number, line in original.numbered()
    )
    return element(
        "details",
        element("summary", "看原文件的行号"),
        element("ol", *rows, class_="lines", tabindex="0", role="group", aria_label="原文件的各行"),
    )


def _node(clause: Clause) -> Markup:
    depth = min(max(len(clause.path) - 1, 0), _DEEPEST)
    if clause.heading:
        words = clause.path[-1] if clause.path else clause.text
        return element("li", element("p", words, class_="head"), class_=f"depth-{depth}")
    label = element("span", clause.label, class_="label")
    short = element("span", opening(clause.text), class_="opening")
    held = element(
        "details",
        element("summary", label, short),
        element("p", " › ".join(clause.path), class_="faint") if clause.path else "",
        element("p", clause.text, class_="text"),
        *_departments(clause),
    )
    return element("li", held, class_=f"depth-{depth}")


def _departments(clause: Clause) -> Iterator[Markup]:
    if clause.departments:
        yield element("p", f"归口部门：{'、'.join(clause.departments)}", class_="faint")


def _aside(aside: SetAside) -> Markup:
    reason = REASONS.get(aside.reason, aside.reason)
    place = f"{line_range(aside.line, aside.last_line)}，{aside.end - aside.start} 字"
    if aside.text is None:
        words: Part = element("p", "不显示原字，也不能放回。要看的请打开原文件。", class_="faint")
        return _span(reason, place, words, "")
    label = f"放回{line_range(aside.line, aside.last_line)}：{reason}"
    button = act(ACTS, "keep", aside.reference, "放回", label=label)
    return _span(reason, place, _words(aside.text), button)


def _correction(made: Made) -> Markup:
    place = line_range(*made.lines) if made.lines else STALE
    label = f"撤销：{described(made.override)}"
    button = act(ACTS, "undo", made.override.reference, "撤销", label=label)
    deed, _, _ = described(made.override).partition("：")
    return _span(deed, place, _words(made.override.quote), button)


def _span(reason: str, place: str, words: Part, button: Part) -> Markup:
    head = element("p", element("strong", reason), " ", element("span", place, class_="faint"))
    return element("li", element("div", head, words), button)


def _words(text: str) -> Markup:
    short, whole = opening(text), element("blockquote", text.strip())
    if short == text.strip():
        return whole
    return element("details", element("summary", short), whole)


def _amount(report: CleaningReport) -> str:
    joined_up = f"；接好断开的句子 {len(report.joined)} 处" if report.joined else ""
    return f"原文件 {report.raw_characters} 字，保留 {report.kept_characters} 字{joined_up}。"


def _gone(asides: Iterable[SetAside]) -> Iterator[int]:
    for aside in asides:
        yield from range(aside.line, aside.last_line + 1)


def _none(text: str) -> Markup:
    return element("p", text, class_="faint")
