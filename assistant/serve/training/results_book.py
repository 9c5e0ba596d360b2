"""The results of a session as a workbook, in which no cell can be taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from unicodedata import normalize

from assistant.training.items import DIFFICULTIES, KINDS
from assistant.training.live.results import Group, Results
from assistant.training.sheet import question, right
from assistant.wording import STATUS

Value = str | int | float
Row = Sequence[Value]
_FORMULA = ("=", "+", "-", "@")


def as_xlsx(found: Results) -> bytes:
    """Five sheets: 成绩, 每题, 专题, 重读条款, 作答明细."""
    # Only who exports a workbook needs the library for it.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    for name, widths, head, rows in _sheets(found):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width

        def cell(value: Value, sheet: object = sheet) -> Cell:
            made: Cell = WriteOnlyCell(sheet)  # type: ignore[arg-type]
            if isinstance(value, str):
                made.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                made.data_type = "s"  # whatever it begins with
                made.quotePrefix = is_formula(value)  # and stays so when people edit it
                made.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                made.value = value
                made.alignment = Alignment(vertical="top")
                if isinstance(value, float):
                    made.number_format = "0%"
            return made

        titles = [cell(title) for title in head]
        for title in titles:
            title.font = Font(bold=True)
        sheet.append(titles)
        count = 1
        for row in rows:
            count += 1
            sheet.append([cell(value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{count}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text."""
    begins = text.lstrip()[:1]
    return bool(begins) and normalize("NFKC", begins)[:1] in _FORMULA


def _sheets(
    found: Results,
) -> Iterator[tuple[str, tuple[int, ...], tuple[str, ...], Iterable[Row]]]:
    yield (
        *("成绩", (8, 24, 10, 10, 10, 10, 24)),
        ("名次", "名字", "题数", "交了几题", "答对", "比例", "加入时间"),
        _people(found),
    )
    yield (
        *("每题", (8, 8, 8, 60, 20, 10, 10, 10, 60, 40, 24, 50)),
        (
            *("题号", "题型", "难度", "题目", "答案", "作答", "答对", "比例"),
            *("各答案人数", "文件", "条款", "原文"),
        ),
        _items(found),
    )
    yield (
        *("专题", (10, 50, 10, 10, 10, 10)),
        ("分组", "名称", "题数", "作答", "答对", "比例"),
        (*_groups("专题", found.topics), *_groups("文件", found.documents)),
    )
    yield (
        *("重读条款", (12, 10, 10, 10, 40, 20, 12, 24, 40, 80, 50)),
        (
            *("题号", "作答", "答对", "比例", "文件", "文号", "状态", "条款"),
            *("条款位置", "条款全文", "原文"),
        ),
        _reread(found),
    )
    yield (
        *("作答明细", (24, 8, 24, 20, 8, 10, 24)),
        ("名字", "题号", "作答", "答案", "对错", "用时（秒）", "时间"),
        _answers(found),
    )


def _people(found: Results) -> Iterator[Row]:
    for s in found.scores:
        share = s.right / s.asked if s.asked else 0.0
        yield s.rank, s.player.name, s.asked, s.answered, s.right, share, _local(s.player.joined)


def _items(found: Results) -> Iterator[Row]:
    for tally in found.tallies:
        item, passage = tally.question.item, tally.question.passages[0]
        spread = "\n".join(
            f"{c.label} {c.words}".rstrip() + f"：{c.count} 人" for c in tally.choices
        )
        yield (
            *(tally.position + 1, KINDS[item.kind], DIFFICULTIES[item.difficulty], question(item)),
            *(right(item), tally.answered, tally.right, _share(tally.right, tally.answered)),
            *(spread, passage.title, passage.label, item.grounds[0].quote),
        )


def _groups(kind: str, groups: Iterable[Group]) -> Iterator[Row]:
    for g in groups:
        yield kind, g.name, g.items, g.answered, g.right, _share(g.right, g.answered)


def _reread(found: Results) -> Iterator[Row]:
    for one in found.reread:
        passage = one.passage
        yield (
            "、".join(str(at + 1) for at in one.positions),
            *(one.answered, one.right, _share(one.right, one.answered), passage.title),
            *(passage.number or "", STATUS.get(passage.status, ""), passage.label),
            *(" › ".join(passage.path), passage.text, passage.text[passage.start : passage.end]),
        )


def _answers(found: Results) -> Iterator[Row]:
    names = {score.player.id: score.player.name for score in found.scores}
    for answer in found.answers:
        item = found.tallies[answer.item].question.item
        at = datetime.fromtimestamp(answer.at, UTC).isoformat(timespec="seconds")
        yield (
            *(names[answer.player], answer.item + 1, answer.given, right(item)),
            *("对" if answer.is_right else "错", round(answer.took), _local(at)),
        )


def _share(right: int, answered: int) -> Value:
    return right / answered if answered else ""


def _local(time: str) -> str:
    """A time by the clock of the machine."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S")
