"""A report for people: tables for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.evaluate.failures import failing, reasons
from assistant.evaluate.measures import ANSWERS, FUSED, RETRIEVERS, STRAYS, Measure
from assistant.evaluate.run import Report
from assistant.evaluate.schema import kind_label
from assistant.evaluate.summary import Share, Summary, by_kind, summarise
from assistant.evaluate.table import Table, escape, item

_HEADLINE = "recall@5_within"
_NOTHING = "—"
_BY_KIND = {
    "passed": "通过",
    "evidence_cited": "引用",
    "figures_recall": "数字",
    "declined": "拒答",
    "false_refusal": "误拒",
}


def as_text(report: Report) -> str:
    """Tables for the terminal."""
    blocks = (f"{title}\n{table.as_text()}" for title, table in tables(report))
    return "\n\n".join(("\n".join(head(report)), *blocks))


def as_markdown(report: Report) -> str:
    """The same tables, then every failing question."""
    lines = "\n".join(f"- {escape(line)}" for line in head(report))
    blocks = [f"## {title}\n\n{table.as_markdown()}" for title, table in tables(report)]
    failed = "\n".join(item(lines) for lines in failing(report.rows)) or "无"
    return "\n\n".join(("# 评测报告", lines, *blocks, f"## 没有通过的题\n\n{failed}")) + "\n"


def head(report: Report) -> tuple[str, ...]:
    """What was measured, on what, and how fast, a line each."""
    failed = sum(bool(reasons(row)) for row in report.rows)
    where = f"索引 {report.index_version}，向量模型 {report.encoder}，日期按 {report.as_of} 计"
    return heading(summarise(report.rows), failed, where)


def heading(summary: Summary, failed: int, where: str) -> tuple[str, ...]:
    """The same of numbers; ``failed`` questions have something wrong."""
    lines = [
        f"共 {summary.cases} 题（{summary.answerable} 题有答案），"
        f"有不足的 {failed} 题，其中出错 {summary.errors} 题",
        where,
    ]
    if time := summary.latency:
        lines.append(f"回答用时：中位数 {time.p50:.1f} 毫秒，第 95 百分位 {time.p95:.1f} 毫秒")
    if length := summary.length:
        lines.append(f"答案长度：中位数 {length.p50:.0f} 字，第 95 百分位 {length.p95:.0f} 字")
    return tuple(lines)


def tables(report: Report) -> Iterator[tuple[str, Table]]:
    """Title and table: searches, places and years, answers, kinds."""
    overall = summarise(report.rows)
    yield "检索：全部依据都在其中的题", retrieval_table(overall)
    yield "检索：地区、年份与追问", _share_table(STRAYS, overall.strays)
    yield "回答", _share_table(ANSWERS, overall.answers)
    title = "按题型（检索与对照：依据在前 5 条且 2600 字内）"
    yield title, kind_table(by_kind(report.rows), overall)


def short(share: Share) -> str:
    """k/n alone."""
    return f"{share.k:g}/{share.n:g}" if share.n else _NOTHING


def long(share: Share) -> str:
    """k/n, the share and its 95 % interval."""
    if share.value is None:
        return _NOTHING
    low, high = share.interval
    return f"{share.k:g}/{share.n:g} {share.value:.1%} [{low:.0%}–{high:.0%}]"


def retrieval_table(summary: Summary) -> Table:
    """A line a retriever; one measure with its interval, which tells how wide all are."""
    rows = []
    for name, said in RETRIEVERS.items():
        found = summary.retrieval[name]
        cells = [_percent(share) for key, share in found.items() if key not in (_HEADLINE, "mrr")]
        rows.append([said, *cells, long(found[_HEADLINE]), _decimal(found["mrr"])])
    labels = {measure.key.partition(":")[0]: measure.label for measure in FUSED}
    names = [name for key, name in labels.items() if key not in (_HEADLINE, "mrr")]
    return Table(["", *names, f"{labels[_HEADLINE]}，95% 区间", "MRR"], rows)


def answer_table(summaries: Mapping[str, Summary]) -> Table:
    """A line for each measure of answers, a column for each set of questions by its name."""
    rows = [
        [label(measure), *(long(summary.answers[measure.key]) for summary in summaries.values())]
        for measure in ANSWERS
    ]
    return Table(["项目", *summaries], rows)


def _share_table(measures: Sequence[Measure], found: Mapping[str, Share]) -> Table:
    rows = [[label(measure), long(found[measure.key])] for measure in measures]
    return Table(["项目", "k/n、比例与 95% 区间"], rows)


def kind_table(kinds: Iterable[tuple[str, Summary]], overall: Summary) -> Table:
    """A line for each kind of question, then one for all."""
    searches = ("fused", "bigrams", "windows")
    rows = [
        [
            label,
            str(summary.cases),
            *(short(summary.retrieval[name][_HEADLINE]) for name in searches),
            *(short(summary.answers[key]) for key in _BY_KIND),
        ]
        for label, summary in (*((kind_label(kind), s) for kind, s in kinds), ("合计", overall))
    ]
    header = ["题型", "题数", *(RETRIEVERS[name] for name in searches), *_BY_KIND.values()]
    return Table(header, rows)


def label(measure: Measure) -> str:
    """The label, with a remark where a low share is good."""
    return measure.label + ("（越低越好）" if measure.low_is_good else "")


def _percent(share: Share) -> str:
    return _NOTHING if share.value is None else f"{short(share)} {share.value:.0%}"


def _decimal(share: Share) -> str:
    return _NOTHING if share.value is None else f"{share.value:.3f}"
