"""Fitting the model that tells official text from stories."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pytest

from assistant.evaluate import fit_register
from assistant.evaluate.fit_register import chunks, fit, grams, read_texts
from assistant.ingest.clean.register import CHUNK, Model

VILLAGES = "柳湾 青岩 石门 竹坞 桐源 梅溪".split()
OFFICIAL = [
    f"{name}应当建立健全管理制度，应当按照规定公布{n}项内容。" for n, name in enumerate(VILLAGES)
]
STORIES = [f"{name}的老王笑着说：“我们那儿的鱼可大了！”他又笑了。" for name in VILLAGES]


def test_a_text_is_cut_in_chunks_line_by_line() -> None:
    text = "甲" * (CHUNK + 10) + "\n" + "  乙乙乙乙乙乙乙乙  \n丙丙丙\n"
    assert chunks(text) == ["甲" * CHUNK, "甲" * 10, "乙" * 8]


def test_characters_and_pairs_are_counted_without_digits_and_letters() -> None:
    assert grams("甲乙，3甲a乙 甲") == Counter({"甲": 3, "乙": 2, "，": 1, "甲乙": 1, "乙，": 1})


def test_the_fitted_model_tells_the_two_apart() -> None:
    card = fit(OFFICIAL, STORIES)
    model = Model.of(card["weights"], card["bias"])
    for text in OFFICIAL:
        assert model.scores(text, [(0, len(text))])[0] < 0
    for text in STORIES:
        assert model.scores(text, [(0, len(text))])[0] > 0


def test_words_of_one_topic_have_no_weight() -> None:
    weights = fit(OFFICIAL, STORIES)["weights"]
    assert "应当" in weights
    assert "笑" in weights
    assert not any(name in weights for name in VILLAGES)


def test_the_card_says_what_the_model_was_fitted_on() -> None:
    assert fit(OFFICIAL, STORIES)["fitted_on"] == {
        "official_texts": 6,
        "stories": 6,
        "chunks": 12,
        "chunks_of_stories": 6,
    }


@pytest.fixture
def folder(tmp_path):
    """Texts as the command reads them."""
    for name, table, texts in (
        ("official-dev", "text", OFFICIAL),
        ("foreign-dev", "piece", STORIES),
    ):
        rows = "\n".join(f"[[{table}]]\ntext = '''\n{text}\n'''" for text in texts)
        (tmp_path / f"{name}.toml").write_text(rows, encoding="utf-8")
    return tmp_path


def test_texts_are_read_from_their_tables(folder) -> None:
    assert read_texts(folder / "official-dev.toml", "text") == OFFICIAL
    assert read_texts(folder / "foreign-dev.toml", "piece") == STORIES


def test_the_command_writes_the_model(folder, monkeypatch) -> None:
    written = folder / "register.json"
    monkeypatch.setattr(sys, "argv", ["fit_register", str(folder), str(written)])
    fit_register.main()
    assert json.loads(written.read_text(encoding="utf-8")) == fit(OFFICIAL, STORIES)
