"""Logs without secrets."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from functools import partial

SHOWN = "[密钥]"
_Args = tuple[object, ...] | Mapping[str, object] | None
_NAMES = r"(?:x[-_])?(?:api[-_]?key|access[-_]?token|token|key|code|secret|password|passwd|pwd)"
_SIGN = r"[\w.~+/=-]"
_NOT_YET = r"(?!yj_[0-9a-f]{8}_\[)"  # one of ours that is redacted already, whose id stays
_SCHEME = r"(?:bearer|basic)\s+"
_PATTERNS = (
    (re.compile(r"\b(yj_[0-9a-f]{8})_[\w-]+", re.A), rf"\1_{SHOWN}"),
    (re.compile(r"(?<![\w-])(sk-)[\w-]{8,}", re.A), rf"\1{SHOWN}"),
    # A word of some length or with a digit: "bearer bonds" may be asked about.
    (
        re.compile(
            rf"\b(bearer\s+){_NOT_YET}(?:(?=[A-Z._~+/=-]*\d){_SIGN}{{6,}}|{_SIGN}{{16,}})",
            re.A | re.I,
        ),
        rf"\1{SHOWN}",
    ),
    (
        re.compile(
            rf"\b((?:authorization|(?:x-)?api[-_]?key)[\"']?\s*[:=,]\s*(?:b?[\"'])?(?:{_SCHEME})?)"
            rf"(?!{_SCHEME}){_NOT_YET}{_SIGN}{{4,}}",
            re.A | re.I,
        ),
        rf"\1{SHOWN}",
    ),
    (re.compile(rf"([?&]{_NAMES}=){_NOT_YET}[^&#\s\"'<>]+", re.I), rf"\1{SHOWN}"),
    (re.compile(r"(://)[^/\s:@]*:[^/\s@]+@"), rf"\1{SHOWN}@"),
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` without keys, tokens and whatever else lets someone in, here or elsewhere.

    Of one of our own tokens the id stays, which says whose it is. ``secrets`` are taken out
    wherever they stand, such as the key of a language model.
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, SHOWN)
    for pattern, shown in _PATTERNS:
        text = pattern.sub(shown, text)
    return text


class Redacting(logging.Filter):
    """Redacts the message, what is filled into it, and the traceback.

    Belongs on a handler: a logger's filters do not see what the loggers below it write.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._redact = partial(redact, secrets=tuple(secrets))

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through."""
        record.args = self._filled(record.args)
        message = _message(record)
        if (shown := self._redact(message)) != message:
            record.msg, record.args = shown, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._redact(record.exc_text)
        return True

    def _filled(self, given: _Args) -> _Args:
        """What is filled in, as many as before: some formatters look at each."""
        if isinstance(given, Mapping):
            return {name: self._one(value) for name, value in given.items()}
        return tuple(map(self._one, given)) if given else given

    def _one(self, value: object) -> object:
        shown = self._redact(text := str(value))
        return value if shown == text else shown


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # does not fit what is to be filled in
        record.msg, record.args = f"{record.msg} {record.args}", None
        return str(record.msg)
