import click
import pytest

from assistant.cli.faults import explain, report
from assistant.errors import BadRequest


def test_a_fault_without_a_hint(capsys):
    assert report(BadRequest("不行。"), as_json=False) == 2
    assert capsys.readouterr().err == "错误：不行。\n"


@pytest.mark.parametrize(
    "error", [click.UsageError("Something new"), click.BadParameter("odd", param_hint="'-k'")]
)
def test_what_click_says_is_never_shown_in_english(error):
    fault = explain(error)
    assert fault.exit_code == 2
    assert "Something" not in fault.message + fault.hint
    assert "odd" not in fault.message + fault.hint


def test_no_words_of_the_inside_in_a_fault_of_the_program():
    fault = explain(KeyError("内部的名字"))
    assert fault.code == "internal"
    assert "内部的名字" not in fault.message + fault.hint
