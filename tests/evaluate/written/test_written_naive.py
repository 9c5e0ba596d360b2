import pytest

from assistant.answer.generative import Generator, Turns
from assistant.evaluate.written.naive import PROMPT, Naive, declines, marks


@pytest.fixture
def naive(assistant, generator):
    return Naive(assistant.documents, assistant.encoder, generator)


def test_the_reply_is_taken_as_it_is(naive, echo, cases):
    echo.reply = "村集体资产达到75亿元[1]。另有33个村。"
    outcome = naive(cases[0])
    answer, verdict = outcome.timed.answer, outcome.verdict
    assert answer.answer == echo.reply
    assert answer.method == "naive"
    assert verdict.correct
    assert verdict.loose == ("33",)
    assert 0 < outcome.timed.first_s <= outcome.timed.total_s


def test_the_prompt_holds_windows_and_question(naive, echo, cases):
    naive(cases[2])
    assert echo.asked[0].startswith(PROMPT.split("{", maxsplit=1)[0])
    assert "[1] " in echo.asked[0]
    assert echo.asked[0].endswith("hangzhou村集体资产2027年达到多少\n那ningbo呢")


def test_evidence_is_held_by_what_the_marks_name(naive, echo, cases):
    held = []
    for mark in ("", "[1]", "[2]"):
        echo.reply = f"达到75亿元{mark}。"
        held.append(naive(cases[0]).verdict.evidence)
    assert held[0] == (True,)
    assert sorted(held[1:]) == [(False,), (True,)]


def test_a_mark_without_a_window_is_invalid(naive, echo, cases):
    echo.reply = "达到75亿元【资料9】。"
    outcome = naive(cases[0])
    assert outcome.verdict.invalid == ("[9]",)
    assert outcome.verdict.loose == ()


def test_a_refusal_cites_nothing(naive, echo, cases):
    echo.reply = "资料中没有找到依据。"
    outcome = naive(cases[0])
    assert outcome.timed.answer.status == "not_found"
    assert outcome.verdict.missing == cases[0].expect
    assert outcome.verdict.evidence == (False,)


def test_a_model_that_gives_out_leaves_what_it_wrote(assistant, cases):
    def broken():
        raise RuntimeError("没有模型")

    generator = Generator(broken, "echo", 5.0, Turns(1, 1))
    outcome = Naive(assistant.documents, assistant.encoder, generator)(cases[0])
    assert outcome.timed.answer.tally.failed == "unavailable"
    assert outcome.verdict.declined


@pytest.mark.parametrize(
    "reply",
    [
        "资料中没有找到依据",
        "根据提供的资料，未找到关于天气的内容。",
        "资料里没有提到这件事。",
        "抱歉，无法从资料中找到答案。",
        "找不到相关依据",
        " ",
    ],
)
def test_replies_that_decline(reply):
    assert declines(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "到2027年达到75亿元[1]。资料中没有找到宁波的依据。",
        "未来五年建设50个村[1]。",
        "没有劳动能力的家庭按时足额救助[2]。",
    ],
)
def test_replies_that_answer(reply):
    assert not declines(reply)


@pytest.mark.parametrize(
    ("reply", "named"),
    [("甲[1]乙[2][1]", [1, 2]), ("【资料3】", [3]), ("[1、4]", [1, 4]), ("(1)甲", [])],
)
def test_marks(reply, named):
    assert marks(reply) == named
