"""What a run needs, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.answer.generative import Generator, ModelFailed
from assistant.app import Assistant
from assistant.errors import BadRequest
from assistant.evaluate.leaks import secrets_of
from assistant.evaluate.written.log import instructions
from assistant.language_model import generator
from assistant.originals import originals, up_to_date
from assistant.resources import locate
from assistant.settings import Settings

_FOLDER = "eval-llm"
_NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Setting:
    """What was measured on. ``timeout`` in seconds; ``planned`` counts the cases asked for."""

    model: str
    encoder: str
    index_version: str
    timeout: float
    planned: int


@dataclass(frozen=True)
class Opened:
    """The assistant, its model beside it, and what no answer may show.

    ``instructions`` is all that the prompts tell the model.
    """

    assistant: Assistant
    generator: Generator | None
    settings: Settings
    instructions: str

    @property
    def model(self) -> str:
        """The name of the model, ``none`` without one."""
        return self.generator.name if self.generator else _NOBODY

    @property
    def rows(self) -> Path:
        """The file that rows are kept in unless another is named."""
        name = self.model.replace("/", "-")
        return locate(self.settings).home / _FOLDER / f"{name}.jsonl"

    def setting(self, planned: int) -> Setting:
        """What a report says of all this."""
        assistant, timeout = self.assistant, self.settings.model_timeout
        return Setting(
            self.model, assistant.encoder.name, assistant.index_version, timeout, planned
        )

    def secrets(self) -> frozenset[str]:
        """The secrets of the raw files."""
        with up_to_date(locate(self.settings)) as library:
            return secrets_of(originals(library))


def opened(settings: Settings) -> Opened:
    """Raises NoIndex and ModelUnavailable."""
    told = instructions(locate(settings).prompts)
    return Opened(Assistant.open(settings), generator(settings), settings, told)


def check_model(model: Generator) -> None:
    """Has the model loaded, and say a word. Raises BadRequest where it does not, so that a
    service that is down does not fill a file with rows of it."""
    words = model.stream([("user", "你好")], model.deadline())
    try:
        next(words, "")
    except ModelFailed as failure:
        raise BadRequest(
            f"语言模型 {model.name} 没有回答（{failure.reason}）。",
            "请先用 youju ask --mode generative 试一问。",
        ) from failure
    finally:
        words.close()  # type: ignore[attr-defined]
