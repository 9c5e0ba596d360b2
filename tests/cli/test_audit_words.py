"""Every action that is taken down has its Chinese word."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.audit import _ACTIONS
from assistant.serve.training.live_pages import STEPS

PACKAGE = Path(__file__).resolve().parents[2] / "assistant"
PARTS = ("serve", "cli")  # that take anything down
# By what is called: which of its arguments is the action.
NAMED_IN = {
    "Event": 0,
    "changed": 2,
    "asked": 2,
    "shown_again": 2,
    "_told": 0,
    "_accepted": 0,
    "_correct": 0,
}


def taken_down() -> set[str]:
    return {
        action
        for part in PARTS
        for path in (PACKAGE / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for action in actions(node)
    }


def actions(call: ast.Call) -> Iterator[str]:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    at = NAMED_IN.get(name)
    if at is None or len(call.args) <= at:
        return
    given = call.args[at]
    if isinstance(given, ast.JoinedStr):
        start = given.values[0]
        assert isinstance(start, ast.Constant)
        assert start.value == "live_", f"an action made of {ast.unparse(given)}"
        yield from (f"live_{step}" for step in STEPS)
    for node in ast.walk(given) if isinstance(given, ast.Constant | ast.IfExp) else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


TAKEN_DOWN = taken_down()


def test_the_actions_are_found() -> None:
    assert {"ask", "upload", "purge", "quiz_keep", "quiz_change", "quiz_delete"} <= TAKEN_DOWN
    assert {"live_open", "live_pause", "live_delete", "signin", "key", "drop"} <= TAKEN_DOWN


@pytest.mark.parametrize("action", sorted(TAKEN_DOWN))
def test_an_action_has_its_word(action: str) -> None:
    assert action in _ACTIONS
    assert " " not in action
    assert not _ACTIONS[action].isascii()
