"""How much each line of a page looks as if it were of another text.

Three things speak for it or against it: how the line reads (``register``), whether it
uses the words of the rest of the document (``novelty``), and its number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.ingest.clean.novelty import Vocabulary
from assistant.ingest.clean.register import fitted
from assistant.ingest.clean.rows import Page, Row, is_date, tells_issue

# Log odds and their weights, tuned on the texts of eval/foreign-dev.toml.
REGISTER = 1.5
NOVELTY = 0.43
MOST_NOVEL = 8.0
PRIOR = -0.5
KNOWN_WORDS = 3.0  # for a text that comes back to its words: they speak for its own lines
MOST_KNOWN = 0.45
WHOLE_LINE = 40  # characters; the prior of a shorter line is less
MOST_OFFICIAL = -8.0
MOST_FOREIGN = 12.0
_NUMBERED = {
    "part": 12.0,
    "subpart": 12.0,
    "chapter": 12.0,
    "section": 12.0,
    "article": 12.0,
    "han": 8.0,
    "han_paren": 8.0,
}
_NUMBERED_OTHERWISE = 3.0
_FORMAL = 4.0  # the row of a table; a date; when and by whom a document was issued, in brackets

Span = tuple[int, int]


def suspicion(text: str, page: Page, foreign: Sequence[Span] = ()) -> list[float]:
    """Log odds for each line of ``page``; ``foreign`` are lines already found to be so."""
    if not page.rows:
        return []
    spans = [row.span for row in page.rows]
    words = Vocabulary(text, foreign)
    new = np.minimum(NOVELTY * words.novelty(spans), MOST_NOVEL)
    prior = PRIOR + KNOWN_WORDS * min(words.rate, MOST_KNOWN)
    lengths = np.array([end - start for start, end in spans])
    scores = prior * np.minimum(lengths / WHOLE_LINE, 1) + REGISTER * fitted().scores(text, spans)
    return [_odds(*pair) for pair in zip(page.rows, (scores + new).tolist(), strict=True)]


def _odds(row: Row, score: float) -> float:
    if "\t" in row.text or is_date(row.text) or tells_issue(row.text):
        return min(score, MOST_FOREIGN) - _FORMAL
    if row.marker is None:
        return min(max(score, MOST_OFFICIAL), MOST_FOREIGN)
    return min(score, MOST_FOREIGN) - _NUMBERED.get(row.marker.style, _NUMBERED_OTHERWISE)
