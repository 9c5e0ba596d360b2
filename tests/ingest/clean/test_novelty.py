"""A line that uses the document's words is its own; one that brings new words may not be."""

from __future__ import annotations

import numpy as np

from assistant.ingest.clean.novelty import Vocabulary


def novelty(lines, at: int, foreign=()) -> float:
    """Of one line of a text, where the lines of these numbers are known to be foreign."""
    text = "\n".join(lines)
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)]).tolist()
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    words = Vocabulary(text, [spans[n] for n in foreign])
    return float(words.novelty(spans)[at])


def test_a_story_is_newer_than_the_lines_of_the_document(plan, story) -> None:
    text = (*plan[:10], *story, *plan[10:])
    newest = [novelty(text, n) for n in range(10, 13)]
    others = [novelty(text, n) for n in (*range(2, 10), *range(13, len(text) - 2))]
    assert min(newest) > 0
    assert sum(newest) / 3 > sum(others) / len(others)


def test_a_line_of_words_that_come_again_speaks_for_the_document(plan) -> None:
    again = "农村生活垃圾和生活污水治理，农村公路管护，示范村验收，各乡镇考核。"
    assert novelty((again, *plan[1:]), 0) < 0


def test_words_that_come_again_only_nearby_may_be_of_the_same_story(plan, stories) -> None:
    marathon = "林晓梅跑完半程马拉松，林晓梅笑着说马拉松真好玩。"
    near = (*plan[:10], marathon, marathon, *plan[10:])
    assert novelty(near, 10) > 0
    far = (marathon, *plan[1:], marathon)
    assert novelty(far, 0) < 0


def test_words_of_known_foreign_lines_speak_against_the_others(plan, stories) -> None:
    text = (
        *plan[:10],
        *stories["marathon"],
        *plan[10:15],
        "林晓梅又报名了半程马拉松。",
        *plan[15:],
    )
    assert novelty(text, 18, foreign=(10, 11, 12)) > novelty(text, 18)


def test_what_stands_only_in_foreign_lines_is_no_word_of_the_document(plan) -> None:
    odd = "铁匠铺的风箱呼哧呼哧响个不停。"
    text = (odd, *plan[1:], odd)
    assert novelty(text, 0) < 0 < novelty(text, 0, foreign=(len(text) - 1,))


def test_how_often_a_text_comes_back_to_its_words(plan, law) -> None:
    assert 0.2 < Vocabulary("\n".join(plan)).rate < 0.9
    assert Vocabulary("\n".join((*law, *law))).rate == 1.0


def test_a_longer_line_weighs_more(plan, story) -> None:
    text = (*plan[:10], story[0][:12], story[0], *plan[10:])
    assert novelty(text, 11) > novelty(text, 10)


def test_texts_without_words() -> None:
    for text in ("", "甲", "2025", "abc\n12"):
        assert Vocabulary(text).rate == 0.0
        assert Vocabulary(text).novelty([(0, len(text))]).tolist() == [0.0]


def test_a_text_that_is_foreign_as_a_whole_has_no_words_of_its_own(story) -> None:
    text = "\n".join(story)
    assert Vocabulary(text, [(0, len(text))]).rate == 0.0
