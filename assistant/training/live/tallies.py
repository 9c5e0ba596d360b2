"""How the answers to one item are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.training.items import FALSE, LETTERS, TRUE
from assistant.training.live.answering import Answer
from assistant.training.live.snapshot import Question
from assistant.training.pairs import GAP, Pair, pairs_of

READ_AGAIN = 0.7  # share of right answers below which a clause is worth another look
_LISTED = 6  # different words in a blank that are told apart


@dataclass(frozen=True, slots=True)
class Choice:
    """How many gave an answer, or chose an option; ``key`` says whether that is right. Of a pair
    it is how many got it right, and ``instead`` what most others chose."""

    label: str
    words: str
    count: int
    key: bool
    instead: str = ""


@dataclass(frozen=True, slots=True)
class PairTally:
    """How many got one pair of a matching item right; ``instead`` are the words that most of the
    others chose, if any, and how many they were."""

    pair: Pair
    right: int
    instead: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Of an item, from 0: of how many ``asked`` how many answered, how many rightly, and how
    they are spread; of a matching item each pair as well."""

    position: int
    question: Question
    asked: int
    answered: int
    right: int
    choices: tuple[Choice, ...]
    pairs: tuple[PairTally, ...] = ()

    @property
    def share(self) -> float:
        """Of those who were asked, the share that was right; 0 where nobody was."""
        return share_of(self.right, self.asked)

    @property
    def doubtful(self) -> tuple[int, ...]:
        """The grounds of the pairs that are worth another look, in order."""
        wrong = [each for each in self.pairs if each.right < READ_AGAIN * self.asked]
        return tuple(dict.fromkeys(each.pair.ground for each in wrong))


def tally(position: int, question: Question, answers: Sequence[Answer], asked: int) -> Tally:
    """How the answers to an item are spread, that was put to so many."""
    right = sum(answer.is_right for answer in answers)
    pairs = tuple(_pairs(question, answers))
    choices = tuple(_choices(question, answers, pairs))
    return Tally(position, question, asked, len(answers), right, choices, pairs)


def share_of(right: int, asked: int) -> float:
    """The share of what was asked for that was right; 0 where nothing was."""
    return right / asked if asked else 0.0


def _pairs(question: Question, answers: Sequence[Answer]) -> Iterable[PairTally]:
    item = question.item
    for at, pair in enumerate(pairs_of(item)):
        chosen = Counter(answer.given[at : at + 1] for answer in answers)
        right = chosen.pop(pair.key, 0)
        del chosen[GAP]
        others = [(item.options[LETTERS.index(key)], n) for key, n in chosen.most_common(1) if key]
        yield PairTally(pair, right, others[0] if others else None)


def _choices(
    question: Question, answers: Sequence[Answer], pairs: Sequence[PairTally]
) -> Iterable[Choice]:
    item = question.item
    given = Counter(answer.given for answer in answers)
    if item.kind == "judge":
        return [Choice(word, "", given[word], word in item.keys) for word in (TRUE, FALSE)]
    if item.kind == "fill":
        return _written(answers)
    if item.kind == "match":
        return [_paired(at, each) for at, each in enumerate(pairs, start=1)]
    return [
        Choice(letter, words, sum(n for g, n in given.items() if letter in g), letter in item.keys)
        for letter, words in zip(LETTERS, item.options, strict=False)
    ]


def _written(answers: Sequence[Answer]) -> list[Choice]:
    """What was written into a blank, the most frequent first; the right ones are one."""
    right = Counter(answer.given for answer in answers if answer.is_right)
    wrong = Counter(answer.given for answer in answers if not answer.is_right)
    told = [Choice(right.most_common(1)[0][0], "", right.total(), True)] if right else []
    told += [Choice(words, "", count, False) for words, count in wrong.most_common(_LISTED)]
    return sorted(told, key=lambda choice: (-choice.count, choice.label))


def _paired(number: int, each: PairTally) -> Choice:
    words, count = each.instead or ("", 0)
    instead = f"错连“{words}”的最多，{count} 人" if words else ""
    told = f"{each.pair.left} — {each.pair.right}"
    return Choice(f"{number}-{each.pair.key}", told, each.right, True, instead)
