"""How much each line of a page looks as if it were of another text.

Three things speak for it or against it: how the line reads (``register``), whether it
uses the words of the rest of the document (``novelty``), and its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.ingest.clean.draft import Span
from assistant.ingest.clean.novelty import Vocabulary
from assistant.ingest.clean.register import fitted
from assistant.ingest.clean.rows import Page, Row, is_date, tells_issue
from assistant.ingest.metadata import departments_span

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
_FORMAL = 4.0
_CONTACT = re.compile(r"(?:联系人|[^，。：:]{0,6}(?:电话|邮箱|传真))[:：]")


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
    if row.marker:
        score -= _NUMBERED.get(row.marker.style, _NUMBERED_OTHERWISE)
    elif _is_formal(row.text):
        score -= _FORMAL
    else:
        score = max(score, MOST_OFFICIAL)
    return min(score, MOST_FOREIGN)


def _is_formal(line: str) -> bool:
    """Whether a line is the row of a table, a date, whom to ask, when and by whom the
    document was issued, or closes with who is responsible."""
    if "\t" in line or is_date(line) or tells_issue(line) or _CONTACT.match(line):
        return True
    return line[-1] in "）)" and departments_span(line) is not None
