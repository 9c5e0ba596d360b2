"""An item as it stands in the fields of a form, before it is one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from assistant.serve.training.fields import Typed
from assistant.training.items import BLANK, DIFFICULTIES, LETTERS, Difficulty, Item, Kind
from assistant.training.own import Written

OWN_KINDS: tuple[Kind, ...] = ("single", "multiple", "judge", "fill")
_WITHOUT_OPTIONS = ("fill", "judge")
_SPARE = 2  # empty options beside those there are
_FEWEST = 4
_BLANKS = re.compile(r"[（(][\s\u3000_]*[)）]|_{2,}|＿{2,}")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed. ``options`` are by letter, some of them empty; ``keys`` are letters, 对 or
    错, or what belongs in the blank; of a ``match`` one for each of ``left``."""

    kind: Kind
    question: str
    options: Mapping[str, str]
    keys: tuple[str, ...]
    left: tuple[str, ...]
    topic: str
    difficulty: Difficulty
    remark: str
    quote: str = ""

    @classmethod
    def of_item(cls, item: Item) -> Draft:
        """An item to be changed."""
        wide = min(max(len(item.options) + _SPARE, _FEWEST), len(LETTERS))
        options = dict.fromkeys(LETTERS[:wide], "") | dict(zip(LETTERS, item.options, strict=False))
        return cls(
            kind=item.kind,
            question=item.question,
            options={} if item.kind in _WITHOUT_OPTIONS else options,
            keys=item.keys,
            left=item.left,
            topic=item.topic,
            difficulty=item.difficulty,
            remark=item.remark,
            quote=item.grounds[0].quote,
        )

    @classmethod
    def empty(cls, question: str) -> Draft:
        """A new one, whose question begins so."""
        return cls(
            "single", question, dict.fromkeys(LETTERS[:_FEWEST], ""), (), (), "", "medium", ""
        )

    @classmethod
    def of(cls, typed: Typed, kind: Kind) -> Draft:
        """What was typed."""
        options = {letter: typed.one(f"option-{letter}") for letter in LETTERS}
        last = max((at for at, text in enumerate(options.values()) if text), default=0)
        wide = min(max(last + 1 + _SPARE, _FEWEST), len(LETTERS))
        left = tuple(typed.one(f"left-{n}") for n in range(1, len(LETTERS) + 1))
        left = tuple(words for words in left if words)
        chosen = typed.one("difficulty")
        return cls(
            kind=kind,
            question=typed.one("question"),
            options=dict(list(options.items())[:wide]),
            keys=_keys(typed, kind, len(left)),
            left=left if kind == "match" else (),
            topic=typed.one("topic"),
            difficulty=cast("Difficulty", chosen if chosen in DIFFICULTIES else "medium"),
            remark=typed.one("remark"),
            quote=typed.one("quote"),
        )

    def changes(self) -> dict[str, Any]:
        """The fields of an item that it gives other words."""
        options, keys = self._lettered()
        question = _BLANKS.sub(BLANK, self.question) if self.kind == "fill" else self.question
        return {
            "question": question,
            "options": options,
            "keys": keys,
            "left": self.left,
            "topic": self.topic,
            "difficulty": self.difficulty,
            "remark": self.remark,
        }

    def written(self, clause: str) -> Written:
        """The item that it is to become, on this clause."""
        return Written(kind=self.kind, quotes=((clause, self.quote),), **self.changes())

    def _lettered(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The options that are not empty, and the keys by the letters that these have then."""
        if self.kind in _WITHOUT_OPTIONS:
            return (), self.keys
        kept = [letter for letter, text in self.options.items() if text]
        again = dict(zip(kept, LETTERS, strict=False))
        # A key that names an empty option names none.
        keys = tuple(again.get(key, "?") for key in self.keys)
        return tuple(self.options[letter] for letter in kept), keys


def _keys(typed: Typed, kind: Kind, left: int) -> tuple[str, ...]:
    if kind == "fill":
        return tuple(filter(None, (typed.one("blank"),)))
    if kind == "judge":
        return tuple(filter(None, (typed.one("truth"),)))
    if kind == "match":
        return tuple(typed.one(f"match-{number}") for number in range(1, left + 1))
    return typed.all("key")
