"""``youju docs``: which documents there are, their clauses, what cleaning took out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from assistant.cli.cleaning import command as report
from assistant.cli.correcting import drop, heading, keep, undo
from assistant.cli.opening import open_assistant
from assistant.cli.overrides import overrides
from assistant.cli.render import facts, print_json
from assistant.errors import BadRequest
from assistant.lookup import clauses_called
from assistant.narrowing import known_document
from assistant.wire import clause_object, document_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.types import Clause, Document

_OPENING = 32


@click.group("docs")
def command() -> None:
    """查看资料库，更正清理和切分：有哪些文件、各有哪些条款、清理掉了什么。

    清理错了的，用 keep 放回、drop 去掉、heading 改标题；overrides 列出改过的，undo 撤销。
    原始文件不动；文件换了新版，找得到原处的更正照样有效。
    """


for _part in (report, keep, drop, heading, overrides, undo):
    command.add_command(_part)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def list_documents(as_json: bool) -> None:
    """列出全部文件。"""
    assistant = open_assistant()
    counts = Counter(clause.document for clause in assistant.clauses)
    documents = assistant.documents.values()
    if as_json:
        rows = [{**document_object(d), "clauses": counts[d.source.id]} for d in documents]
        print_json({"documents": rows})
        return
    for document in documents:
        known = facts(document) or "发文机关、日期等不详"
        click.echo(f"{document.source.id}\n   《{document.source.title}》")
        click.echo(f"   {known}；{counts[document.source.id]} 个条款")


@command.command("show")
@click.argument("name", metavar="编号")
@click.option("--text", "as_text", is_flag=True, help="显示清理后的全文。")
@click.option("--clause", "wanted", metavar="条款", help="只显示一个条款的全文，按标签或条款编号。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def show(name: str, as_text: bool, wanted: str | None, as_json: bool) -> None:
    """显示一份文件的条款目录。

    例：youju docs show jiande-2023-2027-plan --clause 四（三）1
    """
    if as_text and wanted:
        raise BadRequest("--text 和 --clause 不能一起用。", "请只选一个。")
    assistant = open_assistant()
    document = known_document(name, assistant.documents)
    clauses = [clause for clause in assistant.clauses if clause.document == name]
    if wanted:
        clauses = clauses_called(wanted, clauses)
    if as_json:
        found = {**document_object(document), "clauses": [clause_object(c) for c in clauses]}
        print_json({**found, "text": document.text} if as_text else found)
    elif as_text:
        click.echo(document.text)
    elif wanted:
        click.echo("\n\n".join(_whole(clause) for clause in clauses))
    else:
        click.echo(_outline(document, clauses))


def _whole(clause: Clause) -> str:
    path = " › ".join(clause.path)
    head = f"{clause.label}〔{clause.id}〕" + (f"\n{path}" if path else "")
    return f"{head}\n\n{clause.text}"


def _outline(document: Document, clauses: Sequence[Clause]) -> str:
    head = f"《{document.source.title}》\n{facts(document)}".rstrip()
    return "\n".join((f"{head}\n", *map(_line, clauses)))


def _line(clause: Clause) -> str:
    words = " ".join(clause.text.split())
    opening = words if len(words) <= _OPENING else f"{words[:_OPENING]}…"
    depth = max(len(clause.path) - 1, 0)
    return f"{'  ' * depth}{clause.label}  {opening}  {click.style(clause.id, dim=True)}"
