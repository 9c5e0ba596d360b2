"""An evaluation in the background: done, failed, stopped."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.errors import Conflict, NotThere
from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.kept import Kept
from assistant.evaluate.proposals import Proposals
from assistant.evaluate.stored import read_stored
from assistant.resources import SHIPPED
from assistant.serve.evaluating import Evaluating, Progress

TEA = Case(
    "a-1",
    "figure",
    "清溪县2027年茶园要建多少亩",
    True,
    expect=(("12万亩",),),
    evidence=(Evidence("plan", "建成标准茶园12万亩"),),
)
NOWHERE = Case("a-2", "near_miss", "清溪县有几座机场", False)


def environment(built: Path) -> dict[str, str]:
    return {"YOUJU_HOME": str(built / "home"), "YOUJU_CORPUS": str(built / "corpus")}


def ended(evaluating: Evaluating) -> Progress:
    until = time.monotonic() + 60
    while evaluating.progress.state == "running" and time.monotonic() < until:
        time.sleep(0.05)
    return evaluating.progress


def test_it_is_made_by_another_process_and_kept(built: Path, tmp_path: Path) -> None:
    kept = Kept(tmp_path / "evaluation", tmp_path / "nothing")
    questions = Proposals(tmp_path / "evaluation", str)
    questions.propose_case(TEA)
    questions.propose_case(NOWHERE)
    evaluating = Evaluating(kept, environment(built))
    assert evaluating.progress.state == "idle"
    evaluating.start()
    with pytest.raises(Conflict):
        evaluating.start()
    assert ended(evaluating) == Progress("done", 1.0)
    assert kept.latest is not None
    stored = read_stored(kept.latest)
    assert stored.overall.cases == 2
    assert stored.overall.answers["declined"].k == 1
    evaluating.close()


def test_questions_that_do_not_fit_the_documents(built: Path, tmp_path: Path) -> None:
    kept = Kept(tmp_path / "evaluation", SHIPPED)
    before = kept.latest
    evaluating = Evaluating(kept, environment(built))
    evaluating.start()
    progress = ended(evaluating)
    assert progress.state == "failed"
    assert "在资料中找不到" in progress.message
    assert kept.latest == before
    evaluating.close()


def test_it_stops_with_the_service(built: Path, tmp_path: Path) -> None:
    kept = Kept(tmp_path / "evaluation", SHIPPED)
    evaluating = Evaluating(kept, environment(built))
    evaluating.start()
    evaluating.close()
    assert evaluating.progress.state == "failed"
    assert not kept.folder.joinpath("report.json").exists()


def test_without_questions_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="没有评测题") as error:
        Evaluating(Kept(tmp_path, tmp_path / "nothing"), {}).start()
    assert str(tmp_path) in error.value.hint
