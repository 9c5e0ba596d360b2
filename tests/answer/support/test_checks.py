"""Each way in which a written sentence may say something else than its clause."""

from __future__ import annotations

import pytest

from assistant.answer.support.check import Checker
from assistant.answer.support.grounds import Grounds
from assistant.figures.ledger import extract, measure
from assistant.ingest.clauses import split
from assistant.retrieve.encoder import load_encoder
from assistant.types import Clause, CleaningReport, Document, OffsetMap, Source

TEXT = """一、主要目标
（一）集体经济。到2025年，村集体经济资产达到40亿元以上，到2027年，村集体经济资产达到75亿元以上；\
经营性收入50万元以上的行政村占比不低于60%，由农业农村局牵头；\
收益由村民委员会分配给农户，财政局每季度审计。每年新引进亿元项目30个、十亿元项目3个。鼓励村庄联办“强村公司”，不得强行流转土地。
"""
REGION = "浙江省杭州市建德市"


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    source = Source("plan", "建德市乡村振兴实施方案", "plan.txt", sha256="", region=REGION)
    document = Document(source, TEXT, OffsetMap((0,), (0,)), CleaningReport())
    clause: Clause = next(c for c in split(document) if not c.heading)
    return Grounds((clause,), {"plan": document}, extract(clause, document))


@pytest.fixture(scope="module")
def checker() -> Checker:
    places = frozenset(("建德", "杭州", "浙江", "金华"))
    return Checker(measure, load_encoder("use-multilingual"), places)


@pytest.mark.parametrize(
    "text",
    [
        "到2027年，建德市村集体经济资产达到75亿元以上。",
        "村集体经济资产到2025年达到40亿元以上，到2027年达到75亿元以上。",
        "经营性收入50万元以上的村要占到60%以上。",
        "农业农村局牵头抓这件事。",
        "鼓励村庄联办“强村公司”。",
        "不能强行流转土地。",
        "收益由村委会分配给农户。",
        "每年引进亿元项目30个。",
    ],
)
def test_what_the_clause_says(checker, grounds, text: str) -> None:
    assert checker.broken(text, grounds) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("到2027年，村集体经济资产达到95亿元以上。", "number"),
        ("到2026年，村集体经济资产达到75亿元以上。", "number"),
        ("到2025年，村集体经济资产达到75亿元以上。", "year"),
        ("到2027年，村集体经济资产达到75亿元以内。", "bound"),
        ("到2027年，村集体经济资产达到75亿元。", "bound"),
        ("到2027年，村集体经济资产达到75亿亩以上。", "unit"),
        ("经营性收入50万元以上的行政村占比达到75亿元以上。", "swapped"),
        ("金华到2027年村集体经济资产达到75亿元以上。", "place"),
        ("浙江省到2027年村集体经济资产达到75亿元以上。", "place"),
        ("丽水到2027年村集体经济资产达到75亿元以上。", "name"),
        ("由民政局牵头。", "name"),
        ("鼓励村庄联办“富村公司”。", "name"),
        ("按《强村条例》办公司。", "name"),
        ("可以强行流转土地。", "denial"),
        ("鼓励村庄联办“强村公司”，不得入股。", "denial"),
        ("村庄必须联办“强村公司”。", "overclaim"),
        ("免费联办“强村公司”。", "overclaim"),
        ("每年新引进亿元项目3个、十亿元项目30个。", "swapped"),
        ("资产增速高于收入，占比60%以上。", "bound"),
        ("每月审计。", "number"),
        ("新引进亿元项目1个。", "number"),
        ("收益由乡镇政府分配给农户。", "role"),
        ("收益分配由财政局审计，农业农村局每季度审计。", "role"),
    ],
)
def test_what_it_does_not(checker, grounds, text: str, code: str) -> None:
    fault = checker.broken(text, grounds)
    assert fault is not None
    assert fault.code == code
    assert fault.reason


def test_numbers_of_the_title_and_the_year_may_be_said(checker, grounds) -> None:
    assert checker.broken("《建德市乡村振兴实施方案》定了40亿元以上的数。", grounds) is None


def test_the_score_tells_what_follows_from_what_is_made_up(checker, grounds) -> None:
    near = checker.support("村庄可以联合起来办“强村公司”。", grounds)
    far = checker.support("政府会给每户发放补贴，让大家的日子越过越红火。", grounds)
    assert near > far
