from collections import Counter
from itertools import pairwise

import pytest

from assistant.errors import BadRequest
from assistant.training.items import FALSE, LETTERS, TRUE, Wanted
from assistant.training.making import make
from assistant.training.stored import as_json
from assistant.training.verifying import Checker


@pytest.fixture(scope="module")
def drawn(invented, real):
    """Everything that two libraries give, for one seed."""
    return [(m, make(m, Wanted(), 200, 7)) for m in (invented, real)]


def test_the_same_seed_gives_the_same_set(invented):
    one, two = (as_json(make(invented, Wanted(), 30, 5).set) for _ in range(2))
    assert one == two
    assert as_json(make(invented, Wanted(), 30, 6).set) != one


def test_every_item_passes_the_check_of_answers(drawn):
    for material, made in drawn:
        checker = Checker.of(material)
        assert made.set.items
        for item in made.set.items:
            assert checker.faults(item) == ()
            text = material.documents[item.document].text
            assert all(
                text[g.start : g.end] == g.quote
                for g in item.grounds
                if g.document == item.document
            )


def test_all_kinds_are_made(drawn):
    for _, made in drawn:
        kinds = {item.kind for item in made.set.items}
        assert kinds >= {"fill", "single", "multiple", "judge", "match"}
    assert {item.kind for _, made in drawn for item in made.set.items} >= {"source", "term"}


def test_statements_to_be_judged_are_balanced(drawn):
    for _, made in drawn:
        keys = Counter(item.keys[0] for item in made.set.items if item.kind == "judge")
        assert abs(keys[TRUE] - keys[FALSE]) <= 1


def test_the_key_stands_anywhere(real):
    wanted = Wanted(kinds=("single", "source"))
    keys = Counter(
        item.keys[0] for seed in range(4) for item in make(real, wanted, 100, seed).set.items
    )
    assert min(keys[letter] for letter in LETTERS[:4]) > 0.15 * keys.total()


def test_options_are_alike_in_form_and_never_in_value(drawn):
    for _, made in drawn:
        for item in made.set.items:
            if item.kind == "single" and "括号" in item.question:
                assert len(set(item.options)) == len(item.options) == 4
                digits = {any(map(str.isdigit, option)) for option in item.options}
                assert len(digits) == 1
                passage = item.question.partition("\n")[2]
                assert not any(option in passage for option in item.options)


def test_no_two_items_show_the_same_words(drawn):
    for _, made in drawn:
        spans = sorted((g.document, g.start, g.end) for i in made.set.items for g in i.grounds[:1])
        for one, two in pairwise(spans):
            assert one[0] != two[0] or one[2] <= two[1]


def test_a_false_statement_says_what_was_changed(drawn):
    for material, made in drawn:
        for item in made.set.items:
            if item.kind == "judge":
                assert bool(item.remark) == (item.keys == (FALSE,))
                statement = item.question.partition("\n")[2].rstrip("。")
                if item.keys == (FALSE,) and "一致吗" in item.question:
                    assert statement not in material.documents[item.document].text


def test_filters(real):
    jiande = "jiande-2023-2027-plan"
    wanted = Wanted(documents=(jiande,), department="水利局", kinds=("multiple", "single", "judge"))
    items = make(real, wanted, 20, 1).set.items
    assert items
    assert all(any("水利局" in d for d in item.departments) for item in items)
    assert {item.document for item in items} == {jiande}
    hard = make(real, Wanted(difficulties=("hard",)), 10, 1).set.items
    assert {item.difficulty for item in hard} == {"hard"}
    chapter = make(real, Wanted(chapter="总体目标"), 5, 1).set.items
    assert chapter
    assert all(any("总体目标" in heading for heading in item.path) for item in chapter)
    placed = make(real, Wanted(regions=("浙江省金华市",)), 5, 1).set.items
    assert {item.region for item in placed} == {"浙江省金华市"}
    topic = make(real, Wanted(topic="粮食"), 5, 1).set.items
    assert topic
    assert all("粮食" in item.topic + item.question for item in topic)


@pytest.mark.parametrize("number", [0, -1, 1001])
def test_a_number_out_of_bounds(invented, number):
    with pytest.raises(BadRequest, match="不能出"):
        make(invented, Wanted(), number, 1)


def test_discarded_candidates_are_counted_by_reason(drawn):
    assert all(made.discarded for _, made in drawn)
    assert all(number > 0 for _, made in drawn for number in made.discarded.values())
