"""The seam to language models, with a model of LangChain that says what it is told to."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.answer.generative import Endpoint, Generator, ModelFailed, Turns, chat_model, warm

ASKED = [("system", "规矩"), ("user", "问题")]
FOREVER = 20  # seconds


class Pieces(BaseChatModel):
    """Says pieces; a number is a pause in seconds, an exception is raised."""

    pieces: Sequence[Any] = ()
    heard: list[Any] = []  # noqa: RUF012 - a field of pydantic
    ended: list[str] = []  # noqa: RUF012

    @property
    def _llm_type(self) -> str:
        return "pieces"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise AssertionError("only streams are asked for")

    async def _astream(self, messages, stop=None, run_manager=None, **known):
        self.heard.append((messages, known, threading.current_thread().name))
        try:
            for piece in self.pieces:
                if isinstance(piece, int | float):
                    await asyncio.sleep(piece)
                elif isinstance(piece, BaseException):
                    raise piece
                else:
                    yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
            self.ended.append("whole")
        except (asyncio.CancelledError, GeneratorExit):
            self.ended.append("cancelled")
            raise


class Whole(BaseChatModel):
    """A model that cannot stream."""

    @property
    def _llm_type(self) -> str:
        return "whole"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="一句话。"))])


Make = Callable[..., tuple[Generator, Pieces]]


@pytest.fixture
def saying() -> Make:
    """A generator whose model says these pieces, and the model."""

    def make(*pieces: Any, timeout: float = 2, **known: Any) -> tuple[Generator, Pieces]:
        model = Pieces(pieces=pieces, heard=[], ended=[])
        known = {"turns": Turns(2, 2)} | known
        return Generator(lambda: model, "pieces", timeout, **known), model

    return make


def heard(generator: Generator, **known: Any) -> list[str]:
    return list(generator.stream(ASKED, generator.deadline(), **known))


def failure(generator: Generator, deadline: float | None = None) -> tuple[str, list[str], float]:
    """Why it failed, what came before, and after how many seconds."""
    came, started = [], time.monotonic()
    with pytest.raises(ModelFailed) as caught:
        came.extend(generator.stream(ASKED, deadline or generator.deadline()))
    return caught.value.reason, came, time.monotonic() - started


def soon(condition: Callable[[], object]) -> bool:
    """Whether it comes true within two seconds."""
    until = time.monotonic() + 2
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)
    return bool(condition())


def test_pieces_come_in_order(saying) -> None:
    generator, model = saying("[1] ", "一句", "话。\n", "", "[2] 又一句。")
    assert "".join(heard(generator)) == "[1] 一句话。\n[2] 又一句。"
    ((messages, known, thread),) = model.heard
    assert [(m.type, m.content) for m in messages] == [("system", "规矩"), ("human", "问题")]
    assert known["extra_body"].keys() == {"max_tokens"}
    assert thread != threading.current_thread().name
    assert "".join(heard(generator)).endswith("又一句。")  # as often as one likes
    assert model.ended == ["whole", "whole"]


def test_a_piece_is_there_before_the_next_is_made(saying) -> None:
    generator, model = saying("一", 0.1, "二")
    pieces = generator.stream(ASKED, generator.deadline())
    assert next(pieces) == "一"
    assert model.ended == []
    assert "".join(pieces) == "二"


def test_a_model_that_cannot_stream_says_all_at_once() -> None:
    generator = Generator(Whole, "whole", 2, Turns(1, 0))
    assert "".join(heard(generator)) == "一句话。"


def test_content_in_blocks_is_text_too(saying) -> None:
    blocks = [{"type": "text", "text": "一"}, {"type": "image", "url": "x"}, "二"]
    assert "".join(heard(saying(blocks)[0])) == "一二"


@pytest.mark.parametrize(("grammars", "sent"), [(True, {"grammar": "root"}), (False, {})])
def test_a_grammar_is_for_models_that_take_one(saying, grammars, sent) -> None:
    generator, model = saying("一", grammars=grammars)
    heard(generator, grammar="root")
    body = dict(model.heard[0][1]["extra_body"])
    assert body.pop("max_tokens") > 100
    assert body == sent


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("甲\x00\x07\x1b[31m乙", "甲[31m乙"),
        ("甲\u200b\u202e\u2066\ufeff乙", "甲乙"),
        ("甲\r\n乙\u2028丙\x85\x0b", "甲\n乙丙"),
        ("甲\ud83d乙", "甲乙"),
        ("甲\ue000乙\U000e0041", "甲乙"),
        ("Abc 12％“甲”——〔2023〕", "Abc 12％“甲”——〔2023〕"),
    ],
)
def test_what_cannot_be_seen_is_left_out(saying, said, shown) -> None:
    assert "".join(heard(saying(said)[0])) == shown


# Limits


@pytest.mark.parametrize(
    "pieces", [(FOREVER,), ("一", FOREVER, "二")], ids=["at once", "after one"]
)
def test_a_model_is_waited_for_until_the_deadline(saying, pieces) -> None:
    generator, model = saying(*pieces, timeout=0.2)
    reason, came, seconds = failure(generator)
    assert (reason, came) == ("timeout", [p for p in pieces if p == "一"])
    assert 0.2 <= seconds < 0.7
    assert soon(lambda: model.ended == ["cancelled"])


def test_a_model_that_never_pauses_is_stopped_as_well(saying) -> None:
    generator, _ = saying(*["一"] * 7000, timeout=0.1)
    pieces = generator.stream(ASKED, generator.deadline())
    next(pieces)
    time.sleep(0.15)  # whoever reads is slow, and the rest lies there
    with pytest.raises(ModelFailed, match="timeout"):
        list(pieces)


def test_after_the_deadline_nothing_is_asked(saying) -> None:
    generator, _ = saying("一")
    assert failure(generator, time.monotonic() - 1)[:2] in [("timeout", []), ("busy", [])]


@pytest.mark.parametrize("pieces", [["和" * 1_000_000], ["和"] * 20_000, ["和\n" * 99] * 999])
def test_a_reply_has_a_greatest_length(saying, pieces) -> None:
    said = heard(saying(*pieces, timeout=20)[0])
    assert len("".join(said)) == 8000
    assert max(map(len, said)) <= 100


class Odd(Exception):
    """Of some library, with a secret."""


@pytest.mark.parametrize(
    "error", [Odd("sk-secret"), ValueError(), OSError(), TimeoutError(), RuntimeError("x")]
)
def test_whatever_a_model_raises_is_one_failure(saying, error) -> None:
    for before in ((), ("一",)):
        reason, came, _ = failure(saying(*before, error)[0])
        assert (reason, came) == ("unavailable", list(before))


def test_a_failure_says_nothing_of_what_it_was(saying) -> None:
    with pytest.raises(ModelFailed) as caught:
        heard(saying(Odd("sk-secret"))[0])
    assert "secret" not in f"{caught.value!r} {caught.value}"


def test_a_model_that_says_nothing(saying) -> None:
    generator, _ = saying()
    with pytest.raises(ModelFailed, match="unavailable"):  # LangChain takes it for a fault
        heard(generator)
    assert heard(saying("")[0]) == []


def test_a_model_that_cannot_be_connected_is_unavailable() -> None:
    tries = []

    def connect() -> BaseChatModel:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("no such file")
        return Pieces(pieces=["一"], heard=[], ended=[])

    generator = Generator(connect, "late", 2, Turns(1, 0))
    assert failure(generator, time.monotonic() + 2)[0] == "unavailable"
    assert generator.deadline() > time.monotonic()  # raises nothing
    assert heard(generator) == ["一"]  # and is tried again


def test_to_connect_takes_no_time_of_the_answer() -> None:
    def connect() -> BaseChatModel:
        time.sleep(0.3)
        return Pieces(pieces=["一"], heard=[], ended=[])

    assert heard(Generator(connect, "slow", 0.2, Turns(1, 0))) == ["一"]


def test_it_is_connected_to_once() -> None:
    made = []

    def connect() -> BaseChatModel:
        made.append(1)
        time.sleep(0.05)
        return Pieces(pieces=["一"] * 50, heard=[], ended=[])

    generator = Generator(connect, "once", 5, Turns(8, 0))
    said: list[str] = []
    callers = [
        threading.Thread(target=lambda: said.append("".join(heard(generator)))) for _ in range(6)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(timeout=5)
    assert (made, said) == ([1], ["一" * 50] * 6)


# To go away


def test_to_close_is_to_cancel(saying) -> None:
    generator, model = saying("一", FOREVER)
    pieces = generator.stream(ASKED, generator.deadline())
    assert next(pieces) == "一"
    pieces.close()
    assert soon(lambda: model.ended == ["cancelled"])


def test_to_forget_is_to_cancel(saying) -> None:
    generator, model = saying("一", FOREVER)
    for _ in generator.stream(ASKED, generator.deadline()):
        break
    assert soon(lambda: model.ended == ["cancelled"])


def test_nothing_is_asked_before_the_first_piece_is_wanted(saying) -> None:
    generator, model = saying("一")
    generator.stream(ASKED, generator.deadline()).close()
    assert model.heard == []


def test_a_warm_model_has_read_the_beginning(saying) -> None:
    generator, model = saying("好", FOREVER)
    warm(generator, ASKED)
    assert len(model.heard) == 1
    assert soon(lambda: model.ended == ["cancelled"])
    for silent in (saying(ValueError()), saying(" ", "")):
        with pytest.raises(ModelFailed):
            warm(silent[0], ASKED)


# Turns


def test_so_many_at_once_and_so_many_more_wait() -> None:
    turns = Turns(1, 1)
    inside, leave, waited = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with turns.taken(time.monotonic() + 5):
            inside.set()
            leave.wait(5)

    def second() -> None:
        with turns.taken(time.monotonic() + 5):
            waited.set()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(2)
    threads[1].start()
    assert soon(lambda: turns._places._value == 0)
    started = time.monotonic()
    with pytest.raises(ModelFailed, match="busy"), turns.taken(time.monotonic() + 5):
        pytest.fail("a third one came in")
    assert time.monotonic() - started < 0.5
    assert not waited.is_set()
    leave.set()
    for thread in threads:
        thread.join(timeout=2)
    assert waited.is_set()
    with turns.taken(time.monotonic() + 1):
        pass


def test_nobody_waits_beyond_the_deadline() -> None:
    turns = Turns(1, 1)
    with turns.taken(time.monotonic() + 5):
        for _ in range(3):  # and the place is free again each time
            started = time.monotonic()
            with pytest.raises(ModelFailed, match="busy"), turns.taken(started + 0.1):
                pytest.fail("came in")
            assert 0.1 <= time.monotonic() - started < 0.6


@pytest.mark.parametrize("pieces", [("一",), (ValueError(),), ("一", FOREVER)])
def test_a_turn_is_given_back_however_it_ends(saying, pieces) -> None:
    generator, _ = saying(*pieces, timeout=0.1, turns=Turns(1, 0))
    for _ in range(3):
        try:
            heard(generator)
        except ModelFailed as failed:
            assert failed.reason != "busy"


# Endpoints


def test_a_key_is_not_shown() -> None:
    endpoint = Endpoint("http://127.0.0.1:1/v1", "tiny", "sk-secret")
    generator = Generator(lambda: chat_model(endpoint, 2), "tiny", 2, Turns(1, 0))
    generator.deadline()
    model = generator._chat
    shown = (repr(endpoint), str(endpoint), repr(generator), repr(model), model.model_dump_json())
    assert not [text for text in shown if "secret" in text]
    with pytest.raises(FrozenInstanceError):
        endpoint.key = ""


def test_what_an_endpoint_is_asked_for() -> None:
    model = chat_model(Endpoint("http://127.0.0.1:1/v1", "tiny"), 7)
    assert (model.model_name, model.temperature, model.request_timeout) == ("tiny", 0, 7)
    assert model.openai_api_key.get_secret_value() == "none"
    assert model.openai_api_base == "http://127.0.0.1:1/v1"
