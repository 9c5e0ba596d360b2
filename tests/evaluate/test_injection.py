"""Dirt put into a clean text on purpose, and the truth about it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from assistant.evaluate.injection import Dirt, Dirty, inject, read_dirt

EVAL = Path(__file__).parents[2] / "eval"
TITLE = "石溪县河道采砂管理办法"
PARAGRAPHS = [
    TITLE,
    "第一条　为了加强河道采砂管理，保障防洪和通航安全，根据有关法律，结合本县实际，制定本办法。",
    "第二条　在本县河道管理范围内从事采砂活动及其监督管理，适用本办法。",
    "河段\t长度\t年采量",
    "柳湾段\t3200\t12000",
    "第三条　河道采砂实行许可制度，未取得采砂许可证的，不得从事河道采砂，不得运输河砂。",
    "第四条　县水行政主管部门应当编制河道采砂规划，明确禁采区和禁采期，并向社会公布。",
]
DIRT = Dirt(
    pieces=(
        ("老王昨天钓到一条大鱼。", "他笑得合不拢嘴！"),
        ("雨下了整整三天。", "谁也没出门。", "真闷。"),
    ),
    navigation=(("首页 > 正文", "浏览次数：3"), ("打印本页",)),
    numbers=("— {n} —", "第 {n} 页 共 {total} 页", "{n}"),
    headers=("{title}", "　　内部资料"),
)
SEEDS = range(60)


def dirty(seed: int) -> Dirty:
    return inject(PARAGRAPHS, TITLE, DIRT, seed)


def words(found: Dirty, origin: str) -> str:
    """What comes from there, without blanks."""
    texts = (found.raw[start:end] for start, end, kind in found.spans if kind == origin)
    return "".join("".join(texts).split())


def test_the_same_seed_gives_the_same_text() -> None:
    assert dirty(7) == dirty(7)
    assert len({dirty(seed).raw for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_document_is_all_there_and_in_order(seed: int) -> None:
    assert words(dirty(seed), "policy") == "".join("".join(PARAGRAPHS).split())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spans_are_all_lines_of_the_text(seed: int) -> None:
    found = dirty(seed)
    texts = [found.raw[start:end] for start, end, _ in found.spans]
    assert [text.strip() for text in texts] == [
        line.strip() for line in found.raw.split("\n") if line.strip()
    ]
    assert all(a[1] <= b[0] for a, b in pairwise(found.spans))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_piece_is_whole_and_comes_once(seed: int) -> None:
    foreign = words(dirty(seed), "foreign")
    there = [piece for piece in DIRT.pieces if piece[0] in foreign]
    sentences = [sentence for piece in there for sentence in piece]
    assert there
    assert [foreign.count(sentence) for sentence in sentences] == [1] * len(sentences)
    assert len(foreign) == len("".join(sentences))


@pytest.mark.parametrize("seed", SEEDS)
def test_cuts_are_where_the_document_goes_on_in_another_line(seed: int) -> None:
    found = dirty(seed)
    whole = "".join("".join(PARAGRAPHS).split())
    policy = [n for start, end, kind in found.spans if kind == "policy" for n in range(start, end)]
    for first, second in found.cuts:
        assert "\n" in found.raw[first:second]
        assert policy.index(second) == policy.index(first) + 1
        assert found.raw[first].strip() + found.raw[second].strip() in whole


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_tables_are_not_cut(seed: int) -> None:
    rows = [line for line in dirty(seed).raw.split("\n") if "\t" in line]
    assert [row.strip() for row in rows] == PARAGRAPHS[3:5]


def test_all_kinds_of_dirt_come_up() -> None:
    found = [dirty(seed) for seed in SEEDS]
    assert any("— 1 —" in one.raw for one in found)
    assert any("第 1 页 共" in one.raw for one in found)
    assert any("首页 > 正文" in one.raw for one in found)
    assert any("\n\n\n" in one.raw for one in found)
    assert any("\n　　第一条" in one.raw for one in found)
    assert any(one.raw.count(TITLE) > 1 for one in found)
    assert any(len(one.cuts) > 5 for one in found)
    assert any(not words(one, "furniture") for one in found)


def test_blank_paragraphs_are_left_out() -> None:
    lines = [*PARAGRAPHS[:2], "", "　", *PARAGRAPHS[2:]]
    assert inject(lines, TITLE, DIRT, 3) == dirty(3)


def test_the_dirt_of_the_project_is_read() -> None:
    dirt = read_dirt(EVAL / "foreign-dev.toml", EVAL / "surroundings.toml")
    assert len(dirt.pieces) > 50
    assert all(len(piece) > 1 and all(piece) for piece in dirt.pieces)
    assert all(group and all(group) for group in dirt.navigation)
    assert all("{n}" in number for number in dirt.numbers)
    for mark in (*dirt.numbers, *dirt.headers):
        assert "{" not in mark.format(n=1, total=2, title=TITLE)
