"""Words written with a wrong character of the same sound, put right by the documents' words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import accumulate

from assistant.retrieve.understand.lexicon import Lexicon
from assistant.text.tokens import bigrams
from assistant.text.words import in_dictionary, tokens

_LONGEST = 4
_HAN = re.compile(r"[一-鿿]{2,}")
_QUOTED = r"[“\"「『][^”\"」』]*[”\"」』]"
# Characters that stand for themselves beside any other: function words, numbers, plain verbs.
_ALONE = frozenset(
    "要有是在能会到把给去来得的了几多个每各和与就都还被让从对向为以可将已也再不没里上下中内外前后"
    "年月日这那哪些谁一二三四五六七八九十百千万亿两搞种发做扶办建修弄报收管盖养买卖拿送放"
)


def put_right(
    question: str, names: Collection[str], lexicon: Lexicon, written: Collection[str]
) -> str:
    """盘火多少栋 → 盘活多少栋.

    Only what is no word, and is ``written`` nowhere in the documents (character pairs), is
    taken for a mistake, and only where one word of the documents sounds like it and shares a
    character. ``names`` and what stands in quotes are left as they are.
    """
    kept = "|".join([_QUOTED, *map(re.escape, names)])
    pieces = re.split(f"({kept})", question)
    pieces[::2] = [_in_piece(piece, lexicon, written) for piece in pieces[::2]]
    return "".join(pieces)


def _in_piece(piece: str, lexicon: Lexicon, written: Collection[str]) -> str:
    for run in _HAN.findall(piece):
        for wrong in _strange(run, written):
            meant = lexicon.alike(wrong)
            if len(meant) == 1 and len(meant[0]) == len(wrong):
                piece = piece.replace(wrong, meant[0])
    return piece


def _strange(run: str, written: Collection[str]) -> Iterator[str]:
    """Neighbouring words, one of a single character, that make up nothing known."""
    found = tokens(run)
    ends = list(accumulate(map(len, found)))
    for first, token in enumerate(found):
        start = ends[first] - len(token)
        for last in range(first + 1, len(found)):
            part = run[start : ends[last]]
            if len(part) > _LONGEST:
                break
            single = min(map(len, found[first : last + 1])) == 1
            plain = token in _ALONE or found[last] in _ALONE
            known = in_dictionary(part) or all(pair in written for pair in bigrams(part))
            if single and not plain and not known:
                yield part
