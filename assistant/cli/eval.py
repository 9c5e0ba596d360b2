"""``youju eval``: measure the assistant on questions with known answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.app import Assistant
    from assistant.evaluate.cases import Case


@dataclass(frozen=True, slots=True)
class _Report:
    """What an evaluation has to say, in each form it may be asked for."""

    text: str
    failures: str
    json: str
    markdown: str


_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("eval")
@click.option(
    "--questions", type=_FILE, help="评测题文件；默认是代码目录里的 eval/questions.toml。"
)
@click.option(
    "--split",
    type=click.Choice(["dev", "test", "all"]),
    default="all",
    show_default=True,
    help="用哪一部分题：dev 供调试，test 供检验，all 全部。",
)
@click.option(
    "--clauses", is_flag=True, help="不做题，改为对照 eval/clauses.toml 检查条款切得对不对。"
)
@click.option("--json", "json_file", type=_FILE, help="把完整结果写进这个 JSON 文件。")
@click.option("--markdown", "markdown_file", type=_FILE, help="把报告写进这个 Markdown 文件。")
@click.option(
    "--failures", is_flag=True, help="列出每一道没有通过的题、每一处不符：应有的，和实际的。"
)
def command(
    questions: Path | None,
    split: str,
    clauses: bool,
    json_file: Path | None,
    markdown_file: Path | None,
    failures: bool,
) -> None:
    """用有标准答案的题评测检索与回答，并与固定窗口的做法对比。"""
    from assistant.errors import BadRequest  # noqa: PLC0415

    if clauses and (questions or split != "all"):
        hint = "请分两次运行。"
        raise BadRequest("--clauses 不做题，不能与 --questions 或 --split 同用。", hint)
    report = _on_clauses() if clauses else _on_questions(questions, split)
    click.echo(report.text)
    if failures:
        click.echo("\n" + report.failures)
    if json_file:
        _write(json_file, report.json)
    if markdown_file:
        _write(markdown_file, report.markdown)


def _on_questions(questions: Path | None, split: str) -> _Report:
    from assistant.app import Assistant  # noqa: PLC0415
    from assistant.evaluate.failures import failures_text  # noqa: PLC0415
    from assistant.evaluate.record import as_json  # noqa: PLC0415
    from assistant.evaluate.report import as_markdown, as_text  # noqa: PLC0415
    from assistant.evaluate.run import run  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    cases = _cases(questions, split)
    assistant = Assistant.open(Settings())
    _require_gold(cases, assistant)
    report = run(assistant, cases)
    return _Report(
        as_text(report), failures_text(report.rows), as_json(report), as_markdown(report)
    )


def _on_clauses() -> _Report:
    from assistant.app import Assistant  # noqa: PLC0415
    from assistant.evaluate import clause_report as forms  # noqa: PLC0415
    from assistant.evaluate.clause_gold import load_gold  # noqa: PLC0415
    from assistant.evaluate.clause_score import score_all  # noqa: PLC0415
    from assistant.resources import PACKAGE  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    gold = load_gold(PACKAGE.parent / "eval" / "clauses.toml")
    assistant = Assistant.open(Settings())
    scores = score_all(gold, assistant.documents, assistant.clauses)
    report = forms.ClauseReport(scores, assistant.index_version)
    return _Report(
        forms.as_text(report),
        forms.mismatches_text(report),
        forms.as_json(report),
        forms.as_markdown(report),
    )


def _cases(path: Path | None, split: str) -> list[Case]:
    from assistant.errors import BadRequest  # noqa: PLC0415
    from assistant.evaluate.cases import load_cases  # noqa: PLC0415
    from assistant.resources import PACKAGE  # noqa: PLC0415

    path = path or PACKAGE.parent / "eval" / "questions.toml"
    cases = [case for case in load_cases(path) if split in ("all", case.split)]
    if not cases:
        raise BadRequest(f"评测题文件 {path} 里没有 split 为 {split!r} 的题")
    return cases


def _require_gold(cases: Sequence[Case], assistant: Assistant) -> None:
    from assistant.errors import BadRequest  # noqa: PLC0415
    from assistant.evaluate.cases import check_cases  # noqa: PLC0415

    if faults := check_cases(cases, assistant.documents):
        listing = "\n".join(f"- {fault}" for fault in faults)
        hint = "请核对评测题与资料是否配套，或重建索引：youju index"
        raise BadRequest(f"有 {len(faults)} 处依据在资料中找不到：\n{listing}", hint)


def _write(path: Path, content: str) -> None:
    from assistant.errors import BadRequest  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadRequest(f"写不了文件 {path}：{error.strerror}") from error
    click.echo(f"已写入 {path}", err=True)
