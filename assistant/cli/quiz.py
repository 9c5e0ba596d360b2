"""``youju quiz``: makes items from the documents, practises them, writes them as sheets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import shelf
from assistant.cli.opening import open_assistant
from assistant.errors import BadRequest
from assistant.narrowing import known_documents, known_regions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.training.items import Item, ItemSet

_KINDS = ("fill", "single", "multiple", "judge", "match", "source", "term")
_DIFFICULTIES = ("easy", "medium", "hard")
_FORMATS = ("md", "json", "csv", "xlsx")
_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="文件")
_ANSWERS = click.option("--answers", is_flag=True, help="附上答案和所依据的条款。")


@click.group("quiz")
def command() -> None:
    """用资料出练习题：每道题都带着所依据的条款原文。

    先试一句：youju quiz make -n 10 --answers
    """


@command.command("make")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(_KINDS),
    help="题型：fill 填空，single 单选，multiple 多选，judge 判断，match 连线，source 出处，"
    "term 名词；可写多次，默认都出。",
)
@click.option("--documents", multiple=True, metavar="编号", help="只用这份文件；可写多次。")
@click.option("--regions", multiple=True, metavar="地区", help="只用这个地区的文件；可写多次。")
@click.option("--chapter", metavar="词", help="只出标题里有这个词的章节。")
@click.option("--topic", metavar="词", help="只出专题或题干里有这个词的题。")
@click.option("--department", metavar="词", help="只出条款责任单位里有这个词的题。")
@click.option(
    "--difficulty",
    "difficulties",
    multiple=True,
    type=click.Choice(_DIFFICULTIES),
    help="难度：easy 易，medium 中，hard 难；可写多次。",
)
@click.option("-n", "number", type=int, default=10, metavar="数", help="出几道题；默认 10。")
@click.option("--seed", type=int, default=1, metavar="数", help="同一个数出同一套题；默认 1。")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="把题存成 JSON。"
)
@click.option("--keep", metavar="名称", help="用这个名称存进题目集，网页的“培训”里就有。")
@_ANSWERS
def make_set(
    number: int, seed: int, output: Path | None, keep: str | None, answers: bool, **given: object
) -> None:
    """出一套题，打印出来；给了 --output 就同时存成 JSON，给了 --keep 就同时存进题目集。

    例：youju quiz make --regions 建德 --kind single -n 20 --output 建德.json
    """
    from assistant.training.items import Wanted  # noqa: PLC0415 - so that help is instant
    from assistant.training.making import make  # noqa: PLC0415
    from assistant.training.material import Material  # noqa: PLC0415
    from assistant.training.shortage import shortage  # noqa: PLC0415
    from assistant.training.stored import as_json  # noqa: PLC0415

    assistant = open_assistant()
    narrowed = {
        "regions": known_regions(given.pop("regions") or None, assistant.documents),  # type: ignore[arg-type]
        "documents": known_documents(given.pop("documents") or None, assistant.documents),  # type: ignore[arg-type]
    }
    wanted = Wanted(**narrowed, **{key: value or None for key, value in given.items()})  # type: ignore[arg-type]
    material = Material.of(assistant)
    made = make(material, wanted, number, seed)
    short = shortage(made, number, material)
    if short and not made.set.items:
        raise BadRequest(f"{short.head}{short.stock}", short.advice)
    _print(made.set, answers=answers)
    if short:
        click.echo(short.told, err=True)
    if output:
        output.write_text(as_json(made.set), encoding="utf-8", newline="\n")
        click.echo(f"已存到 {output}。", err=True)
    if keep is not None:
        with shelf.opened() as kept:
            quiz = kept.add(keep, made.set, shelf.WHO)
        click.echo(f"已存进题目集，编号 {quiz.summary.id}。", err=True)


@command.command("list")
def list_quizzes() -> None:
    """题目集里有哪些套题，新改的在前：编号、题数、改动时间、名称。"""
    with shelf.opened() as kept:
        quizzes = kept.all()
    for quiz in quizzes:
        click.echo(f"{quiz.id}  {quiz.items:3} 题  {quiz.changed[:10]}  {quiz.title}")
    if not quizzes:
        click.echo("还没有。先出一套：youju quiz make --keep 名称", err=True)


@command.command("run")
@_FILE
def practise(file: Path) -> None:
    """在终端里做题：一题一答，当场判对错，给出条款，最后给得分。

    选择题答字母（AC），判断题答 对 或 错，连线题按顺序答字母（BDAC），填空题答数。
    空着就是不会；输入到头就结束。答案可以从标准输入来，一行一个。
    文件是 quiz make --output 存的，或者是题目集里的编号（youju quiz list）。
    """
    from assistant.training.grading import is_right  # noqa: PLC0415
    from assistant.training.sheet import answer, question  # noqa: PLC0415

    items = shelf.read(file)[0].items
    right = asked = 0
    for number, item in enumerate(items, start=1):
        click.echo(f"\n第 {number} 题，共 {len(items)} 题\n{question(item)}")
        click.echo("答：", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo("\n输入到头了。")
            break
        asked += 1
        passed = is_right(item, line)
        right += passed
        click.echo(f"{'✓ 对了' if passed else '× 不对'}\n{answer(item)}")
    click.echo(f"\n答对 {right} 题，答了 {asked} 题，共 {len(items)} 题。")


@command.command("export")
@_FILE
@click.option("--format", "form", type=click.Choice(_FORMATS), default="md", help="默认 md。")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件", help="默认打印出来。")
@_ANSWERS
def export(file: Path, form: str, output: Path | None, answers: bool) -> None:
    """把一套题写成 Markdown、JSON、CSV 或 Excel；除了 Markdown，总是带着答案。

    文件是 quiz make --output 存的，或者是题目集里的编号（youju quiz list）。
    """
    from assistant.training.sheet import as_csv, as_markdown  # noqa: PLC0415
    from assistant.training.stored import as_json  # noqa: PLC0415

    found, _ = shelf.read(file)
    if form == "xlsx":
        _write_workbook(found, output)
        return
    forms: dict[str, Callable[[], str]] = {
        "md": lambda: as_markdown(found.items, answers=answers),
        "json": lambda: as_json(found),
        "csv": lambda: as_csv(found.items),
    }
    text = forms[form]()
    if output is None:
        click.echo(text, nl=False)
        return
    # A spreadsheet takes CSV for another encoding unless it is marked.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    output.write_text(text, encoding=encoding, newline="\n")
    click.echo(f"已存到 {output}。", err=True)


def _write_workbook(found: ItemSet, output: Path | None) -> None:
    from assistant.serve.training.quizzes_files import as_xlsx  # noqa: PLC0415

    if output is None:
        raise BadRequest("Excel 文件不能打印出来。", "请加上 --output 文件.xlsx。")
    output.write_bytes(as_xlsx(found.items))
    click.echo(f"已存到 {output}。", err=True)


def _print(found: ItemSet, *, answers: bool) -> None:
    from assistant.training.sheet import as_text  # noqa: PLC0415

    items: Sequence[Item] = found.items
    click.echo(as_text(items, answers=answers))
