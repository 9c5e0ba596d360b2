"""Other texts that a scraper mixed into the document: stories set aside, notices put first.

A story shows in two ways: it stands between the halves of a broken sentence, or it is
an unnumbered paragraph that reads like a story (``register``). Inside a break
everything up to the official second half goes; elsewhere only what reads like a story.
"""

from __future__ import annotations

import re

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.clean.layout import is_unfinished
from assistant.ingest.clean.markup import has_tags
from assistant.ingest.clean.register import story_score
from assistant.ingest.numbering import opens_item

STORY = 1.0  # story_score at and above which a paragraph is a story
OFFICIAL = -1.2  # at and below which it is official; in between it may be either
_NOTICE = re.compile(r"(?:印发|发布|公布)《[^》]+》|现将《[^》]+》|的通知|的公告")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")

Span = tuple[int, int]


def lift_notice(draft: Draft) -> Draft:
    """A notice of issue found inside the text as a block of markup is put in front of it."""
    for start, end in lines(draft.text)[1:]:
        line = draft.text[start:end]
        if has_tags(line) and _NOTICE.search(line) and _DATE.search(line):
            front = _first_text(draft.text)
            if end < len(draft.text):
                return draft.move(start, end + 1, front)
            last = len(draft.text) - 1  # where the line end before the notice lands
            return draft.move(start, end, front).move(last, last + 1, front + end - start)
    return draft


def _first_text(text: str) -> int:
    return len(text) - len(text.lstrip())


def drop_stories(draft: Draft) -> Draft:
    """Sets foreign paragraphs aside."""
    foreign = (span for run in _runs(draft.text) for span in _foreign(draft.text, run))
    return draft.apply(Edit(*span, reason="foreign") for span in foreign)


def _runs(text: str) -> list[list[Span]]:
    """Stretches of lines: a numbered one and the unnumbered ones that follow it."""
    runs: list[list[Span]] = [[]]
    for start, end in lines(text):
        if start == end:
            continue
        if opens_item(text[start:end]):
            runs.append([])
        runs[-1].append((start, end))
    return [run for run in runs if run]


def _foreign(text: str, run: list[Span]) -> list[Span]:
    found: list[Span] = []
    index = 0
    while index < len(run):
        line = text[slice(*run[index])]
        resumed = _resumes_at(text, run, index) if is_unfinished(line) else None
        if resumed is not None:
            found += run[index + 1 : resumed]
            index = resumed
            continue
        if not opens_item(line) and story_score(line) >= STORY:
            found.append(run[index])
        index += 1
    return found


def _resumes_at(text: str, run: list[Span], broken: int) -> int | None:
    """Where the sentence broken at ``run[broken]`` goes on after a story; None if none
    comes between."""
    if story_score(text[slice(*run[broken])]) >= STORY:
        return None
    told = False
    for index in range(broken + 1, len(run)):
        score = story_score(text[slice(*run[index])])
        if score <= OFFICIAL:
            return index if told else None
        told = told or score >= STORY
    return None
