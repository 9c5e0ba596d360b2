"""How a question is answered: in the documents' own words, or by a model where one is there
and the question gains by it."""

from __future__ import annotations

from collections.abc import Generator as Yields
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from assistant.answer import extractive, verify
from assistant.answer.sources import Sources
from assistant.answer.writing.evidence import Evidence, gather
from assistant.answer.writing.layout import Layout
from assistant.answer.writing.writer import Writer, Written
from assistant.types import Draft, Mode, Note, Query, Sentence, Tally

_WRITTEN = ("summarise", "explain", "draft", "table")  # tasks that are a writer's
_OPEN = ("list", "other")  # kinds of questions that more than one clause may answer
_LISTED = 2  # marks between things from which a question lists them
_FAILED = {
    "timeout": "语言模型没有在限定时间内写完",
    "unavailable": "语言模型没有给出可用的回答",
    "busy": "语言模型正忙，排队的人已满",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A verified draft and how it came about; ``tally`` where a model wrote."""

    draft: Draft
    model: str | None = None
    tally: Tally | None = None


def answering(
    query: Query, sources: Sources, writer: Writer | None, mode: Mode
) -> Yields[Sentence, None, Reply]:
    """Yields sentences while a model writes; returns the whole."""
    writes = writer is not None and is_to_be_written(query, mode)
    if writes or is_a_writers(query):
        evidence = gather(query, sources)
        if is_a_writers(query) and not evidence.extracts:
            return Reply(Draft(confidence=evidence.certainty))
        if writer is not None and writes and evidence.extracts:
            return (yield from _written(query, sources, writer, evidence))
    return Reply(verify.verify(extractive.answer(query, sources), sources.documents))


def is_to_be_written(query: Query, mode: Mode) -> bool:
    """Looking up stays extractive, as long as nothing else is asked for."""
    if mode == "extractive" or query.task == "original":
        return False
    return mode == "generative" or is_a_writers(query)


def is_a_writers(query: Query) -> bool:
    """Whether a question gains by being written on; where what the documents hold is not enough
    for that, it is declined whoever answers."""
    return query.task in _WRITTEN or query.kind == "compare" or _is_several(query)


def _is_several(query: Query) -> bool:
    """Whether several open things are asked, or one of several things that are listed."""
    several = len(query.parts) > 1 or query.resolved.count("、") >= _LISTED
    return several and any(part.kind in _OPEN for part in (query, *query.parts))


def _written(
    query: Query, sources: Sources, writer: Writer, evidence: Evidence
) -> Yields[Sentence, None, Reply]:
    layout = Layout.of(query, evidence.extracts, sources)
    writing = writer.write(query, evidence.extracts, sources)
    tally = yield from _laid(writing, layout)
    notes = (*evidence.notes, *_notes(tally, written=bool(layout.lines)))
    if layout.lines:
        written = verify.verify(layout.draft(notes, evidence.certainty), sources.documents)
        return Reply(written, writer.generator.name, tally)
    for extract in evidence.extracts:
        for line, cited in layout.add(Written(extract.text, (extract,), official=True)):
            yield Sentence(line, cited)
    own = layout.draft(notes, evidence.certainty)
    return Reply(verify.verify(own, sources.documents), tally=tally)


def _laid(writing: Yields[Written, None, Tally], layout: Layout) -> Yields[Sentence, None, Tally]:
    """Yields the lines of each sentence; a writer that nobody listens to any more is closed."""
    with closing(writing):
        while True:
            try:
                written = next(writing)
            except StopIteration as end:
                tally: Tally = end.value
                return tally
            for line, cited in layout.add(written):
                yield Sentence(line, cited)


def _notes(tally: Tally, *, written: bool) -> Iterator[Note]:
    """What the asker has to know of how it was written."""
    if tally.failed:
        rest = "未写到的部分列出的是原文" if written else "以下是从原文中摘出的回答"
        yield Note(f"model_{tally.failed}", f"{_FAILED[tally.failed]}，{rest}。")
    if tally.cut and written:
        yield Note(
            "cut", f"模型写的 {tally.written} 句中有 {tally.cut} 句没有通过核对，已删去或换成原文。"
        )
    elif not tally.failed and not written:
        yield Note("model_unsupported", "语言模型写的内容没有通过核对，以下是从原文中摘出的回答。")
