"""Puts written answers to the proof, with a real model: slow, and never part of the tests.

``python -m assistant.evaluate.written --report eval/reports/written`` asks every case of
``eval/written.toml`` on three ways and writes ``.json`` and ``.md``; with ``--injections FILE``
it puts instructions that are hidden in questions, documents and earlier turns instead, or as
well where ``--questions`` is given too. What is in the file of rows is not asked again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import YoujuError
from assistant.evaluate.written import attacking, questioning
from assistant.evaluate.written.opening import opened
from assistant.evaluate.written.options import Options
from assistant.resources import PACKAGE
from assistant.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of the module; the exit status."""
    options = _parse(arguments)
    try:
        found = opened(Settings())
        if options.questions:
            questioning.run(found, options)
        if options.injections:
            attacking.run(found, options)
    except YoujuError as error:
        print(f"{error.message}\n{error.hint}".strip(), file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


def _parse(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluate.written")
    parser.add_argument("--questions", type=Path, help="评测题文件；默认 eval/written.toml")
    parser.add_argument("--injections", type=Path, help="注入题文件；单独给出时不做评测题")
    parser.add_argument("--report", type=Path, help="报告的路径，不带后缀：写出 .json 和 .md")
    parser.add_argument("--split", choices=("dev", "test"), help="只做这一部分题")
    parser.add_argument("--kinds", default="", help="只做这些题型，逗号隔开")
    parser.add_argument(
        "--ways", default="", help="做法，逗号隔开：extractive,written,generative,naive"
    )
    parser.add_argument("--minutes", type=float, default=55.0, help="到时不再开始新题")
    parser.add_argument("--rows", type=Path, help="逐题结果的文件；默认在数据目录的 eval-llm 里")
    parser.add_argument("--limit", type=int, help="只做按次序的前几题")
    parser.add_argument("--only", default="", help="只做这些编号的题，逗号隔开")
    given = parser.parse_args(arguments)
    questions = given.questions
    if questions is None and given.injections is None:
        questions = PACKAGE.parent / "eval" / "written.toml"
    return Options(
        questions,
        given.injections,
        given.report,
        given.split,
        _names(given.kinds),
        _names(given.ways),
        given.minutes,
        given.rows,
        given.limit,
        _names(given.only),
    )


def _names(given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip())


if __name__ == "__main__":
    sys.exit(main())
