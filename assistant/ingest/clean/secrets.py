"""Passwords, keys and personal numbers: taken out, listed by place and length only."""

from __future__ import annotations

import re

from assistant.ingest.clean.draft import Draft, Edit

# Full-width signs as half-width, but for those that end a sentence or a part of one.
_FULL_WIDTH = re.compile("[＂-＇＊＋－．-９＜-＞＠-～]")
_GAP = r"(?:[^\S\n]|</?[A-Za-z][^<>\n]*>)*"  # blanks and tags
_CREDENTIAL = re.compile(
    rf"(?:密码|口令|提取码|passw(?:or)?d|pwd|api[_ -]?key|token|密钥){_GAP}(?:[:：=]|为|是){_GAP}"
    r"(?P<secret>(?:(?!</?[A-Za-z])[!-~]){4,})",
    re.IGNORECASE,
)
_CREDENTIAL_LINE = re.compile(
    rf"^[^\n。]{{0,20}}?{_CREDENTIAL.pattern}[^\n。]{{0,20}}$", re.MULTILINE | re.IGNORECASE
)
_KEY = re.compile(r"(?<![A-Za-z0-9])(?P<secret>(?:sk|ak|ghp|AKIA)[-_]?[A-Za-z0-9][\w-]{15,})", re.A)
_IDENTITY = re.compile(
    r"(?<!\d)(?P<secret>[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx])(?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?(?P<secret>1[3-9]\d-?\d{4}-?\d{4})(?!\d)")
_SPACED_MOBILE = re.compile(
    r"(?:手机|电话|联系)[^\d\n]{0,10}(?P<secret>1[3-9]\d \d{4} \d{4})(?!\d)"  # or a table's row
)
# Without one of these words, or so many letters and digits in a row, there is no secret.
_WORDS = ("密码", "口令", "提取码", "passw", "pwd", "api", "token", "密钥")
_LONG = re.compile(r"[A-Za-z0-9][\w -]{9}", re.A)
MASK = "█"


def drop_credential_lines(draft: Draft) -> Draft:
    """Lines that only announce a password or key."""
    text = _half_width(draft.text)
    if not _names_a_credential(text):
        return draft
    found = _CREDENTIAL_LINE.finditer(text)
    return draft.apply(Edit(*m.span(), reason="secret", secret=True) for m in found)


def mask(draft: Draft) -> Draft:
    """Secrets inside a sentence, one mark for each character."""
    text = _half_width(draft.text)
    patterns = (_KEY, _IDENTITY, _MOBILE, _SPACED_MOBILE) if _LONG.search(text) else ()
    if _names_a_credential(text):
        patterns = (_CREDENTIAL, *patterns)
    for pattern in patterns:
        found = [match.span("secret") for match in pattern.finditer(text)]
        if found:
            draft = draft.apply(_masked(*span) for span in found)
            text = _half_width(draft.text)
    return draft


def _masked(start: int, end: int) -> Edit:
    return Edit(start, end, MASK * (end - start), "secret", secret=True)


def _names_a_credential(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _WORDS)


def _half_width(text: str) -> str:
    return _FULL_WIDTH.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)
