"""Raw text → Document: what is not the document set aside, what was cut rejoined.

Each step is a small function Draft → Draft; running them all twice changes nothing more.
"""

from __future__ import annotations

from assistant.ingest.clean import duplicates, foreign, furniture, layout, markup, paragraphs, secrets
from assistant.ingest.clean.draft import Draft
from assistant.types import CleaningReport, Document, Source

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
    duplicates.drop_duplicates,
    foreign.drop_stories,
    furniture.drop_captions,
    layout.trim,
    paragraphs.join_title,
    paragraphs.join_broken_lines,
)


def clean(source: Source, raw: str, start: int = 0, end: int | None = None) -> Document:
    """The clean document of ``raw[start:end]``, its offset map and its report."""
    draft = Draft.of(raw, start, end, source.title)
    for step in _STEPS:
        draft = step(draft)
    return Document(source, draft.text, draft.offsets(), _report(draft, start, end))


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
