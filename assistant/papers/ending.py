"""How a paper ends: what it says of its clauses, and where who answers for it signs."""

from __future__ import annotations

from assistant.papers.contents import Blanks, Paragraph, Together, plain
from assistant.papers.wording import VERBATIM


def ending() -> Together:
    """The last lines of a paper."""
    return Together(
        (
            Paragraph(plain(f"说明：{VERBATIM}"), "note"),
            Blanks(("核对人", "单位（盖章）", "日期"), last=True),
        )
    )
