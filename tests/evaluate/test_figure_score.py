from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.evaluate.figure_gold import FigureGold, GoldFigure
from assistant.evaluate.figure_score import Fault, alike, place, score_figures, total
from assistant.types import Figure

TEXT = "到2027年，新建公园3个、绿道5条，产值比上年增长8%。"


@pytest.fixture
def documents(document):
    return {"d": document("d", TEXT), "e": document("e", "资金5万元")}


def gold_row(anchor, written, indicator, value, unit, **fields):
    low = high = Decimal(value)
    return GoldFigure("d", "d/1", anchor, written, indicator, low, high, unit, (2027,), **fields)


PARK = gold_row("公园3个", "3个", "公园", 3, "个", change="added")
PATH = gold_row("绿道5条", "5条", "绿道", 5, "条", change="added")
OUTPUT = gold_row("增长8%", "8%", "产值", 8, "%", change="added", base="比上年")
GOLD = FigureGold(("d/1",), (PARK, PATH, OUTPUT))


def found(row, **fields):
    """The figure that is right for a gold row."""
    start, end = place(row, TEXT)
    figure = Figure(
        clause=row.clause,
        document=row.document,
        start=start,
        end=end,
        written=row.written,
        indicator=row.indicator,
        indicator_start=0,
        indicator_end=0,
        subject="",
        topic=row.indicator,
        scope="",
        role="target",
        region=None,
        years=row.years,
        comparator=row.comparator,
        change=row.change,
        per=row.per,
        low=row.low,
        high=row.high,
        unit=row.unit,
        base=row.base,
        departments=(),
    )
    return replace(figure, **fields)


def score(documents, *figures, gold=GOLD):
    return score_figures(gold, documents, figures)["d"]


def test_all_right(documents):
    result = score(documents, *map(found, GOLD.rows))
    assert (result.precision.value, result.recall.value, result.placed.value) == (1, 1, 1)
    assert result.faults == ()


def test_a_row_that_is_missing(documents):
    result = score(documents, found(PARK), found(PATH))
    assert (result.precision.value, result.recall.value) == (1, 2 / 3)
    assert result.placed.value == 2 / 3
    (fault,) = result.faults
    assert fault == Fault("d", "d/1", "产值：8%，=8%，added，2027，比上年", "")


def test_a_row_too_much(documents):
    extra = found(PARK, start=0, end=2, written="到2", indicator="")
    result = score(documents, *map(found, GOLD.rows), extra)
    assert (result.precision.value, result.recall.value) == (3 / 4, 1)
    (fault,) = result.faults
    assert (fault.expected, fault.found, fault.fields) == ("", "：到2，=3个，added，2027", ())


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("value", {"low": Decimal(2)}),
        ("value", {"high": Decimal(4)}),
        ("unit", {"unit": "座"}),
        ("comparator", {"comparator": ">="}),
        ("change", {"change": "total"}),
        ("per", {"per": "年"}),
        ("years", {"years": ()}),
        ("indicator", {"indicator": "冷库"}),
        ("base", {"base": "比上年"}),
    ],
)
def test_a_row_that_differs_in_one_field_is_not_right(documents, field, values):
    result = score(documents, found(PARK, **values), found(PATH), found(OUTPUT))
    assert (result.precision.value, result.recall.value, result.placed.value) == (2 / 3, 2 / 3, 1)
    assert [fault.fields for fault in result.faults] == [(field,)]
    assert result.field(field).value == 2 / 3
    assert result.field("unit" if field != "unit" else "per").value == 1


def test_scope_region_and_departments_are_not_scored(documents):
    other = found(PARK, scope="全县", region="某县", departments=("甲局",))
    assert score(documents, other, found(PATH), found(OUTPUT)).faults == ()


def test_optional_rows_count_neither_way(documents):
    gold = FigureGold(GOLD.clauses, (replace(PARK, optional=True), PATH, OUTPUT))
    for figures in ((PATH, OUTPUT), GOLD.rows):
        result = score(documents, *map(found, figures), gold=gold)
        assert (result.gold, result.extracted, result.right) == (2, 2, 2)
    wrong = score(documents, found(PARK, unit="座"), found(PATH), found(OUTPUT), gold=gold)
    assert wrong.faults == ()


def test_clauses_that_are_not_annotated_are_left_out(documents):
    other = found(PARK, clause="d/2")
    assert score(documents, *map(found, GOLD.rows), other).extracted == 3


def test_the_figure_that_overlaps_most_is_taken_and_only_once(documents):
    start, end = place(PARK, TEXT)
    wide = found(PARK, end=end + 4, written="3个、绿道", unit="个、")
    result = score(documents, found(PARK), wide, found(PATH), found(OUTPUT))
    assert (result.paired, result.right, result.extracted) == (3, 3, 4)
    assert start > 0


def test_a_row_whose_anchor_is_not_in_its_document_is_not_found(documents):
    gold = FigureGold(GOLD.clauses, (replace(PARK, anchor="公园3个以上"),))
    result = score(documents, found(PARK), gold=gold)
    assert (result.paired, result.right, len(result.faults)) == (0, 0, 2)


def test_a_document_that_is_not_there(documents):
    gold = FigureGold(("x/1",), (replace(PARK, document="x", clause="x/1"),))
    result = score_figures(gold, documents, [])["x"]
    assert (result.recall.value, result.precision.value) == (0, None)


def test_documents_apart_and_together(documents):
    money = replace(
        PARK, document="e", clause="e/1", anchor="资金5万元", written="5万元", indicator="资金"
    )
    gold = FigureGold(("d/1", "e/1", "e/2"), (*GOLD.rows, money))
    scores = score_figures(gold, documents, map(found, GOLD.rows))
    assert {name: score.gold for name, score in scores.items()} == {"d": 3, "e": 1}
    whole = total(scores.values())
    assert (whole.gold, whole.extracted, whole.right, whole.paired) == (4, 3, 3, 3)
    assert whole.faults == scores["e"].faults


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("公园", "口袋公园", True),
        ("“四好”农村路", "四好农村路", True),
        ("农民人均收入", "农民收入", True),
        ("农民人均纯收入", "居民工资", False),
        ("公园", "绿道", False),
        ("", "", True),
        ("", "公园", False),
        ("园", "道", False),
    ],
)
def test_indicators_that_say_the_same(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same
