from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.figure_gold import GoldFigure, load_figures

EVAL = Path(__file__).parents[2] / "eval"
ROW = """
[[figure]]
document = "d"
clause = "d/1"
anchor = "新建公园3个以上"
written = "3个"
indicator = "公园"
low = "3"
high = "3"
unit = "个"
years = [2025, 2027]
"""
GOOD = (
    'clauses = ["d/1", "d/2"]\n'
    + ROW
    + 'comparator = ">="\nchange = "added"\nper = "年"\nbase = "比上年"\noptional = true\n'
    + ROW
)


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "figures.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def faults(path):
    with pytest.raises(BadRequest) as caught:
        load_figures(path)
    return [line.removeprefix("- ") for line in caught.value.message.splitlines()[1:]]


def test_rows_with_all_keys_and_with_the_required_ones(write):
    gold = load_figures(write(GOOD))
    assert gold.clauses == ("d/1", "d/2")
    full, short = gold.rows
    assert short == GoldFigure(
        "d", "d/1", "新建公园3个以上", "3个", "公园", Decimal(3), Decimal(3), "个", (2025, 2027)
    )
    assert full == replace(
        short, comparator=">=", change="added", per="年", base="比上年", optional=True
    )


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('low = "3"', "low = 3", 'low = 3 不对，应当是写成字符串的数，如 "50000"'),
        ('low = "3"', 'low = "三"', "low = '三' 不对，应当是写成字符串的数，如 \"50000\""),
        ('low = "3"', 'low = "inf"', "low = 'inf' 不对，应当是写成字符串的数，如 \"50000\""),
        ('low = "3"', 'low = "4"', "low 大于 high"),
        ('unit = "个"\n', "", "缺少 unit"),
        ('unit = "个"', 'unit = "个"\npage = 1', "不认识的键 'page'"),
        ("[2025, 2027]", "[2027, 2025]", "应当是由年份组成、从小到大的列表"),
        ("[2025, 2027]", "[true]", "应当是由年份组成、从小到大的列表"),
        ('unit = "个"', 'unit = "个"\nper = "周"', "per = '周' 不对，应当是 年 月"),
        ('unit = "个"', 'unit = "个"\nchange = "up"', "change = 'up' 不对，应当是total"),
        ('written = "3个"', 'written = "5个"', "在 anchor 里应当正好出现一次"),
        ('"新建公园3个以上"', '"3个公园3个亭"', "在 anchor 里应当正好出现一次"),
        ('clause = "d/1"', 'clause = "d/9"', "clause = 'd/9' 不在 clauses 里"),
    ],
)
def test_a_fault_is_told_with_the_row_that_has_it(write, good, bad, fault):
    content = 'clauses = ["d/1"]\n' + ROW + ROW.replace(good, bad, 1)
    (found,) = faults(write(content))
    assert found.startswith("第 2 行（")
    assert fault in found


def test_every_fault_is_listed(write):
    content = 'clauses = ["d/1"]\n' + ROW.replace('"3"', "3")
    assert len(faults(write(content))) == 2


@pytest.mark.parametrize(
    "content",
    [
        ROW,
        'clauses = ["d/1"]',
        "clauses = []\n" + ROW,
        "clauses = [1]\n" + ROW,
        'clauses = "d/1"\n' + ROW,
        'clauses = ["d/1"]\nfigure = []',
        'clauses = ["d/1"]\nfigure = 1',
        'extra = 1\nclauses = ["d/1"]\n' + ROW,
    ],
)
def test_a_file_holds_clauses_and_rows_and_nothing_else(write, content):
    with pytest.raises(BadRequest, match="应当只有 clauses"):
        load_figures(write(content))


def test_a_row_that_is_no_table(write):
    assert faults(write('clauses = ["d/1"]\nfigure = [1]')) == ["第 1 行：应当是一张表"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadRequest, match="找不到数字台账的标准文件"):
        load_figures(tmp_path / "none.toml")


@pytest.mark.parametrize("path", sorted(EVAL.glob("figures*.toml")), ids=lambda path: path.stem)
def test_no_two_rows_of_the_real_gold_are_of_one_place(path):
    gold = load_figures(path)
    assert len({(row.document, row.anchor, row.written) for row in gold.rows}) == len(gold.rows)
    assert len(set(gold.clauses)) == len(gold.clauses)
