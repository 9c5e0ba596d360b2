"""The report on cases with gold answers as numbers for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.evaluate.schema import KINDS, SPLITS
from assistant.evaluate.summary import Share, rounded
from assistant.evaluate.written.numbers import Numbers, Seconds, numbers
from assistant.evaluate.written.report import ByWay, Report, by, falls, worst
from assistant.evaluate.written.resampling import Estimate


def as_json(report: Report) -> str:
    """All numbers, keyed by way; shares as k, n and value."""
    content = {
        "setting": {**asdict(report.setting), "cases": report.cases, "ways": list(report.rows)},
        "ways": _numbers(report.rows),
        "kinds": {kind: _numbers(rows) for kind, rows in by(report.rows, "kind", KINDS)},
        "splits": {split: _numbers(rows) for split, rows in by(report.rows, "split", SPLITS)},
        "relative_fall": {way: _plain(fall) for way, fall in falls(report.rows).items()},
        "worst": [{"id": row.key.id, "missing": row.missing} for row in worst(report.rows)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _numbers(rows: ByWay) -> dict[str, Any]:
    return {way: _plain(numbers(of_way)) for way, of_way in rows.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever numbers hold
    """JSON of numbers: shares with their value, decimals to four digits."""
    if isinstance(value, Share):
        return {"k": value.k, "n": value.n, "value": rounded(value.value)}
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Numbers | Seconds | Estimate):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
