"""A wrong key that somebody writes is told from a right one by what the clause says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.training.confronting import confronted
from assistant.training.items import BLANK, FALSE, LETTERS, TRUE, Ground, Item, Wanted
from assistant.training.making import make
from assistant.training.own import BadItem, Contradicted, Written, edited, own_item

LEVEES = "整治山塘水库32家，河道水质达标率达到90%。（县水利局、县生态环境局）"


@pytest.fixture(scope="module")
def drawn(invented, real):
    """Everything that two libraries give, for one seed."""
    return [(m, make(m, Wanted(), 200, 9).set.items) for m in (invented, real)]


def wrong_keys(item: Item):
    """The item with keys that are wrong, whatever it asks."""
    spare = [letter for letter in LETTERS[: len(item.options)] if letter not in item.keys]
    if item.kind == "judge":
        yield (FALSE,) if item.keys == (TRUE,) else (TRUE,)
    elif item.kind == "match":
        yield (item.keys[1], item.keys[0], *item.keys[2:])
    elif item.kind == "multiple":
        yield item.keys[1:]
        yield (*item.keys, spare[0])
        yield (*item.keys[1:], spare[0])
    elif item.kind != "fill":
        yield from ((letter,) for letter in spare)


def test_whatever_is_made_agrees_with_its_clauses(drawn):
    for material, items in drawn:
        assert [i.question for i in items if confronted(i, material).check != "agrees"] == []


def test_any_other_key_is_contradicted(drawn):
    kinds = set()
    for material, items in drawn:
        for item in items:
            for keys in wrong_keys(item):
                kinds.add(item.kind)
                verdict = confronted(replace(item, keys=keys), material)
                assert verdict.check == "against", (item.question, item.options, keys)
                assert verdict.found
    assert kinds == {"single", "multiple", "judge", "match", "source", "term"}


@pytest.fixture(scope="module")
def written(invented):
    """Whatever somebody writes on a clause, checked."""

    def check(words: str, kind: str, question: str, keys: str, *options: str, left=()) -> tuple:
        [clause] = [c for c in invented.clauses if words in c.text and not c.heading]
        start = clause.start + clause.text.index(words)
        ground = Ground(clause.id, clause.document, clause.label, words, start, start + len(words))
        letters = tuple(keys) if options else (keys,)
        item = Item("", kind, question, options, letters, (ground,), "easy", "", left=tuple(left))
        verdict = confronted(item, invented)
        return verdict.check, "；".join(fault.message for fault in verdict.found)

    return check


@pytest.mark.parametrize(
    ("said", "key", "check", "told"),
    [
        ("河道水质达标率达到90%。", TRUE, "agrees", ""),
        ("河道水质达标率达到90%。", FALSE, "against", "条款里就是这样写的"),
        ("河道水质达标率达到32%。", TRUE, "against", "条款写的是“河道水质达标率达到90%”"),
        ("河道水质达标率达到80%。", FALSE, "agrees", ""),
        ("河道水质达标率不达到90%。", TRUE, "against", "题里写的是“河道水质达标率不达到90%”"),
        ("整治山塘水库32家，由县水利局负责。", TRUE, "unsure", ""),
        ("整治山塘水库由县财政局负责。", TRUE, "against", "县水利局、县生态环境局，没有县财政局"),
        ("整治山塘水库由财政局负责。", FALSE, "agrees", ""),
        ("管护河流的责任单位有生态环境局、水利局。", TRUE, "agrees", ""),
        ("管护河流的责任单位有县水利局。", FALSE, "against", "条款里就列着县水利局"),
        ("要把山塘水库修好，水质要好。", TRUE, "unsure", ""),
        ("整治山塘水库90%。", TRUE, "against", "条款写的是“整治山塘水库32家”"),
    ],
)
def test_statements_that_people_write(written, said, key, check, told):
    verdict = written(
        LEVEES, "judge", f"《青溪县乡村建设行动方案（2026—2028年）》规定：{said}", key
    )
    assert verdict[0] == check
    assert told in verdict[1]


@pytest.mark.parametrize(
    ("kind", "question", "keys", "options", "check", "told"),
    [
        ("fill", f"河道水质达标率\n达到{BLANK}%", "90", (), "agrees", ""),
        ("fill", f"整治\n整治山塘水库{BLANK}家", "90", (), "against", "整治山塘水库32家"),
        ("single", f"多少家\n整治山塘水库{BLANK}家", "A", ("32", "90"), "agrees", ""),
        ("single", f"多少家\n整治山塘水库{BLANK}家", "B", ("32", "90"), "against", "选项 A 才与"),
        ("single", "整治多少山塘水库？", "A", ("32家", "18家"), "agrees", ""),
        ("single", "达标率是多少？", "B", ("90%", "85%"), "against", "条款里写的是选项 A"),
        ("single", "谁负责？", "A", ("县水利局", "县财政局"), "agrees", ""),
        ("single", "谁负责？", "B", ("县水利局", "县财政局"), "against", "B（县财政局）不在"),
        ("single", "谁负责？", "A", ("县水利局", "县生态环境局"), "against", "没有选进"),
        ("single", "谁不是责任单位？", "B", ("县水利局", "县财政局"), "agrees", ""),
        ("single", "谁不是责任单位？", "A", ("县水利局", "县财政局"), "against", "也在"),
        ("multiple", "责任单位？", "A", ("水利局", "生态环境局", "县教育局"), "against", "没有选"),
        ("multiple", "责任单位？", "ABC", ("水利局", "生态环境局", "县教育局"), "against", "C"),
        ("multiple", "责任单位？", "AB", ("水利局", "县生态环境局", "县教育局"), "agrees", ""),
        ("single", "哪一项合适？", "A", ("修好水库", "修好公路"), "unsure", ""),
        ("single", "哪项对？", "B", ("90%", "以上都对"), "unsure", ""),
    ],
)  # fmt: skip
def test_choices_that_people_write(  # noqa: PLR0917 - a row of the table
    written, kind, question, keys, options, check, told
):
    verdict = written(LEVEES, kind, question, keys, *options)
    assert verdict[0] == check
    assert told in verdict[1]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("《白石县农业发展规划（2026—2030年）》写道：河道水质达标率达到90%。", "文件不对"),
        (
            "《青溪县乡村建设行动方案（2026—2028年）》中，“办好乡村学校”的水质达到90%。",
            "不在它下面",
        ),
    ],
)
def test_what_a_question_names_is_that_of_the_clause(written, question, told):
    check, found = written(LEVEES, "judge", question, TRUE)
    assert check == "against"
    assert told in found


def test_the_role_that_is_asked_for(written):
    listed = "（牵头单位：县农业农村局；配合单位：县自然资源局、县财政局）"
    options = ("县农业农村局", "县财政局", "县自然资源局")
    assert written(listed, "single", "牵头单位是哪个？", "A", *options)[0] == "agrees"
    assert written(listed, "single", "牵头单位是哪个？", "B", *options)[0] == "against"
    assert written(listed, "multiple", "配合单位有哪些？", "BC", *options)[0] == "agrees"


def test_a_contradiction_is_kept_only_where_the_trainer_insists(invented):
    items = make(invented, Wanted(kinds=("judge",)), 4, 2).set.items
    item = next(each for each in items if each.keys == (TRUE,))
    turned = (FALSE,)
    with pytest.raises(Contradicted, match="与所依据的条款不符：条款") as refused:
        edited(item, invented, keys=turned)
    kept = edited(item, invented, keys=turned, confirmed=True)
    assert (kept.origin, kept.check, kept.keys) == ("edited", "against", turned)
    assert kept.objection in refused.value.message
    assert edited(kept, invented, topic="换个专题").check == "against"
    with pytest.raises(BadItem, match=r"依据里没有 987.*；条款写的是“"):
        edited(item, invented, question=re.sub(r"\d+(?=[%家亩万])", "987", item.question))
    back = edited(kept, invented, keys=item.keys)
    assert (back.origin, back.check, back.objection) == ("edited", "agrees", "")


def test_a_remark_of_the_old_words_goes_with_them(invented):
    items = make(invented, Wanted(kinds=("judge",)), 8, 2).set.items
    item = next(each for each in items if each.remark and "一致吗" in each.question)
    lead, _, _ = item.question.partition("\n")
    true = edited(item, invented, question=f"{lead}\n{item.grounds[0].quote}", keys=(TRUE,))
    assert (true.remark, true.check) == ("", "agrees")
    assert edited(item, invented, question=f"{item.question} ", remark="说明").remark == "说明"


def test_what_nobody_can_tell_is_marked(invented):
    question = "《农贸市场管理办法》里，检测记录为什么要保存？"
    written = Written(
        "single", question, ("A",), (("market-law/art4", "检测记录保存期限不得少于二年。"),),
        ("便于追查", "便于出售"),
    )  # fmt: skip
    item = own_item(written, invented)
    assert (item.origin, item.check) == ("own", "unsure")
