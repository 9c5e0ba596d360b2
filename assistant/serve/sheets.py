"""The ledger as a file for spreadsheets, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from assistant.serve.naming import amount_told, heading_of, years_told
from assistant.text.places import display_name
from assistant.wire import FigureObject
from assistant.wording import CHANGES, COMPARED, FIGURE_ROLES

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_Sheet = Any  # of openpyxl, which does not type those that are only written
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = {
    "指标": 28,
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
    "所指": 12,
    "类别": 8,
}  # and how many characters wide they are
_SHORT = {
    "地区": 12,
    "年份": 12,
    "指标": 32,
    "值": 18,
    "责任单位": 28,
    "文件": 36,
    "条款标题": 28,
    "原文": 60,
}  # of the sheet that is read first
_HEAD = (*_COLUMNS,)
_NUMBERS = ("年份", "下限", "上限")
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
    """A workbook that prints on A4: what is wanted of each figure, then all that is known of it.
    Limits and single years are numbers, all other cells are text."""
    # Only who exports a workbook needs the library for it.
    from openpyxl import Workbook  # noqa: PLC0415

    book, held = Workbook(write_only=True), list(rows)
    _fill(book.create_sheet("指标"), _SHORT, map(_short, held))
    _fill(book.create_sheet("明细"), _COLUMNS, map(_cells, held))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: _Sheet, columns: Mapping[str, int], rows: Iterable[Sequence[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    _set_up(sheet, columns)
    wrapped = Alignment(wrap_text=True, vertical="top")
    head = [WriteOnlyCell(sheet, name) for name in columns]
    for cell in head:
        cell.font, cell.alignment = Font(bold=True), wrapped
    sheet.append(head)
    count = 1
    for count, row in enumerate(rows, start=2):  # noqa: B007 - the last is the end of the table
        told = [_cell(sheet, name, cell) for name, cell in zip(columns, row, strict=True)]
        for cell in told:
            cell.alignment = wrapped
        sheet.append(told)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _set_up(sheet: _Sheet, columns: Mapping[str, int]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.freeze_panes = "B2"
    for number, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P / &N 页"


def _cell(sheet: _Sheet, name: str, value: str) -> Cell:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell: Cell = WriteOnlyCell(sheet, value)
    if name in _NUMBERS and _is_number(value):
        cell.value = Decimal(value)
    elif _is_formula(value):
        cell.data_type = "s"  # whatever it begins with
        cell.quotePrefix = True  # and stays so when people edit it
    return cell


def _short(row: FigureObject) -> list[str]:
    """In the order of the sheet that is read first."""
    clause, quote, region = row["clause"], row["quote"], row["region"]
    indicator = row["indicator"]
    is_said = indicator.startswith(row["subject"])
    return [
        display_name(region) if region else "",
        years_told(row["years"], quote),
        indicator if is_said else f"{row['subject']}{indicator}",
        amount_told(row["per"], row["change"], row["comparator"], row["written"]),
        "、".join(row["departments"]),
        row["document"]["title"],
        heading_of(clause["path"], clause["text"]),
        quote,
    ]


def _cells(row: FigureObject) -> list[str]:
    """In the order of the head."""
    clause, quote, sign = row["clause"], row["quote"], row["comparator"]
    return [
        row["indicator"],
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
        row["subject"],
        FIGURE_ROLES[row["role"]],
    ]


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_formula(text: str) -> bool:
    begins = text.lstrip()[:1]
    return bool(begins) and normalize("NFKC", begins)[:1] in _FORMULA
