"""Fixed texts from ``prompts/*.md``: templates whose variables are checked when loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from assistant.errors import YoujuError

_MATERIAL = frozenset({"materials", "question", "task"})
VARIABLES: Mapping[str, frozenset[str]] = {
    "not_found": frozenset({"about"}),
    "writing": frozenset(),
    "request": _MATERIAL,
    "again": _MATERIAL | {"reasons"},
    "answer": frozenset(),
    "summarise": frozenset(),
    "explain": frozenset(),
    "compare": frozenset(),
    "draft": frozenset(),
}
Prompts = Mapping[str, Template]


def read_prompts(folder: Path) -> Prompts:
    """Every prompt by name. Raises YoujuError for a missing file or a wrong variable."""
    return {name: _read(folder / f"{name}.md", wanted) for name, wanted in VARIABLES.items()}


def _read(path: Path, wanted: frozenset[str]) -> Template:
    try:
        template = Template(path.read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise YoujuError(
            f"读不了提示语文件 {path}。", "请从发行包中恢复 prompts 文件夹。"
        ) from error
    found = frozenset(template.get_identifiers())
    if not template.is_valid() or found != wanted:
        expected = "、".join(f"${name}" for name in sorted(wanted))
        raise YoujuError(f"提示语文件 {path} 的变量不对。", f"应当正好用到：{expected}")
    return template
