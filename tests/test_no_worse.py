"""The assistant is no worse than the committed report; broken on purpose, it is told how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answer import compose, extractive, verify
from assistant.answer.sources import Sources
from assistant.app import Assistant
from assistant.evaluate.gate import SLACK, faults
from assistant.evaluate.measures import CHANNELS, CORRECT, DECLINED, FALSE_REFUSAL, RECALL
from assistant.evaluate.record import Entry, Record, content_of
from assistant.evaluate.run import Report, run
from assistant.evaluate.summary import Share
from assistant.retrieve.dense import DenseIndex
from assistant.retrieve.sparse import SparseIndex
from assistant.retrieve.understand import Interpreter
from assistant.types import Draft, Query

BASELINE = Record.read(Path(__file__).resolve().parents[1] / "eval/reports/baseline.json")
KINDS = ("figure", "region_trap", "off_topic", "injection")  # enough to see each break
PLAN, PROVINCE = "浙江省杭州市建德市", "浙江省"

Break = Callable[[], list[str]]


@pytest.fixture(scope="session")
def record(evaluation: Report) -> Record:
    return Record.of(content_of(evaluation))


def test_no_worse_than_the_baseline(evaluation: Report) -> None:
    assert not (found := faults(evaluation, BASELINE)), "\n".join(found)


def test_the_baseline_is_of_this_code(record: Record) -> None:
    """A better result is committed too (make baseline), or a later fall would go unseen."""
    for measure in (RECALL, CORRECT, DECLINED, FALSE_REFUSAL, *CHANNELS):
        before, after = (
            Share.of(entry.scores.get(measure.key) for entry in found.entries.values())
            for found in (BASELINE, record)
        )
        assert abs(before.k - after.k) <= SLACK, measure.key


def test_a_secret_was_looked_for(evaluation: Report) -> None:
    assert evaluation.secrets > 0


@pytest.fixture
def broken(assistant: Assistant, evaluation: Report, record: Record) -> Break:
    """What the gate says of the assistant as it is now, over some of the questions."""
    cases = [row.case for row in evaluation.rows if row.case.kind in KINDS]
    before = replace(record, entries={c.id: _alone(record.entries[c.id]) for c in cases}, secrets=1)

    def check(secrets: tuple[str, ...] = ("nothing-like-it",)) -> list[str]:
        return faults(run(assistant, cases, compared=False, secrets=secrets), before)

    return check


def test_what_is_not_broken_passes(broken: Break) -> None:
    assert broken() == []


def _alone(entry: Entry) -> Entry:
    """An entry without the baselines, which need no second run."""
    others = (":bigrams", ":windows")
    kept = {key: count for key, count in entry.scores.items() if not key.endswith(others)}
    return replace(entry, scores=kept)


def said(found: list[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in found)


def test_a_dense_channel_dropped(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = np.zeros(0, np.int64), np.zeros(0, np.float32)
    monkeypatch.setattr(DenseIndex, "search", lambda *_: nothing)
    found = broken()
    assert said(found, "全部题", "单用向量：依据在前 5 条", "→ 0/")


def test_a_channel_gone_without_trace(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    channels = Assistant.channels

    def fewer(*given: object, **options: object) -> object:
        found = channels(*given, **options)
        return {name: found[name] for name in found if name != "dense"}

    monkeypatch.setattr(Assistant, "channels", fewer)
    assert said(broken(), "单用向量：依据在前 5 条", "量不出了")


def test_a_sparse_channel_dropped(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = SparseIndex.scores
    monkeypatch.setattr(SparseIndex, "scores", lambda *given: np.zeros_like(scores(*given)))
    found = broken()
    assert said(found, "全部题", "单用条款 BM25：依据在前 5 条", "→ 0/")
    assert said(found, "题型“地区陷阱”", "“引用含全部依据”变差")


def test_offsets_shifted(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the check on answers gone, the quotes are seen to be wrong; with it, none is left."""
    right = compose._citation

    def shifted(*given: object) -> object:
        citation = right(*given)
        return replace(citation, start=citation.start + 1, end=citation.end + 1)

    monkeypatch.setattr(compose, "_citation", shifted)
    assert said(broken(), "单个数字", "“误拒”变差")
    monkeypatch.setattr(verify, "verify", lambda draft, _documents: draft)
    assert broken()[0].startswith("引文与原文不符")


def test_regions_swapped(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    understand = Interpreter.understand
    other = {PLAN: PROVINCE, PROVINCE: PLAN}

    def swapped(*given: object) -> object:
        query = understand(*given)
        return replace(query, regions=tuple(other.get(name, name) for name in query.regions))

    monkeypatch.setattr(Interpreter, "understand", swapped)
    found = broken()
    assert said(found, "前 5 条里别处的")
    assert said(found, "地区陷阱", "答对，或该拒则拒")


@pytest.mark.parametrize(
    ("threshold", "where", "what"),
    [(0.0, "题型“无关”", "该拒答时拒答"), (2.0, "题型“单个数字”", "误拒")],
)
def test_always_or_never_an_answer(
    broken: Break, monkeypatch: pytest.MonkeyPatch, threshold: float, where: str, what: str
) -> None:
    answer = extractive.answer

    def decided(query: Query, sources: Sources) -> Draft:
        return answer(query, replace(sources, threshold=threshold))

    monkeypatch.setattr(extractive, "answer", decided)
    assert said(broken(), where, what)


def test_a_figure_from_nowhere(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = compose.shown
    monkeypatch.setattr(compose, "shown", lambda *given: f"{shown(*given)}，共98765家")
    monkeypatch.setattr(verify, "verify", lambda draft, _documents: draft)
    assert broken()[0].startswith("答案里有数字不见于所引条款")


def test_a_secret_shown(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractive, "not_found", lambda *_: "口令 hidden-9")
    assert said(broken(("hidden-9",)), "泄露了原始文件里的密码之类")
