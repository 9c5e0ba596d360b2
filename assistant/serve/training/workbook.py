"""Tables as a workbook, in which no cell can be taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

Value = str | int | float
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its columns with their widths in characters, its rows. Shares of one
    are floats and shown as per cent."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def workbook(tables: Iterable[Table]) -> bytes:
    """An XLSX file with a sheet for each table."""
    # Only who exports a workbook needs the library for it.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for number, (_, width) in enumerate(table.columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width

        def cell(value: Value, sheet: object = sheet) -> Cell:
            made: Cell = WriteOnlyCell(sheet)  # type: ignore[arg-type]
            made.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
            if isinstance(value, str):
                made.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                made.data_type = "s"  # whatever it begins with
                made.quotePrefix = is_formula(value)  # and stays so when people edit it
            else:
                made.value = value
                if isinstance(value, float):
                    made.number_format = "0%"
            return made

        titles = [cell(title) for title, _ in table.columns]
        for title in titles:
            title.font = Font(bold=True)
        sheet.append(titles)
        count = 1
        for row in table.rows:
            count += 1
            sheet.append([cell(value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    begins = text.lstrip()[:1]
    return bool(begins) and normalize("NFKC", begins)[:1] in _FORMULA
