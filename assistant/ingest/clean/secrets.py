"""Passwords, keys and personal numbers: taken out, listed by place and length only."""

from __future__ import annotations

import re

from assistant.ingest.clean.draft import Draft, Edit

_CREDENTIAL_LINE = re.compile(
    r"^[^\n。]{0,20}?(?:密码|口令|提取码|passw(?:or)?d|pwd|api[_ -]?key|token|密钥)"
    r"[ \t]*(?:[:：=]|为|是)[ \t]*[A-Za-z0-9!-/:-@\[-`{-~]{4,}[^\n。]{0,20}$",
    re.MULTILINE | re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"(?:密码|口令|提取码|passw(?:or)?d|pwd|api[_ -]?key|token|密钥)"
    r"[ \t]*(?:[:：=]|为|是)[ \t]*(?P<secret>[A-Za-z0-9!-/:-@\[-`{-~]{4,})",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?<![A-Za-z0-9])(?P<secret>(?:sk|ak|ghp|AKIA)[-_]?[A-Za-z0-9]{16,})")
_IDENTITY = re.compile(
    r"(?<!\d)(?P<secret>[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx])(?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)(?P<secret>1[3-9]\d{9})(?!\d)")
MASK = "＊"


def drop_credential_lines(draft: Draft) -> Draft:
    """Lines that only announce a password or key."""
    found = _CREDENTIAL_LINE.finditer(draft.text)
    return draft.apply(Edit(*m.span(), reason="secret", secret=True) for m in found)


def mask(draft: Draft) -> Draft:
    """Secrets inside a sentence, one mark for each character."""
    for pattern in (_CREDENTIAL, _KEY, _IDENTITY, _MOBILE):
        spans = (m.span("secret") for m in pattern.finditer(draft.text))
        draft = draft.apply(
            Edit(start, end, MASK * (end - start), "secret", secret=True) for start, end in spans
        )
    return draft
