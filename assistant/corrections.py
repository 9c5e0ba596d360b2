"""What people ask to be corrected in a document → overrides that make a difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.errors import BadRequest
from assistant.ingest.clauses import split
from assistant.ingest.clean import masked
from assistant.ingest.clean.draft import Span
from assistant.originals import Original, original
from assistant.store.library import Library
from assistant.types import Override, SetAside

DEEPEST = 9  # level of a heading
Making = Callable[[Original], Sequence[Override]]


@dataclass(frozen=True, slots=True)
class Made:
    """A correction and its first and last line in the present file, None where it is stale."""

    override: Override
    lines: tuple[int, int] | None = None


def lines_told(written: str) -> Span:
    """“3-5”, “3—5” or “3” → the first and the last line. Raises BadRequest."""
    match = re.fullmatch(r"\s*(\d{1,9})\s*(?:[-—–－~～至]\s*(\d{1,9})\s*)?", written)
    if not match:
        raise BadRequest(f"行号认不出来：{written!r:.60}", "写成 3-5，或单独一行的 3。")
    return int(match[1]), int(match[2] or match[1])


def record(library: Library, name: str, make: Making, by: str = "") -> Sequence[Override]:
    """The corrections that ``make`` finds for a document, taken down. Raises BadRequest."""
    made = make(original(library, name))
    library.override(made, by=by)
    return made


def undo(library: Library, references: Sequence[str], by: str = "") -> Sequence[Override]:
    """The corrections with these references, taken back. Raises BadRequest."""
    made = {override.reference: override for override in library.overrides()}
    for reference in references:
        if reference not in made:
            raise BadRequest(f"没有 {reference!r} 这条更正。", "看有哪些更正：youju docs overrides")
    library.undo(references, by=by)
    return [made[reference] for reference in dict.fromkeys(references)]


def made_in(original: Original) -> list[Made]:
    """The corrections of a document, those that are in force first."""
    report = original.clean().report
    applied = (Made(o, (original.line(o.start), original.line(o.end - 1))) for o in report.applied)
    return [*applied, *map(Made, report.stale)]


def homeless(library: Library) -> list[Made]:
    """The corrections of documents that are not there at present."""
    living = {source.id for source in library.sources()}
    return [Made(o) for o in library.overrides() if o.document not in living]


def keep(
    original: Original, references: Sequence[str] = (), lines: Span | None = None
) -> tuple[Override, ...]:
    """Puts back what was set aside: by reference, and all of it on ``lines``. Raises BadRequest."""
    asides = original.clean().report.set_aside
    spans = [_span(original, reference, asides) for reference in dict.fromkeys(references)]
    if lines:
        spans.append(original.line_span(*lines))
        found = [a for a in asides if a.start < spans[-1][1] and spans[-1][0] < a.end]
        if not found:
            raise BadRequest("这几行没有移出什么。", _report(original))
        if all(aside.text is None for aside in found):
            raise _secret("这几行移出的")
    if not spans:
        raise BadRequest("没有说放回哪一处。", f"写参照或 --lines。{_report(original)}")
    return _checked(original, [original.override("keep", span) for span in spans])


def drop(
    original: Original, lines: Span | None = None, text: str | None = None
) -> tuple[Override, ...]:
    """Takes out ``lines``, or ``text`` where it occurs once on them. Raises BadRequest."""
    if lines is None and not text:
        raise BadRequest("没有说去掉哪一处。", "写 --lines 或 --text。")
    span = original.line_span(*lines) if lines else (original.start, original.end)
    if text:
        span = _only(text, original.masked(), span)
    return _checked(original, [original.override("drop", span)])


def heading(
    original: Original, line: int, level: int | None = None, title: str | None = None
) -> tuple[Override, ...]:
    """Makes a line a heading of ``level``, plain text (0), or words it ``title`` in paths.

    Raises BadRequest.
    """
    if level is None and title is None:
        raise BadRequest("没有说怎么改标题。", "写 --level、--plain 或 --title。")
    if level is not None and not 0 <= level <= DEEPEST:
        raise BadRequest(f"level 应为 1 到 {DEEPEST} 的整数，给出的是 {level}。", "1 是最高一级。")
    words = None if title is None else _title(title)
    span = original.line_span(line, line)
    return _checked(original, [original.override("heading", span, level, words)])


def _span(original: Original, reference: str, asides: Sequence[SetAside]) -> Span:
    found = [aside for aside in asides if aside.reference == reference]
    if not found:
        raise BadRequest(f"这份文件移出的内容里没有 {reference!r} 这一处。", _report(original))
    if len(found) > 1:
        raise BadRequest(f"{reference!r} 不止一处。", "请用 --lines 写明行号。")
    if found[0].text is None:
        raise _secret(f"{reference!r} ")
    return found[0].start, found[0].end


def _secret(what: str) -> BadRequest:
    return BadRequest(
        f"{what}是密码、证件号等隐私，不能放回。", "要看的请打开原文件：别处都不留它的原字。"
    )


def _report(original: Original) -> str:
    return f"看移出了什么：youju docs report {original.source.id}"


def _only(text: str, raw: str, span: Span) -> Span:
    """Where ``text`` stands in a raw span."""
    first = raw.find(text, *span)
    if first < 0:
        hint = "要和原文件一字不差，空白和换行也是；或改用 --lines。"
        raise BadRequest("--text 的文字在原文件里找不到。", hint)
    if raw.find(text, first + 1, span[1]) >= 0:
        raise BadRequest("--text 的文字不止出现一次。", "多写几个字，或加上 --lines。")
    return first, first + len(text)


def _title(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise BadRequest("--title 是空的。", "写上标题的文字；不要这个标题的用 --plain。")
    if masked(words) != words:
        raise BadRequest("--title 里有密码、证件号等隐私。", "请去掉再试。")
    return words


def _checked(original: Original, overrides: Sequence[Override]) -> tuple[Override, ...]:
    """The corrections, if they change something and leave something."""
    before, after = original.clean(), original.clean(*overrides)
    made = {override.reference for override in after.report.applied}
    if any(override.reference not in made for override in overrides):
        raise BadRequest(
            "这一行不在清理后的正文里，或接在别的行后面。",
            f"移出的先用 youju docs keep 放回。{_report(original)}",
        )
    if not after.text.strip():
        raise BadRequest(
            "这样改，这份文件就没有正文了。", "整份不要的，从 manifest.toml 里删去它。"
        )
    if split(after) == split(before):
        raise BadRequest("这样改，结果没有变化。", "也许已经是这样；不是标题的行要写 --level。")
    return tuple(overrides)
