"""The wheel built from the repository, alone: it brings its corpus and answers anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "建德2027年集体经济目标是多少"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq")


def call(arguments: Sequence[str | Path], folder: Path, **environ: str) -> str:
    """What a command says, both streams; it must succeed."""
    run = subprocess.run(
        arguments,
        cwd=folder,
        env={**_plain_environment(), **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


def _plain_environment() -> dict[str, str]:
    """The environment without what points into a checkout or at other settings."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("YOUJU_", "PYTHON", "COV_", "PIP_"))
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the installed back end, so that nothing is fetched."""
    pytest.importorskip("hatchling", reason="没有安装 hatchling，make test 会装上它")
    folder = tmp_path_factory.mktemp("dist")
    options = ("--no-index", "--no-deps", "--no-build-isolation", "-w", folder)
    call([*PIP, "wheel", *options, ROOT], folder)
    [built] = folder.glob("youju-*.whl")
    return built


@pytest.fixture(scope="module")
def youju(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a bare environment that sees the dependencies, not the checkout."""
    folder = tmp_path_factory.mktemp("bare")
    call([sys.executable, "-m", "venv", "--without-pip", folder], folder)
    python = folder / "bin" / "python"
    call([*PIP, "--python", python, "install", "--no-index", "--no-deps", wheel], folder)
    query = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(call([python, "-c", query], folder).strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    where = call([python, "-c", "import assistant; print(assistant.__file__)"], folder)
    assert Path(where.strip()).is_relative_to(packages)
    return folder / "bin" / "youju"


def test_it_holds_the_package_and_its_material(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"assistant", wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"}
    held = {name.removeprefix("assistant/_data/") for name in names}
    published = [path.name for path in (ROOT / "corpus" / "documents").iterdir()]
    assert {f"corpus/documents/{name}" for name in published} <= held
    assert {"corpus/manifest.toml", "corpus/thesaurus.toml"} <= held
    assert {f"prompts/{path.name}" for path in (ROOT / "prompts").iterdir()} <= held
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_first_question_builds_the_index(youju: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    places = {"XDG_DATA_HOME": str(data), "HOME": str(tmp_path)}
    first = call([youju, "ask", QUESTION], tmp_path, **places)
    assert "75亿元" in first
    assert "还没有索引" in first
    assert str(data / "youju" / "index") in first
    assert (data / "youju" / "index" / "CURRENT").is_file()

    second = call([youju, "ask", QUESTION], tmp_path, **places)
    assert "75亿元" in second
    assert "还没有索引" not in second


def test_it_writes_nothing_into_the_installation(youju: Path) -> None:
    installed = youju.parents[1].rglob("*")
    assert [path for path in installed if path.suffix in {".sqlite", ".faiss"}] == []
