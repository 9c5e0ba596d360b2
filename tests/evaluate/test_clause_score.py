from dataclasses import replace

import pytest

from assistant.evaluate.clause_gold import GoldClause
from assistant.evaluate.clause_score import KINDS, Mismatch, score, score_all, total
from assistant.types import Clause

LINES = (
    "一、目标\n",
    "（一）产业。到2027年，村集体资产达到75亿元。（甲局、乙局）\n",
    "（二）粮食。每年粮食产量稳定在1亿斤以上。（丙局）\n",
)
TEXT = "".join(LINES)
DEPARTMENTS = ((), ("甲局", "乙局"), ("丙局",))
GOLD = (
    GoldClause("一", ("一、目标",), "一、目标", "一、目标", 4, heading=True),
    GoldClause(
        "一（一）",
        ("一、目标", "（一）产业"),
        "（一）产业。到202",
        "5亿元。（甲局、乙局）",
        32,
        ("甲局", "乙局"),
    ),
    GoldClause(
        "一（二）",
        ("一、目标", "（二）粮食"),
        "（二）粮食。每年粮食",
        "亿斤以上。（丙局）",
        25,
        ("丙局",),
    ),
)


def split(*parts):
    """Clauses from (length of the text, gold to take the place from)."""
    clauses, start = [], 0
    for length, gold in parts:
        text = TEXT[start : start + length]
        place = (gold.label, gold.path, text, start, start + length)
        clauses.append(
            Clause("id", "d", *place, departments=gold.departments, heading=gold.heading)
        )
        start += length
    return clauses


@pytest.fixture
def right():
    return split(*zip(map(len, LINES), GOLD, strict=True))


def figures(found):
    return (found.f1, found.precision.k, found.recall.k, found.path.k, found.departments.k)


def kinds(found):
    return [(mismatch.label, mismatch.kind) for mismatch in found.mismatches]


def test_all_right(right):
    found = score("d", GOLD, TEXT, right)
    assert figures(found) == (1.0, 3, 3, 3, 3)
    assert (found.gold, found.predicted, found.mismatches) == (3, 3, ())


def test_a_wrong_boundary_lowers_f1_and_the_path(right):
    # The closing brackets of the second clause went to the third.
    cut = len(LINES[1]) - 8
    clauses = split((len(LINES[0]), GOLD[0]), (cut, GOLD[1]), (8 + len(LINES[2]), GOLD[2]))
    found = score("d", GOLD, TEXT, clauses)
    assert figures(found) == (pytest.approx(1 / 3), 1, 1, 1, 3)
    assert found.mismatches[0] == Mismatch(
        "d",
        "一（一）",
        "boundary",
        "（一）产业。到202……5亿元。（甲局、乙局）（32 字）",
        "一（一）：（一）产业。到202……体资产达到75亿元。（25 字）",
    )
    assert kinds(found) == [("一（一）", "boundary"), ("一（二）", "boundary")]


def test_a_clause_cut_in_two_is_wrong_and_leaves_one_over(right):
    cut = len(LINES[1]) - 12
    clauses = split(
        (len(LINES[0]), GOLD[0]),
        (cut, GOLD[1]),
        (12, replace(GOLD[1], label="一（一）第2段", departments=())),
        (len(LINES[2]), GOLD[2]),
    )
    found = score("d", GOLD, TEXT, clauses)
    assert figures(found) == (pytest.approx(4 / 7), 2, 2, 2, 3)
    assert (found.precision.n, found.recall.n) == (4, 3)
    assert kinds(found) == [("一（一）", "boundary"), ("一（一）第2段", "extra")]
    assert found.mismatches[1].found == "5亿元。（甲局、乙局……亿元。（甲局、乙局）（11 字）"


def test_two_clauses_in_one():
    clauses = split((len(LINES[0]), GOLD[0]), (len(LINES[1] + LINES[2]), GOLD[1]))
    found = score("d", GOLD, TEXT, clauses)
    assert figures(found) == (pytest.approx(2 / 5), 1, 1, 1, 2)
    assert kinds(found) == [
        ("一（一）", "boundary"),
        ("一（二）", "boundary"),
        ("一（二）", "departments"),
    ]


@pytest.mark.parametrize(
    "change", [{"label": "二（一）"}, {"path": ("（一）产业",)}, {"heading": True}]
)
def test_a_wrong_place_lowers_only_the_path(right, change):
    right[1] = replace(right[1], **change)
    found = score("d", GOLD, TEXT, right)
    assert figures(found) == (1.0, 3, 3, 2, 3)
    assert kinds(found) == [("一（一）", "place")]


def test_a_wrong_path_shows_both(right):
    right[0] = replace(right[0], path=("一、目的",), heading=False)
    found = score("d", GOLD, TEXT, right)
    assert found.mismatches == (
        Mismatch("d", "一", "place", "一 / 一、目标（只是标题）", "一 / 一、目的"),
    )


@pytest.mark.parametrize("given", [(), ("乙局", "甲局"), ("甲局",), ("甲局", "乙局", "丙局")])
def test_wrong_departments_lower_only_their_own_figure(right, given):
    right[1] = replace(right[1], departments=given)
    found = score("d", GOLD, TEXT, right)
    assert figures(found) == (1.0, 3, 3, 3, 2)
    assert found.mismatches == (
        Mismatch("d", "一（一）", "departments", "甲局、乙局", "、".join(given)),
    )


def test_gold_that_the_text_lost_counts_against_recall(right):
    text = LINES[0] + LINES[2]
    start = len(LINES[0])
    last = replace(right[2], start=start, end=len(text))
    found = score("d", GOLD, text, [right[0], last])
    assert figures(found) == (pytest.approx(4 / 5), 2, 2, 2, 2)
    assert (found.precision.n, found.recall.n) == (2, 3)
    assert kinds(found) == [("一（一）", "lost")]
    assert found.mismatches[0].found == "清理后的正文里没有"


def test_gold_that_no_clause_covers(right):
    found = score("d", GOLD, TEXT, [right[0], right[2]])
    assert figures(found) == (pytest.approx(4 / 5), 2, 2, 2, 2)
    assert found.mismatches[0].found == "正文里有，切出的条款里没有"


@pytest.mark.parametrize("inside", ["村集体资产", "村集体资产（外来的话）"])
def test_words_lost_or_foreign_inside_a_clause_are_no_match(right, inside):
    line = LINES[1].replace("村集体资产", inside.removeprefix("村集体资产"))
    text = LINES[0] + line + LINES[2]
    ends = len(LINES[0]), len(LINES[0]) + len(line)
    clauses = [
        right[0],
        replace(right[1], text=line, start=ends[0], end=ends[1]),
        replace(right[2], start=ends[1], end=len(text)),
    ]
    found = score("d", GOLD, text, clauses)
    assert figures(found) == (pytest.approx(2 / 3), 2, 2, 2, 3)
    assert kinds(found) == [("一（一）", "boundary")]


def test_documents_are_scored_each_and_together(right, document):
    gold = {"d": GOLD, "absent": GOLD[:1]}
    other = replace(right[0], document="other")
    scores = score_all(gold, {"d": document("d", TEXT)}, [*right, other])
    assert list(scores) == ["d", "absent"]
    assert figures(scores["d"]) == (1.0, 3, 3, 3, 3)
    assert figures(scores["absent"]) == (0.0, 0, 0, 0, 0)
    together = total(scores.values())
    assert (together.gold, together.predicted) == (4, 3)
    assert figures(together) == (pytest.approx(6 / 7), 3, 3, 3, 3)
    assert [(m.document, m.kind) for m in together.mismatches] == [("absent", "lost")]


def test_nothing_at_all():
    found = total([])
    assert found.f1 is None
    assert found.path.value is None


def test_every_kind_has_a_name():
    assert all(KINDS.values())
