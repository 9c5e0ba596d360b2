"""What is right and wrong with one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluate import figures
from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.matching import holds, states
from assistant.evaluate.metrics import Passage, cut
from assistant.types import Answer, Citation, Document

Count = tuple[float, float]  # so many of so many
SHORT, LONG, LONGEST = 300, 500, 800  # characters that an answer may have
_LIMITS: Mapping[str, int] = {
    **dict.fromkeys(("list", "compare", "department", "summarise", "explain"), LONG),
    "draft": LONGEST,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right and wrong with one answer.

    ``missing`` holds the groups of expected facts without a form in the answer's text,
    ``forbidden`` the forbidden facts given there, ``invalid`` the clauses of the citations
    that are not verbatim. ``evidence``: for each piece of gold evidence, whether a cited
    clause holds it, the cited clauses cut together at ``BUDGET`` characters; ``useful``: for each
    citation, whether its clause holds any.
    ``figures`` are the expected figures given, ``wrong_figures`` those given that are not
    right, out of ``given_figures``; ``loose`` stand in nothing that is cited.
    """

    declined: bool
    missing: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    invalid: tuple[str, ...]
    evidence: tuple[bool, ...]
    useful: tuple[bool, ...]
    figures: Count
    wrong_figures: tuple[str, ...]
    given_figures: int
    loose: tuple[str, ...]
    length: int  # characters of the answer
    too_long: bool = False

    @property
    def cited(self) -> bool:
        """Whether the cited clauses hold all gold evidence."""
        return bool(self.useful) and all(self.evidence)

    @property
    def correct(self) -> bool:
        """Whether all facts are stated, and none that is forbidden, in few words."""
        return not (self.declined or self.missing or self.forbidden or self.too_long)


def judge(case: Case, answer: Answer, documents: Mapping[str, Document]) -> Verdict:
    """Verdict on ``answer``: only its own text counts as given, not the quotes below it.

    A refusal states no expected fact, and may repeat what the question itself says.
    """
    declined = answer.status == "not_found"
    quoted = (*answer.citations, *answer.nearest)
    given = {} if declined else figures.given(answer.answer)
    right = figures.right(case)
    wanted = figures.expected(case)
    return Verdict(
        declined=declined,
        missing=tuple(group for group in case.expect if declined or not _states(answer, group)),
        forbidden=_forbidden(case, answer, case.question if declined else ""),
        invalid=tuple(item.clause.id for item in quoted if not is_verbatim(item, documents)),
        evidence=tuple(_within_budget(answer.citations, e) for e in case.evidence),
        useful=tuple(any(_holds(c, e) for e in case.evidence) for c in answer.citations),
        figures=(sum(bool(group & given.keys()) for group in wanted), len(wanted)),
        wrong_figures=tuple(written for key, written in given.items() if key not in right),
        given_figures=len(given),
        loose=() if declined else tuple(figures.loose(answer.answer, answer.citations, documents)),
        length=len(answer.answer),
        too_long=len(answer.answer) > _LIMITS.get(case.kind, SHORT),
    )


def is_verbatim(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether a citation's quote stands at its offsets, inside its clause."""
    clause = citation.clause
    document = documents.get(clause.document)
    inside = clause.start <= citation.start < citation.end <= clause.end
    return (
        document is not None
        and inside
        and citation.quote == document.text[citation.start : citation.end]
    )


def _states(answer: Answer, group: tuple[str, ...]) -> bool:
    return any(states(answer.answer, fact) for fact in group)


def _forbidden(case: Case, answer: Answer, repeated: str) -> tuple[str, ...]:
    given = (fact for fact in case.forbid if states(answer.answer, fact))
    return tuple(fact for fact in given if not states(repeated, fact))


def _holds(citation: Citation, evidence: Evidence) -> bool:
    clause = citation.clause
    return clause.document == evidence.document and holds(evidence.quote, [clause.text])


def _within_budget(citations: Sequence[Citation], evidence: Evidence) -> bool:
    clauses = {c.clause.id: Passage(c.clause.document, c.clause.text) for c in citations}
    return any(
        passage.document == evidence.document and holds(evidence.quote, [passage.text])
        for passage in cut(clauses.values())
    )
