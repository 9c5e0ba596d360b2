"""The documents of the library as a list, and the work that follows a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from assistant.app import Assistant
from assistant.serve.access import Caller
from assistant.serve.jobs import Job
from assistant.serve.moments import moment
from assistant.serve.page.acts import act
from assistant.serve.page.html import Part, element, joined
from assistant.store.history import Revision
from assistant.store.library import Library
from assistant.text.places import display_name
from assistant.types import Source
from assistant.wording import STATUS

ACTS = "library"
_COLUMNS = ("标题", "发文机关", "地区", "日期", "文号", "状态", "条数")
_NOTHING = "—"
REASONS = {
    "seed": "资料清单",
    "upload": "上传",
    "replace": "换成新版",
    "delete": "删除",
    "purge": "彻底删除",
    "override": "更正",
    "undo": "撤销更正",
}


_DID = {
    "upload": "{}已加入资料库。",
    "replace": "{}已换成新版，旧版不再用来回答。",
    "delete": "{}已删除，不再用来回答。",
    "purge": "{}已彻底删除。",
    "rollback": "资料库已回到以前的样子。",
    "keep": "{}里移出的内容已放回。",
    "drop": "{}里的几行已去掉。",
    "undo": "{}的更正已撤销。",
}
_BROUGHT = ("upload", "replace")  # of which items can be made then


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with the number of its clauses, None as long as the index does not have it."""

    source: Source
    clauses: int | None


def listed(sources: Iterable[Source], assistant: Assistant, caller: Caller) -> list[Listed]:
    """What a caller may see, that which waits for the index first, then the latest."""
    counts = Counter(clause.document for clause in assistant.clauses)
    held = {d.source.id: d.source.sha256 for d in assistant.documents.values()}
    rows = [
        Listed(source, counts[source.id] if held.get(source.id) == source.sha256 else None)
        for source in sources
        if caller.may_see(source.id)
    ]
    rows.sort(key=lambda row: row.source.issued or "", reverse=True)
    return sorted(rows, key=lambda row: row.clauses is not None)


def found(rows: Iterable[Listed], words: str) -> list[Listed]:
    """Those that have all these words in what is known of them."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in _known(row.source) for word in wanted)]


def table(rows: Sequence[Listed], total: int) -> Markup:
    """The list; each title opens its document."""
    if not rows:
        told = "没有符合的文件。请换个词。" if total else "资料库里还没有文件。请先上传。"
        return element("p", told, class_="faint", role="status")
    said = f"共 {total} 份" if len(rows) == total else f"{total} 份中的 {len(rows)} 份"
    head = (element("th", name, scope="col") for name in _COLUMNS)
    return joined(
        (
            element("p", said, class_="faint", role="status"),
            element(
                "table",
                element("thead", element("tr", *head)),
                element("tbody", *map(_row, rows)),
                class_="rows",
            ),
        )
    )


def working(job: Job | None, title: str = "") -> Markup:
    """What was changed, and how far the index has come after it; nothing where there was no
    change. ``title`` is that of the document, if it may be told."""
    if job is None:
        return Markup()
    did = _DID.get(job.kind, "").format(f"《{title}》" if title else "文件")
    if job.state == "failed":
        said = f"{did}但索引没有更新：{job.message}"
        return element("p", said, role="alert", class_="wrong")
    if job.state == "done":
        return element(
            "div",
            element("p", f"{did}索引已更新，可以问了。"),
            element("button", "去问", type="button", class_="plain", data_tab="ask"),
            to_a_quiz(job.document) if job.document and job.kind in _BROUGHT else "",
            class_="bar-line",
            role="status",
        )
    share = f"{job.progress:.0%}"
    said = f"{did}正在更新索引：{job.stage or '排队'}，{share}。可以照常使用。"
    bar = element(
        "progress", share, value=f"{job.progress:.2f}", max="1", aria_label="更新索引的进度"
    )
    return element("div", element("p", said), bar, role="status")


def to_a_quiz(document: str) -> Markup:
    """The way to a quiz on a document."""
    path = f"/training/quizzes/new?document={quote(document, safe='')}"
    return element("a", "用它出题", href=path, class_="plain")


def title_of(document: str, library: Library, caller: Caller) -> str:
    """What a document is or was called; nothing where it was purged or may not be seen."""
    if not caller.may_see(document):
        return ""
    held = library.documents(deleted=True)
    return next((each.source.title for each in held if each.source.id == document), "")


def history(revisions: Sequence[Revision], sources: Iterable[Source], caller: Caller) -> Markup:
    """The changes of the library, the latest first; ``sources`` are those that it has now."""
    titles = {source.id: f"《{source.title}》" for source in sources}
    told = (_revision(each, titles, caller) for each in revisions)
    return element("ol", *told, class_="history")


def revision_told(revision: Revision) -> str:
    """“第 12 次，2026-11-28 09:30，上传，张三”."""
    by = f"，{revision.by}" if revision.by else ""
    return f"{version_told(revision)}{by}"


def version_told(revision: Revision) -> str:
    """“第 12 次，2026-11-28 09:30，上传”."""
    when = moment(revision.created)
    reason = REASONS.get(revision.reason, revision.reason.replace("rollback to", "回到第"))
    reason = f"{reason} 次" if reason.startswith("回到第") else reason
    return f"第 {revision.number} 次，{when}，{reason}"


def _row(row: Listed) -> Markup:
    source = row.source
    status = STATUS.get(source.status, _NOTHING)
    waits = row.clauses is None
    cells = (
        source.issuer or _NOTHING,
        display_name(source.region) if source.region else _NOTHING,
        source.issued or _NOTHING,
        source.number or _NOTHING,
        element("span", "待更新索引", class_="waits") if waits else status,
        _NOTHING if row.clauses is None else str(row.clauses),
    )
    title = act(ACTS, "open", source.id, source.title, class_="plain title")
    return element(
        "tr",
        element("th", title, scope="row"),
        *(
            element("td", cell, data_name=name, class_=_kind(name, cell))
            for name, cell in zip(_COLUMNS[1:], cells, strict=True)
        ),
        data_row="",
    )


def _kind(column: str, cell: Part) -> str | None:
    if cell == _NOTHING:
        return "none"
    return "count" if column == _COLUMNS[-1] else None


def _revision(revision: Revision, titles: Mapping[str, str], caller: Caller) -> Markup:
    kinds = (("加", revision.added), ("换", revision.replaced), ("删", revision.deleted))
    changed = (
        f"{kind} {'、'.join(titles.get(n, n) for n in names if caller.may_see(n))}"
        for kind, names in kinds
        if any(map(caller.may_see, names))
    )
    told = "；".join(changed)
    small = element("span", told, class_="faint") if told else ""
    return element("li", revision_told(revision), " ", small)


def _known(source: Source) -> str:
    known = (source.title, source.issuer, source.region, source.number, source.issued, source.id)
    return " ".join(filter(None, known)).casefold()
