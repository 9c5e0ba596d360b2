"""What a run needs, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.answer.generative import Generator, Message, ModelFailed, warm
from assistant.answer.prompts import read_prompts
from assistant.answer.writing.prompting import opening
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

    ``instructions`` is all that the prompts tell the model, ``opening`` what requests to it
    begin with.
    """

    assistant: Assistant
    generator: Generator | None
    settings: Settings
    instructions: str
    opening: Message

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
    folder = locate(settings).prompts
    told, begins = instructions(folder), opening(read_prompts(folder))
    return Opened(Assistant.open(settings), generator(settings), settings, told, begins)


def check_model(model: Generator, opening: Message) -> None:
    """Has the model loaded and its opening read, so that no case has to wait for it.

    Raises BadRequest where it does not answer: a service that is down is not to fill a file
    with rows of it.
    """
    try:
        warm(model, [opening, ("user", "你好")])
    except ModelFailed as failure:
        raise BadRequest(
            f"语言模型 {model.name} 没有回答（{failure.reason}）。",
            "请先用 youju ask --mode generative 试一问。",
        ) from failure
