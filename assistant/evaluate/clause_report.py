"""How well documents are split into clauses, for the terminal, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluate.clause_score import KINDS, Mismatch, Score, total
from assistant.evaluate.summary import percent, rounded
from assistant.evaluate.table import Table, item

FORMAT = 1
_NOTHING = "（无）"


@dataclass(frozen=True, slots=True)
class ClauseReport:
    """The score of each document, and the index that was scored."""

    scores: Mapping[str, Score]
    index_version: str


def as_text(report: ClauseReport) -> str:
    """A line on what was scored, and a table of the documents."""
    return f"{_head(report)}\n\n{_table(report).as_text()}"


def mismatches_text(report: ClauseReport) -> str:
    """Every mismatch, for the terminal."""
    found = total(report.scores.values()).mismatches
    return "\n\n".join("\n  ".join(_lines(each)) for each in found) or "没有不符之处。"


def as_markdown(report: ClauseReport) -> str:
    """The same table, then every mismatch."""
    found = total(report.scores.values()).mismatches
    items = "\n".join(item(_lines(mismatch)) for mismatch in found) or "无"
    blocks = ("# 条款切分评测", _head(report), _table(report).as_markdown(), "## 不符之处", items)
    return "\n\n".join(blocks) + "\n"


def as_json(report: ClauseReport) -> str:
    """The numbers of all and of each document, then the mismatches; keys in fixed order."""
    overall = total(report.scores.values())
    content = {
        "format": FORMAT,
        "index_version": report.index_version,
        "overall": _numbers(overall),
        "documents": {name: _numbers(score) for name, score in report.scores.items()},
        "mismatches": [asdict(mismatch) for mismatch in overall.mismatches],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _head(report: ClauseReport) -> str:
    overall = total(report.scores.values())
    return (
        f"{len(report.scores)} 份资料，标准 {overall.gold} 条，程序切出 {overall.predicted} 条，"
        f"{len(overall.mismatches)} 处不符；索引 {report.index_version}"
    )


def _table(report: ClauseReport) -> Table:
    header = ["资料", "标准", "切出", "边界 F1", "精确率", "召回率", "编号与路径", "责任单位"]
    rows = [*report.scores.items(), ("合计", total(report.scores.values()))]
    return Table(header, [_row(name, score) for name, score in rows])


def _row(name: str, score: Score) -> list[str]:
    shares = (score.precision, score.recall, score.path, score.departments)
    f1 = "—" if score.f1 is None else f"{score.f1:.4f}"
    return [name, str(score.gold), str(score.predicted), f1, *map(percent, shares)]


def _lines(mismatch: Mismatch) -> list[str]:
    return [
        f"{mismatch.document} {mismatch.label}：{KINDS[mismatch.kind]}",
        f"应为：{mismatch.expected or _NOTHING}",
        f"实为：{mismatch.found or _NOTHING}",
    ]


def _numbers(score: Score) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "predicted": score.predicted,
        "f1": rounded(score.f1),
        "precision": rounded(score.precision.value),
        "recall": rounded(score.recall.value),
        "path": rounded(score.path.value),
        "departments": rounded(score.departments.value),
    }
