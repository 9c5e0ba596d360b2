"""Years and time frames of documents and of questions."""

from __future__ import annotations

import pytest

from assistant.text.dates import asked_years, governing_frame, spell_out_years, years


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2027年，建成示范村20个", (2027,)),
        ("到２０２７年", (2027,)),
        ("2023—2027年", (2023, 2027)),
        ("青田县乡村建设行动方案（2023-2025）", (2023, 2025)),
        ("2021年至2025年", (2021, 2025)),
        ("2023-25年", (2023, 2025)),
        ("2024年2月22日", (2024,)),
        ("发布于2023-10-17", (2023,)),
        ("2023/4/6", (2023,)),
        ("二〇二七年", (2027,)),
        ("二○二三年四月六日", (2023,)),
        ("二〇〇三年以来", (2003,)),
        ("一九九八年", (1998,)),
        ("1998年版，2008年修订", (1998, 2008)),
        ("2027年、2025年、2027年", (2025, 2027)),
        ("2026年到期", (2026,)),
    ],
)
def test_years_of_a_document(text: str, found: tuple[int, ...]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "20年来",
        "再延长30年试点",
        "27年",
        "实施20周年",
        "带动农户2000户",
        "人数达到2000人以上",
        "每亩补助2000至3000元",
        "产值增长到2050万元",
        "12024年",
        "",
    ],
)
def test_what_is_no_year_of_a_document(text: str) -> None:
    assert years(text) == ()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("龙泉2027年要建多少示范村", (2027,)),
        ("龙泉2027要建多少示范村", (2027,)),
        ("27年目标", (2027,)),
        ("２７年目标", (2027,)),
        ("27年上半年的任务", (2027,)),
        ("24年和2027年各是多少", (2024, 2027)),
        ("2027人均收入多少", (2027,)),
        ("2025万村整治", (2025,)),
        ("二〇二七年呢", (2027,)),
    ],
)
def test_years_of_a_question(question: str, found: tuple[int, ...]) -> None:
    assert asked_years(question) == found


@pytest.mark.parametrize(
    "question",
    [
        "20年来的成效",
        "近20年变化",
        "过去20年做了什么",
        "30年试点是什么",
        "延长30年",
        "建成30年以上的房子",
        "20年前的房子",
        "35年计划",
        "补助2000元的是什么",
        "2000万资金给谁",
        "2000人以上的村",
        "2000个村",
        "2012.5万元",
        "2%还是2012%",
        "文件20271号",
        "127年",
        "99年",
    ],
)
def test_what_is_no_year_of_a_question(question: str) -> None:
    assert asked_years(question) == ()


@pytest.mark.parametrize(
    ("question", "spelled"),
    [
        ("27年稻田养鱼多少亩", "2027年稻田养鱼多少亩"),
        ("24年和27年", "2024年和2027年"),
        ("2027年和2025目标", "2027年和2025目标"),
        ("20年来的成效", "20年来的成效"),
    ],
)
def test_short_years_are_spelled_out(question: str, spelled: str) -> None:
    assert spell_out_years(question) == spelled


TARGETS = "到2025年，建成公厕12座，保洁员30名；新增绿地5亩；到2027年底前，公厕达到20座。绿地10亩。"


@pytest.mark.parametrize(
    ("words", "frame"),
    [
        ("保洁员", ("到2025年", 2025)),
        ("新增绿地", ("到2025年", 2025)),
        ("公厕达到", ("到2027年底前", 2027)),
        ("绿地10亩", ("到2027年底前", 2027)),
    ],
)
def test_a_frame_governs_its_paragraph_until_the_next(words: str, frame: tuple[str, int]) -> None:
    found = governing_frame(TARGETS, TARGETS.index(words))
    assert found is not None
    start, end, year = found
    assert (TARGETS[start:end], year) == frame


def test_nothing_governs_what_stands_before_it() -> None:
    assert governing_frame(TARGETS, TARGETS.index("到2025年")) is None


def test_within_its_sentence_a_frame_does_not_reach_the_next() -> None:
    assert governing_frame(TARGETS, TARGETS.index("绿地10亩"), sentence=True) is None
    found = governing_frame(TARGETS, TARGETS.index("新增绿地"), sentence=True)
    assert found is not None
    assert found[2] == 2025


@pytest.mark.parametrize(
    ("opening", "frame"),
    [
        ("力争到2027年，", "力争到2027年"),
        ("截至2023年底，", "截至2023年底"),
        ("2024年，", "2024年"),
        ("到2027年经开区", "到2027年"),
        ("全市争取至2026年末,", "至2026年末"),
        ("到2025年年底之前，", "到2025年年底之前"),
    ],
)
def test_how_a_frame_opens(opening: str, frame: str) -> None:
    text = f"总体目标。\n{opening}建成10个"
    found = governing_frame(text, len(text))
    assert found is not None
    assert text[found[0] : found[1]] == frame


@pytest.mark.parametrize(
    "text",
    [
        "2025年建成10个，新增5个",
        "到2025年，建成10个\n新增5个",
        "2024年2月22日，新增5个",
        "依托本县各类合作组织和龙头企业在2025年，新增5个",
        "新增5个",
    ],
)
def test_what_opens_no_frame(text: str) -> None:
    assert governing_frame(text, text.index("新增")) is None
