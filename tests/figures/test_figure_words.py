import pytest

from assistant.figures.words import (
    SCOPE,
    is_adjective,
    is_place,
    leading,
    past_adverbs,
    trails,
    words,
)


def test_words_keep_their_offsets():
    text = "力争建成高标准农田"
    found = words(text, 2, 9)
    assert "".join(word for word, _, _ in found) == text[2:9]
    assert all(text[start:end] == word for word, start, end in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("力争新建污水管网", "污水管网"),
        ("重点打造特色小镇", "特色小镇"),
        ("重点项目", "重点项目"),
        ("建设用地规模", "建设用地规模"),
        ("培训机构", "培训机构"),
        ("巩固和发展茶园", "茶园"),
        ("全市森林覆盖率", "森林覆盖率"),
        ("高质量建设产业园", "产业园"),
    ],
)
def test_what_leads_to_a_name(text, name):
    found = words(text, 0, len(text))
    assert "".join(word for word, _, _ in found[leading(found) :]) == name


@pytest.mark.parametrize("text", ["XX县", "建德市", "郊区"])
def test_places(text):
    assert is_place(text)


@pytest.mark.parametrize("text", ["示范县", "园区", "省级特色镇", "建德", "很长很长的名字县"])
def test_what_is_no_place(text):
    assert not is_place(text)


@pytest.mark.parametrize("text", ["全县", "每个乡镇", "每户", "每个县(市、区)", "村域"])
def test_scopes(text):
    assert SCOPE.fullmatch(text)


def test_words_between_a_name_and_its_quantity():
    assert [trails(word) for word in ("达到", "每户", "、", "\1", "农田")] == [True] * 4 + [False]


def test_adjectives():
    assert is_adjective("优美")
    assert not is_adjective("农田")


def test_adverbs_are_passed():
    assert past_adverbs("力争每年新建公园", 0, 8) == 4
