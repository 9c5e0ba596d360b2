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


class BadCorpus(YoujuError):
    """The manifest or one of its files is at fault; the message lists every fault."""

    code = "bad_corpus"
    exit_code = 3


class NoIndex(YoujuError):
    """There is no complete index to answer from, or it does not fit these settings."""

    code = "no_index"
    exit_code = 4


class EncoderUnavailable(YoujuError):
    """The configured encoder cannot be loaded."""

    code = "no_encoder"
    exit_code = 5
