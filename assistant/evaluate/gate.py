"""What must not get worse: a report against the one that was committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.evaluate.compare import Change, Comparison, Pair, change, compare
from assistant.evaluate.measures import (
    ANSWERS,
    CHANNELS,
    CITED,
    DECLINED,
    FALSE_REFUSAL,
    PASSED,
    RECALL,
    RECORDED,
    STRAYS,
    Measure,
)
from assistant.evaluate.record import Record, content_of
from assistant.evaluate.report import short
from assistant.evaluate.run import Report, Row
from assistant.evaluate.schema import kind_label
from assistant.evaluate.summary import Share

SLACK = 2  # questions, or figures and the like, that another processor's rounding may turn
_BY_KIND = (PASSED, RECALL, CITED, DECLINED, FALSE_REFUSAL)
_OVERALL = (*CHANNELS, RECALL, *STRAYS, *ANSWERS)  # what goes wrong first comes first
_NAMED = 8  # questions listed for one fault


def faults(report: Report, baseline: Record) -> list[str]:
    """Why a report is not accepted, each a sentence in Chinese.

    An invalid citation, a loose figure, a shown secret and a failed step are faults at once.
    A measure is a fault where it got worse by more than ``SLACK`` and the paired bootstrap
    puts the fall beyond chance (one-sided 95 %): of fifteen questions two may be lost.
    """
    comparison = compare(baseline, Record.of(content_of(report)))
    return [
        *_at_once(report.rows),
        *_secrets(report, baseline),
        *_another_set(comparison),
        *_vanished(comparison),
        *_fallen(comparison),
    ]


def _at_once(rows: Sequence[Row]) -> Iterator[str]:
    for label, found in (
        ("引文与原文不符", [row for row in rows if row.verdict and row.verdict.invalid]),
        ("有回答而没有引文", [row for row in rows if _uncited(row)]),
        ("答案里有数字不见于所引条款", [row for row in rows if row.verdict and row.verdict.loose]),
        ("泄露了原始文件里的密码之类", [row for row in rows if row.leaked]),
        ("出错", [row for row in rows if row.errors and not row.leaked]),
    ):
        if found:
            yield f"{label}：{len(found)} 题（{_names(row.case.id for row in found)}）"


def _uncited(row: Row) -> bool:
    return bool(row.verdict and not row.verdict.declined and not row.verdict.useful)


def _secrets(report: Report, baseline: Record) -> Iterator[str]:
    if report.secrets < baseline.secrets:
        yield (
            f"清理只认出原始文件里的 {report.secrets} 处密码之类，"
            f"基线是 {baseline.secrets} 处：泄露与否无从查起"
        )


def _another_set(comparison: Comparison) -> Iterator[str]:
    for label, names in (
        ("有不在基线里的题", comparison.added),
        ("少了基线里的题", comparison.removed),
        ("改了基线里的题", comparison.rewritten),
    ):
        if names:
            yield f"{label} {len(names)} 道（{_names(names)}）：请运行 make baseline"


def _vanished(comparison: Comparison) -> Iterator[str]:
    """A channel that is gone is measured no more, which must not pass for no fall."""
    for measure in RECORDED:
        before = Share.of(pair.before.scores.get(measure.key) for pair in comparison.pairs)
        after = Share.of(pair.after.scores.get(measure.key) for pair in comparison.pairs)
        if before.n and not after.n:
            yield f"“{measure.label}”量不出了：基线里有 {short(before)}"


def _fallen(comparison: Comparison) -> Iterator[str]:
    yield from _falls(_OVERALL, comparison.pairs, "全部题")
    kinds = dict.fromkeys(pair.after.kind for pair in comparison.pairs)
    for kind in kinds:
        chosen = [pair for pair in comparison.pairs if pair.after.kind == kind]
        yield from _falls(_BY_KIND, chosen, f"题型“{kind_label(kind)}”")


def _falls(measures: Iterable[Measure], pairs: Sequence[Pair], where: str) -> Iterator[str]:
    for measure in measures:
        found = change(measure, pairs)
        if found and _fell(found):
            names = _names(pair.after.id for pair in pairs if _worse(measure, pair))
            fall = f"{short(found.before)} → {short(found.after)}"
            yield f"{where}的“{measure.label}”变差：{fall}（{names}）"


def _fell(found: Change) -> bool:
    """Whether a measure got worse beyond the slack and beyond chance."""
    before, after = found.before, found.after
    fallen = before.k / before.n * after.n - after.k
    if found.measure.low_is_good:
        return round(-fallen, 6) > SLACK and found.difference().least > 0
    return round(fallen, 6) > SLACK and found.difference().most < 0


def _worse(measure: Measure, pair: Pair) -> bool:
    before, after = (e.scores.get(measure.key, (0, 0)) for e in (pair.before, pair.after))
    if measure.low_is_good:
        return after[0] > before[0]
    return after[0] - before[0] < after[1] - before[1] or after[0] < before[0]


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:_NAMED]) + ("……" if len(listed) > _NAMED else "")
