"""Nouns as lines of JSON, and back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.retrieve import records
from assistant.types import (
    Clause,
    CleaningReport,
    Document,
    Figure,
    HeadingFix,
    OffsetMap,
    Override,
    Responsibility,
    SetAside,
    Source,
)

ODD = "一、目标\n第二行\r第三行\u2028第四行\x85𠮷\t“引号”\\"
OVERRIDE = Override("a1b2c3", "heading", "plan", "0" * 64, 0, 4, "一、目标", 2, ODD)
DOCUMENT = Document(
    Source("plan", ODD, "plan.txt", "0" * 64, region="浙江省", issued="2023-04-06", begins="一、"),
    ODD,
    OffsetMap((0, 4), (0, 9)),
    CleaningReport(
        (SetAside(4, 9, 2, "secret", None), SetAside(1, 2, 1, "tag", "<b>", 3)),
        (4,),
        9,
        4,
        (OVERRIDE,),
        (OVERRIDE, OVERRIDE),
    ),
    (HeadingFix(3, 0), HeadingFix(7, None, ODD)),
)
CLAUSE = Clause(
    "plan/1", "plan", "一", ("一、目标", ODD), ODD, 0, len(ODD), "浙江省", (2023, 2027), ("民政局",)
)
FIGURE = Figure(
    clause="plan/1",
    document="plan",
    start=10,
    end=16,
    written="1.41亿斤",
    indicator=ODD,
    indicator_start=4,
    indicator_end=8,
    subject="",
    topic="粮食产量",
    scope="全市",
    role="target",
    region="浙江省",
    years=(2024, 2027),
    comparator=">=",
    change="total",
    per="年",
    low=Decimal("141000000.00"),
    high=Decimal("1E+12"),
    unit="斤",
    base="",
    departments=("农业农村局",),
)


@pytest.mark.parametrize(
    ("record", "make"),
    [
        (DOCUMENT, records.document),
        (CLAUSE, records.clause),
        (FIGURE, records.figure),
        (replace(FIGURE, region=None, years=(), departments=()), records.figure),
        (Clause("p/1", "p", "一", (), "文", 0, 1, heading=True), records.clause),
        (Clause("p/1", "p", "一", (), "文", 0, 1, frames=(2023, 2027)), records.clause),
        (
            replace(CLAUSE, responsibilities=(Responsibility("牵头单位", "民政局"),)),
            records.clause,
        ),
    ],
)
def test_read_back_it_is_equal(record, make, tmp_path: Path) -> None:
    path = tmp_path / "记录.jsonl"
    records.write_lines(path, [record, record])
    assert records.read_lines(path, make) == (record, record)


def test_a_value_is_kept_to_the_digit(tmp_path: Path) -> None:
    path = tmp_path / "figures.jsonl"
    records.write_lines(path, [FIGURE])
    [back] = records.read_lines(path, records.figure)
    assert (str(back.low), str(back.high)) == ("141000000.00", "1E+12")


def test_one_line_each_readable_by_people(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    records.write_lines(path, [CLAUSE, CLAUSE, CLAUSE])
    content = path.read_bytes()
    assert content.count(b"\n") == 3
    assert "民政局".encode() in content


def test_no_records(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    records.write_lines(path, [])
    assert records.read_lines(path, records.clause) == ()
