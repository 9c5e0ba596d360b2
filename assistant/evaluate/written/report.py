"""The report on cases with gold answers: tables for people, numbers for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluate.report import long, short
from assistant.evaluate.schema import KINDS, SPLITS, kind_label
from assistant.evaluate.summary import Share
from assistant.evaluate.table import Table, item
from assistant.evaluate.written.numbers import GROUPS, MEASURES, Numbers, Seconds, missing, numbers
from assistant.evaluate.written.opening import Setting
from assistant.evaluate.written.outcome import Row
from assistant.evaluate.written.resampling import Estimate, relative_fall
from assistant.evaluate.written.ways import LABELS, WRITTEN

_WORST = 20
_NOTHING = "—"
ByWay = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of each way, of the same cases in the same order."""

    setting: Setting
    rows: ByWay

    @property
    def cases(self) -> int:
        """How many cases every way has a row of."""
        return len(next(iter(self.rows.values()), ()))


def as_text(report: Report) -> str:
    """Tables for the terminal."""
    blocks = [f"{title}\n{table.as_text()}" for title, table in tables(report.rows)]
    return "\n\n".join(("\n".join(head(report)), *blocks))


def as_markdown(report: Report) -> str:
    """The same tables, then where written answers miss most."""
    lines = "\n".join(f"- {line}" for line in head(report))
    blocks = [f"## {title}\n\n{table.as_markdown()}" for title, table in tables(report.rows)]
    listed = "\n".join(item(_misses(row)) for row in worst(report.rows)) or "无"
    blocks.append(f"## {LABELS[WRITTEN]}：缺得最多的题\n\n{listed}")
    return "\n\n".join(("# 写出的回答", lines, *blocks)) + "\n"


def head(report: Report) -> Iterator[str]:
    """What was measured, on what, and how much less is missing where a model writes."""
    setting = report.setting
    yield f"{report.cases} 题（要做的 {setting.planned} 题里，各种做法都做完的）"
    yield (
        f"语言模型 {setting.model}（每题限 {setting.timeout:g} 秒），"
        f"向量模型 {setting.encoder}，索引 {setting.index_version}"
    )
    for way, fall in falls(report.rows).items():
        yield f"缺的事实，{LABELS[WRITTEN]}比{LABELS[way]}少：{_estimate(fall)}"


def tables(rows: ByWay) -> Iterator[tuple[str, Table]]:
    """Title and table: by way, then what is missing and what is right by kind and by split."""
    found = {way: numbers(of_way) for way, of_way in rows.items()}
    header = ["项目", *(LABELS[way] for way in found)]
    yield "各种做法", Table(header, [[n, *map(c, found.values())] for n, c in _LINES])
    yield "按题型", _parts(by(rows, "kind", KINDS), list(rows), kind_label)
    yield "按调试与检验", _parts(by(rows, "split", SPLITS), list(rows), str)


def falls(rows: ByWay) -> dict[str, Estimate]:
    """By way, how much of what it misses is not missing where a model writes."""
    if WRITTEN not in rows:
        return {}
    after = [count for row in rows[WRITTEN] if (count := missing(row))]
    return {
        way: relative_fall([count for row in of_way if (count := missing(row))], after)
        for way, of_way in rows.items()
        if way != WRITTEN
    }


def worst(rows: ByWay) -> list[Row]:
    """The rows of the writer that miss most, the worst first."""
    lost = [row for row in rows.get(WRITTEN, ()) if row.answerable and row.missing]
    return sorted(lost, key=lambda row: (-len(row.missing), row.key.id))[:_WORST]


def _misses(row: Row) -> list[str]:
    head = f"`{row.key.id}`（{kind_label(row.kind)}，缺 {len(row.missing)}/{row.facts}）"
    return [head + ("：拒答" if row.declined else ""), *("／".join(g) for g in row.missing)]


def by(rows: ByWay, name: str, known: Sequence[str] | Mapping[str, str]) -> list[tuple[str, ByWay]]:
    """The rows of each kind or split that occurs, in the order of the ``known`` ones."""
    found = {getattr(row, name) for of_way in rows.values() for row in of_way}
    return [
        (
            each,
            {way: [r for r in of_way if getattr(r, name) == each] for way, of_way in rows.items()},
        )
        for each in known
        if each in found
    ]


def _parts(
    parts: Sequence[tuple[str, ByWay]], ways: Sequence[str], label: Callable[[str], str]
) -> Table:
    lines = []
    for name, rows in parts:
        found = [numbers(rows[way]) for way in ways]
        lost = [_percent(each.missing) for each in found]
        right = [short(each.shares["correct"]) for each in found]
        lines.append([label(name), str(found[0].cases), *lost, *right])
    names = [LABELS[way] for way in ways]
    header = ["", "题数", *(f"缺的事实：{n}" for n in names), *(f"全部正确：{n}" for n in names)]
    return Table(header, lines)


def _percent(share: Share) -> str:
    return _NOTHING if share.value is None else f"{short(share)} {share.value:.1%}"


def _estimate(found: Estimate) -> str:
    if found.value is None or found.low is None or found.high is None:
        return _NOTHING
    return f"{found.value:.1%} [{found.low:.1%}–{found.high:.1%}]"


def _missing(found: Numbers) -> str:
    return f"{short(found.missing)} {_estimate(found.missing_interval)}"


def _seconds(found: Seconds) -> str:
    if found.p50 is None or found.p90 is None:
        return _NOTHING
    return f"{found.p50:.1f}／{found.p90:.1f}（{found.n} 题）"


def _listed(counts: Mapping[str, int]) -> str:
    return "，".join(f"{name} {times}" for name, times in counts.items()) or _NOTHING


def _share_of(key: str) -> Callable[[Numbers], str]:
    return lambda found: long(found.shares[key])


def _firstby(group: str) -> Callable[[Numbers], str]:
    return lambda found: _seconds(found.first_by[group])


_LINES: Sequence[tuple[str, Callable[[Numbers], str]]] = (
    ("缺的事实", _missing),
    *((label, _share_of(key)) for key, (label, _) in MEASURES.items()),
    ("模型写的题", lambda found: str(found.written)),
    ("首句秒数，中位／九成", lambda found: _seconds(found.first)),
    *((f"　引用 {group} 条的", _firstby(group)) for group in GROUPS),
    ("全程秒数，中位／九成", lambda found: _seconds(found.total)),
    ("没通过核对的句子", lambda found: _percent(found.cut)),
    ("　原因", lambda found: _listed(found.faults)),
    ("模型没写完", lambda found: _listed(found.failed)),
    ("出错", lambda found: str(found.errors)),
)
