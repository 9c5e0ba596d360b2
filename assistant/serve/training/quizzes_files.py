"""A quiz as a file to take away."""

from __future__ import annotations

from typing import Literal

from assistant.serve.sheets import XLSX
from assistant.serve.training.workbook import Table, workbook
from assistant.training.items import Item
from assistant.training.sheet import COLUMNS, as_csv, as_markdown, row
from assistant.training.shelf import Quiz
from assistant.training.stored import as_json

Form = Literal["md", "csv", "json", "xlsx"]
_WIDTHS = (14, 8, 6, 60, 30, 40, 12, 30, 24, 14, 60, 24, 20, 24, 8)  # in characters
_TYPES: dict[Form, str] = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": XLSX,
}


def as_file(quiz: Quiz, form: Form, *, answers: bool) -> tuple[bytes, str]:
    """The file and its type; spreadsheets and JSON have the answers always."""
    items = quiz.set.items
    if form == "xlsx":
        return as_xlsx(items), XLSX
    if form == "md":
        text = as_markdown(items, answers=answers, title=quiz.summary.title)
    elif form == "csv":
        text = f"\ufeff{as_csv(items)}"  # by which spreadsheets know UTF-8
    else:
        text = as_json(quiz.set)
    return text.encode(), _TYPES[form]


def as_xlsx(items: tuple[Item, ...]) -> bytes:
    """One row an item."""
    columns = tuple(zip(COLUMNS, _WIDTHS, strict=True))
    return workbook([Table("练习题", columns, map(row, items))])
