"""What people say of the lines of a document: which are headings, how deep, how worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.ingest.headings import MARKS, Heading
from assistant.ingest.paragraphs import Line
from assistant.types import HeadingFix


@dataclass(frozen=True, slots=True)
class Corrected:
    """The lines that people corrected, by their place: ``levels`` of those made headings,
    ``plain`` those that are none, ``titles`` as they are shown in paths.
    """

    levels: dict[int, int]
    plain: frozenset[int]
    titles: dict[int, str]

    @classmethod
    def of(cls, lines: Sequence[Line], fixes: Iterable[HeadingFix]) -> Corrected:
        """``fixes``, at most one of each line, for ``lines``."""
        places = {line.start: index for index, line in enumerate(lines)}
        said = [(places[fix.start], fix) for fix in fixes if fix.start in places]
        return cls(
            {index: fix.level for index, fix in said if fix.level},
            frozenset(index for index, fix in said if fix.level == 0),
            {index: fix.title for index, fix in said if fix.title},
        )

    def parts(self, index: int) -> bool:
        """Whether the line at ``index`` cannot be a heading that runs on into the next."""
        return index in self.plain or index + 1 in self.levels

    def before(self, run: range) -> range:
        """The lines of ``run`` above the first one that was made a heading."""
        return range(run.start, min((i for i in self.levels if i in run), default=run.stop))

    def headings(
        self, lines: Sequence[Line], found: Sequence[Heading | None]
    ) -> list[Heading | None]:
        """The headings ``found``, corrected. Every other line stays what it is: a wording
        alone makes no heading, and none comes or goes because of another one."""
        kept = list(found)
        for index in self.plain:
            kept[index] = None
        for index in self.levels:
            kept[index] = kept[index] or _unnumbered(lines[index])
        for index, title in self.titles.items():
            if opened := kept[index]:
                kept[index] = opened._replace(title=title)
        return kept


def _unnumbered(line: Line) -> Heading:
    return Heading("bare", "s", "", line.text.strip(MARKS), line.start)
