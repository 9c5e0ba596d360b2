import json

import pytest

QUESTION = "建德2027年集体经济目标是多少"


def test_answer_with_its_clauses(invoke):
    result = invoke("ask", QUESTION)
    assert result.exit_code == 0, result.output
    answer, *rest = result.stdout.split("\n\n")
    assert "75亿元" in answer
    assert rest[0].startswith("〔1〕《建德市县城承载能力提升")
    assert "（建德市人民政府，2023-04-06，建政函〔2023〕37号；浙江省杭州市建德市）" in rest[0]
    assert "   │ " in rest[0]
    assert "   第 " in rest[0]
    assert rest[-1].startswith("理解为：浙江省杭州市建德市；2027年；问数字")
    assert result.stderr == ""


def test_words_need_no_quotes(invoke):
    result = invoke("ask", "collective", "economy", "target", "--json")
    assert json.loads(result.stdout)["question"] == "collective economy target"


def test_json_quotes_are_verbatim(invoke, assistant):
    result = invoke("ask", QUESTION, "--json", "--as-of", "2026-11-21")
    found = json.loads(result.stdout)
    assert found["status"] == "answered"
    assert found["as_of"] == "2026-11-21"
    assert found["citations"]
    for citation in found["citations"]:
        text = assistant.documents[citation["document"]["id"]].text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_not_found_lists_the_nearest(invoke):
    result = invoke("ask", "天安门广场有多高")
    assert result.exit_code == 0
    assert result.stdout.startswith("资料中没有找到依据")
    assert "\n\n·《" in result.stdout


def test_history(invoke):
    result = invoke("ask", "那衢州呢", "--history", "金华怎么缩小差距", "--json")
    interpreted = json.loads(result.stdout)["interpreted"]
    assert interpreted["regions"] == ["浙江省衢州市"]
    assert interpreted["question"] != "那衢州呢"


def test_region_and_document_narrow(invoke):
    result = invoke("ask", "集体经济目标", "--region", "建德", "--json")
    found = json.loads(result.stdout)
    cited = found["citations"] + found["nearest"]
    assert {c["document"]["id"] for c in cited} == {"jiande-2023-2027-plan"}
    result = invoke("ask", "集体经济目标", "--document", "zhejiang-2024-work-points", "--json")
    found = json.loads(result.stdout)
    cited = found["citations"] + found["nearest"]
    assert {c["document"]["id"] for c in cited} == {"zhejiang-2024-work-points"}


def test_unknown_region_and_document(invoke, fails):
    fails(invoke("ask", QUESTION, "--region", "上海"), 2, "没有 '上海' 这个地区", "浙江省金华市")
    fails(invoke("ask", QUESTION, "--document", "x"), 2, "没有 'x' 这份文件", "jinhua-gap")


def test_question_from_stdin(invoke, fails):
    result = invoke("ask", "-", "--json", stdin=f"\ufeff{QUESTION}\n")
    assert json.loads(result.stdout)["question"] == QUESTION
    fails(invoke("ask", "-", stdin=QUESTION.encode("gb18030")), 2, "不是 UTF-8 文字")


@pytest.mark.parametrize("question", ["", " \n", "\u3000"])
def test_empty_question(invoke, fails, question):
    fails(invoke("ask", question), 2, "问题是空的")


def test_question_of_100000_characters(invoke, fails):
    result = invoke("ask", "-", "--json", stdin="问" * 100_000)
    fails(result, 2, "问题太长（100000 字")
    assert json.loads(result.stdout)["error"]["code"] == "bad_request"


def test_first_question_builds_the_index_and_says_so(tiny, invoke_cold):
    result = invoke_cold("ask", "要建成公厕多少座", "--json")
    assert result.exit_code == 0, result.output
    assert "还没有索引，先建一次" in result.stderr
    assert f"索引已建好，放在 {tiny / 'home' / 'index'}。" in result.stderr
    assert json.loads(result.stdout)["citations"][0]["clause"]["id"].startswith("tiny/")
    assert invoke_cold("ask", "要建成公厕多少座").stderr == ""


def test_index_of_another_encoder(built, invoke_cold, fails, monkeypatch):
    monkeypatch.setenv("YOUJU_ENCODER", "BAAI/bge-m3")
    result = invoke_cold("ask", QUESTION, "--json")
    fails(result, 4, "use-multilingual", "BAAI/bge-m3", "youju index")
    assert json.loads(result.stdout)["error"]["code"] == "no_index"


def test_damaged_index(built, invoke_cold, fails):
    clauses = next((built / "home" / "index").rglob("clauses.jsonl"))
    clauses.write_text("", encoding="utf-8")
    fails(invoke_cold("ask", QUESTION), 4, "clauses.jsonl 已损坏", "youju index")


def test_eval_without_an_index(tiny, invoke_cold, fails):
    fails(invoke_cold("eval"), 4, "还没有索引", "youju index")


def test_in_a_process_of_its_own(youju, settings):
    run = youju("ask", QUESTION, "--json", home=settings.home)
    assert run.returncode == 0, run.stderr
    assert "75亿元" in json.loads(run.stdout)["answer"]
