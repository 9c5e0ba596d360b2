from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.figures.ledger import plain

PHRASES = (
    "到2027年，新建公园5个、绿道3条。",
    "收入比由2.1缩小到1.8以内；",
    "其中：甲县3个（乙村、丙村），",
    "按每户500元给予补助，",
    "“两山”产值翻一番。\n",
    "提前两年完成",
    "三分之二以上的村",
    "１２％，",
    "、30亩以上",
    "(含30个)",
    "\t",
)


def test_a_figure_says_all_there_is_to_say(ledger):
    (figure,) = ledger("到2027年，全县新建“三型”公园1.2万个以上。")
    assert figure.clause == "plan/1"
    assert figure.document == "plan"
    assert figure.written == "1.2万个"
    assert figure.indicator == "“三型”公园"
    assert figure.topic == "三型公园"
    assert figure.scope == "全县"
    assert figure.region == "清河县"
    assert figure.years == (2027,)
    assert (figure.comparator, figure.change, figure.per, figure.base) == (">=", "added", "", "")
    assert (figure.low, figure.high, figure.unit) == (Decimal(12000), Decimal(12000), "个")
    assert figure.departments == ("甲局",)


def test_years_come_from_the_clause_or_from_the_line_above(ledger):
    text = "公园3个。\n到2027年，目标是：\n绿道5条。\n2028年任务\n广场2个。\n到2030年，旧城4片。"
    years = [figure.years for figure in ledger(text, frames=(2025, 2028))]
    assert years == [(2025, 2028), (2027,), (2028,), (2030,)]


def test_figures_come_in_the_order_of_the_text(ledger):
    found = ledger("公园3个，绿道5条。\n广场2个。")
    assert [figure.written for figure in found] == ["3个", "5条", "2个"]


def test_what_names_nothing_has_no_indicator(ledger):
    (figure,) = ledger("增长5%。")
    assert (figure.indicator, figure.topic) == ("", "")
    assert figure.indicator_start == figure.indicator_end


def test_values_have_neither_exponent_nor_idle_zeros():
    written = [str(plain(Decimal(value))) for value in ("1E+4", "12000.0", "1.50", "0.5")]
    assert written == ["10000", "12000", "1.5", "0.5"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(text=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6).map("".join))
def test_every_offset_is_true_and_no_figure_overlaps_another(ledger, text):
    figures = ledger(text)
    assert all(one.end <= two.start for one, two in pairwise(figures))
    assert all(figure.low <= figure.high for figure in figures)
