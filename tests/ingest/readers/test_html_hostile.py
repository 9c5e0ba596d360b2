"""Web pages made to do harm: read or refused at once."""

from __future__ import annotations

import time

import pytest

from assistant.errors import BadFile
from assistant.ingest.readers import read

AT_ONCE = 2.0  # seconds


def taken(body: str) -> str:
    """The text of a page, or the reason why it is not read."""
    began = time.monotonic()
    try:
        return read(f"<!DOCTYPE html><html><body>{body}".encode(), "a.html")
    except BadFile as fault:
        return fault.message
    finally:
        assert time.monotonic() - began < AT_ONCE


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<div>" * 500 + "甲", "甲\n"),
        ("<div>" * 60_000 + "甲", "套得太深"),
        ("<nav>" + "<div>" * 60_000 + "甲", "套得太深"),
        ("<table><tr><td>" * 150 + "甲", "甲\n"),
        ("<ol><li>" * 200 + "甲", "1.甲\n"),
        ("<b>" * 500 + "</i>" * 100_000 + "甲", "甲\n"),
        ("<p>甲" * 200_001, "太大太碎"),
        ("<" * 5_000_000, "太大太碎"),
        ("<p " + "".join(f"a{n}=1 " for n in range(100_000)) + ">甲", "甲\n"),
        ("<!--" + "甲" * 100_000, "没有文字"),
        ("&amp;" * 200_000 + "甲", "甲\n"),
        ("甲" + " \t" * 1_000_000 + "乙", "甲 乙\n"),
        ("<table><tr>" + "<td rowspan=65534>甲" * 1000 + "<tr><td>乙" * 20_000, "表格太大"),
        ("<table><tr><td colspan=99999999999 rowspan=99999999999>甲<td>乙<tr><td>丙", "甲\t丙\n"),
        ("<table><tr><td colspan=-1 rowspan=x>甲<td>乙", "甲\t乙\n"),
        ("<ol start=99999999999999><li value=-3>甲", "甲\n"),
        ("</td></tr></table></p></body></html>甲<td>乙", "乙\n"),
        ("<table><caption><tr><td><tr>甲</table></td>乙", "乙\n"),
        ("&#xD800;&#0;&#1114112;甲", "甲\n"),
        ("<img src=x onerror=alert(1)>甲<a href='javascript:1'>乙</a>", "甲乙\n"),
        ("<iframe src='http://example.com'>甲</iframe><object data='x'>乙</object>丙", "丙\n"),
    ],
)
def test_pages_that_cost_more_than_they_should(body: str, found: str) -> None:
    assert found in taken(body)


def test_a_cell_that_runs_down_for_ever() -> None:
    rows = "<tr><td>乙" * 500
    assert "文字太多" in taken(f"<table><tr><td rowspan=9999>{'甲' * 20_000}<td>丙{rows}</table>")
