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
    html: str = ""


_FILE = click.Path(path_type=Path, dir_okay=False)
_ALL, _OURS = "all", "youju"


@click.command("eval")
@click.option(
    "--questions", type=_FILE, help="评测题文件；默认是代码目录里的 eval/questions.toml。"
)
@click.option(
    "--format",
    "layout",
    type=click.Choice([_OURS, "cmrc2018", "rgb", "rgb-reject", "legal-dc"]),
    default=_OURS,
    show_default=True,
    help="评测题文件的格式。后四种是公开评测集，资料取自评测集本身，不用现有索引。",
)
@click.option(
    "--split",
    type=click.Choice(["dev", "test", _ALL]),
    default=_ALL,
    show_default=True,
    help="用哪一部分题：dev 供调试，test 供检验，all 全部。",
)
@click.option(
    "--clauses",
    "gold",
    flag_value="clauses",
    help="不做题，改为对照 eval/clauses.toml 检查条款切得对不对。",
)
@click.option(
    "--figures",
    "gold",
    flag_value="figures",
    help="不做题，改为对照 eval/figures.toml 等文件检查数字台账抽得对不对。",
)
@click.option("--json", type=_FILE, help="把完整结果写进这个 JSON 文件。")
@click.option("--markdown", type=_FILE, help="把报告写进这个 Markdown 文件。")
@click.option("--html", type=_FILE, help="把带图的报告写进这个网页文件，不用联网就能看。")
@click.option(
    "--compare",
    "before",
    type=_FILE,
    help="与以前用 --json 写出的结果逐题相比：哪些新做对、新做错，相差是不是偶然。",
)
@click.option("--progress-json", is_flag=True, help="把进度逐行写成 JSON，供别的程序读。")
@click.option(
    "--failures", is_flag=True, help="列出每一道没有通过的题、每一处不符：应有的，和实际的。"
)
def command(  # noqa: PLR0913, PLR0917 - a parameter for each option
    questions: Path | None,
    layout: str,
    split: str,
    gold: str | None,
    before: Path | None,
    failures: bool,
    progress_json: bool,
    **files: Path | None,
) -> None:
    """用有标准答案的题评测检索与回答，并与固定窗口、朴素 BM25 的做法对比。"""
    if gold:
        asked = questions or layout != _OURS or split != _ALL
        _refuse(f"--{gold}", asked, files["html"] or before)
        report = _on_clauses() if gold == "clauses" else _on_figures()
    else:
        report = _on_questions(_Given(questions, layout, split, progress_json), before)
    if not progress_json:
        click.echo(report.text)
    if failures:
        click.echo("\n" + report.failures)
    for name, path in files.items():
        if path:
            _write(path, getattr(report, name))


@dataclass(frozen=True, slots=True)
class _Given:
    """Which questions to ask."""

    questions: Path | None
    layout: str
    split: str
    told: bool  # how far it has come, in lines of JSON


def _refuse(option: str, about_questions: object, about_report: object) -> None:
    from assistant.errors import BadRequest  # noqa: PLC0415

    if about_questions:
        hint = "请分两次运行。"
        raise BadRequest(f"{option} 不做题，不能与 --questions、--format、--split 同用。", hint)
    if about_report:
        hint = "请用 --json 或 --markdown。"
        raise BadRequest(f"{option} 没有网页报告，也不能与以前相比。", hint)


def _on_questions(given: _Given, before: Path | None) -> _Report:
    from assistant.evaluate import compare, page, record, report  # noqa: PLC0415
    from assistant.evaluate.failures import failures_text  # noqa: PLC0415
    from assistant.evaluate.run import run  # noqa: PLC0415
    from assistant.progress import lines  # noqa: PLC0415

    earlier = record.Record.read(before) if before else None
    assistant, cases, secrets = _opened(given) if given.layout == _OURS else _public(given)
    done = run(assistant, cases, secrets=secrets, progress=lines() if given.told else None)
    fresh = record.Record.of(record.content_of(done))
    found = compare.compare(earlier, fresh) if earlier else None
    return _Report(
        text=report.as_text(done) + (f"\n\n{compare.comparison_text(found)}" if found else ""),
        failures=failures_text(done.rows),
        json=record.as_json(done),
        markdown=report.as_markdown(done)
        + (f"\n{compare.comparison_markdown(found)}" if found else ""),
        html=page.as_html(done, found),
    )


def _opened(given: _Given) -> tuple[Assistant, Sequence[Case], frozenset[str]]:
    """The assistant on its index, our own questions, and what no answer may show."""
    from assistant.app import Assistant  # noqa: PLC0415
    from assistant.evaluate.leaks import secrets_of  # noqa: PLC0415
    from assistant.originals import originals, up_to_date  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    cases = _cases(given.questions, given.split)
    settings = Settings()
    assistant = Assistant.open(settings)
    _require_gold(cases, assistant)
    with up_to_date(locate(settings)) as library:
        return assistant, cases, secrets_of(originals(library))


def _public(given: _Given) -> tuple[Assistant, Sequence[Case], frozenset[str]]:
    """An assistant over the texts of a public set, and its questions."""
    from assistant.app import Assistant  # noqa: PLC0415
    from assistant.errors import BadRequest  # noqa: PLC0415
    from assistant.evaluate.public import read_public  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    if given.questions is None:
        raise BadRequest(
            f"--format {given.layout} 要用 --questions 给出文件。", "公开评测集不随本软件分发。"
        )
    if given.split != _ALL:
        raise BadRequest("公开评测集不分 dev 和 test。", "请去掉 --split。")
    collection = read_public(given.layout, given.questions)
    for line in collection.remarks:
        click.echo(line, err=True)
    return Assistant.over(collection.documents, Settings()), collection.cases, frozenset()


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


def _on_figures() -> _Report:
    from assistant.app import Assistant  # noqa: PLC0415
    from assistant.evaluate import figure_report as forms  # noqa: PLC0415
    from assistant.evaluate.figure_gold import load_figures  # noqa: PLC0415
    from assistant.evaluate.figure_score import score_figures  # noqa: PLC0415
    from assistant.evaluate.figure_texts import GOLD, read_texts  # noqa: PLC0415
    from assistant.resources import PACKAGE  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    folder = PACKAGE.parent / "eval"
    gold, texts = load_figures(folder / GOLD), list(read_texts(folder))
    assistant = Assistant.open(Settings())
    library = score_figures(gold, assistant.documents, assistant.figures)
    report = forms.FigureReport(
        library,
        {text.name: text.score for text in texts},
        assistant.index_version,
    )
    return _Report(
        forms.as_text(report),
        forms.faults_text(report),
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
