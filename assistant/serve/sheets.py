"""The ledger as a file for spreadsheets, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import normalize

from assistant.serve.naming import heading_of, years_told
from assistant.wire import FigureObject
from assistant.wording import CHANGES, COMPARED, FIGURE_ROLES

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = {
    "指标": 28,
    "所指": 12,
    "原文写法": 16,
    "比较": 8,
    "下限": 14,
    "上限": 14,
    "单位": 8,
    "范围": 12,
    "地区": 16,
    "年份": 12,
    "口径": 8,
    "每": 6,
    "基数": 14,
    "责任单位": 28,
    "原文": 60,
    "条款标号": 14,
    "条款标题": 28,
    "条款": 28,
    "文件": 36,
    "条款位置": 40,
    "类别": 8,
}  # and how many characters wide they are
_HEAD = (*_COLUMNS,)
_NUMBERS = (_HEAD.index("年份"), _HEAD.index("下限"), _HEAD.index("上限"))
_A4 = 9
_NO_LESS, _NO_MORE = (">=", ">"), ("<=", "<")  # what sets one limit only
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
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
    """A workbook of one sheet, which prints on A4; limits and single years are numbers, all
    other cells are text."""
    # Only who exports a workbook needs the library for it.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("指标台账")
    sheet.freeze_panes = "B2"
    for number, width in enumerate(_COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P / &N 页"
    wrapped = Alignment(wrap_text=True, vertical="top")

    def told(at: int, value: str) -> Cell:
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        numeric = at in _NUMBERS and _is_number(value)
        cell: Cell = WriteOnlyCell(sheet, value)
        cell.alignment = wrapped
        if numeric:
            cell.value = Decimal(value)
        elif _is_formula(value):
            cell.data_type = "s"  # whatever it begins with
            cell.quotePrefix = True  # and stays so when people edit it
        return cell

    head = [WriteOnlyCell(sheet, name) for name in _HEAD]
    for cell in head:
        cell.font, cell.alignment = Font(bold=True), wrapped
    sheet.append(head)
    count = 1
    for row in rows:
        count += 1
        sheet.append([told(at, value) for at, value in enumerate(_cells(row))])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_HEAD))}{count}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(row: FigureObject) -> list[str]:
    """In the order of the head."""
    clause, quote, sign = row["clause"], row["quote"], row["comparator"]
    return [
        row["indicator"],
        row["subject"],
        row["written"],
        COMPARED[sign],
        "" if sign in _NO_MORE else row["low"],
        "" if sign in _NO_LESS else row["high"],
        row["unit"],
        row["scope"],
        row["region"] or "",
        years_told(row["years"], quote),
        CHANGES[row["change"]],
        row["per"],
        row["base"],
        "、".join(row["departments"]),
        quote,
        clause["label"],
        heading_of(clause["path"], clause["text"]),
        clause["id"],
        row["document"]["title"],
        " › ".join(clause["path"]),
        FIGURE_ROLES[row["role"]],
    ]


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_formula(text: str) -> bool:
    begins = text.lstrip()[:1]
    return bool(begins) and normalize("NFKC", begins)[:1] in _FORMULA
