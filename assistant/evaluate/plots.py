"""The plots of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluate import svg
from assistant.evaluate.measures import PASSED, RETRIEVERS
from assistant.evaluate.report import short
from assistant.evaluate.run import Row
from assistant.evaluate.schema import kind_label
from assistant.evaluate.summary import Share, Summary, by_kind, summarise

_BINS = 24
_BASELINES = ("bigrams", "windows")


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with its title and a line on how to read it."""

    title: str
    caption: str
    svg: str


def plots(rows: Sequence[Row]) -> list[Plot]:
    """All plots that these rows give something to."""
    summary = summarise(rows)
    found = (recall(summary), _trade_off(rows), _latency(rows, summary), kinds(by_kind(rows)))
    return [plot for plot in found if plot]


def recall(summary: Summary) -> Plot | None:
    """How much each search finds."""
    shares = {name: summary.retrieval[name]["recall@5"] for name in RETRIEVERS}
    bars = [
        _bar(RETRIEVERS[name], share, faint=name in _BASELINES)
        for name, share in shares.items()
        if share.n
    ]
    title = "各路检索"
    caption = "全部依据在前 5 条之内的题；细线是 95% 区间，浅色是对照。"
    return Plot(title, caption, svg.bars(title, bars)) if bars else None


def kinds(summaries: Iterable[tuple[str, Summary]]) -> Plot:
    """How many questions of each kind are right."""
    title = "各类题"
    bars = [_bar(kind_label(kind), s.answers[PASSED.key]) for kind, s in summaries]
    return Plot(title, "答对的题；没有答案的题，拒答算对。", svg.bars(title, bars))


def _bar(label: str, share: Share, *, faint: bool = False) -> svg.Bar:
    value = share.value or 0.0
    return svg.Bar(label, value, share.interval, f"{short(share)} {value:.0%}", faint)


def _trade_off(rows: Sequence[Row]) -> Plot | None:
    """Each point is a threshold: what would be answered, had it stood there."""
    tried = [row.unguarded for row in rows if row.unguarded]
    if not tried:
        return None
    answering = sorted((u for u in tried if u.answered), key=lambda u: -u.confidence)
    points = [svg.Point(0, 0)]
    for number, given in enumerate(answering, start=1):
        right = sum(u.correct for u in answering[:number])
        title = f"门限 {given.confidence:.2f}：答对 {right} 题，答错 {number - right} 题"
        points.append(svg.Point((number - right) / len(tried), right / len(tried), title))
    actual = [row for row in rows if row.verdict and not row.verdict.declined]
    right = sum(row.case.answerable and bool(row.verdict and row.verdict.correct) for row in actual)
    here = svg.Point((len(actual) - right) / len(tried), right / len(tried), "现在")
    possible = sum(row.case.answerable for row in rows) / len(tried)
    most = svg.Point(max(p.x for p in points), possible)
    title = "拒答的松紧"
    drawn = svg.curve(title, points, here, ("答错的题 →", "答对的题"), most)
    caption = "门限从严到松，答对与答错的题各占全部题的多少；越靠左上越好，顶是有答案的题。"
    return Plot(title, caption, drawn)


def _latency(rows: Sequence[Row], summary: Summary) -> Plot | None:
    times = [row.elapsed_ms for row in rows if row.verdict]
    if not times or not summary.latency:
        return None
    spread = summary.latency
    top = max(float(np.percentile(times, 99)), 1.0)
    counts, _ = np.histogram(np.minimum(times, top), bins=_BINS, range=(0, top))
    lines = [
        svg.Point(spread.p50, 0, f"中位数 {spread.p50:.1f} 毫秒"),
        svg.Point(spread.p95, 0, f"第 95 百分位 {spread.p95:.1f} 毫秒"),
    ]
    title = "回答用时"
    drawn = svg.histogram(title, [int(c) for c in counts], top, lines, ("毫秒 →", "题数"))
    return Plot(title, "每题第一次问；最慢的百分之一归在最右一格。", drawn)
