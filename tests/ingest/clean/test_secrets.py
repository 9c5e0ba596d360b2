"""Secrets: out of the text, listed by place and length."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.secrets import MASK, drop_credential_lines, mask

IDENTITY = "332522199003074518"
MOBILE = "13857812345"


def masked(text: str) -> Draft:
    return mask(Draft.of(text))


@pytest.mark.parametrize(
    "line",
    [
        "本文档编辑密码：qt2024x",
        "提取码: a1b2",
        "解压口令是 Qt-2024!",
        "Password = hunter22",
        "api_key:abcdef123456",
        "编辑密码：ｑｔ２０２４",
        "<p>文档密码：<b>qt2024x</b></p>",
        "　文件密码　：　qt2024x（勿外传）",
    ],
)
def test_a_line_that_only_gives_a_password_away(line: str) -> None:
    draft = drop_credential_lines(Draft.of(f"一、目标\n{line}\n二、任务"))
    assert draft.text == "一、目标\n\n二、任务"
    assert [(a.reason, a.text, a.line) for a in draft.set_aside] == [("secret", None, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "密码应用安全性评估覆盖率达到90%。",
        "推进商用密码应用，密码为核心支撑。",
        "密码：请向县农办索取",
        "系统初始密码为abcd1234。首次登录须修改",
    ],
)
def test_lines_that_say_more_than_a_password_stay(line: str) -> None:
    assert drop_credential_lines(Draft.of(line)).text == line


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("系统初始密码为abcd1234。首次登录须修改。", "abcd1234"),
        ("平台密码：ａｂｃｄ１２，请妥善保管。", "ａｂｃｄ１２"),
        ("平台密码：ｑｔ＠２４（勿外传）", "ｑｔ＠２４"),
        ("平台密码：abcd1234，2027年到期，", "abcd1234"),
        ("密码</b>：<span style='color:red'>abcd1234</span>请保管。", "abcd1234"),
        ("令牌 token=eyJhbGciOi.J9 可调用", "eyJhbGciOi.J9"),
        ("调用时填sk-proj-Ab12Cd34Ef56Gh78Ij90即可", "sk-proj-Ab12Cd34Ef56Gh78Ij90"),
        ("凭ghp_Ab12Cd34Ef56Gh78Ij90登录", "ghp_Ab12Cd34Ef56Gh78Ij90"),
        ("凭ak-Ab12Cd34Ef56Gh78Ij90登录", "ak-Ab12Cd34Ef56Gh78Ij90"),
        ("pwd=abcd1234。", "abcd1234"),
        ("密钥AKIAIOSFODNN7EXAMPLE已停用", "AKIAIOSFODNN7EXAMPLE"),
        (f"负责人{IDENTITY}已登记", IDENTITY),
        ("负责人33252219900307451X已登记", "33252219900307451X"),
        (f"联系人张三{MOBILE}，", MOBILE),
        ("手机：１３８５７８１２３４５。", "１３８５７８１２３４５"),
        ("手机138-5781-2345。", "138-5781-2345"),
        ("电话：138 5781 2345。", "138 5781 2345"),
        ("请联系138 5781 2345。", "138 5781 2345"),
        ("手机 138 5781 2345。", "138 5781 2345"),
        (f"电话+86{MOBILE}。", MOBILE),
        (f"电话 86-{MOBILE}。", MOBILE),
    ],
)
def test_a_secret_inside_a_sentence(text: str, secret: str) -> None:
    draft = masked(text)
    assert draft.text == text.replace(secret, MASK * len(secret))
    (aside,) = draft.set_aside
    assert (aside.reason, aside.text) == ("secret", None)
    assert text[aside.start : aside.end] == secret


@pytest.mark.parametrize(
    "text",
    [
        "县农办电话0578-6820000。",
        "投资13857812345678元",
        "项目编号3325221990030745181",
        "分别为138 5781 2345亩",
        "密码技术、密码为先",
        "建政函〔2023〕37号",
        "到2027年，实现1,500户全覆盖。",
        "332522209913074518",
    ],
)
def test_what_is_no_secret(text: str) -> None:
    assert masked(text).text == text


def test_masking_twice_changes_nothing_more() -> None:
    once = masked(f"密码：abcd1234。电话{MOBILE}。")
    again = masked(once.text)
    assert again.text == once.text
    assert again.set_aside == ()
