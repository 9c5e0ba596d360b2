"""How a report of the evaluation is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from assistant.evaluate.cases import Case
from assistant.evaluate.compare import Comparison, Pair, comparison_table
from assistant.evaluate.measures import ANSWERS, DECLINED, FALSE_REFUSAL, PASSED
from assistant.evaluate.plots import Plot, kinds, recall
from assistant.evaluate.report import (
    answer_table,
    heading,
    kind_table,
    long,
    retrieval_table,
)
from assistant.evaluate.schema import kind_label
from assistant.evaluate.stored import Failed, Stored, wanted
from assistant.evaluate.summary import Share, percent
from assistant.evaluate.table import Table
from assistant.serve.evaluating import Progress
from assistant.serve.page.html import Part, element, joined

_WRONG = next(measure for measure in ANSWERS if measure.key == "forbidden")
_FIRST = {
    PASSED: "答对，或没有就说没有",
    _WRONG: "给出错的数（越低越好）",
    FALSE_REFUSAL: "有答案却说没有（越低越好）",
    DECLINED: "没有答案的，说了没有",
}
_INTERVAL = "方括号里是可信的范围：换一批同样的题再评，结果有 95% 的把握落在里面。"
_NARROW = 2  # columns that a phone has room for
_SPLITS = {"dev": "调试题", "test": "检验题"}


def drawn(
    stored: Stored,
    made: str,
    comparison: Comparison | None,
    cases: Sequence[Case],
    more: Iterable[Plot | None] = (),
) -> Markup:
    """The whole report; ``made`` says when it was made and on which index, ``cases`` are the
    questions as they are now, ``more`` plots besides its own."""
    splits = {_SPLITS.get(name, name): found for name, found in stored.splits.items()}
    drawings = (kinds(stored.kinds.items()), recall(stored.overall), *more)
    return joined(
        (
            _head(stored, made),
            _compared(comparison) if comparison else "",
            _part("回答", _grid("回答", answer_table({"全部": stored.overall, **splits}))),
            _part(
                "按题型",
                _faint("检索与对照两列：依据在前 5 条且 2600 字以内的题。"),
                _grid("按题型", kind_table(stored.kinds.items(), stored.overall)),
            ),
            _part(
                "检索",
                _faint("全部依据都在其中的题。"),
                _grid("检索", retrieval_table(stored.overall)),
            ),
            _part("图", _plots(plot for plot in drawings if plot)),
            _failures(stored.failed, cases),
            _part("怎样评的", *map(_faint, heading(stored.overall, len(stored.failed), made)[1:])),
        )
    )


def progressing(progress: Progress) -> Markup:
    """How far an evaluation has come, or why it failed; nothing where there is none."""
    if progress.state == "running":
        done = f"{progress.share:.0%}"
        return element(
            "div",
            element("p", f"正在评测，已做 {done}。可以照常使用，做完会显示新的结果。"),
            element(
                "progress", done, value=f"{progress.share:.2f}", max="1", aria_label="评测进度"
            ),
            role="status",
        )
    if progress.state == "failed":
        return element("p", progress.message, role="alert", class_="wrong")
    if progress.state == "done":
        return element("p", "评测做完了，下面是新的结果。", role="status")
    return Markup()


def missing(own: str) -> Markup:
    """What is said where there are no questions and no report."""
    return joined(
        (
            element("p", "这里没有评测题，也没有评测结果。"),
            element("p", "可以先在“待办”里把问题加成提议，再请维护有据的人放进来。"),
            _details(
                "给维护的人：评测题放在哪里",
                element(
                    "p",
                    "评测题随代码一起提供，不在安装包里。请把代码里的 eval/questions.toml，"
                    "或者照它的写法为自己的资料写的题，放到有据存放资料的文件夹（YOUJU_HOME）里：",
                ),
                element("p", element("code", own)),
            ),
        )
    )


def _head(stored: Stored, made: str) -> Markup:
    """What people want to know first: how much is right, wrong, and left unanswered."""
    overall = stored.overall
    cards = (_card(said, overall.answers[measure.key]) for measure, said in _FIRST.items())
    count, *_ = heading(overall, len(stored.failed), made)
    lines = (f"{count}。{made.partition('，')[0]}。", _INTERVAL)
    return joined((element("div", *cards, class_="tiles"), *map(_faint, lines)))


def _card(said: str, share: Share) -> Markup:
    value = percent(share)
    detail = long(share).replace(f"{value} ", "")
    return element(
        "div",
        element("span", said),
        element("b", value),
        element("small", detail),
        class_="tile",
    )


def _compared(comparison: Comparison) -> Markup:
    return _section(
        "与上次相比",
        _grid("与上次相比", comparison_table(comparison)),
        _faint("带 * 的相差不是抽题的偶然（配对自助法，一万次，95%）。"),
        _changed("新做对", comparison.gained),
        _changed("新做错", comparison.lost),
        *(
            _faint(f"{title} {len(names)} 道。")
            for title, names in (
                ("新增的题", comparison.added),
                ("去掉的题", comparison.removed),
                ("改过、没有比较的题", comparison.rewritten),
            )
            if names
        ),
    )


def _changed(title: str, pairs: Sequence[Pair]) -> Markup:
    if not pairs:
        return element("p", f"{title} 0 题")
    items = (
        element("li", f"{pair.after.id}〔{kind_label(pair.after.kind)}〕{pair.after.question}")
        for pair in pairs
    )
    return _details(f"{title} {len(pairs)} 题", element("ul", *items))


def _plots(plots: Iterable[Plot]) -> Markup:
    figures = (
        element(
            "figure",
            element("figcaption", element("h4", plot.title), _faint(plot.caption)),
            Markup(plot.svg),  # noqa: S704 - written by ElementTree, which escapes
        )
        for plot in plots
    )
    return element("div", *figures, class_="plots")


def _failures(failed: Sequence[Failed], cases: Sequence[Case]) -> Markup:
    """Failing questions by kind, in the order of the file."""
    groups: dict[str, list[Markup]] = {}
    for item, case in wanted(failed, cases):
        groups.setdefault(kind_label(item.kind), []).append(_failure(item, case))
    listed = (_details(f"{kind}（{len(items)} 题）", *items) for kind, items in groups.items())
    return _part(f"有不足的题（{len(failed)}）", *(listed if groups else [element("p", "没有。")]))


def _failure(item: Failed, case: Case | None) -> Markup:
    head = joined(
        (
            element("span", f"{item.id}　{item.question}"),
            element("span", "；".join(item.why), class_="because"),
        )
    )
    quotes = (_quote(text, clause) for clause, text in item.cited)
    return _details(
        head,
        *(element("p", f"前文：{turn}") for turn in item.history),
        element("h5", "应有的"),
        *_expected(case),
        element("h5", "回答"),
        element("p", item.answer or "（没有回答）", class_="text"),
        *quotes,
        element("h5", "检索到的前几条"),
        element("ol", *(element("li", name) for name in item.found)),
    )


def _expected(case: Case | None) -> Iterator[Markup]:
    if case is None:
        yield _faint("这道题后来改过或去掉了，看不到当时应有的。")
    elif not case.answerable:
        yield element("p", "资料里没有答案，应当说没有找到。")
    else:
        yield element("ul", *(element("li", " / ".join(group)) for group in case.expect))
        for evidence in case.evidence:
            yield _quote(evidence.quote, evidence.document)
    if case and case.forbid:
        yield element("p", f"不得出现：{'、'.join(case.forbid)}")


def _quote(text: str, source: str) -> Markup:
    return element("blockquote", text, element("footer", source))


def _section(title: str, *parts: Part) -> Markup:
    return element("section", element("h3", title), *parts)


def _part(title: str, *parts: Part) -> Markup:
    """A section that is opened by who wants it."""
    inside = element("div", *parts, class_="inside")
    return element("details", element("summary", title), inside, class_="part")


def _details(head: Part, *parts: Part) -> Markup:
    return element("details", element("summary", head), element("div", *parts, class_="inside"))


def _faint(text: str) -> Markup:
    return element("p", text, class_="faint")


def _grid(title: str, table: Table) -> Markup:
    """A table that is moved sideways inside its frame where it is too wide."""
    head = (element("th", cell, scope="col") for cell in table.header)
    rows = (
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", cell) for cell in row[1:]),
        )
        for row in table.rows
    )
    whole = element("table", element("thead", element("tr", *head)), element("tbody", *rows))
    frame = element("div", whole, class_="sideways", tabindex="0", role="region", aria_label=title)
    is_wide = len(table.header) > _NARROW
    hint = element("p", "左右滑动看全部", class_="faint swipe") if is_wide else ""
    return joined((hint, frame))
