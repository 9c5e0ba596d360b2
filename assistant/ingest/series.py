"""Numbers that only their place in a series makes headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.ingest.headings import Heading

Found = list[Heading | None]


def settle(found: Sequence[Heading | None]) -> Found:
    """The headings of a document without those whose number stands out of its series:
    “第八十条　……” between 第三条 and 第四条, “3术语” where no 2 comes before.
    """
    kept = list(found)
    for scope in _scopes(found):
        for out in (*_articles_out_of_order(found, scope), *_loose_out_of_order(found, scope)):
            kept[out] = None
    return kept


def _scopes(found: Sequence[Heading | None]) -> Iterator[range]:
    """The text itself and each annex: numbers start anew in each."""
    start = 0
    for index, heading in enumerate(found):
        if heading and heading.style == "annex":
            yield range(start, index)
            start = index
    yield range(start, len(found))


def _articles_out_of_order(found: Sequence[Heading | None], scope: range) -> Iterator[int]:
    articles = [
        (index, heading.number)
        for index in scope
        if (heading := found[index]) and heading.style == "article"
    ]
    places: dict[int, list[int]] = {}
    for place, (_, number) in enumerate(articles):
        places.setdefault(number[0], []).append(place)
    last: tuple[int, ...] = (0,)
    for place, (index, number) in enumerate(articles):
        restarts = number == (1,) and (place + 1 == len(articles) or articles[place + 1][1][0] <= 2)
        wanted = places.get(last[0] + 1, [])
        skips = number[0] > last[0] + 1 and bisect_right(wanted, place) < len(wanted)
        if restarts or (number > last and not skips):
            last = number
        else:
            yield index


def _loose_out_of_order(found: Sequence[Heading | None], scope: range) -> Iterator[int]:
    series = [
        (index, heading)
        for index in scope
        if (heading := found[index]) and heading.style == "plain"
    ]
    last = 0
    for place, (index, heading) in enumerate(series):
        number = heading.number[0]
        begins = number == 1 and [h.number for _, h in series[place + 1 : place + 2]] == [(2,)]
        if heading.loose and not begins and (number == 1 or number != last + 1):
            yield index
        else:
            last = number
