"""``youju docs report``: what cleaning set aside, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from assistant.cli.narrowing import known_document
from assistant.cli.opening import open_assistant
from assistant.cli.render import print_json

if TYPE_CHECKING:
    from assistant.types import Document, SetAside
    from assistant.wire import JsonObject

REASONS = {
    "foreign": "混进来的别的文章",
    "duplicate": "重复的段落",
    "markup": "网页标记",
    "paywall": "付费墙标记",
    "site_furniture": "网站的页眉、导航",
    "page_number": "页码",
    "caption": "图片说明",
    "secret": "密码、证件号等隐私",
}
_SHOWN = 60


@click.command("report")
@click.argument("name", metavar="[编号]", required=False)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，含被移出的全文。")
def command(name: str | None, as_json: bool) -> None:
    """列出清理时从原文件移出的内容和原因。

    密码、证件号等只列位置和长度，原字不显示。
    """
    assistant = open_assistant()
    documents = list(assistant.documents.values())
    if name is not None:
        documents = [known_document(name, assistant.documents)]
    if as_json:
        print_json({"documents": [_object(document) for document in documents]})
        return
    for document in documents:
        _print(document)
    click.echo(_totals(documents))


def _object(document: Document) -> JsonObject:
    report = document.report
    return {
        "id": document.source.id,
        "title": document.source.title,
        "file": document.source.file,
        "raw_characters": report.raw_characters,
        "kept_characters": report.kept_characters,
        "joined": list(report.joined),
        "set_aside": [asdict(aside) for aside in report.set_aside],
    }


def _print(document: Document) -> None:
    report = document.report
    click.echo(f"《{document.source.title}》\n{document.source.file}")
    for aside in report.set_aside:
        click.echo(f"   第 {aside.line} 行起 {aside.end - aside.start} 字，{_what(aside)}")
    kept = f"原文件 {report.raw_characters} 字，保留 {report.kept_characters} 字"
    joined = f"，接好断开的句子 {len(report.joined)} 处" if report.joined else ""
    click.echo(f"   {kept}{joined}（不计空白）\n")


def _what(aside: SetAside) -> str:
    reason = REASONS.get(aside.reason, aside.reason)
    if aside.text is None:
        return f"{reason}（不显示）"
    words = " ".join(aside.text.split())
    return f"{reason}：{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}"


def _totals(documents: list[Document]) -> str:
    asides = [aside for document in documents for aside in document.report.set_aside]
    counts = Counter(REASONS.get(aside.reason, aside.reason) for aside in asides)
    reasons = "、".join(f"{reason} {count} 处" for reason, count in counts.most_common())
    listed = f"：{reasons}" if reasons else ""
    return f"合计 {len(documents)} 份文件，移出 {len(asides)} 处{listed}。"
