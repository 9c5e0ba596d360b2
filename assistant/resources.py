"""The one place that knows where things lie.

Read-only material (corpus, prompts) comes from the checkout or from inside the
installed package; what is written (library, index, models) lies under a writable home:
the one that was set, else the checkout, else the user's data folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from assistant.settings import Settings

PACKAGE = Path(__file__).resolve().parent
SHIPPED = PACKAGE.parent / "eval"  # the evaluation of a checkout; a wheel brings none


@dataclass(frozen=True, slots=True)
class Resources:
    """Folders and files of one installation."""

    home: Path
    corpus: Path
    prompts: Path

    @property
    def manifest(self) -> Path:
        """The file that says which documents the corpus holds."""
        return self.corpus / "manifest.toml"

    @property
    def index(self) -> Path:
        """Folder of the index versions."""
        return self.home / "index"

    @property
    def library(self) -> Path:
        """Folder of the library's database and files."""
        return self.home / "library"

    @property
    def service(self) -> Path:
        """Folder of who may use the service, and what was asked of it."""
        return self.home / "service"

    @property
    def training(self) -> Path:
        """Folder of the quizzes kept, of live sessions and of what people practise."""
        return self.home / "training"

    @property
    def proposals(self) -> Path:
        """Folder of what people proposed on the page, for others to review."""
        return self.home / "proposals"

    @property
    def evaluation(self) -> Path:
        """Folder of the evaluations made on the page, and of questions of one's own."""
        return self.home / "evaluation"

    @property
    def models(self) -> Path:
        """Folder of the local language models."""
        return self.home / "models"


def locate(settings: Settings) -> Resources:
    """Resources for these settings; creates nothing."""
    checkout = _checkout()
    material = checkout or PACKAGE / "_data"
    home = settings.home or checkout or user_data_path("youju", appauthor=False)
    return Resources(
        home=home.expanduser().absolute(),
        corpus=(settings.corpus or material / "corpus").expanduser().absolute(),
        prompts=material / "prompts",
    )


def _checkout() -> Path | None:
    root = PACKAGE.parent
    is_checkout = (root / "pyproject.toml").is_file() and (root / "corpus").is_dir()
    return root if is_checkout else None
