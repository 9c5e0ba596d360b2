"""How a paper ends: what it says of its clauses, and where who answers for it signs."""

from __future__ import annotations

from assistant.papers.contents import Blanks, Heading, Paragraph, Together, plain
from assistant.papers.wording import VERBATIM, numbered


def ending(number: int) -> Together:
    """The last section of a paper, its ``number``-th."""
    return Together(
        (
            Heading(1, numbered(1, number, "说明")),
            Paragraph(plain(VERBATIM)),
            Blanks(("核对人", "单位（盖章）", "日期"), signed=True),
        )
    )
