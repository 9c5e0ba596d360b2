"""The ledger as a file for spreadsheets, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import normalize

from assistant.wire import FigureObject
from assistant.wording import CHANGES, COMPARED

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = {
    "indicator": "指标",
    "written": "原文写法",
    "comparator": "比较",
    "low": "下限",
    "high": "上限",
    "unit": "单位",
    "scope": "范围",
    "region": "地区",
    "years": "年份",
    "change": "口径",
    "per": "每",
    "base": "基数",
    "departments": "责任单位",
}
_HEAD = (*_COLUMNS.values(), "原文", "条款", "文件", "条款位置")
_WIDTHS = (28, 16, 8, 14, 14, 8, 12, 20, 12, 8, 6, 14, 28, 60, 32, 40, 40)  # in characters
_NUMBERS = (_HEAD.index("下限"), _HEAD.index("上限"))
_NO_LESS, _NO_MORE = (">=", ">"), ("<=", "<")  # what sets one limit only
_FORMULA = ("=", "+", "-", "@")


def as_csv(rows: Iterable[FigureObject]) -> bytes:
    """CSV with a mark by which spreadsheets know UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_HEAD)
    for row in rows:
        writer.writerow(f"'{cell}" if _is_formula(cell) else cell for cell in _cells(row))
    return f"\ufeff{file.getvalue()}".encode()


def as_xlsx(rows: Iterable[FigureObject]) -> bytes:
    """A workbook of one sheet; limits are numbers, all other cells are text."""
    # Only who exports a workbook needs the library for it.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("指标台账")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width

    def text(value: str) -> str | Cell:
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        if not _is_formula(value):
            return value
        cell: Cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"  # whatever it begins with
        cell.quotePrefix = True  # and stays so when people edit it
        return cell

    head = [WriteOnlyCell(sheet, name) for name in _HEAD]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    count = 1
    for row in rows:
        count += 1
        numbered = enumerate(_cells(row))
        sheet.append([Decimal(c) if at in _NUMBERS and c else text(c) for at, c in numbered])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_HEAD))}{count}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(row: FigureObject) -> list[str]:
    told = row | {"comparator": COMPARED[row["comparator"]], "change": CHANGES[row["change"]]}
    clause = row["clause"]
    limits = {"low": "" if row["comparator"] in _NO_MORE else row["low"]}
    limits |= {"high": "" if row["comparator"] in _NO_LESS else row["high"]}
    told |= limits  # type: ignore[typeddict-item]
    cells = [*(told[name] for name in _COLUMNS), row["quote"], clause["id"]]  # type: ignore[literal-required]
    return [*map(_written, cells), row["document"]["title"], " › ".join(clause["path"])]


def _written(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _is_formula(text: str) -> bool:
    begins = text.lstrip()[:1]
    return bool(begins) and normalize("NFKC", begins)[:1] in _FORMULA
