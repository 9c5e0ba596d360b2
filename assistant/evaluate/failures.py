"""Which questions fail, and why: the gold beside what came instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.evaluate.metrics import BUDGET, recalled
from assistant.evaluate.run import Row
from assistant.evaluate.schema import kind_label
from assistant.types import Citation


def reasons(row: Row) -> tuple[str, ...]:
    """Why a row fails, in Chinese; empty where it passes."""
    return (*_retrieval_reasons(row), *_answer_reasons(row), *row.errors)


def failing(rows: Sequence[Row]) -> Iterator[list[str]]:
    """The lines that explain each failing row, the question first."""
    for row in rows:
        if failed := reasons(row):
            yield _lines(row, failed)


def failures_text(rows: Sequence[Row]) -> str:
    """Every failing question, for the terminal."""
    return "\n\n".join("\n  ".join(lines) for lines in failing(rows)) or "所有题都通过了。"


def _retrieval_reasons(row: Row) -> Iterator[str]:
    if row.case.evidence and not recalled(row.ranks["fused"].within, 5):
        yield f"前 5 条且 {BUDGET} 字内没有全部依据"


def _answer_reasons(row: Row) -> Iterator[str]:
    verdict = row.verdict
    if verdict is None:
        return
    if verdict.declined and row.case.answerable:
        yield "误拒"
    elif row.case.answerable:
        yield from (f"缺少 {' / '.join(group)}" for group in verdict.missing)
        if not verdict.cited:
            yield "引用不含全部依据"
    elif not verdict.declined:
        yield "该拒答而没有拒答"
    yield from (f"给出了错值 {fact}" for fact in verdict.forbidden)
    yield from (f"引文与原文不符 {clause}" for clause in verdict.invalid)
    yield from (f"数字不见于所引 {figure}" for figure in verdict.loose)
    if not verdict.declined and not verdict.useful:
        yield "有回答而没有引文"


def _lines(row: Row, failed: Sequence[str]) -> list[str]:
    case, answer = row.case, row.answer
    expected = "；".join(" / ".join(group) for group in case.expect)
    return [
        f"{case.id} [{kind_label(case.kind)}] {case.question}",
        *(f"前文：{turn}" for turn in case.history),
        f"原因：{'；'.join(failed)}",
        f"应含：{expected or ('（见依据）' if case.answerable else '（应当拒答）')}",
        *(f"依据：{item.document}“{item.quote}”" for item in case.evidence),
        *(f"检索：{hit.rank}. {hit.clause.id}" for hit in row.hits[:5]),
        f"回答：{_flat(answer.answer) if answer else '（无）'}",
        *(f"引文：{item.clause.id}“{_flat(item.quote)}”" for item in _cited(row)),
    ]


def _cited(row: Row) -> tuple[Citation, ...]:
    return row.answer.citations if row.answer else ()


def _flat(text: str) -> str:
    return " ".join(text.split())
