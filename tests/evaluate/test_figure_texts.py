import pytest

from assistant.errors import BadRequest
from assistant.evaluate.figure_texts import read_texts

TEXT = """清河县绿化方案（2026—2027年）

一、目标
新建公园3个。

二、措施
（一）资金
安排5万元。
"""
GOLD = """
clauses = ["figures-a/1"]

[[figure]]
document = "figures-a"
clause = "figures-a/1"
anchor = "公园3个"
written = "3个"
indicator = "公园"
low = "3"
high = "3"
unit = "个"
years = [2026, 2027]
change = "added"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "figures-a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "figures-a.toml").write_text(GOLD, encoding="utf-8")
    (tmp_path / "figures.toml").write_text("not one of them", encoding="utf-8")
    return tmp_path


def test_a_text_is_split_and_its_figures_are_extracted(folder):
    (text,) = read_texts(folder)
    assert text.name == "figures-a"
    assert text.document.source.title == "清河县绿化方案（2026—2027年）"
    assert [figure.written for figure in text.figures] == ["3个", "5万元"]
    assert text.score.precision.value == text.score.recall.value == 1


def test_texts_come_in_the_order_of_their_names(folder):
    for name in ("figures-c", "figures-b"):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        content = GOLD.replace("figures-a", name)
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    assert [text.name for text in read_texts(folder)] == ["figures-a", "figures-b", "figures-c"]


def test_a_gold_without_its_text(folder):
    (folder / "figures-a.txt").unlink()
    with pytest.raises(BadRequest, match=r"figures-a\.txt"):
        list(read_texts(folder))
