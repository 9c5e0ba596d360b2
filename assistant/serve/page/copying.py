"""An answer as text, for a letter or a chat."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.types import Answer, Citation, Document


def copied(answer: Answer, documents: Mapping[str, Document], question: str = "") -> str:
    """The question, the answer, and each clause that it rests on, with the numbers by which the
    answer names it. ``question`` is what was asked, where that is not its own."""
    lines = [f"问：{question or answer.question}", "", answer.answer]
    clauses: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        clauses.setdefault(citation.clause.id, []).append(citation)
    for cited in clauses.values():
        clause = cited[0].clause
        source = documents[clause.document].source
        known = "，".join(fact for fact in (source.issuer, source.issued, source.number) if fact)
        numbers = "".join(f"[{each.number}]" for each in cited)
        about = f"（{known}）" if known else ""
        lines += ["", f"{numbers} 《{source.title}》{clause.label}{about}"]
        lines += dict.fromkeys(each.quote for each in cited)
    return "\n".join(lines)
