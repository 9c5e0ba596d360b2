"""Tokens for matching."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from assistant.text.tokens import bigrams, normalise, simplify

property_test = settings(max_examples=100, deadline=None, derandomize=True)
DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("集体经济", ("集体", "体经", "经济")),
        ("县", ("县",)),
        ("建成公厕12座", ("建成", "成公", "公厕", "12", "座")),
        ("占比98.5%以上", ("占比", "98.5%", "以上")),
        ("５Ｇ网络", ("5", "g", "网络")),
        ("PM2.5浓度", ("pm", "2.5", "浓度")),
        ("二〇二七", ("二〇", "〇二", "二七")),
        ("公厕，驿站", ("公厕", "驿站")),
        ("“——”", ()),
        ("", ()),
    ],
)
def test_bigrams(text: str, tokens: tuple[str, ...]) -> None:
    assert bigrams(text) == tokens


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("龍泉市農業農村局", "龙泉市农业农村局"),
        ("青田縣稻魚共生系統", "青田县稻鱼共生系统"),
        ("集體經濟年收入達標", "集体经济年收入达标"),
        ("鄉鎮衛生院", "乡镇卫生院"),
    ],
)
def test_traditional_reads_as_simplified(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified
    assert bigrams(traditional) == bigrams(simplified)


def test_a_whole_document_in_traditional_has_the_same_bigrams() -> None:
    text = next(DOCUMENTS.glob("004_*")).read_text("utf-8-sig")
    traditional = OpenCC("s2t").convert(text)
    assert traditional != text
    assert bigrams(traditional) == bigrams(text)


def test_normalise_folds_width_and_case() -> None:
    assert normalise("ＡＢＣ　５％（農村）") == "abc 5%(农村)"


@property_test
@given(st.text(alphabet="农业农村局青田县公厕建成", min_size=1, max_size=30))
def test_bigrams_give_the_run_back(text: str) -> None:
    tokens = bigrams(text)
    assert tokens[0][:-1] + "".join(token[-1] for token in tokens) == text
    assert len(tokens) == max(len(text) - 1, 1)


@property_test
@given(st.text(max_size=30))
def test_tokens_are_never_blank(text: str) -> None:
    assert all(token and not any(c.isspace() for c in token) for token in bigrams(text))
