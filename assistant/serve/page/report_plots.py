"""What the plots of 评测 show besides those of a report: each document, each report there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.evaluate import svg
from assistant.evaluate.cases import Case
from assistant.evaluate.measures import PASSED
from assistant.evaluate.plots import Plot
from assistant.evaluate.record import Entry, Record, digest
from assistant.evaluate.report import short
from assistant.evaluate.summary import Share
from assistant.text.places import display_name, short_name
from assistant.types import Document

_MOST = 15  # documents, those with most questions
_NAME = 6  # characters of a title


def of_documents(
    record: Record, cases: Iterable[Case], documents: Mapping[str, Document]
) -> Plot | None:
    """How many of the questions that a document answers are right; None where none is known."""
    entries: dict[str, list[Entry]] = {}
    for case in cases:
        entry = record.entries.get(case.id)
        if entry and entry.digest == digest(case):
            for name in {evidence.document for evidence in case.evidence}:
                entries.setdefault(name, []).append(entry)
    most = sorted(entries, key=lambda name: len(entries[name]), reverse=True)[:_MOST]
    rows = [_bar(_called(name, documents), _passed(entries[name])) for name in most]
    if not rows:
        return None
    title = "各份文件"
    caption = "依据在这份文件里的题，答对多少；细线是 95% 区间。"
    return Plot(title, caption, svg.bars(title, rows))


def over_time(records: Sequence[tuple[str, Record]]) -> Plot | None:
    """How many questions each report has right, by what it is called, the oldest first; None
    where there is nothing to compare."""
    if len(records) < 2:
        return None
    title = "几次评测"
    rows = [_bar(name, _passed(record.entries.values())) for name, record in records]
    return Plot(title, "每次答对的题，各按当时的题和资料。", svg.bars(title, rows))


def _passed(entries: Iterable[Entry]) -> Share:
    return Share.of(entry.scores.get(PASSED.key) for entry in entries)


def _bar(label: str, share: Share) -> svg.Bar:
    value = share.value or 0.0
    return svg.Bar(label, value, share.interval, f"{short(share)} {value:.0%}")


def _called(name: str, documents: Mapping[str, Document]) -> str:
    """“建德 2023”: short enough to stand before a bar."""
    if name not in documents:
        return "已不在"
    source = documents[name].source
    place = short_name(display_name(source.region)) if source.region else ""
    return " ".join(filter(None, (place or source.title[:_NAME], (source.issued or "")[:4])))
