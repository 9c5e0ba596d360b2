"""``youju docs report``: what cleaning set aside, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from assistant.cli.opening import open_assistant
from assistant.cli.render import print_json, quoted
from assistant.narrowing import known_document
from assistant.wire import cleaning_object
from assistant.wording import REASONS, line_range, opening

if TYPE_CHECKING:
    from assistant.types import Document, SetAside


@click.command("report")
@click.argument("name", metavar="[编号]", required=False)
@click.option("--full", is_flag=True, help="显示移出的全文，不只是开头。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，含移出的全文。")
def command(name: str | None, full: bool, as_json: bool) -> None:
    """列出清理时从原文件移出的内容和原因。

    每处最前面是它的参照，不该移出的照着放回：youju docs keep 编号 参照
    行号是原文件的。密码、证件号等只列位置和长度，原字不显示。
    """
    assistant = open_assistant()
    documents = list(assistant.documents.values())
    if name is not None:
        documents = [known_document(name, assistant.documents)]
    if as_json:
        print_json({"documents": [cleaning_object(document) for document in documents]})
        return
    for document in documents:
        _print(document, full)
    click.echo(_totals(documents))


def _print(document: Document, full: bool) -> None:
    report = document.report
    click.echo(f"《{document.source.title}》\n{document.source.file}")
    for aside in report.set_aside:
        place = f"{line_range(aside.line, aside.last_line)}，{aside.end - aside.start} 字"
        click.echo(f"   {aside.reference}  {place}，{_what(aside, full)}")
    for override in report.stale:
        click.echo(f"   更正 {override.reference} 没有用上：见 youju docs overrides")
    kept = f"原文件 {report.raw_characters} 字，保留 {report.kept_characters} 字"
    joined = f"，接好断开的句子 {len(report.joined)} 处" if report.joined else ""
    click.echo(f"   {kept}{joined}（不计空白）\n")


def _what(aside: SetAside, full: bool) -> str:
    reason = REASONS.get(aside.reason, aside.reason)
    if aside.text is None:
        return f"{reason}（不显示）"
    return f"{reason}：\n{quoted(aside.text)}" if full else f"{reason}：{opening(aside.text)}"


def _totals(documents: list[Document]) -> str:
    asides = [aside for document in documents for aside in document.report.set_aside]
    counts = Counter(REASONS.get(aside.reason, aside.reason) for aside in asides)
    reasons = "、".join(f"{reason} {count} 处" for reason, count in counts.most_common())
    listed = f"：{reasons}" if reasons else ""
    return f"合计 {len(documents)} 份文件，移出 {len(asides)} 处{listed}。"
