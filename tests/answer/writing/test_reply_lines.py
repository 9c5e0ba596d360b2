"""A reply that comes in piece by piece → sentences with the numbers that they cite."""

from __future__ import annotations

from assistant.answer.writing.lines import Line, lines


def read(*pieces: str) -> list[tuple[tuple[int, ...], str]]:
    return [(line.numbers, line.text) for line in lines(pieces)]


def test_marks_in_front() -> None:
    assert read("[1] 建公厕10座。\n[2][3] 修路。\n") == [((1,), "建公厕10座。"), ((2, 3), "修路。")]


def test_marks_behind_in_bullets_and_emphasis() -> None:
    assert read("- **建公厕10座**[1]。\n2. 修路【2】\n") == [((1,), "建公厕10座。"), ((2,), "修路")]


def test_a_line_in_pieces() -> None:
    assert read("[", "1", "] 建公", "厕。", "\n") == [((1,), "建公厕。")]


def test_each_sentence_of_a_line_has_its_marks() -> None:
    assert read("[4] 建公厕；修路。") == [((4,), "建公厕。"), ((4,), "修路。")]


def test_a_sentence_comes_as_soon_as_it_is_complete_where_marks_open_the_line() -> None:
    seen: list[Line] = []

    def pieces():
        yield "[1] 建公厕。还"
        assert [line.text for line in seen] == ["建公厕。"]
        yield "要修路。\n"

    for line in lines(pieces()):
        seen.append(line)
    assert [line.text for line in seen] == ["建公厕。", "还要修路。"]


def test_a_sentence_without_an_end_is_not_whole() -> None:
    assert [line.whole for line in lines(["[1] 建公厕。\n[1] 还要修"])] == [True, False]


def test_without_marks_there_are_no_numbers() -> None:
    assert read("你好。\n") == [((), "你好。")]


def test_a_figure_in_brackets_of_the_text_is_no_sentence() -> None:
    assert read("\n\n[1]\n") == []


def test_what_says_nothing_is_no_sentence() -> None:
    assert read("[1] ！\n[2] ![x](http://a.example/b.png)\n[3] 。。。\n") == []


def test_control_tokens_are_taken_out() -> None:
    assert read("[1] 建公厕。</s><|im_end|>\n") == [((1,), "建公厕。")]
