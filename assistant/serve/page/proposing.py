"""From what an administrator chose in 待办 to a proposal."""

from __future__ import annotations

import re

from assistant.access.backlog import OpenQuestion
from assistant.errors import BadRequest
from assistant.evaluate.cases import Case, Evidence, check_cases, load_cases
from assistant.evaluate.proposals import proposed_id
from assistant.retrieve.understand.thesaurus import read_thesaurus
from assistant.serve.access import Caller
from assistant.serve.page.todo_view import Suggestion, suggestions
from assistant.serve.service import Service

_SPLIT = "dev"  # whoever reviews it may well make it a test
_WAYS = re.compile(r"\s+/\s+|｜")
_WORDS = re.compile(r"[、，,；;\n]+")

Form = tuple[str | None, str, str, str]  # document or None, kind, quote, facts a line each


def suggested(service: Service, caller: Caller, item: OpenQuestion) -> list[Suggestion]:
    """The clauses nearest to a question among those that the caller may see."""
    if not item.question.strip():
        return []
    documents = caller.among(None, service.living)
    return suggestions(service.living.assistant, item.question, documents)


def propose_case(service: Service, caller: Caller, item: OpenQuestion, form: Form) -> str:
    """Adds a question with its answer, or without one; what to say of it.

    Raises BadRequest, such as for a quote that its document does not hold, and Conflict.
    """
    case = _case(service, caller, item.question, form)
    questions = service.evaluating.kept.questions
    known = load_cases(questions) if questions else ()
    if service.proposals.propose_case(case, known):
        return f"已加入评测题的提议：{case.question}"
    return "评测题或提议里已经有这一题，没有重复加入。"


def propose_words(service: Service, spoken: str, official: str) -> str:
    """Adds official wordings for spoken words, as they are typed; what to say of it.

    Raises BadRequest and BadCorpus.
    """
    known = read_thesaurus(service.resources.corpus / "thesaurus.toml")
    if service.proposals.propose_words(_WORDS.split(spoken), _WORDS.split(official), known):
        return f"已加入同义词的提议：{spoken.strip()} → {official.strip()}"
    return "同义词表或提议里已经有了，没有重复加入。"


def _case(service: Service, caller: Caller, question: str, form: Form) -> Case:
    document, kind, quote, facts = form
    if document is None:
        return Case(proposed_id(question), kind, question, False, split=_SPLIT)
    groups = (tuple(filter(None, map(str.strip, _WAYS.split(line)))) for line in facts.splitlines())
    expect = tuple(filter(None, groups))
    if not expect or not quote.strip():
        raise BadRequest("依据和答案要点都要填。", "没有答案的，请选“没有答案”。")
    case = Case(
        id=proposed_id(question),
        kind=kind,
        question=question,
        answerable=True,
        expect=expect,
        evidence=(Evidence(caller.seeing(document), quote.strip()),),
        split=_SPLIT,
    )
    if faults := check_cases([case], service.living.assistant.documents):
        raise BadRequest(f"依据与原文对不上：{faults[0].partition('：')[2]}。", "请照原文改。")
    return case
