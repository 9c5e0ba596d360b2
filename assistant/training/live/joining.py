"""The code that is typed, the name that is shown, and what a phone is known by."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from assistant.errors import BadRequest

DIGITS = 6  # of a code: a phone shows its number pad for them, whatever the input method
LONGEST_NAME = 20
MOST_PLAYERS = 500
_SECRET = 32  # bytes
_BLANKS = ("Zs", "Zl", "Zp")
_MARKS = ("Mn", "Me")  # that could be heaped upon a letter


@dataclass(frozen=True, slots=True)
class Player:
    """Who joined a session; ``joined`` is UTC, ISO."""

    id: int
    session: str
    name: str
    joined: str


def new_code() -> str:
    """A code by which a session is joined."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def code_of(typed: str) -> str:
    """The code that was typed, however it is grouped or wide; empty where it is none."""
    digits = "".join(unicodedata.normalize("NFKC", typed).replace("-", " ").split())
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""


def name_of(typed: str) -> str:
    """The name that is shown for what was typed. Raises BadRequest."""
    kept = []
    for char in unicodedata.normalize("NFC", typed):
        category = unicodedata.category(char)
        if category in _BLANKS or char in "\t\r\n":
            kept.append(" ")
        elif category[0] != "C" and category not in _MARKS:
            kept.append(char)
    name = " ".join("".join(kept).split())
    if not any(char.isalnum() for char in name):
        raise BadRequest("还没有写名字。", "写上您的姓名，如 王芳。")
    if len(name) > LONGEST_NAME:
        raise BadRequest(f"名字太长，最多 {LONGEST_NAME} 个字。", "写短一些。")
    return name


def known_as(name: str) -> str:
    """What two names share that people would take for one."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def new_token() -> str:
    """What a phone is known by; it is kept nowhere but there."""
    return secrets.token_urlsafe(_SECRET)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
