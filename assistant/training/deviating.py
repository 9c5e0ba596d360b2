"""Where an item that somebody changed is not word for word what its document says."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.text.numbers import numerals
from assistant.training.aligning import GAP, aligned, bare, stands
from assistant.training.items import BLANK, Item
from assistant.training.verdicts import short

_ROUND = 4  # characters round a difference that are shown with it
_TOGETHER = 24  # characters of differences that are shown as one
_QUOTED = re.compile("“([^“”]+)”")
_WITH_TITLE = re.compile("《.*》")


def is_told(words: str, text: str) -> bool:
    """Whether words stand in a text, or their number does with what is counted."""
    if stands(words, text):
        return True
    said = numerals(words)
    rest = bare(words[said[0].end :]) if len(said) == 1 and said[0].start == 0 else ""
    return bool(rest) and any(
        each.key == said[0].key and bare(text[each.end : each.end + 8]).startswith(rest)
        for each in numerals(text)
    )


def doubt(statement: str, document: str, clauses: str) -> str:
    """What a reader is told of words that do not stand in a document, as its clauses have them;
    empty where they do. Blanks, stops, quotes and words left out (……) do not count."""
    if stands(statement, document):
        return ""
    apart = [p for p in statement.split(GAP) if bare(p) and not stands(p, document)]
    sentence = aligned(apart[0], clauses).sentence if apart else ""
    if not sentence:
        return "题里的话不是原文里的话"
    theirs, mine = _difference(sentence, apart[0])
    return f"题里的话与原文有出入：原文是“{short(theirs)}”，题里是“{short(mine)}”"


def _difference(sentence: str, words: str) -> tuple[str, str]:
    """What the two have where they differ, with a little on both sides."""
    codes = SequenceMatcher(None, sentence, words, autojunk=False).get_opcodes()
    spans = [
        (a, b, c, d)
        for tag, a, b, c, d in codes
        if tag != "equal"
        and bare(sentence[a:b]) != bare(words[c:d])
        and not (c == d and c in (0, len(words)))  # what stands round it is none of it
    ]
    if not spans:
        return sentence, words
    near = [span for span in spans if span[1] - spans[0][0] <= _TOGETHER] or spans[:1]
    (a, _, c, _), (_, b, _, d) = near[0], near[-1]
    if c == 0:
        a = max(a, b - d - _ROUND)
    return (
        sentence[max(0, a - _ROUND) : b + _ROUND],
        words[max(0, c - _ROUND) : d + _ROUND],
    )


def doubt_of_passage(item: Item, document: str, clauses: str) -> str:
    """The same of the passage that an item shows to be named."""
    passage = item.question.partition("\n")[2]
    if not passage or item.kind in ("fill", "judge") or BLANK in passage:
        return ""
    return doubt(passage, document, clauses)


def doubt_of_names(item: Item, text: str) -> str:
    """What a reader is told of a name in quotes that is none of the document's; empty where
    all are."""
    told, _, passage = item.question.partition("\n")
    shown = [told, passage] if item.kind == "judge" and "》" in passage else [told]
    named = (name for words in shown for name in _QUOTED.findall(_WITH_TITLE.sub("", words)))
    missing = next((name for name in named if bare(name) not in bare(text)), "")
    return f"原文里没有“{short(missing)}”" if missing else ""
