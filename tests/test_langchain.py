"""The assistant in chains, in this process and over the service."""

from __future__ import annotations

import asyncio
import gc
import re
from contextlib import aclosing
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from pydantic import TypeAdapter, ValidationError

from assistant.app import Assistant
from assistant.client import Youju
from assistant.errors import BadRequest, NoModel
from assistant.langchain import YoujuRetriever, YoujuRunnable
from assistant.settings import Settings
from assistant.wire import AnswerObject

QUESTION = "清溪县2027年要建成标准茶园多少亩"
ANSWER = "到2027年，建成标准茶园12万亩[1]"
NOWHERE = "清溪县有几条地铁"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture(scope="module")
def small(built) -> Assistant:
    """The assistant on two small documents."""
    return Assistant.open(Settings(home=built / "home", corpus=built / "corpus"))


@pytest.fixture(params=["here", "remote"])
def source(request: pytest.FixtureRequest, small: Assistant):
    """The assistant, or a client of the service over the same documents."""
    if request.param == "here":
        yield small
        return
    with Youju(request.getfixturevalue("address")) as client:
        yield client


class FirstFigure(BaseChatModel):
    """Answers with the first line of what it is given that has a figure in 亩."""

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **more: Any
    ) -> ChatResult:
        found = re.search(r"[^\n]*\d+万亩", str(messages[-1].content))
        said = AIMessage(found[0] if found else "没有")
        return ChatResult(generations=[ChatGeneration(message=said)])

    @property
    def _llm_type(self) -> str:
        return "first-figure"


def listed(pages: list[Document]) -> str:
    return "\n".join(f"{page.metadata['title']}：{page.page_content}" for page in pages)


def test_a_page_is_a_clause_of_its_document(source, small: Assistant) -> None:
    first, second = YoujuRetriever(source=source, k=2).invoke(QUESTION)
    text = small.documents["plan"].text
    assert text[first.metadata["start"] : first.metadata["end"]] == first.page_content
    score = first.metadata.pop("score")
    assert score > second.metadata["score"]
    assert first.id == "plan/2.1"
    assert first.metadata == {
        "clause": "plan/2.1",
        "label": "二（一）",
        "path": ["二、重点任务", "（一）发展茶叶产业"],
        "start": text.index("（一）"),
        "end": text.index("（二）") - 1,
        "document": "plan",
        "title": "清溪县乡村振兴实施方案（2023—2027年）",
        "issuer": None,
        "number": None,
        "region": "浙江省清溪县",
        "issued": None,
        "status": "unknown",
        "rank": 1,
        "index_version": small.index_version,
    }


def test_pages_of_some_places_and_documents(source) -> None:
    for narrowed in ({"regions": ["东湖"]}, {"documents": ["lake"]}):
        found = YoujuRetriever(source=source, **narrowed).invoke(QUESTION)
        assert {page.metadata["document"] for page in found} == {"lake"}
    assert len(YoujuRetriever(source=source, k=1).invoke(QUESTION)) == 1


@pytest.mark.parametrize("k", [0, 51])
def test_how_many_there_may_be(small: Assistant, k: int) -> None:
    with pytest.raises(ValidationError):
        YoujuRetriever(source=small, k=k)
    with pytest.raises(ValidationError):
        YoujuRetriever(source="http://127.0.0.1")


def test_a_chain_that_retrieves(source) -> None:
    prompt = ChatPromptTemplate.from_template("依据：\n{clauses}\n问题：{question}")
    chain = (
        {"clauses": YoujuRetriever(source=source) | listed, "question": RunnablePassthrough()}
        | prompt
        | FirstFigure()
        | StrOutputParser()
    )
    assert "建成标准茶园12万亩" in chain.invoke(QUESTION)
    assert chain.batch([QUESTION, QUESTION]) == [chain.invoke(QUESTION)] * 2
    assert asyncio.run(chain.ainvoke(QUESTION)) == chain.invoke(QUESTION)


def test_an_answer_is_that_of_the_service(source) -> None:
    answer = YoujuRunnable(source=source).invoke(QUESTION)
    assert TypeAdapter(AnswerObject).validate_python(answer, strict=True)["answer"] == ANSWER
    assert answer["citations"][0]["clause"]["id"] == "plan/2.1"


def test_what_is_not_found_is_an_answer_too(source) -> None:
    answer = YoujuRunnable(source=source).invoke(NOWHERE)
    assert (answer["status"], answer["citations"]) == ("not_found", [])
    assert answer["nearest"]


def test_answers_in_a_chain(source) -> None:
    chain = YoujuRunnable(source=source) | RunnableLambda(lambda answer: answer["answer"])
    assert chain.invoke(QUESTION) == ANSWER
    assert chain.batch([QUESTION, NOWHERE])[0] == ANSWER
    assert list(chain.stream(QUESTION)) == [ANSWER]

    async def run() -> list[str]:
        return [await chain.ainvoke(QUESTION), *(await chain.abatch([QUESTION, QUESTION]))]

    assert asyncio.run(run()) == [ANSWER] * 3


def test_an_answer_that_streams(source) -> None:
    step = YoujuRunnable(source=source)
    whole = step.invoke(QUESTION)

    async def run() -> list[Any]:
        return [part async for part in step.astream(QUESTION)]

    for parts in (list(step.stream(QUESTION)), asyncio.run(run())):
        assert [part["answer"] for part in parts] == [whole["answer"]]


CONVERSATION = [
    SystemMessage("只说反话"),
    HumanMessage(QUESTION),
    AIMessage("99万亩"),
    HumanMessage("总产值呢"),
]


@pytest.mark.parametrize(
    "given",
    [
        CONVERSATION,
        [("human", QUESTION), ("ai", "99万亩"), ("human", "总产值呢")],
        [{"role": "user", "content": QUESTION}, {"role": "user", "content": "总产值呢"}],
        ChatPromptTemplate.from_messages([MessagesPlaceholder("said")]).invoke(
            {"said": CONVERSATION}
        ),
        {"question": "总产值呢", "history": CONVERSATION[:3]},
        {"question": "总产值呢", "history": [QUESTION]},
    ],
)
def test_what_was_said_before_counts(small: Assistant, given: Any) -> None:
    answer = YoujuRunnable(source=small).invoke(given)
    assert "20亿元" in answer["answer"]
    assert "99" not in answer["answer"]
    assert answer["question"] == "总产值呢"


def test_a_message_and_a_question_of_their_own(small: Assistant) -> None:
    step = YoujuRunnable(source=small)
    assert step.invoke(HumanMessage(QUESTION))["answer"] == ANSWER
    answer = step.invoke({"question": QUESTION, "as_of": "2026-01-02"})
    assert (answer["answer"], answer["as_of"]) == (ANSWER, "2026-01-02")


def test_what_a_question_says_goes_before_what_is_set(source) -> None:
    lake = YoujuRunnable(source=source, regions=["东湖"])
    assert lake.invoke(QUESTION)["status"] == "not_found"
    assert lake.invoke({"question": QUESTION, "regions": ["清溪"]})["status"] == "answered"
    assert lake.invoke({"question": QUESTION, "regions": None})["status"] == "not_found"
    assert YoujuRunnable(source=source, documents=["lake"]).invoke(QUESTION)["citations"] == []


@pytest.mark.parametrize("given", ["", [], [AIMessage("x")], {}, {"question": 5}, {"history": []}])
def test_what_is_no_question(small: Assistant, given: Any) -> None:
    step = YoujuRunnable(source=small)
    with pytest.raises(BadRequest):
        step.invoke(given)
    with pytest.raises(BadRequest):
        list(step.stream(given))


def test_a_mode_that_there_is_no_model_for(small: Assistant) -> None:
    step = YoujuRunnable(source=small, mode="generative")
    with pytest.raises(NoModel):
        step.invoke(QUESTION)
    with pytest.raises(NoModel):
        asyncio.run(step.ainvoke(QUESTION))


class Seen(BaseCallbackHandler):
    """Keeps what a run is told to have given."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def on_chain_end(self, outputs: Any, **more: Any) -> None:
        self.given.append(outputs)


def test_a_run_can_be_followed(small: Assistant) -> None:
    seen = Seen()
    step = YoujuRunnable(source=small)
    step.invoke(QUESTION, {"callbacks": [seen]})
    list(step.stream(QUESTION, {"callbacks": [seen]}))
    assert [given["answer"] for given in seen.given] == [ANSWER, ANSWER]


class Written:
    """A source whose model writes line after line, for as long as it is listened to."""

    def __init__(self) -> None:
        self.written = 0
        self.closed = False

    def ask(self, question: str, /, **asking: Any) -> Any:
        raise AssertionError

    def search(self, question: str, /, **more: Any) -> Any:
        raise AssertionError

    def stream(self, question: str, /, **asking: Any) -> Any:
        try:
            while True:
                self.written += 1
                yield {"text": f"第{self.written}句[1]", "citations": [1]}
        finally:
            self.closed = True


def test_who_leaves_stops_the_model() -> None:
    left = Written()
    stream = YoujuRunnable(source=left).stream("x")
    assert next(stream)["text"] == "第1句[1]"
    stream.close()
    del stream
    gc.collect()
    assert (left.written, left.closed) == (1, True)

    async def run(source: Written) -> None:
        async with aclosing(YoujuRunnable(source=source).astream("x")) as parts:
            assert (await anext(parts))["text"] == "第1句[1]"
        assert (source.written, source.closed) == (1, True)

    asyncio.run(run(Written()))
