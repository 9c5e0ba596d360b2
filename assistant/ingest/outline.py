"""Lines of a clean document → sections with the headings above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.ingest import annexes
from assistant.ingest.clean.draft import filled_lines
from assistant.ingest.clean.layout import squash
from assistant.ingest.contents import contents
from assistant.ingest.corrected import Corrected
from assistant.ingest.headings import MARKS, Heading, heading
from assistant.ingest.metadata import only_departments
from assistant.ingest.nesting import ARTICLE, RANK, Nesting, Path
from assistant.ingest.paragraphs import Line, Span, is_full
from assistant.ingest.series import settle
from assistant.ingest.standalone import standalone, wrapped
from assistant.ingest.tables import rows
from assistant.types import HeadingFix

CONTENTS = Heading("contents", "toc", "目录", "目录", 0)
ANNEXES = Heading("annexes", "annexes", "附件目录", "附件目录", 0)


@dataclass(slots=True)
class Section:
    """An item line (or none, before the first one) and the plain lines that follow it.

    ``path`` ends with the item's own heading; ``own_text`` says that the item line
    carries sentences beyond its title; ``whole`` that its lines are one clause, as those
    of an article are, or of a table of contents; ``opens_list`` that it ends in a colon.
    """

    path: Path
    item: Span | None = None
    own_text: bool = False
    whole: bool = False
    opens_list: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """The lines of a document and what they are: ``found`` are headings, ``halves`` second
    halves of headings, ``blocks`` lines that stay one clause, by the first of them.
    """

    lines: list[Line]
    found: list[Heading | None]
    corrected: Corrected
    halves: set[int] = field(default_factory=set)
    blocks: dict[int, tuple[range, Heading]] = field(default_factory=dict)


def sections(text: str, title: str, fixes: Sequence[HeadingFix] = ()) -> list[Section]:
    """The sections of a document in order; every non-blank line is in exactly one.

    ``fixes`` are what people say of its lines, at most one of each.
    """
    page = _page(text, title, fixes)
    nesting = Nesting(page.found)
    result = [Section(path=())]
    path: Path = ()
    index = 0
    while index < len(page.lines):
        if block := page.blocks.get(index):
            run, name = block
            path = path[:1] if path and path[0].style == "annex" else ()
            result.append(_block(page.lines[run.start : run.stop], (*path, name)))
            result.append(Section(path))
            index = run.stop
            continue
        line, opened, current = page.lines[index], page.found[index], result[-1]
        if current.item and not current.lines and _goes_on(page, index, current):
            current.item = current.item[0], line.end
        elif opened is None or (current.whole and _stays_in_article(page, index, path, nesting)):
            current.lines.append(line)
        else:
            path = nesting.place(path, opened, page.corrected.levels.get(index))
            whole = opened.style == "article"
            colon = line.text.endswith(("：", ":"))
            result.append(Section(path, (line.start, line.end), opened.own_text, whole, colon))
        index += 1
    return result


def _block(lines: list[Line], path: Path) -> Section:
    return Section(path, (lines[0].start, lines[0].end), whole=True, lines=lines[1:])


def _goes_on(page: _Page, index: int, section: Section) -> bool:
    """Whether a line is the second half of the heading right above it, or says who is
    responsible for that item."""
    if index in page.halves:
        return True
    free = page.found[index] is None and section.own_text
    return free and only_departments(page.lines[index].text)


def _stays_in_article(page: _Page, index: int, path: Path, nesting: Nesting) -> bool:
    heading = page.found[index]
    if heading is None or heading.style in ("annex", "top") or index in page.corrected.levels:
        return heading is None
    if heading.style == "bare":
        following = page.found[index + 1] if index + 1 < len(page.found) else None
        return following is None or following.style != "article"
    return RANK.get(heading.style, 0) > ARTICLE and not nesting.continues(path, heading)


def _page(text: str, title: str, fixes: Sequence[HeadingFix]) -> _Page:
    lines = list(_lines(text))
    texts = [line.text for line in lines]
    for index in rows(texts):
        lines[index].row = True
    found = [None if line.row else heading(line.text, line.start) for line in lines]
    taken = _titles(lines, found, title)
    for index in taken:
        found[index] = None
    page = _Page(lines, settle(found), Corrected.of(lines, fixes))
    _set_blocks(page, texts, taken)
    _join_halves(page, taken)
    page.found = standalone(lines, page.found, taken | page.halves)
    page.found = page.corrected.headings(lines, page.found)
    return page


def _join_halves(page: _Page, taken: set[int]) -> None:
    for index, opened in enumerate(page.found):
        if opened is None or index + 1 in taken or page.corrected.parts(index):
            continue
        if whole := wrapped(page.lines, page.found, index):
            page.found[index : index + 2] = whole, None
            page.halves.add(index + 1)


def _lines(text: str) -> Iterator[Line]:
    for start, end in filled_lines(text):
        line = text[start:end]
        if not line.isspace():
            yield Line(start, end, line)


def _titles(lines: Sequence[Line], found: Sequence[Heading | None], title: str) -> set[int]:
    """The lines that are the document's title, and those above the text beside it."""
    wanted = squash(title)
    body = next((i for i, line in enumerate(lines) if is_full(line.text)), len(lines))
    longest = 2 * len(title) + 12
    titles = {
        index
        for index, line in enumerate(lines)
        if line.end - line.start <= longest
        and wanted[:1] in line.text
        and squash(line.text.strip(MARKS)) == wanted
    }
    top = [index for index, opened in enumerate(found) if opened and opened.style == "md1"]
    headings = [i for i, opened in enumerate(found) if opened and i not in titles]
    first = headings[0] if headings else body
    if top == [first] and first < body:
        titles.add(first)
        first = headings[1] if len(headings) > 1 else body
    end = min(body, first)
    above = {i for i in range(end) if found[i] is None}
    if end - 1 in above and end - 2 in titles:
        above.remove(end - 1)
    return titles | above


def _set_blocks(page: _Page, texts: Sequence[str], taken: set[int]) -> None:
    """Sets the table of contents and lists of annexes apart from the headings."""
    listed = page.corrected.before(contents(texts, page.found))
    for index in listed:
        page.found[index] = None
    named = [(page.corrected.before(run), ANNEXES) for run in annexes.lists(texts, page.found)]
    for run, name in [(listed, CONTENTS), *named]:
        if run:
            page.blocks[run.start] = run, name._replace(at=page.lines[run.start].start)
        for index in run:
            page.found[index] = None
            taken.add(index)
