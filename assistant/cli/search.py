"""``youju search``: the clauses that fit a question best, without an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import batch as batches
from assistant.cli.opening import open_assistant
from assistant.cli.questions import batch_lines, question_options, single_request
from assistant.cli.render import print_hits, print_json
from assistant.narrowing import known_documents, known_regions
from assistant.wire import SearchObject, search_object

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.cli.request import Request
    from assistant.types import Hit


@click.command("search")
@question_options
@click.option("-k", type=int, metavar="数", help="列出几个条款，1 到 50；默认 5。")
def command(words: Sequence[str], batch: Path | None, as_json: bool, **given: object) -> None:
    """查找最相关的条款，不作回答。

    问题写 - 时从标准输入读。

    例：youju search 稻渔综合种养 -k 3
    """
    if batch:
        lines = batch_lines(batch, words, given)
        assistant = open_assistant()
        batches.run(lines, lambda request: _told(assistant, _search(assistant, request)))
        return
    request = single_request(words, given)
    assistant = open_assistant()
    hits = _search(assistant, request)
    if as_json:
        print_json(_told(assistant, hits))
    else:
        print_hits(hits, assistant.documents)


def _told(assistant: Assistant, hits: Sequence[Hit]) -> SearchObject:
    return search_object(hits, assistant.documents, assistant.index_version)


def _search(assistant: Assistant, request: Request) -> tuple[Hit, ...]:
    return assistant.search(
        request.question,
        history=request.history,
        k=request.k,
        regions=known_regions(request.regions, assistant.documents),
        documents=known_documents(request.documents, assistant.documents),
    )
