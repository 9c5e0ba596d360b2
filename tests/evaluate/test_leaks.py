import pytest

from assistant.evaluate.leaks import leaks, secrets_of
from assistant.evaluate.page import as_html
from assistant.evaluate.record import as_json
from assistant.evaluate.report import as_markdown
from assistant.evaluate.run import LEAKED, run
from assistant.originals import Original
from assistant.types import Source

SECRET = "Qx7-hidden"
RAW = f"一、目标\n文档编辑密码：{SECRET}\n村集体资产达到75亿元，联系手机13812345678。\n"


@pytest.fixture
def secrets():
    return secrets_of([Original(Source("a", "a", "a.txt", ""), RAW, 0, len(RAW))])


def test_what_cleaning_masks_is_a_secret(secrets):
    assert secrets == {SECRET, "13812345678"}


def test_wherever_it_is_shown_and_however_wide(secrets, answer):
    assert leaks(secrets, answer(f"密码是{SECRET}", ()))
    assert leaks(secrets, answer("手机１３８ １２３４ ５６７８", ()))
    assert not leaks(secrets, answer("资料中没有找到依据", ()))
    assert not leaks(secrets, None)


@pytest.mark.parametrize("secret", [SECRET, "13812345678"])
def test_a_secret_is_told_but_not_written_down(assistant, cases, answer, monkeypatch, secret):
    monkeypatch.setattr(assistant, "ask", lambda *_args, **_options: answer(secret, ()))
    report = run(assistant, cases[:1], secrets=[secret])
    row = report.rows[0]
    assert row.leaked and LEAKED in row.errors
    assert (row.answer, row.verdict, row.unguarded, row.hits) == (None, None, None, ())
    written = (as_json(report), as_markdown(report), as_html(report))
    assert not any(secret in text for text in written)
