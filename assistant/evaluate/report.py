"""A report for people: tables for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.evaluate.failures import failing, reasons
from assistant.evaluate.metrics import BUDGET
from assistant.evaluate.run import Report
from assistant.evaluate.schema import KINDS
from assistant.evaluate.summary import (
    ANSWER_MEASURES,
    RETRIEVERS,
    Share,
    Summary,
    by_kind,
    recall_measures,
    summarise,
)
from assistant.evaluate.table import Table, escape

_HEADLINE = f"recall@5_within_{BUDGET}"


def as_text(report: Report) -> str:
    """Tables for the terminal."""
    blocks = (f"{title}\n{table.as_text()}" for title, table in _tables(report))
    return "\n\n".join(("\n".join(_head(report)), *blocks))


def as_markdown(report: Report) -> str:
    """The same tables, then every failing question."""
    head = "\n".join(f"- {escape(line)}" for line in _head(report))
    blocks = [f"## {title}\n\n{table.as_markdown()}" for title, table in _tables(report)]
    failed = "\n".join(_item(lines) for lines in failing(report.rows)) or "无"
    return "\n\n".join(("# 评测报告", head, *blocks, f"## 没有通过的题\n\n{failed}")) + "\n"


def _item(lines: list[str]) -> str:
    return "\n".join((f"- {escape(lines[0])}", *(f"  - {escape(line)}" for line in lines[1:])))


def _head(report: Report) -> tuple[str, ...]:
    summary = summarise(report.rows)
    failed = sum(bool(reasons(row)) for row in report.rows)
    p50, p95 = summary.latency or (0.0, 0.0)
    return (
        f"共 {summary.cases} 题（{summary.answerable} 题有答案），"
        f"未通过 {failed} 题，其中出错 {summary.errors} 题",
        f"索引 {report.index_version}，向量模型 {report.encoder}，日期按 {report.as_of} 计",
        f"回答用时：中位数 {p50:.1f} 毫秒，第 95 百分位 {p95:.1f} 毫秒",
    )


def _tables(report: Report) -> Iterator[tuple[str, Table]]:
    overall = summarise(report.rows)
    yield "检索：全部依据都在其中的题", _retrieval_table(overall)
    yield "回答", _answer_table(overall)
    kinds = [(KINDS[kind], summary) for kind, summary in by_kind(report.rows)]
    yield f"按题型（检索与窗口：前 5 条且 {BUDGET} 字内）", _kind_table([*kinds, ("合计", overall)])


def _retrieval_table(summary: Summary) -> Table:
    rows = [
        [measure.label, *(_long(summary.retrieval[name][measure.key]) for name in RETRIEVERS)]
        for measure in recall_measures("clauses")
    ]
    mrr = ["MRR", *(_decimal(summary.mrr[name]) for name in RETRIEVERS)]
    return Table(["范围", *RETRIEVERS.values()], [*rows, mrr])


def _answer_table(summary: Summary) -> Table:
    rows = [[measure.label, _long(summary.answers[measure.key])] for measure in ANSWER_MEASURES]
    return Table(["项目", "题数、比例与 95% 区间"], rows)


def _kind_table(summaries: list[tuple[str, Summary]]) -> Table:
    keys = ("correct", "evidence_cited", "declined", "false_refusal")
    rows = [
        [
            label,
            str(summary.cases),
            *(_short(summary.retrieval[name][_HEADLINE]) for name in RETRIEVERS),
            *(_short(summary.answers[key]) for key in keys),
        ]
        for label, summary in summaries
    ]
    return Table(["题型", "题数", "检索", "窗口", "正确", "引用", "拒答", "误拒"], rows)


def _short(share: Share) -> str:
    return f"{share.k}/{share.n}" if share.n else "—"


def _long(share: Share) -> str:
    if share.value is None:
        return "—"
    low, high = share.interval
    return f"{share.k}/{share.n} {share.value:.1%} [{low:.0%}–{high:.0%}]"


def _decimal(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
