"""``youju audit``: what was done, who did it, and what is forgotten."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from assistant.access.audit import Audit, Event
from assistant.access.database import Database
from assistant.access.keys import Keys

NOW = datetime.now(UTC)


def ago(days: int) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="milliseconds")


@pytest.fixture
def names(tmp_path, monkeypatch) -> dict[str, str]:
    """A home with five events; the ids of its keys by name."""
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path))
    with Database(tmp_path / "service") as database, Audit(database, str) as audit:
        keys = Keys(database)
        ids = {name: keys.create(name, "editor")[0].id for name in ("镇办公室", "县局")}
        keys.create("县局", "reader")
        asked = {"status": "answered", "clauses": ("plan/4.3.1",), "question": "低保标准"}
        audit.log(Event("ask", ids["镇办公室"], **asked, at=ago(400)))
        audit.log(Event("ask", "local", question="彩礼", status="not_found", at=ago(20)))
        audit.log(Event("upload", ids["县局"], question="new-plan", at=ago(10)))
        audit.log(Event("search", "code", question="a\n\x1b[31mb\u202e", at=ago(1)))
        audit.log(Event("ask", ids["镇办公室"], **asked, at=ago(0)))
    return ids


def test_the_newest_first(names, invoke_cold):
    lines = invoke_cold("audit").stdout.splitlines()
    assert len(lines) == 6
    assert "  镇办公室  提问  低保标准  有依据  plan/4.3.1" in lines[0]
    assert "  县局  上传  new-plan" in lines[2]
    assert "  本机  提问  彩礼  没有依据" in lines[3]
    assert lines[5] == "共 5 条。"


def test_nothing_that_a_terminal_would_obey(names, invoke_cold):
    shown = invoke_cold("audit").stdout
    assert "  口令  检索  a  [31mb" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--action", "ask"], 3),
        (["--action", "提问"], 3),
        (["--action", "upload"], 1),
        (["--who", "镇办公室"], 2),
        (["--who", "local"], 1),
        (["--who", "code"], 1),
        (["--limit", "2"], 2),
        (["--since", str((NOW - timedelta(days=15)).date())], 3),
        (["--since", str((NOW - timedelta(days=15)).date()), "--action", "ask"], 1),
    ],
)
def test_only_some(names, invoke_cold, arguments, count):
    assert invoke_cold("audit", *arguments).stdout.endswith(f"共 {count} 条。\n")
    lines = invoke_cold("audit", *arguments, "--json").stdout.splitlines()
    assert len([json.loads(line) for line in lines]) == count


def test_by_the_id_of_a_key(names, invoke_cold):
    assert "共 2 条。" in invoke_cold("audit", "--who", names["镇办公室"]).stdout


def test_since_is_the_start_of_a_day_here(names, invoke_cold):
    day = NOW.astimezone().date()
    assert "共 1 条。" in invoke_cold("audit", "--since", day, "--action", "ask").stdout
    assert invoke_cold("audit", "--since", day + timedelta(days=1)).stdout == "没有这样的记录。\n"


def test_as_json(names, invoke_cold):
    rows = [json.loads(line) for line in invoke_cold("audit", "--json").stdout.splitlines()]
    assert [row["action"] for row in rows] == ["ask", "search", "upload", "ask", "ask"]
    assert rows[0]["clauses"] == ["plan/4.3.1"]
    assert rows[0]["who"] == names["镇办公室"]


def test_forgetting(names, invoke_cold):
    assert invoke_cold("audit", "--forget", "180").stdout == "已删去 1 条。\n"
    lines = invoke_cold("audit").stdout.splitlines()
    assert "本机  删记录  删去 180 天以前的 1 条" in lines[0]
    assert lines[-1] == "共 5 条。"


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["--since", "昨天"], "'昨天' 不是日期"),
        (["--who", "nobody"], "没有 'nobody' 这把密钥"),
        (["--who", "县局"], "叫 县局 的密钥有 2 把"),
        (["--forget", "0"], "--forget"),
        (["--forget", "9", "--action", "ask"], "--forget 不能和别的选项一起用"),
        (["--limit", "0"], "--limit"),
    ],
)
def test_wrong_usage(names, invoke_cold, fails, arguments, phrase):
    fails(invoke_cold("audit", *arguments), 2, phrase)
    assert "共 5 条。" in invoke_cold("audit").stdout


def test_nothing_yet(tmp_path, monkeypatch, invoke_cold):
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path))
    assert invoke_cold("audit").stdout == "没有这样的记录。\n"
    assert invoke_cold("audit", "--json").stdout == ""
