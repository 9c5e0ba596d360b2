import pytest

from assistant.figures.names import DATED, HIDDEN, hide


@pytest.mark.parametrize(
    "name",
    [
        "2025年",
        "2023—2027年",
        "2024年度",
        "2026年3月5日",
        "二〇二七年",
        "2024-05-01",
        "5月1日至3日",
        "每月25日",
        "16时30分",
        "8:30—12:00",
        "九十年代",
        "〔2023〕37号",
        "第十五条之一",
        "前三位",
        "十五届二次全会",
        "三年行动",
        "未来五年",
        "近一个月",
        "20年来",
        "20周年",
        "千村万户工程",
        "一二三产业",
        "三位一体",
        "一式三份",
    ],
)
def test_numerals_that_quantify_nothing(name):
    hidden = hide(f"在{name},等")
    assert hidden.startswith("在" + DATED)
    assert not any(c.isdigit() for c in hidden)
    assert not set("一二三五十百千") & set(hidden)


@pytest.mark.parametrize("name", ["《十年规划》", "“两山”", "‘双百’", '"3A"'])
def test_quoted_names(name):
    assert hide(f"打造{name}品牌") == f"打造{HIDDEN * len(name)}品牌"


@pytest.mark.parametrize(
    ("name", "hidden"),
    [("5G网络", "\0G网络"), ("4A级景区", "\0A级景区"), ("PM2.5浓度", "PM\0\0\0浓度")],
)
def test_digits_within_a_name(name, hidden):
    assert hide(name) == hidden


def test_a_long_quotation_keeps_its_figures():
    text = "“到明年底前全县要建成高标准的农业园区30个并全部投入使用运营”"
    assert hide(text) == text


@pytest.mark.parametrize(
    "text", ["提前两年完成", "连续三年实现", "任期满三年达到", "聘期五年", "30年"]
)
def test_periods_that_count(text):
    assert hide(text) == text


def test_a_period_before_a_verb_is_an_adverb():
    assert hide("三年新改建公路") == DATED * 2 + "新改建公路"


@pytest.mark.parametrize("text", ["3.加强培训", "2、加强培训", "3.1　加强培训", "(2)加强培训"])
def test_numbers_of_items(text):
    assert hide(text).endswith("加强培训")
    assert not any(c.isdigit() for c in hide(text))


def test_a_quantity_that_opens_a_line_is_no_number_of_an_item():
    assert hide("1.5万亩") == "1.5万亩"
