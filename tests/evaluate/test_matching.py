import pytest

from assistant.evaluate.matching import holds, plain, states


def test_white_space_does_not_matter_to_a_quote_but_every_other_character_does():
    assert holds("村集体 资产", ["别的", "村集\n体\u3000资产达到"])
    assert not holds("村集体资产", ["村集体", "资产"])
    assert not holds("100％", ["100%"])


def test_plain_folds_widths_separators_blanks_and_marks():
    assert plain("达 １，２３４．５ 万元[1][12]，") == "达1234.5万元,"
    assert plain("第1,2,3项") == "第1,2,3项"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("资产75亿元[1]", "75亿"),
        ("共1,000,000人", "1000000人"),
        ("完成９５％以上", "95%"),
        ("50—100万元", "100万元"),
        ("增长 3.8 平方米。", "3.8平方米"),
    ],
)
def test_states(text, fact):
    assert states(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("达到180万元", "80万元"),
        ("达到1.65万亩", "65万亩"),
        ("到2027年", "202"),
        ("达到3.85", "3.8"),
        ("达到3.8", "3"),
    ],
)
def test_a_part_of_a_number_is_not_stated(text, fact):
    assert not states(text, fact)
