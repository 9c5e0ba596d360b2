"""What is counted, a measure a line: each a question put to every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.evaluate.judge import Count, Verdict
from assistant.evaluate.metrics import BUDGET, recalled, reciprocal_rank
from assistant.evaluate.run import Row
from assistant.evaluate.strays import FIRST

RETRIEVERS: Mapping[str, str] = {
    "fused": "条款检索",
    "clause": "条款 BM25",
    "sentence": "句子 BM25",
    "dense": "向量",
    "dense_sentence": "整句向量",
    "dense_part": "分句向量",
    "bigrams": "朴素 BM25",
    "windows": "固定窗口",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of how many in a row; None where it does not apply to the row.

    A row whose step failed counts as wrong where a high share is good, and not at all
    where a low one is: an error never flatters. A ``mean`` sums no whole things.
    """

    key: str
    label: str
    count: Callable[[Row], Count | None]
    low_is_good: bool = False
    mean: bool = False


def retrieval_measures(retriever: str) -> tuple[Measure, ...]:
    """Measures of one retriever: is all gold evidence among what it brings?"""

    def recall(key: str, label: str, k: int | None, budgeted: bool = False) -> Measure:
        def count(row: Row) -> Count | None:
            ranks = row.ranks.get(retriever)
            if not row.case.evidence or ranks is None:
                return None
            return _yes(recalled(ranks.within if budgeted else ranks.free, k))

        return Measure(f"{key}:{retriever}", label, count)

    def mrr(row: Row) -> Count | None:
        ranks = row.ranks.get(retriever)
        return (reciprocal_rank(ranks.free), 1) if row.case.evidence and ranks else None

    return (
        *(recall(f"recall@{k}", f"前 {k} 条", k) for k in (1, 3, 5, 10)),
        recall("recall@5_within", f"前 5 条且 {BUDGET} 字内", 5, budgeted=True),
        recall("recall_within", f"{BUDGET} 字内", None, budgeted=True),
        Measure(f"mrr:{retriever}", "MRR", mrr, mean=True),
    )


def _yes(holds: bool) -> Count:
    return int(holds), 1


def _answerable(test: Callable[[Verdict], bool]) -> Callable[[Row], Count | None]:
    def count(row: Row) -> Count | None:
        holds = row.verdict is not None and test(row.verdict)
        return _yes(holds) if row.case.answerable else None

    return count


def _facts(test: Callable[[Verdict], bool]) -> Callable[[Row], Count | None]:
    return lambda row: _answerable(test)(row) if row.case.expect else None


def _answered(count: Callable[[Row, Verdict], Count | None]) -> Callable[[Row], Count | None]:
    def counted(row: Row) -> Count | None:
        return count(row, row.verdict) if row.verdict and not row.verdict.declined else None

    return counted


def _passed(row: Row) -> Count:
    verdict = row.verdict
    if verdict is None:
        return _yes(False)
    if not row.case.answerable:
        return _yes(verdict.declined)
    return _yes(verdict.correct and (bool(row.case.expect) or verdict.cited))


def _figures(row: Row) -> Count | None:
    if row.verdict is None or not row.verdict.figures[1]:
        return None
    return row.verdict.figures


def _figures_right(row: Row, verdict: Verdict) -> Count | None:
    given = verdict.given_figures
    return (given - len(verdict.wrong_figures), given) if row.case.expect and given else None


def _every_figure(row: Row) -> Count | None:
    verdict = row.verdict
    if verdict is None or not verdict.figures[1]:
        return None
    return _yes(verdict.figures[0] == verdict.figures[1] and not verdict.wrong_figures)


def _forbidden(row: Row) -> Count | None:
    return _yes(bool(row.verdict.forbidden)) if row.case.forbid and row.verdict else None


def _valid(row: Row) -> Count | None:
    if row.verdict is None:
        return None
    return _yes(not row.verdict.invalid and (row.verdict.declined or bool(row.verdict.useful)))


def _evidence(row: Row) -> Count | None:
    if not row.case.evidence:
        return None
    return (sum(row.verdict.evidence) if row.verdict else 0), len(row.case.evidence)


def _useful(row: Row, verdict: Verdict) -> Count | None:
    return (sum(verdict.useful), len(verdict.useful)) if row.case.evidence else None


def _declined(row: Row) -> Count | None:
    holds = row.verdict is not None and row.verdict.declined
    return None if row.case.answerable else _yes(holds)


def _false_refusal(row: Row) -> Count | None:
    return _yes(row.verdict.declined) if row.case.answerable and row.verdict else None


def _later_turn(row: Row) -> Count | None:
    return RECALL.count(row) if row.case.history else None


FUSED = retrieval_measures("fused")
RECALL = replace(FUSED[2], label=f"依据在前 {FIRST} 条")
MRR = FUSED[-1]
STRAYS = (
    Measure(f"wrong_region@{FIRST}", f"前 {FIRST} 条里别处的", lambda row: row.wrong_region, True),
    Measure(f"wrong_year@{FIRST}", f"前 {FIRST} 条里别年的", lambda row: row.wrong_year, True),
    Measure("later_turn", "追问：依据在前 5 条", _later_turn),
)
PASSED = Measure("passed", "答对，或该拒则拒", _passed)
CITED = Measure("evidence_cited", "引用含全部依据", _answerable(lambda verdict: verdict.cited))
DECLINED = Measure("declined", "该拒答时拒答", _declined)
FALSE_REFUSAL = Measure("false_refusal", "误拒", _false_refusal, True)
CORRECT = Measure("correct", "要点齐全、无错值、不啰嗦", _facts(lambda verdict: verdict.correct))
VALID = Measure("citations_valid", "引文逐字有效", _valid)
LOOSE = Measure(
    "misgrounded", "有数字不见于所引", _answered(lambda _, v: _yes(bool(v.loose))), True
)
ANSWERS = (
    PASSED,
    Measure("facts", "要点齐全", _facts(lambda v: not v.declined and not v.missing)),
    CORRECT,
    Measure("forbidden", "给出错值", _forbidden, True),
    Measure("figures_recall", "应给的数字给了", _figures),
    Measure("figures_precision", "给出的数字是所问的", _answered(_figures_right)),
    Measure("every_figure", "数字一个不多、一个不少", _every_figure),
    VALID,
    CITED,
    Measure("evidence_recall", "依据被引用", _evidence),
    Measure("citation_precision", "引用的条款是依据", _answered(_useful)),
    LOOSE,
    DECLINED,
    FALSE_REFUSAL,
    Measure("right_when_answered", "回答了的答对", _answered(lambda row, _: _passed(row))),
)
CHANNELS = tuple(
    replace(retrieval_measures(name)[2], label=f"单用{label}：依据在前 {FIRST} 条")
    for name, label in RETRIEVERS.items()
    if name != "fused"
)
RECORDED = (*FUSED, *CHANNELS, *STRAYS, *ANSWERS)
HEADLINES = (RECALL, MRR, *STRAYS, *ANSWERS)
