"""For every test: no network, no settings but its own, one real index that all may read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from assistant import app
from assistant.evaluate.cases import load_cases
from assistant.evaluate.leaks import secrets_of
from assistant.evaluate.run import Report, run
from assistant.indexing import build
from assistant.originals import originals, up_to_date
from assistant.resources import locate
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytest_plugins = ["service"]

os.environ.update(OFFLINE)
for _name in [name for name in os.environ if name.startswith("YOUJU_")]:
    del os.environ[_name]


@pytest.fixture(scope="session", autouse=True)
def home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The default home, so that no test writes into the checkout or the user's folder."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("default-home")
        patch.setenv("YOUJU_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose home holds the index of the real corpus, built once; only to be read."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    build(settings)
    return settings


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> app.Assistant:
    """The assistant on the real corpus."""
    return app.Assistant.open(settings)


@pytest.fixture(scope="session")
def evaluation(settings: Settings, assistant: app.Assistant) -> Report:
    """The whole set of questions put to the assistant, once for all tests."""
    with up_to_date(locate(settings)) as library:
        secrets = secrets_of(originals(library))
    return run(assistant, load_cases(ROOT / "eval/questions.toml"), secrets=secrets)


@pytest.fixture(scope="session")
def youju() -> Run:
    """Runs the command in a process of its own: ``youju("ask", "……", home=folder)``."""

    def start(
        *arguments: str, home: Path, prefix: Sequence[str] = (), environ: Mapping[str, str] = {}
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*prefix, sys.executable, "-m", "assistant", *arguments],
            cwd=ROOT,
            env={**os.environ, "YOUJU_HOME": str(home), **environ},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return start
