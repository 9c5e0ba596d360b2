"""What is known of words, as a file of the index."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.words import Words


def test_read_back_it_is_equal(lexicon: Lexicon, tmp_path: Path) -> None:
    words = Words(lexicon, {"低保": ("最低生活保障", "救助"), "吃饭": ("助餐",)})
    path = tmp_path / "词.json"
    words.save(path)
    assert Words.load(path) == words
    assert "最低生活保障".encode() in path.read_bytes()
    assert json.loads(path.read_text("utf-8"))["places"] == sorted(lexicon.places)
