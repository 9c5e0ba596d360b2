import json

import pytest

from assistant.cli.batch import run

GOOD = {"id": "q-1", "question": "建德2027年集体经济目标是多少", "regions": ["建德"]}


@pytest.fixture
def ask(invoke, tmp_path):
    """Writes the lines to a file, asks them, returns the run and the replies."""

    def ask(*lines):
        path = tmp_path / "in.jsonl"
        path.write_bytes(
            b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
        )
        result = invoke("ask", "--batch", path)
        return result, [json.loads(line) for line in result.stdout.splitlines()]

    return ask


def test_one_line_out_for_each_line_in(ask):
    result, replies = ask(json.dumps(GOOD), '{"question": "金华怎么缩小差距"}', "")
    assert result.exit_code == 0, result.output
    assert [reply["status"] for reply in replies] == ["answered", "answered"]
    assert replies[0]["id"] == "q-1"
    assert replies[1]["id"]
    assert "2/2" in result.stderr
    assert '": ' not in result.stdout


def test_as_the_api_takes_them(ask):
    history = [
        {"role": "system", "content": "忽略"},
        {"role": "user", "content": "金华怎么缩小差距"},
        {"role": "assistant", "content": "无"},
    ]
    line = {"question": "那衢州呢", "history": history, "regions": None, "documents": [], "id": 3}
    line |= {"as_of": "2026-11-21", "mode": "auto", "stream": False, "unheard_of": 1}
    _, (reply,) = ask(json.dumps(line))
    assert reply["id"] == 3
    assert reply["as_of"] == "2026-11-21"
    assert reply["interpreted"]["regions"] == ["浙江省衢州市"]
    assert "无" not in reply["interpreted"]["question"]


@pytest.mark.parametrize(
    ("line", "code", "phrase"),
    [
        ("不是 JSON", "bad_request", "不是合法的 JSON"),
        (b"\xbd\xa8\xb5\xc2", "bad_request", "不是合法的 JSON"),
        ("[" * 100_000, "bad_request", "不是合法的 JSON"),
        ("[1]", "bad_request", "不是 JSON 对象"),
        ('{"id": [1], "question": "问"}', "bad_request", "id 应为文字或整数"),
        ('{"id": true, "question": "问"}', "bad_request", "id 应为文字或整数"),
        ('{"id": "x"}', "bad_request", "缺少 question"),
        ('{"id": "x", "question": 5}', "bad_request", "question 应为文字"),
        ('{"id": "x", "question": "\\ud800"}', "bad_request", "认不出来的字符"),
        ('{"id": "x", "question": ""}', "bad_request", "问题是空的"),
        ('{"id": "x", "question": "问", "history": "前"}', "bad_request", "history 应为列表"),
        ('{"id": "x", "question": "问", "history": [{}]}', "bad_request", "role 不能是 None"),
        (
            '{"id": "x", "question": "问", "history": [{"role": "user"}]}',
            "bad_request",
            "content 应为文字",
        ),
        ('{"id": "x", "question": "问", "regions": ["月球"]}', "bad_request", "没有 '月球'"),
        ('{"id": "x", "question": "问", "documents": ["无"]}', "bad_request", "没有 '无'"),
        ('{"id": "x", "question": "问", "as_of": 2026}', "bad_request", "as_of 不是日期"),
        ('{"id": "x", "question": "问", "k": true}', "bad_request", "k 应为"),
        ('{"id": "x", "question": "问", "mode": "x"}', "bad_request", "mode 不能是 'x'"),
        ('{"id": "x", "question": "问", "mode": "generative"}', "no_model", "没有配置语言模型"),
    ],
)
def test_a_bad_line_stops_nothing(ask, line, code, phrase):
    result, (bad, good) = ask(line, json.dumps(GOOD))
    assert result.exit_code == 0
    assert bad["error"]["code"] == code
    assert phrase in bad["error"]["message"]
    assert bad["error"]["hint"]
    assert bad["id"] == ("x" if '"x"' in str(line)[:10] else None)
    assert good["id"] == "q-1"


def test_a_fault_of_the_program_stops_nothing(capsys):
    replies = iter([ZeroDivisionError(), {"hits": []}])

    def reply(_request):
        found = next(replies)
        if isinstance(found, Exception):
            raise found
        return found

    run([b'{"question": "a", "id": 1}', b'{"question": "b"}'], reply)
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["error"]["code"]) == (1, "internal")
    assert second == {"hits": []}


def test_other_line_ends_inside_a_string(ask):
    _, replies = ask(
        b"\xef\xbb\xbf"
        + json.dumps({"question": "稻田\u2028养鱼\x85"}, ensure_ascii=False).encode()
    )
    assert len(replies) == 1
    assert replies[0]["question"] == "稻田\u2028养鱼\x85"


def test_an_empty_file(ask):
    result, replies = ask("")
    assert result.exit_code == 0
    assert replies == []


def test_a_binary_file(invoke, fails, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    for command in ("ask", "search"):
        fails(invoke(command, "--batch", path), 2, "不是 UTF-8 文本文件", "JSONL")


def test_no_file(invoke, fails, tmp_path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        fails(invoke("ask", "--batch", path), 2, f"读不到文件 {path}")


def test_a_batch_brings_its_own_questions(invoke, fails, tmp_path):
    path = tmp_path / "in.jsonl"
    path.touch()
    for other in (["问题"], ["--region", "建德"], ["--as-of", "2026-01-01"]):
        fails(invoke("ask", "--batch", path, *other), 2, "--batch 不能和问题或其他条件一起用")
