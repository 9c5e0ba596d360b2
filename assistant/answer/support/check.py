"""Every check of a written sentence, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.support import figures, names, roles, score, turned
from assistant.answer.support.grounds import Grounds, Measure
from assistant.types import Encoder


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence: a stable ``code``, and the words at fault."""

    code: str
    words: str

    @property
    def reason(self) -> str:
        """In Chinese, for whoever writes the sentence again."""
        return _REASONS[self.code].format(self.words)


_REASONS = {
    "number": "“{}”在所标的材料里没有，数字要照抄",
    "unit": "“{}”的单位与材料不一致",
    "bound": "“{}”的“以上、以内、超过、不低于、约”等与材料不一致，要照抄",
    "year": "“{}”不是这一年的数",
    "swapped": "“{}”不是这一项的数",
    "place": "所标的材料说的不是“{}”，地方要写对",
    "name": "“{}”在所标的材料里没有，名称要照抄",
    "role": "材料里“{}”管的不是这件事",
    "denial": "“{}”与材料的肯定、否定相反",
    "overclaim": "“{}”说过了头，材料里没有这么说",
    "citation": "没有标出依据的材料编号，或编号不在材料里",
    "unfinished": "没有写完，要短一些",
    "unsupported": "有材料里没有的意思，只写材料里有的",
}


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks sentences. ``measure`` finds the figures of a text, ``encoder`` its vectors;
    ``places`` are the short names of all places that documents are of."""

    measure: Measure
    encoder: Encoder
    places: frozenset[str]

    def fault(self, text: str, grounds: Grounds) -> Fault | None:
        """The first fault of a sentence; None where its grounds bear it out."""
        if broken := self.broken(text, grounds):
            return broken
        enough = self.support(text, grounds) >= score.card().threshold
        held = enough and score.speaks_of(text, grounds)
        return None if held else Fault("unsupported", text)

    def broken(self, text: str, grounds: Grounds) -> Fault | None:
        """The first rule that a sentence breaks; None where it breaks none."""
        return next(self._broken(text, grounds), None)

    def support(self, text: str, grounds: Grounds) -> float:
        """The calibrated probability that the grounds say what the sentence does."""
        return score.card().probability(score.features(text, grounds, self.encoder))

    def _broken(self, text: str, grounds: Grounds) -> Iterator[Fault]:
        stated = self.measure(text)
        yield from _all("number", figures.loose_numbers(text, grounds))
        yield from _all("unit", figures.wrong_units(stated, grounds))
        yield from _all("bound", figures.wrong_bounds(stated, grounds))
        yield from _all("year", figures.wrong_years(text, stated, grounds))
        yield from _all("swapped", figures.swapped(stated, grounds))
        yield from _all("swapped", figures.misplaced(text, grounds))
        yield from _all("swapped", figures.exchanged(text, grounds))
        yield from _all("swapped", figures.out_of_turn(text, grounds))
        yield from _all("bound", figures.turned_bounds(text, grounds))
        yield from _all("place", names.others_figures(text, grounds, self.places))
        yield from _all("role", roles.wrong_roles(text, grounds))
        yield from _all("role", roles.others_work(text, grounds))
        yield from _all("place", names.wrong_places(text, grounds, self.places))
        yield from _all("name", names.strange_names(text, grounds))
        yield from _all("denial", turned.denials(text, grounds))
        yield from _all("overclaim", turned.overclaims(text, grounds))


def _all(code: str, found: Iterator[str]) -> Iterator[Fault]:
    return (Fault(code, words) for words in found)
