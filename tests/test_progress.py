"""How far long work has come, shown."""

from __future__ import annotations

import json

from assistant.progress import bars, lines, silent


def test_lines_of_json_one_for_each_percent(capsys) -> None:
    show = lines()
    for done in range(1, 1001):
        show("编码", done, 1000)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(told) == 101
    assert told[-1] == {"stage": "编码", "progress": 1.0}


def test_a_bar_for_each_stage(capsys) -> None:
    show = bars()
    for stage in ("清理", "编码"):
        show(stage, 1, 2)
        show(stage, 2, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert "清理: 100%" in err
    assert "编码: 100%" in err


def test_silence(capsys) -> None:
    silent("编码", 1, 2)
    assert capsys.readouterr() == ("", "")
