"""The results of a session as a page for its trainer."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.serve.training import live_parts as parts
from assistant.serve.training.live_steps import downloads, path_of
from assistant.serve.training.results_people import people
from assistant.training.live.results import Group, Results
from assistant.training.live.tallies import Tally


def drawn(found: Results) -> Markup:
    """The page itself."""
    session = found.session
    return element(
        "main",
        element(
            "div",
            element("h1", f"{session.title}：成绩"),
            element(
                "p",
                element("span", parts.PHASES[session.phase], class_="tag"),
                element("span", f"{found.joined} 人参加"),
                element("span", parts.of_items(len(found.tallies), session.items)),
                parts.of_all(found.share) if found.asked else "",
                class_="soft facts",
            ),
            element(
                "p",
                *downloads(session),
                element("a", "名单", href=f"{path_of(session)}/people", class_="button"),
                element("a", "回到控制台", href=path_of(session), class_="button"),
                class_="steps-row",
            ),
            class_="top",
        ),
        _section("请重读这些条款", _reread(found)),
        _section("按人", people(found)),
        _section("按题", _items(found.tallies, session.items)),
        _section("按专题", _groups("专题", found.topics)),
        _section("按文件", _groups("文件", found.documents)),
        id="live",
        class_="live results",
    )


def _section(name: str, content: Markup) -> Markup:
    return element("section", element("h2", name), content, class_="card")


def _reread(found: Results) -> Markup:
    if not found.reread:
        return element(
            "p", "没有错得多的题。" if found.answers else "还没有人作答。", class_="soft"
        )
    return parts.reread(found.reread, counts=True)


def _items(tallies: Iterable[Tally], count: int) -> Markup:
    rows = [
        element(
            "li",
            element(
                "details",
                parts.heading(tally.question.item, tally.position + 1, parts.share(tally)),
                parts.stem(tally.question.item, tally.position + 1, count),
                parts.bars(tally.choices, tally.answered, with_key=True),
                "" if tally.pairs else parts.key(tally.question.item),
                parts.clauses(tally.question, tally.doubtful),
            ),
        )
        for tally in tallies
    ]
    return element("ol", *rows, class_="items") if rows else element("p", "还没有出题。")


def _groups(name: str, groups: Iterable[Group]) -> Markup:
    rows = (
        (
            group.name,
            str(group.items),
            f"{group.answered} / {group.asked}",
            str(group.right),
            f"{group.share:.0%}" if group.asked else "",
        )
        for group in groups
    )
    return _table((name, "题数", "交了", "答对", "比例"), rows, "还没有出题。")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], empty: str) -> Markup:
    body: list[Part] = [element("tr", *map(_cell, row)) for row in rows]
    if not body:
        return element("p", empty, class_="soft")
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", *(element("th", name, scope="col") for name in head))),
            element("tbody", *body),
        ),
        class_="wide-table",
        tabindex="0",
        role="region",
        aria_label=head[0],
    )


def _cell(told: str) -> Markup:
    return element("td", told, class_="figure" if told[:1].isdigit() else None)
