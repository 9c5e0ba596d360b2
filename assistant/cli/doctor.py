"""``youju doctor``: is everything in place to answer?"""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from assistant.cli.faults import explain
from assistant.errors import YoujuError

if TYPE_CHECKING:
    from assistant.resources import Resources
    from assistant.settings import Settings

_OLDEST = (3, 11)
_PROBED = 5
_PROBE_LENGTH = 100

Check = Callable[["Settings", "Resources"], str]


@click.command("doctor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """检查能不能正常使用；有一项不行就返回 1。"""
    from assistant.resources import locate  # noqa: PLC0415 - loads pydantic
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings()
    resources = locate(settings)
    passed = [_passes(name, check, settings, resources) for name, check in _CHECKS.items()]
    if all(passed):
        click.echo("一切正常。")
        return
    click.echo(f"有 {passed.count(False)} 项不行，请先按提示处理。")
    ctx.exit(1)


def _passes(name: str, check: Check, settings: Settings, resources: Resources) -> bool:
    try:
        click.echo(f"✔ {name}：{check(settings, resources)}")
    except Exception as error:  # a check that fails must not hide the next ones
        fault = explain(error)
        click.echo(f"✘ {name}：{fault.message}")
        if fault.hint:
            click.echo(f"   怎么办：{fault.hint}")
        return False
    return True


def _python(_settings: Settings, _resources: Resources) -> str:
    if sys.version_info < _OLDEST:
        raise YoujuError(f"是 {platform.python_version()}，太旧。", "请改用 3.11 或更新的版本。")
    return platform.python_version()


def _home(_settings: Settings, resources: Resources) -> str:
    resources.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=resources.home):
        return f"{resources.home} 可以写"


def _corpus(_settings: Settings, resources: Resources) -> str:
    from assistant.ingest.manifest import read_manifest  # noqa: PLC0415 - for this check only

    return f"{resources.corpus}，登记了 {len(read_manifest(resources.manifest))} 份文件"


def _index(settings: Settings, resources: Resources) -> str:
    from assistant.retrieve.versions import open_current  # noqa: PLC0415 - loads faiss

    return f"版本 {open_current(resources.index, settings.encoder)[0]}，文件完好"


def _encoder(settings: Settings, _resources: Resources) -> str:
    from assistant.retrieve.encoder import load_encoder  # noqa: PLC0415 - loads numpy

    encoder = load_encoder(settings.encoder)
    encoder.encode(["试一下"])
    return f"{encoder.name}，{encoder.dimension} 维"


def _model(settings: Settings, _resources: Resources) -> str:
    """Has the model, where one is configured, say a word."""
    from assistant.answer.generative import ModelFailed, warm  # noqa: PLC0415 - for this check
    from assistant.language_model import generator  # noqa: PLC0415

    found = generator(settings)
    if found is None:
        return "没有配置，回答都从原文中摘出"
    try:
        warm(found, [("user", "只回答一个字：好")])
    except ModelFailed as failure:
        where = settings.model_url or "本机"
        raise YoujuError(
            f"{where} 的模型 {found.name} 没有回答（{failure.reason}）。",
            "请检查 YOUJU_MODEL、YOUJU_MODEL_URL、YOUJU_MODEL_KEY，以及服务是否开着。",
        ) from failure
    return f"{found.name} 能用"


def _probe(settings: Settings, _resources: Resources) -> str:
    """Asks with the words of a clause, which must then be among the first found."""
    from assistant.app import Assistant  # noqa: PLC0415 - loads everything

    assistant = Assistant.open(settings)
    clause = next((clause for clause in assistant.clauses if not clause.heading), None)
    if clause is None:
        raise YoujuError("资料里没有可问的条款。", "请检查资料，再运行 youju index。")
    question = clause.text[:_PROBE_LENGTH]
    if clause.id not in [hit.clause.id for hit in assistant.search(question, k=_PROBED)]:
        raise YoujuError(
            f"用 {clause.id} 的原文去问，找不到它自己。", "请运行 youju index 重建索引。"
        )
    answer = assistant.ask(question)
    return f"问得到、找得到，用时 {answer.elapsed_ms:.0f} 毫秒"


_CHECKS: dict[str, Check] = {
    "Python": _python,
    "存放文件夹": _home,
    "资料": _corpus,
    "索引": _index,
    "向量模型": _encoder,
    "语言模型": _model,
    "试问一题": _probe,
}
