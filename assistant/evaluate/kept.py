"""Where the questions and the reports of an installation lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """``folder`` holds what was evaluated here, and questions of one's own, if any;
    ``shipped`` the questions and the baseline of a checkout, which a wheel does not bring.
    """

    folder: Path
    shipped: Path

    @property
    def own_questions(self) -> Path:
        """Where questions of one's own are looked for."""
        return self.folder / "questions.toml"

    @property
    def questions(self) -> Path | None:
        """The file of the questions: one's own before those of the checkout."""
        return _first(self.own_questions, self.shipped / "questions.toml")

    @property
    def latest(self) -> Path | None:
        """The last report."""
        return _first(self._report, self._baseline)

    @property
    def earlier(self) -> Path | None:
        """The report before that one, which it is compared with."""
        if not self._report.is_file():
            return None
        return _first(self._before, self._baseline)

    @property
    def all(self) -> tuple[Path, ...]:
        """Every report there is, from the baseline to the last."""
        paths = (self._baseline, self._before, self._report)
        return tuple(path for path in paths if path.is_file())

    @property
    def fresh(self) -> Path:
        """The file to write a new report to."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / "fresh.json"

    def keep(self) -> None:
        """Makes the fresh report the last one, and that the earlier one."""
        if self._report.is_file():
            self._report.replace(self._before)
        self.fresh.replace(self._report)

    @property
    def _report(self) -> Path:
        return self.folder / "report.json"

    @property
    def _before(self) -> Path:
        return self.folder / "before.json"

    @property
    def _baseline(self) -> Path:
        return self.shipped / "reports" / "baseline.json"


def _first(*paths: Path) -> Path | None:
    return next((path for path in paths if path.is_file()), None)
