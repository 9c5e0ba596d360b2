"""Whatever a chain passes on → a question and what was said before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from langchain_core.messages import BaseMessage, HumanMessage, convert_to_messages
from langchain_core.prompt_values import PromptValue

from assistant.errors import BadRequest
from assistant.langchain.source import Asking

Messages: TypeAlias = Sequence[Any]  # messages in any of the ways that LangChain writes them
Asked: TypeAlias = str | Mapping[str, Any] | PromptValue | BaseMessage | Messages


def asked(given: Asked) -> tuple[str, Asking]:
    """A question with what is said beside it.

    A mapping has the fields of the service's question, its history may be messages. Of messages
    the last one of the user is the question, those before are its history. Raises BadRequest.
    """
    if isinstance(given, str):
        return given, {}
    if isinstance(given, Mapping):
        return _of_fields(given)
    turns = _said(given)
    if not turns:
        raise BadRequest("消息里没有用户的话。", "请加上用户的消息（HumanMessage）。")
    return turns[-1], {"history": turns[:-1]}


def _of_fields(given: Mapping[str, Any]) -> tuple[str, Asking]:
    question = given.get("question")
    if not isinstance(question, str):
        raise BadRequest("没有写要问什么。", "请把问题写在 question 里。")
    asking: Asking = {"history": _said(given.get("history") or ())}
    for name in ("regions", "documents", "as_of", "mode"):
        if given.get(name) is not None:
            asking[name] = given[name]
    return question, asking


def _said(given: PromptValue | BaseMessage | Messages) -> list[str]:
    """What the user said, oldest first."""
    if isinstance(given, PromptValue):
        messages = given.to_messages()
    else:
        messages = convert_to_messages([given] if isinstance(given, BaseMessage) else given)
    return [str(message.text) for message in messages if isinstance(message, HumanMessage)]
