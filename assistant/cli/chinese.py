"""click's help in Chinese: its own English words replaced, lines kept as written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_WORDS = (
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"\bFILE\b", "文件"),
    (r"\bTEXT\b", "文字"),
    (r"\bINTEGER\b", "整数"),
    (r"\s*\[default: (.*?)\]", r"（默认 \1）"),
    (r"^Show this message and exit\.$", "显示这段说明。"),
)


class _Formatter(click.HelpFormatter):
    """Wraps nothing: click breaks lines at spaces, which Chinese has none of."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        self.write(f"用法：{prog} {_translated(args)}\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        for line in text.strip().splitlines():
            self.write(f"{'':>{self.current_indent}}{line}".rstrip() + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        pairs = [(_translated(term), _translated(meaning)) for term, meaning in rows]
        column = min(max(_columns(term) for term, _ in pairs), col_max)
        for term, meaning in pairs:
            gap = " " * (max(column - _columns(term), 0) + col_spacing)
            self.write(f"{'':>{self.current_indent}}{term}{gap}{meaning}".rstrip() + "\n")


class _Context(click.Context):
    formatter_class = _Formatter


def in_chinese(command: click.Command) -> click.Command:
    """The same command, whose help and whose subcommands' help are Chinese."""
    command.context_class = _Context
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            in_chinese(inner)
    return command


def _translated(text: str) -> str:
    for pattern, chinese in _WORDS:
        text = re.sub(pattern, chinese, text)
    return text


def _columns(text: str) -> int:
    """Width on a terminal, where a Chinese character takes two columns."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
