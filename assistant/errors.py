"""Errors that a user may meet: each says what is wrong and what to do about it."""

from __future__ import annotations


class YoujuError(Exception):
    """A fault with a stable ``code``, a message and a hint, both in Chinese.

    ``exit_code`` is what the command line returns for it.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadRequest(YoujuError):
    """The question or an option cannot be used as given."""

    code = "bad_request"
    exit_code = 2


class NotThere(YoujuError):
    """What was asked for by its name is not there."""

    code = "not_there"
    exit_code = 2


class Gone(YoujuError):
    """What was asked for was there and is not kept any more."""

    code = "gone"
    exit_code = 2


class Conflict(YoujuError):
    """What is asked for cannot be, as things stand."""

    code = "conflict"
    exit_code = 2


class Unauthorised(YoujuError):
    """Nothing shows that who asks may use the service."""

    code = "unauthorised"


class Forbidden(YoujuError):
    """Who asks may not do this."""

    code = "forbidden"


class TooMany(YoujuError):
    """Too many requests; ``wait`` is after how many seconds there may be another."""

    code = "too_many"

    def __init__(self, wait: int) -> None:
        super().__init__("请求太多。", f"请过 {wait} 秒再试。")
        self.wait = wait


class NoModel(YoujuError):
    """A generative answer was asked for where no language model is configured."""

    code = "no_model"
    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "没有配置语言模型，不能用 generative。",
            "请把 mode 改为 auto 或 extractive；要配置模型，看 README 的“语言模型”。",
        )


class BadCorpus(YoujuError):
    """The manifest or one of its files is at fault; the message lists every fault."""

    code = "bad_corpus"
    exit_code = 3


class BadFile(BadCorpus):
    """A file cannot be read: of a kind that is not read, broken, too large, or without text."""

    code = "bad_file"


class NoIndex(YoujuError):
    """There is no complete index to answer from, or it does not fit these settings."""

    code = "no_index"
    exit_code = 4


class EncoderUnavailable(YoujuError):
    """The configured encoder cannot be loaded."""

    code = "no_encoder"
    exit_code = 5


class ModelUnavailable(YoujuError):
    """A local language model is not there, or cannot be fetched whole."""

    code = "no_model_file"
    exit_code = 8
