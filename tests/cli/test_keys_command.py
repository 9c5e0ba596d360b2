"""``youju keys``: made, listed, revoked; what is made works in the service."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access.audit import Audit
from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.errors import Unauthorised

TOMORROW = str(datetime.now().astimezone().date() + timedelta(days=1))


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def made(home, invoke_cold):
    """Makes a key on the command line; the token on stdout, which is all that is there."""

    def make(*arguments: str) -> str:
        result = invoke_cold("keys", "create", *arguments)
        assert result.exit_code == 0, result.output
        assert re.fullmatch(r"yj_[0-9a-f]{8}_[\w-]{43}\n", result.stdout)
        assert "不会再显示" in result.stderr
        return result.stdout.strip()

    return make


def key_of(home: Path, token: str):
    with Database(home / "service") as database:
        return Keys(database).check(token)


@pytest.mark.parametrize("name", ["create", "list", "revoke", "code"])
def test_help_is_chinese(invoke_cold, name):
    result = invoke_cold("keys", name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：youju keys {name}")
    assert not re.search(r"Usage|Options|Show this|default|DATE|TEXT", result.stdout)


def test_a_key_that_is_made_works(home, made):
    key = key_of(home, made("镇办公室"))
    assert (key.name, key.role, key.expires, key.documents) == ("镇办公室", "reader", None, None)


def test_role_and_documents(home, made):
    key = key_of(home, made("甲", "--role", "editor", "--documents", "a-plan, b-plan，c-plan"))
    assert (key.role, key.documents) == ("editor", ("a-plan", "b-plan", "c-plan"))


def test_until_a_day_means_to_its_end(home, made, invoke_cold):
    expires = key_of(home, made("甲", "--expires", TOMORROW)).expires
    end = datetime.fromisoformat(expires)
    assert str((end - timedelta(seconds=1)).astimezone().date()) == TOMORROW
    assert str(end.astimezone().date()) > TOMORROW
    assert f"{TOMORROW} 到期" in invoke_cold("keys", "list").stdout


def test_for_some_days(home, made):
    end = datetime.fromisoformat(key_of(home, made("甲", "--days", "90")).expires)
    assert abs(end - datetime.now(UTC) - timedelta(days=90)) < timedelta(minutes=1)


def test_list_and_revoke(home, made, invoke_cold):
    token = made("甲")
    name = token.split("_")[1]
    shown = invoke_cold("keys", "list").stdout
    assert f"{name}  甲  读者（reader），一直有效，没有用过\n" in shown
    assert "共 1 把；读者口令：没有。" in shown
    assert token not in shown
    assert f"已停用：{name}  甲" in invoke_cold("keys", "revoke", name).stdout
    assert "停用" in invoke_cold("keys", "list").stdout
    with pytest.raises(Unauthorised):
        key_of(home, token)


def test_what_is_over_is_told(home, invoke_cold):
    with Database(home / "service") as database:
        Keys(database).create("甲", "reader", "2020-01-01T12:00:00+00:00")
    assert "2020-01-01 已到期" in invoke_cold("keys", "list").stdout


class TestCode:
    def test_given_made_up_and_taken_back(self, home, invoke_cold):
        def works(code: str) -> bool:
            with Database(home / "service") as database:
                try:
                    Keys(database).check_code(code)
                except Unauthorised:
                    return False
                return True

        assert invoke_cold("keys", "code", "建德学习班2026").stdout == "建德学习班2026\n"
        assert works("建德学习班2026")
        assert "读者口令：有。" in invoke_cold("keys", "list").stdout
        code = invoke_cold("keys", "code").stdout.strip()
        assert re.fullmatch(r"\d{8}", code)
        assert works(code)
        assert not works("建德学习班2026")
        assert invoke_cold("keys", "code", "--none").stdout == "不再用口令。\n"
        assert not works(code)

    def test_wrong_usage(self, home, invoke_cold, fails):
        fails(invoke_cold("keys", "code", "123"), 2, "口令太短")
        fails(invoke_cold("keys", "code", ""), 2, "口令太短")
        fails(invoke_cold("keys", "code", "12345678", "--none"), 2, "不能一起用")


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["create"], "缺少 名称"),
        (["create", " "], "密钥没有名称"),
        (["create", "甲", "--role", "boss"], "--role 不能是 'boss'"),
        (["create", "甲", "--expires", "明年"], "'明年' 不是日期"),
        (["create", "甲", "--expires", "2020-01-01"], "2020-01-01 已经过去了"),
        (["create", "甲", "--expires", "9999-12-31"], "不是日期"),
        (["create", "甲", "--expires", TOMORROW, "--days", "3"], "不能一起用"),
        (["create", "甲", "--days", "0"], "--days"),
        (["create", "甲", "--documents", "，"], "没有写开放哪些文件"),
        (["revoke", "nope"], "没有 'nope' 这把密钥"),
    ],
)
def test_wrong_usage(home, invoke_cold, fails, arguments, phrase):
    fails(invoke_cold("keys", *arguments), 2, phrase)
    assert "共 0 把" in invoke_cold("keys", "list").stdout


def test_a_file_that_is_none(home, invoke_cold, fails):
    (home / "service" / "service.sqlite").mkdir(parents=True)
    fails(invoke_cold("keys", "list"), 6, "读写出错")


def test_what_is_done_with_keys_is_recorded_without_them(home, made, invoke_cold):
    token = made("甲")
    invoke_cold("keys", "revoke", token.split("_")[1])
    invoke_cold("keys", "code", "建德学习班2026")
    with Database(home / "service") as database:
        deeds = [event.question for event in Audit(database, str).read(action="key")]
    name = token.split("_")[1]
    assert deeds == ["换了口令", f"停用 {name} 甲", f"建 {name} 甲 reader"]
    kept = b"".join(path.read_bytes() for path in (home / "service").iterdir())
    assert token.encode() not in kept
    assert "建德学习班2026".encode() not in kept
