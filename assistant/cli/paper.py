"""``youju paper``: what an answer rests on, and quizzes, as papers to print and sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.cli import shelf
from assistant.cli.opening import open_assistant
from assistant.cli.questions import single_request
from assistant.cli.request import MODES
from assistant.errors import BadRequest
from assistant.narrowing import known_documents, known_regions

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.papers.contents import Sheet, Stamp

Command = TypeVar("Command", bound=Callable[..., None])
_OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="写到哪里；.docx 或 .pdf，格式看文件名。",
)
_ASKING: tuple[Callable[[Any], Any], ...] = (
    click.argument("words", metavar="问题...", nargs=-1),
    click.option(
        "--history", multiple=True, metavar="文字", help="前面问过的话，先问的先写；可重复。"
    ),
    click.option(
        "--region", "regions", multiple=True, metavar="地区", help="只看这个地区；可重复。"
    ),
    click.option(
        "--document", "documents", multiple=True, metavar="编号", help="只看这份文件；可重复。"
    ),
    _OUTPUT,
)


def _asking(command: Command) -> Command:
    added = command
    for option in reversed(_ASKING):
        added = option(added)
    return added


@click.group("paper")
def command() -> None:
    """把回答、检索、练习题写成能打印、能签字的文件（DOCX 或 PDF），字体嵌在里面。

    先试一句：youju paper ask 建德2027年集体经济目标是多少 -o 依据单.docx
    """


@command.command("ask")
@_asking
@click.option(
    "--also", multiple=True, metavar="问题", help="还问这一句，写在同一份依据单里；可重复。"
)
@click.option("--as-of", metavar="日期", help="按哪一天的情况回答，如 2026-11-21；默认今天。")
@click.option(
    "--mode",
    type=click.Choice(list(MODES)),
    help="回答的方式：auto 看情况，extractive 只摘原文，generative 由语言模型来写；默认 auto。",
)
def ask(
    words: tuple[str, ...], also: tuple[str, ...], output: Path | None, **given: object
) -> None:
    """提问，写成依据单：回答，每个条款的全文，文件的文号、效力、日期。

    例：youju paper ask 建德2027年集体经济目标是多少 -o 依据单.docx
        youju paper ask 建德2027年集体经济目标是多少 --also 建德生猪出栏多少 -o 两问.pdf
    """
    from assistant.papers.evidence import evidence_of_answers  # noqa: PLC0415

    request = single_request(words, given)
    target = _checked(output)
    assistant = open_assistant()
    answers = [
        assistant.ask(
            question,
            history=request.history,
            as_of=request.as_of,
            regions=known_regions(request.regions, assistant.documents),
            documents=known_documents(request.documents, assistant.documents),
            mode=request.mode,
        )
        for question in (request.question, *also)
    ]
    _save(evidence_of_answers(answers, assistant.documents, _today()), target)


@command.command("search")
@_asking
@click.option("-k", type=int, metavar="数", help="列出几个条款，1 到 50；默认 5。")
def search(words: tuple[str, ...], output: Path | None, **given: object) -> None:
    """检索，写成依据单：最相近的条款的全文，不作回答。

    例：youju paper search 稻渔综合种养 -k 3 -o 条款.pdf
    """
    from assistant.papers.evidence import evidence_of_search  # noqa: PLC0415

    request = single_request(words, given)
    target = _checked(output)
    assistant = open_assistant()
    hits = assistant.search(
        request.question,
        history=request.history,
        k=request.k,
        regions=known_regions(request.regions, assistant.documents),
        documents=known_documents(request.documents, assistant.documents),
    )
    stamp = _stamp(assistant)
    _save(evidence_of_search(request.question, hits, assistant.documents, stamp), target)


@command.command("quiz")
@click.argument("file", type=click.Path(path_type=Path), metavar="题目文件")
@_OUTPUT
@click.option(
    "--title",
    metavar="文字",
    help="试卷叫什么；默认是题目集里的名称，文件里的题叫“政策文件练习题”。",
)
@click.option("--answers", is_flag=True, help="另写一份答案，文件名后加“-答案”。")
def quiz(file: Path, output: Path | None, title: str | None, answers: bool) -> None:
    """把一套题写成试卷，和附有条款全文的答案。

    题目文件是 quiz make --output 存的，或者是题目集里的编号（youju quiz list）。

    例：youju paper quiz 建德.json -o 试卷.docx --answers
    """
    from assistant.papers.grounds import Shelf  # noqa: PLC0415
    from assistant.papers.quiz import NAME, exam, key  # noqa: PLC0415

    target = _checked(output)
    found, kept_as = shelf.read(file)
    if not found.items:
        raise BadRequest("题目文件里没有题。", "请用 youju quiz make 重新出题。")
    assistant = open_assistant()
    stamp, name = _stamp(assistant), title or kept_as or NAME
    _save(exam(found, stamp, name), target)
    if answers:
        held = Shelf.of(assistant.clauses, assistant.documents)
        beside = target.with_name(f"{target.stem}-答案{target.suffix}")
        _save(key(found, held, stamp, name), beside)


def _checked(output: Path | None) -> Path:
    """Where to write to, looked at before anything is asked. Raises BadRequest."""
    from assistant.papers.writing import format_of  # noqa: PLC0415

    if output is None:
        raise BadRequest("没有说存到哪里。", "请加上 -o 和文件名，如 -o 依据单.docx。")
    format_of(output)
    if not output.absolute().parent.is_dir():
        raise BadRequest(f"没有 {output.parent} 这个文件夹。", "请先建好文件夹，或换个地方存。")
    return output


def _save(sheet: Sheet, output: Path) -> None:
    from assistant.papers.writing import format_of, write  # noqa: PLC0415

    output.write_bytes(write(sheet, format_of(output)))
    click.echo(f"已存到 {output}。", err=True)


def _stamp(assistant: Assistant) -> Stamp:
    from assistant.papers.contents import Stamp  # noqa: PLC0415

    return Stamp(assistant.index_version, _today())


def _today() -> str:
    return date.today().isoformat()
