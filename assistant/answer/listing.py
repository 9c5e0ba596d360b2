"""A list that is not one sentence: a numbered enumeration, or the items of a clause, each by
its first words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.candidates import Candidate, is_heading
from assistant.answer.coverage import Wanted
from assistant.text.headings import heading_words
from assistant.text.sentences import Span, parts, sentences
from assistant.types import Clause

_FEWEST = 3  # items
_LONGEST = 26  # characters of the first words of an item
_ABOUT = 0.5  # share of the question's words that the heading of the clause has
_NAMED = 0.8  # share of the words of the heading that the question has
_NUMBER = re.compile(
    r"^[\s#*]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|[①-⑳]|[一二三四五六七八九十]是)\s*"
)


_MARK = re.compile(r"[\s]*(?:[（(][一二三四五六七八九十]+[)）]|[①-⑳]|\d{1,2}[.．、)）](?!\d))")
_OPENS = re.compile(rf"[:：](?:{_MARK.pattern}|\s*$)")
_LONG = 480  # characters of an enumeration that is shown whole


def enumeration(best: Candidate) -> Span | None:
    """The whole of a numbered enumeration that the best candidate opens or stands in, with
    what introduces it (document offsets); None where there is none, or a long one."""
    clause = best.clause
    found = sentences(clause.text)
    place = next((n for n, (_, end) in enumerate(found) if clause.start + end > best.start), 0)
    first = place
    while first > 0 and _MARK.match(clause.text, found[first][0]):
        first -= 1
    if not _OPENS.search(clause.text, *found[first]):
        return None
    last = first
    while last + 1 < len(found) and _MARK.match(clause.text, found[last + 1][0]):
        last += 1
    start, end = found[first][0], found[last][1]
    if last < max(place, first + 1) or end - start > _LONG:
        return None
    return clause.start + start, clause.start + end


def items(best: Candidate, topic: str, wanted: Wanted) -> list[Span]:
    """The first words of each item (document offsets) where the clause of the best candidate
    is a list of its own: its heading is what is asked for, or all items begin alike."""
    clause = best.clause
    heads = _heads(clause)
    if len(heads) < _FEWEST:
        return []
    heading = heading_words(clause.path[-1]) if clause.path else ""
    of_heading = Wanted.words(heading, wanted.rarity)
    named = wanted.coverage(heading) >= _ABOUT or of_heading.coverage(topic) >= _NAMED
    return (
        heads
        if heading and named and _alike([clause.text[a:b] for a, b in _local(heads, clause)])
        else []
    )


def _heads(clause: Clause) -> list[Span]:
    base = clause.start
    found = []
    for start, end in sentences(clause.text):
        if is_heading(clause, clause.text[start:end]):
            continue
        first = parts(clause.text, start, end)[0]
        found.append((base + first[0], base + first[1]))
    return found


def _local(heads: Sequence[Span], clause: Clause) -> list[Span]:
    return [(start - clause.start, end - clause.start) for start, end in heads]


def _alike(heads: Sequence[str]) -> bool:
    """Whether most items open with the same word, or are numbered."""
    plain = [_NUMBER.sub("", head) for head in heads]
    short = sum(len(head) <= _LONGEST for head in plain)
    openings = [head[:2] for head in plain]
    common = max(openings.count(opening) for opening in openings)
    numbered = sum(bool(_NUMBER.match(head)) for head in heads)
    return short >= 0.8 * len(heads) and max(common, numbered) >= 0.7 * len(heads)
