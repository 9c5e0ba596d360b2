"""Corrections by people: found again in the raw file, then made.

They are made in the order in which people made them: of two on the same characters the
later one holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.ingest.clean.draft import Draft, Edit, Span, outside
from assistant.ingest.clean.secrets import MASK
from assistant.types import Document, HeadingFix, Override

REASON = "by_hand"
_ENTITY = re.compile(r"&(?:amp;)*#?\w{1,8};")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one document: all as they were made, and those whose place is
    known, with offsets of its present raw file.

    ``secrets`` are the raw spans of the secrets found where nothing was corrected.
    """

    made: tuple[Override, ...]
    placed: tuple[Override, ...]
    secrets: tuple[Span, ...]

    @property
    def kept(self) -> tuple[Span, ...]:
        """Raw spans put back and not dropped later."""
        return self._standing("keep", against="drop")

    def drop(self, draft: Draft) -> Draft:
        """Takes out what people dropped.

        Runs once the secrets are out: none is shown because the words that gave it away
        were dropped, or something was put back between them.
        """
        draft = draft.apply(_still_shown(draft, self.secrets))
        dropped = self._standing("drop", against="keep")
        found = (span for raw in dropped for span in draft.spans(*raw))
        return draft.apply(Edit(*span, reason=REASON) for span in found)

    def part(self, draft: Draft) -> Draft:
        """Line ends round the lines made headings, where they had been joined to others."""
        lines = (span for o in self.placed if o.level for span in draft.spans(o.start, o.end)[:1])
        ends = {end for span in lines for end in span if _inside_line(draft.text, end)}
        parted = draft.apply(Edit(end, end, "\n") for end in ends)
        raws = {draft.raw_offset(end) for end in ends}
        return replace(parted, joined=tuple(raw for raw in draft.joined if raw not in raws))

    def told(self, document: Document, draft: Draft) -> Document:
        """The document of a finished draft with its headings corrected and this reported."""
        fixes = [_fix(override, draft) for override in self.placed]
        pairs = zip(self.placed, fixes, strict=True)
        applied = tuple(o for o, fix in pairs if fix or o.kind != "heading")
        known = {override.reference for override in applied}
        stale = tuple(override for override in self.made if override.reference not in known)
        report = replace(document.report, applied=applied, stale=stale)
        return replace(document, report=report, headings=_merged(filter(None, fixes)))

    def _standing(self, kind: str, *, against: str) -> tuple[Span, ...]:
        standing: list[Span] = []
        for override in self.placed:
            span = (override.start, override.end)
            if override.kind == kind:
                standing = [*(s for each in standing for s in outside(each, [span])), span]
            elif override.kind == against:
                standing = [part for each in standing for part in outside(each, [span])]
        return tuple(standing)


def place(
    overrides: Sequence[Override], hidden: Draft, sha256: str, start: int, end: int
) -> Corrections:
    """Finds ``overrides`` in ``raw[start:end]`` of the file with this ``sha256``.

    ``hidden`` is the draft of that part once its secrets are out.
    """
    raw = masked(hidden) if overrides else ""
    placed = []
    for override in overrides:
        at = _position(override, raw, sha256)
        stop = at + len(override.quote)
        if start <= at and stop <= end:
            placed.append(replace(override, start=at, end=stop))
    return Corrections(tuple(overrides), tuple(placed), _secrets(hidden))


def masked(hidden: Draft) -> str:
    """The whole raw text with a mark in place of each character of a secret."""
    characters = list(hidden.raw)
    for start, end in _secrets(hidden):
        characters[start:end] = MASK * (end - start)
    return "".join(characters)


def _secrets(hidden: Draft) -> tuple[Span, ...]:
    """Raw spans; one that ends in an entity ends where the entity does, not at its ``&``."""
    asides = [aside for aside in hidden.set_aside if aside.text is None]
    entities = [_ENTITY.match(hidden.raw, aside.end - 1) for aside in asides]
    pairs = zip(asides, entities, strict=True)
    return tuple((a.start, entity.end() if entity else a.end) for a, entity in pairs)


def _position(override: Override, raw: str, sha256: str) -> int:
    """Where the quote stands in ``raw``; -1 if that cannot be told for sure."""
    quote = override.quote
    if override.sha256 == sha256 and raw.startswith(quote, override.start):
        return override.start
    first = raw.find(quote)
    if raw.find(quote, first + 1) >= 0:
        return -1
    whole = override.kind != "heading" or _is_whole_line(raw, first, first + len(quote))
    return first if whole else -1


def _is_whole_line(raw: str, start: int, end: int) -> bool:
    before, after = raw[:start].rpartition("\n")[2], raw[end:].partition("\n")[0]
    return not before.strip() and not after.strip()


def _still_shown(draft: Draft, secrets: Iterable[Span]) -> list[Edit]:
    spans = (span for raw in secrets for span in draft.spans(*raw))
    return [
        Edit(start, end, MASK * (end - start), "secret", secret=True)
        for start, end in spans
        if draft.text[start:end].strip(MASK)
    ]


def _inside_line(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and "\n" not in text[offset - 1 : offset + 1]


def _fix(override: Override, draft: Draft) -> HeadingFix | None:
    """What a correction says of a line; None if it is of another kind or its line is gone."""
    for start, end in draft.spans(override.start, override.end)[:1]:
        at = end - len(draft.text[start:end].lstrip())
        opens_line = at < end and not draft.text[:at].rpartition("\n")[2]
        if override.kind == "heading" and opens_line:
            return HeadingFix(at, override.level, override.title)
    return None


def _merged(fixes: Iterable[HeadingFix]) -> tuple[HeadingFix, ...]:
    """One fix a line: of each thing said of it, the last."""
    lines: dict[int, HeadingFix] = {}
    for fix in fixes:
        earlier = lines.get(fix.start, fix)
        level = earlier.level if fix.level is None else fix.level
        lines[fix.start] = HeadingFix(fix.start, level, fix.title or earlier.title)
    return tuple(lines.values())
