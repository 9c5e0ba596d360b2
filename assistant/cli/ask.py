"""``youju ask``: a question, its answer, and the clauses that it rests on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import batch as batches
from assistant.cli.opening import open_assistant
from assistant.cli.questions import batch_lines, question_options, single_request
from assistant.cli.render import print_answer, print_json
from assistant.cli.request import MODES
from assistant.narrowing import known_documents, known_regions
from assistant.wire import answer_object

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.cli.request import Request
    from assistant.types import Answer


@click.command("ask")
@question_options
@click.option("--as-of", metavar="日期", help="按哪一天的情况回答，如 2026-11-21；默认今天。")
@click.option(
    "--mode",
    type=click.Choice(list(MODES)),
    help="回答的方式：auto 看情况，extractive 只摘原文，generative 由语言模型来写；默认 auto。",
)
def command(words: Sequence[str], batch: Path | None, as_json: bool, **given: object) -> None:
    """回答一个问题，附上所依据的条款原文。

    问题写 - 时从标准输入读。资料里没有依据时，会说没有找到，并列出最接近的条款。

    例：youju ask 建德2027年集体经济目标是多少
        youju ask 那衢州呢 --history 建德怎么发展集体经济
        youju ask --batch 问题.jsonl > 回答.jsonl
    """
    if batch:
        lines = batch_lines(batch, words, given)
        assistant = open_assistant()
        documents = assistant.documents
        batches.run(lines, lambda request: answer_object(_ask(assistant, request), documents))
        return
    request = single_request(words, given)
    assistant = open_assistant()
    answer = _ask(assistant, request)
    if as_json:
        print_json(answer_object(answer, assistant.documents))
    else:
        print_answer(answer, assistant.documents)


def _ask(assistant: Assistant, request: Request) -> Answer:
    """The answer; what a model writes of it is shown meanwhile to who waits at a terminal."""
    from assistant.types import Sentence  # noqa: PLC0415 - loads numpy

    for part in assistant.stream(
        request.question,
        history=request.history,
        as_of=request.as_of,
        regions=known_regions(request.regions, assistant.documents),
        documents=known_documents(request.documents, assistant.documents),
        mode=request.mode,
    ):
        if not isinstance(part, Sentence):
            return part
        if sys.stderr.isatty():
            click.secho(part.text, dim=True, err=True)
    raise AssertionError("a stream ends with an answer")
