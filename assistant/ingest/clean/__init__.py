"""Raw text → Document: what is not the document set aside, what was cut rejoined.

Each step is a small function Draft → Draft; running them all twice changes nothing more.
Corrections by people come in once the secrets are out, so that none can bring one back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.ingest.clean import (
    by_hand,
    duplicates,
    foreign,
    furniture,
    joining,
    layout,
    markup,
    secrets,
)
from assistant.ingest.clean.draft import Draft, Edit
from assistant.types import CleaningReport, Document, Override, Source

_STEPS = (
    markup.decode_entities,
    layout.even_line_ends,
    markup.drop_paywall_marks,
    secrets.drop_credential_lines,
    secrets.mask,
    duplicates.drop_duplicates,
    markup.drop_rules,
    foreign.lift_notice,
    markup.drop_tags,
    layout.trim,
    furniture.drop_page_marks,
    furniture.drop_chrome,
    layout.trim,
    joining.unwrap,
    duplicates.drop_duplicates,
)
# What one of these takes out or joins lets another see more: they run until nothing changes.
_TOGETHER = (
    foreign.drop_stories,
    furniture.drop_captions,
    layout.trim,
    joining.join_title,
    joining.join_broken_lines,
)
_ROUNDS = 5
_FRONT = _STEPS.index(secrets.mask) + 1  # after these steps the secrets are out


def clean(
    source: Source,
    raw: str,
    start: int = 0,
    end: int | None = None,
    overrides: Sequence[Override] = (),
) -> Document:
    """The clean document of ``raw[start:end]``, its offset map and its report."""
    stop = len(raw) if end is None else end
    title = source.title
    draft = _through(_STEPS[:_FRONT], Draft.of(raw, start, stop, title))
    corrections = by_hand.place(overrides, draft, source.sha256, start, stop)
    if corrections.kept:
        draft = _through(_STEPS[:_FRONT], Draft.of(raw, start, stop, title, corrections.kept))
    draft = _settle(_through((corrections.drop, *_STEPS[_FRONT:]), draft))
    draft = corrections.part(draft)
    document = Document(source, draft.text, draft.offsets(), _report(draft, start, end))
    return corrections.told(document, draft)


def masked(raw: str, start: int = 0, end: int | None = None) -> str:
    """``raw`` with a mark in place of each character of a secret in ``raw[start:end]``."""
    return by_hand.masked(_through(_STEPS[:_FRONT], Draft.of(raw, start, end)))


def _settle(draft: Draft) -> Draft:
    """Nothing changes any more, nor would it if the result were cleaned again: indents and
    blank lines, which it has lost, must not be all that keeps a story in."""
    for _ in range(_ROUNDS):
        before = draft
        draft = _until_nothing_changes(draft)
        told = any(aside.reason == foreign.REASON for aside in draft.set_aside)
        if draft.text == before.text or not told:
            break
        again = _until_nothing_changes(Draft.of(draft.text, title=draft.title))
        asides = (aside for aside in again.set_aside if aside.reason == foreign.REASON)
        draft = draft.apply(Edit(a.start, a.end, reason=foreign.REASON) for a in asides)
    return draft


def _until_nothing_changes(draft: Draft) -> Draft:
    for _ in range(_ROUNDS):
        before = draft.text
        draft = _through(_TOGETHER, draft)
        if draft.text == before:
            break
    return draft


def _through(steps: Iterable[Callable[[Draft], Draft]], draft: Draft) -> Draft:
    for step in steps:
        draft = step(draft)
    return draft


def _report(draft: Draft, start: int, end: int | None) -> CleaningReport:
    raws = {raw: clean for clean, raw in zip(draft.starts, draft.raws, strict=True)}
    return CleaningReport(
        set_aside=tuple(sorted(draft.set_aside, key=lambda aside: aside.start)),
        joined=tuple(raws[raw] for raw in draft.joined if raw in raws),
        raw_characters=_letters(draft.raw[start:end]),
        kept_characters=_letters(draft.text),
    )


def _letters(text: str) -> int:
    return len("".join(text.split()))
