from dataclasses import replace

import pytest

from assistant.evaluate.cases import Case
from assistant.evaluate.written.log import Key, Log, digest, instructions
from assistant.evaluate.written.outcome import Row, failed, read_row
from assistant.types import Tally

KEY = Key("v1", "echo", "written", "a-1", "d")
ROW = Row(
    KEY,
    "",
    "compare",
    "dev",
    True,
    "answered",
    answer="甲。[1]",
    missing=(("75亿元", "75亿"),),
    evidence=(True, False),
    tally=Tally(3, 1, 1, None, ("number",)),
)


def test_a_row_comes_back_as_it_went(tmp_path):
    path = tmp_path / "folder" / "rows.jsonl"
    Log(path, read_row).add(ROW)
    assert Log(path, read_row).get(KEY) == ROW


def test_the_later_of_two_rows_counts(tmp_path):
    log = Log(tmp_path / "rows.jsonl", read_row)
    log.add(failed(KEY, Case("a-1", "compare", "问", True), RuntimeError("坏了")))
    assert not Log(tmp_path / "rows.jsonl", read_row).is_done(KEY)
    log.add(ROW)
    again = Log(tmp_path / "rows.jsonl", read_row)
    assert again.is_done(KEY)
    assert again.get(KEY) == ROW


@pytest.mark.parametrize("torn", ['{"key": {"index', "{}", "[1]", "3"])
def test_a_line_that_was_cut_short_costs_that_row_alone(tmp_path, torn):
    path = tmp_path / "rows.jsonl"
    Log(path, read_row).add(ROW)
    with path.open("a", encoding="utf-8") as file:
        file.write(torn)
    other = replace(ROW, key=replace(KEY, id="a-2"))
    Log(path, read_row).add(other)
    log = Log(path, read_row)
    assert (log.get(KEY), log.get(other.key)) == (ROW, other)


def test_a_digest_tells_parts_apart():
    assert digest("甲", "乙") == digest("甲", "乙")
    assert digest("甲乙") != digest("甲", "乙")


def test_the_readme_of_the_prompts_is_no_instruction(tmp_path):
    (tmp_path / "a.md").write_text("照抄数字", "utf-8")
    before = instructions(tmp_path)
    (tmp_path / "README.md").write_text("说明", "utf-8")
    assert instructions(tmp_path) == before == "照抄数字"
