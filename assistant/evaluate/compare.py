"""Two reports beside each other, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluate.bootstrap import Difference, paired
from assistant.evaluate.judge import Count
from assistant.evaluate.measures import HEADLINES, PASSED, Measure
from assistant.evaluate.record import Entry, Record
from assistant.evaluate.schema import kind_label
from assistant.evaluate.summary import Share
from assistant.evaluate.table import Table, escape


@dataclass(frozen=True, slots=True)
class Pair:
    """One question in two reports."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and after, over the questions that it applies to: their counts."""

    measure: Measure
    counts: tuple[tuple[Count, Count], ...]

    @property
    def before(self) -> Share:
        """The share in the first report."""
        return Share.of(before for before, _ in self.counts)

    @property
    def after(self) -> Share:
        """The share in the second report."""
        return Share.of(after for _, after in self.counts)

    def difference(self) -> Difference:
        """The difference with its interval, drawn anew at every call."""
        return paired([before for before, _ in self.counts], [after for _, after in self.counts])


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed. Questions whose gold changed are compared no further than being named."""

    pairs: tuple[Pair, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    rewritten: tuple[str, ...]

    @property
    def gained(self) -> list[Pair]:
        """Questions newly right."""
        return [pair for pair in self.pairs if _passed(pair.after) > _passed(pair.before)]

    @property
    def lost(self) -> list[Pair]:
        """Questions newly wrong."""
        return [pair for pair in self.pairs if _passed(pair.after) < _passed(pair.before)]


def compare(before: Record, after: Record) -> Comparison:
    """What is different in the second report."""
    both = [name for name in after.entries if name in before.entries]
    pairs = [Pair(before.entries[name], after.entries[name]) for name in both]
    return Comparison(
        pairs=tuple(pair for pair in pairs if pair.before.digest == pair.after.digest),
        added=tuple(name for name in after.entries if name not in before.entries),
        removed=tuple(name for name in before.entries if name not in after.entries),
        rewritten=tuple(p.after.id for p in pairs if p.before.digest != p.after.digest),
    )


def change(measure: Measure, pairs: Iterable[Pair]) -> Change | None:
    """How a measure changed over these questions; None where it applies to none of them.

    A question that it applies to in one of the reports only (one that is answered now, and
    was not) counts nothing in the other.
    """
    found = Change(measure, tuple(c for pair in pairs if (c := _counts(measure, pair))))
    return found if found.before.n and found.after.n else None


def comparison_text(comparison: Comparison) -> str:
    """The measures in a table, then each question whose outcome changed, for the terminal."""
    blocks = ["与上次相比", comparison_table(comparison).as_text(), *_questions(comparison)]
    return "\n\n".join(blocks)


def comparison_markdown(comparison: Comparison) -> str:
    """The same for Markdown."""
    blocks = [
        "## 与上次相比",
        comparison_table(comparison).as_markdown(),
        *_questions(comparison, "- "),
    ]
    return "\n\n".join(blocks) + "\n"


def _passed(entry: Entry) -> float:
    return entry.scores[PASSED.key][0]


def _counts(measure: Measure, pair: Pair) -> tuple[Count, Count] | None:
    before, after = (entry.scores.get(measure.key) for entry in (pair.before, pair.after))
    return (before or (0, 0), after or (0, 0)) if before or after else None


def comparison_table(comparison: Comparison) -> Table:
    """The headline measures in both, with the interval of their difference."""
    found = (change(measure, comparison.pairs) for measure in HEADLINES)
    header = ["项目", "上次", "这次", "相差", "95% 区间"]
    return Table(header, [_cells(item) for item in found if item])


def _cells(item: Change) -> list[str]:
    difference = item.difference()
    certain = difference.low > 0 or difference.high < 0
    interval = f"[{difference.low:+.1%}, {difference.high:+.1%}]{' *' if certain else ''}"
    label = item.measure.label + ("（越低越好）" if item.measure.low_is_good else "")
    return [label, *map(_share, (item.before, item.after)), f"{difference.value:+.1%}", interval]


def _share(share: Share) -> str:
    whole = float(share.k).is_integer()
    return f"{share.k:.0f}/{share.n:.0f}" if whole else f"{share.k / share.n:.3f}"


def _questions(comparison: Comparison, mark: str = "  ") -> Iterator[str]:
    yield "带 * 的相差不是抽题的偶然（配对自助法，一万次，95%）。"
    for title, pairs in (("新做对", comparison.gained), ("新做错", comparison.lost)):
        yield f"{title} {len(pairs)} 题" + "".join(f"\n{mark}{_line(pair)}" for pair in pairs)
    named = (
        ("新增的题", comparison.added),
        ("去掉的题", comparison.removed),
        ("改过的题（没有比较）", comparison.rewritten),
    )
    for title, names in named:
        if names:
            yield f"{title} {len(names)} 道：{_listed(names)}"


def _line(pair: Pair) -> str:
    entry = pair.after
    why = "；".join(pair.after.failures or pair.before.failures)
    return escape(f"{entry.id} [{kind_label(entry.kind)}] {entry.question} —— {why}")


def _listed(names: Sequence[str], most: int = 20) -> str:
    return "、".join(names[:most]) + ("……" if len(names) > most else "")
