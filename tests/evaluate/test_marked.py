"""The marked questions that tell the matter of a question from the rest of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.marked import fit, looked_up, read

EVALUATION = Path(__file__).parents[2] / "eval"


def test_marks_become_stretches(tmp_path: Path) -> None:
    file = tmp_path / "marked.tsv"
    file.write_text("draft\t写条通知，说【校车】和【午托】\ncompare\t甲乙谁【收费】高\n", "utf-8")
    first, second = read(file)
    assert [first.question[start:end] for start, end in first.spans] == ["校车", "午托"]
    assert (first.task, second.task) == ("draft", "lookup")


@pytest.mark.parametrize("line", ["没有制表符", "sing\t唱【歌】"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "marked.tsv"
    file.write_text(line + "\n", "utf-8")
    with pytest.raises(BadRequest, match="第 1 行"):
        read(file)


def test_what_is_fitted_holds_on_questions_it_has_not_seen(tmp_path: Path) -> None:
    rows, beside = read(EVALUATION / "marked.tsv"), looked_up(EVALUATION / "questions.toml")
    found = fit(rows[::2], beside[::2], tmp_path)
    written = [row for row in rows[1::2] if row.task != "lookup"]
    seen = [found.wanted(row.question, found.matter(row.question)) for row in written]
    assert sum(task != "lookup" for task in seen) >= 0.85 * len(written)
    kept = [found.wanted(question, found.matter(question)) for question in beside[1::2]]
    assert kept.count("lookup") >= 0.9 * len(kept)
