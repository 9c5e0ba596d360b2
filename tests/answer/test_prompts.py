"""Fixed texts, checked when they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.prompts import VARIABLES, read_prompts
from assistant.errors import YoujuError

ROOT = Path(__file__).resolve().parents[2]


def test_those_that_come_with_the_program() -> None:
    prompts = read_prompts(ROOT / "prompts")
    assert prompts.keys() == VARIABLES.keys()
    assert (
        prompts["not_found"].substitute(about="（桐庐）").startswith("资料中没有找到依据（桐庐）")
    )


def test_each_file_is_a_prompt_and_each_prompt_is_explained() -> None:
    files = {path.stem for path in (ROOT / "prompts").glob("*.md")} - {"README"}
    assert files == VARIABLES.keys()
    readme = (ROOT / "prompts" / "README.md").read_text("utf-8")
    assert all(f"`{name}.md`" in readme for name in files)


@pytest.mark.parametrize(
    "content", ["没有变量", "没有$about和$else", "没有$About", "没有 $", "${about"]
)
def test_a_wrong_variable_is_a_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / "not_found.md").write_text(content, "utf-8")
    with pytest.raises(YoujuError, match=r"not_found\.md") as caught:
        read_prompts(tmp_path)
    assert "$about" in caught.value.hint


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(YoujuError, match="not_found") as caught:
        read_prompts(tmp_path)
    assert "prompts" in caught.value.hint


def test_another_encoding_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "not_found.md").write_bytes("没有$about".encode("gb18030"))
    with pytest.raises(YoujuError):
        read_prompts(tmp_path)
