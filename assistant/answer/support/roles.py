"""Who does what: bodies of a written sentence do what the clause has them do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.support.grounds import Grounds
from assistant.answer.support.names import BODY, ENDING
from assistant.text.sentences import parts, sentences
from assistant.text.tokens import bigrams, common_ending, normalise

_BY = re.compile(r"(?:由|归)(?=[一-鿿])(?!于|此|来|衷|浅|点)")
_WORK = 4  # characters of what is done, the same in both, from which it is the same work
_CLEARLY = 3  # pairs of characters by which a part without the body must be nearer


def wrong_roles(text: str, grounds: Grounds) -> Iterator[str]:
    """Bodies that the clause names in connection with something else."""
    whole = [clause[a:b] for clause in grounds.texts for a, b in sentences(clause)]
    pieces = [clause[a:b] for clause in grounds.texts for a, b in parts(clause)]
    for source, said, clearly in (
        (whole, sentences(text), 1),
        (pieces, parts(text), _CLEARLY),
    ):
        for start, end in said:
            yield from _misplaced(text[start:end], source, grounds, clearly)


def _misplaced(said: str, source: list[str], grounds: Grounds, clearly: int) -> Iterator[str]:
    for body in BODY.findall(said):
        name = body[-ENDING:]
        own = set(bigrams(said.replace(name, "")))
        beside = [each for each in source if name in each]
        near = max((len(own & set(bigrams(s))) for s in beside), default=0)
        far = max((len(own & set(bigrams(s))) for s in source if name not in s), default=0)
        if beside and not _listed(name, grounds) and far - near >= clearly:
            yield name


def others_work(text: str, grounds: Grounds) -> Iterator[str]:
    """由 so-and-so, where the clause has the same done by someone else."""
    source = [each for clause in grounds.texts for each in _done_by(clause)]
    for said in _done_by(text):
        shared = {other: common_ending(said, other) for other in source}
        length = max(shared.values(), default=0)
        whom = [other[:-length] for other in source if shared[other] == length]
        own = said[:-length]
        if length >= _WORK and own and not any(_is_of(own, other) for other in whom):
            yield own


def _done_by(text: str) -> Iterator[str]:
    """What stands behind each 由, to the end of its part."""
    for start, end in parts(text):
        if match := _BY.search(text, start, end):
            yield normalise(text[match.end() : end]).strip("，。；,.; ")


def _is_of(one: str, other: str) -> bool:
    """Whether two names may be of one body: all characters of the shorter are in the longer."""
    shorter, longer = sorted((one, other), key=len)
    return set(shorter) <= set(longer)


def _listed(name: str, grounds: Grounds) -> bool:
    """Whether a body is one of those that are responsible for a whole clause."""
    return any(name in department for c in grounds.clauses for department in c.departments)
