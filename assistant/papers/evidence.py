"""依据单: what was asked, what was answered or found, and each clause whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.papers.contents import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Sheet,
    Stamp,
    plain,
)
from assistant.papers.ending import ending
from assistant.papers.quoting import by_document, document_opening, heading_of, quoted_blocks
from assistant.papers.replying import reply_blocks
from assistant.papers.wording import dated, numbered
from assistant.types import Answer, Citation, Document, Hit
from assistant.wording import readings

TITLE = "依据单"
_BEST = 2  # sentences of a hit that are marked
Documents = Mapping[str, Document]


def evidence_of_answer(answer: Answer, documents: Documents, made: str) -> Sheet:
    """The paper of one answer; ``made`` is the ISO date on it."""
    stamp = Stamp(answer.index_version, made)
    blocks = (
        Facts((*_asked(answer), *_stamped(stamp, answer.as_of)), wide=len(_asked(answer)) - 2),
        Heading(1, numbered(1, 1, "回答")),
        *_answered(answer, documents),
        Heading(1, numbered(1, 2, _rests(answer))),
        *_clauses(answer.citations or answer.nearest, documents, 2),
        ending(),
    )
    return Sheet(TITLE, answer.question, blocks, stamp)


def evidence_of_answers(answers: Sequence[Answer], documents: Documents, made: str) -> Sheet:
    """One paper for several answers of one index, at least one."""
    if len(answers) == 1:
        return evidence_of_answer(answers[0], documents, made)
    stamp = Stamp(answers[0].index_version, made)
    count = f"{len(answers)} 问"
    blocks: list[Block] = [Facts((("问题", count), *_stamped(stamp, answers[0].as_of)))]
    for number, answer in enumerate(answers, start=1):
        blocks += [
            Heading(1, numbered(1, number, answer.question)),
            Facts(_asked(answer)[1:], wide=len(_asked(answer)) - 3),
            Heading(2, numbered(2, 1, "回答")),
            *_answered(answer, documents),
            Heading(2, numbered(2, 2, _rests(answer))),
            *_clauses(answer.citations or answer.nearest, documents, 3),
        ]
    blocks.append(ending())
    about = f"{answers[0].question}等{len(answers)}问"
    return Sheet(TITLE, about, tuple(blocks), stamp)


def evidence_of_search(
    question: str, hits: Sequence[Hit], documents: Documents, stamp: Stamp
) -> Sheet:
    """The paper of what was looked for: the clauses by their rank, the best sentences marked."""
    cited = [c for hit in hits for c in _citations(hit, documents)]
    found = f"{len(hits)} 条，以〔 〕内的数为相近的次序" if hits else "没有找到相近的条款"
    blocks = (
        Facts((("检索", question), ("结果", found), *_stamped(stamp, None)), wide=2),
        Heading(1, numbered(1, 1, "最相近的条款")),
        *(_clauses(cited, documents, 2) if hits else [Paragraph(plain(f"{found}。"))]),
        ending(),
    )
    return Sheet(TITLE, question, blocks, stamp, "（检索）")


def _citations(hit: Hit, documents: Documents) -> Iterator[Citation]:
    """The best sentences of a hit, the whole clause where it has none; its rank is the number."""
    text = documents[hit.clause.document].text
    spans = sorted((s.start, s.end) for s in hit.sentences[:_BEST])
    for at, (start, end) in enumerate(spans or [(hit.clause.start, hit.clause.end)]):
        yield Citation(None if at else hit.rank, hit.clause, text[start:end], start, end)


def _asked(answer: Answer) -> tuple[tuple[str, str], ...]:
    understood = "；".join(readings(answer.query))
    grounds = len({citation.clause.id for citation in answer.citations})
    outcome = f"有依据，{grounds} 个条款" if answer.citations else "资料中没有找到依据"
    return (
        ("问题", answer.question),
        *([("理解为", understood)] if understood else []),
        ("结论", outcome),
        ("作答方式", f"由语言模型 {answer.model} 写成" if answer.model else "摘录原文"),
    )


def _stamped(stamp: Stamp, as_of: str | None) -> tuple[tuple[str, str], ...]:
    case = [("情况截至", dated(as_of))] if as_of and as_of != stamp.made else []
    return (*case, ("索引版本", stamp.index_version), ("制单日期", dated(stamp.made)))


def _answered(answer: Answer, documents: Documents) -> Iterator[Block]:
    yield from reply_blocks(answer, documents)
    yield from (Paragraph(plain(f"注：{note.text}"), "note") for note in answer.notes)


def _rests(answer: Answer) -> str:
    return "依据" if answer.citations else "最接近的条款（不是依据，供核对）"


def _clauses(cited: Sequence[Citation], documents: Documents, level: int) -> Iterator[Block]:
    for number, (name, clauses) in enumerate(by_document(cited).items(), start=1):
        document = documents[name]
        yield document_opening(heading_of(document, level, numbered(level, number, "")), document)
        for quoted in clauses:
            yield from quoted_blocks(quoted)
