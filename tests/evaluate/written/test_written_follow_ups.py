"""A new wording of a follow-up is taken only where nothing in it is made up."""

from __future__ import annotations

import pytest

from assistant.evaluate.written.follow_ups import rewrite

HISTORY = ("建德2027年生猪出栏多少头",)


@pytest.mark.parametrize(
    ("reply", "taken"),
    [
        ("建德2027年粮食产量多少", "建德2027年粮食产量多少"),
        ("改写：建德2027年粮食产量多少\n好的", "建德2027年粮食产量多少"),
        ("建德2035年粮食产量多少", None),
        ("今天天气怎么样啊朋友们", None),
    ],
)
def test_a_new_wording(echo, generator, reply: str, taken: str | None) -> None:
    echo.reply = reply
    assert rewrite("那粮食产量呢", HISTORY, generator) == taken
    assert "那粮食产量呢" in echo.asked[0]
