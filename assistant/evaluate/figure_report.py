"""How well the figures of documents are extracted, for the terminal, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluate.figure_score import FIELDS, Fault, FigureScore, total
from assistant.evaluate.summary import percent, rounded
from assistant.evaluate.table import Table, item

FORMAT = 1
_NOTHING = "（无）"


@dataclass(frozen=True, slots=True)
class FigureReport:
    """The score of each document of the library and of each invented text, and the index
    that was scored."""

    library: Mapping[str, FigureScore]
    texts: Mapping[str, FigureScore]
    index_version: str

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All of them, those of the library first."""
        return total((*self.library.values(), *self.texts.values())).faults


def as_text(report: FigureReport) -> str:
    """A line on what was scored, a table of the documents, and one of the fields."""
    return f"{_head(report)}\n\n{_table(report).as_text()}\n\n{_fields(report).as_text()}"


def faults_text(report: FigureReport) -> str:
    """Every fault, for the terminal."""
    return "\n\n".join("\n  ".join(_lines(fault)) for fault in report.faults) or "没有不符之处。"


def as_markdown(report: FigureReport) -> str:
    """The same tables, then every fault."""
    items = "\n".join(item(_lines(fault)) for fault in report.faults) or "无"
    tables = (_table(report).as_markdown(), _fields(report).as_markdown())
    return "\n\n".join(("# 数字台账评测", _head(report), *tables, "## 不符之处", items)) + "\n"


def as_json(report: FigureReport) -> str:
    """The numbers of all and of each document, then the faults; keys in fixed order."""
    content = {
        "format": FORMAT,
        "index_version": report.index_version,
        "library": _numbers(total(report.library.values())),
        "documents": {name: _numbers(score) for name, score in report.library.items()},
        "texts": {name: _numbers(score) for name, score in report.texts.items()},
        "faults": [asdict(fault) for fault in report.faults],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _head(report: FigureReport) -> str:
    library = total(report.library.values())
    return (
        f"{len(report.library)} 份资料，标准 {library.gold} 行，程序抽出 {library.extracted} 行；"
        f"另有自撰的文件 {len(report.texts)} 份；共 {len(report.faults)} 处不符；"
        f"索引 {report.index_version}"
    )


def _rows(report: FigureReport) -> Iterable[tuple[str, FigureScore]]:
    return (
        *report.library.items(),
        ("资料合计", total(report.library.values())),
        *report.texts.items(),
    )


def _table(report: FigureReport) -> Table:
    header = ["资料", "标准", "抽出", "全对", "精确率", "召回率", "找到"]
    return Table(header, [_row(name, score) for name, score in _rows(report)])


def _row(name: str, score: FigureScore) -> list[str]:
    counts = (score.gold, score.extracted, score.right)
    shares = (score.precision, score.recall, score.placed)
    return [name, *map(str, counts), *map(percent, shares)]


def _fields(report: FigureReport) -> Table:
    rows = [
        [name, *(percent(score.field(field)) for field in FIELDS)] for name, score in _rows(report)
    ]
    return Table(["各栏", *FIELDS.values()], rows)


def _lines(fault: Fault) -> list[str]:
    return [
        f"{fault.clause}：{_kind(fault)}",
        f"应为：{fault.expected or _NOTHING}",
        f"实为：{fault.found or _NOTHING}",
    ]


def _kind(fault: Fault) -> str:
    if fault.fields:
        return "、".join(FIELDS[field] for field in fault.fields) + "不符"
    return "漏了" if fault.expected else "多出"


def _numbers(score: FigureScore) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "extracted": score.extracted,
        "right": score.right,
        "precision": rounded(score.precision.value),
        "recall": rounded(score.recall.value),
        "placed": rounded(score.placed.value),
        "fields": {field: rounded(score.field(field).value) for field in FIELDS},
    }
