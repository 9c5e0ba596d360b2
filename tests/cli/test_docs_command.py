import json

JIANDE = "jiande-2023-2027-plan"
SECRET = "anhui-city-2023-progress"


def test_list(invoke):
    result = invoke("docs", "list")
    assert result.exit_code == 0, result.output
    assert f"{JIANDE}\n   《建德市县城承载能力提升" in result.stdout
    assert "建政函〔2023〕37号；浙江省杭州市建德市；" in result.stdout


def test_list_json(invoke, assistant):
    rows = json.loads(invoke("docs", "list", "--json").stdout)["documents"]
    assert [row["id"] for row in rows] == list(assistant.documents)
    assert sum(row["clauses"] for row in rows) == len(assistant.clauses)
    assert rows[0]["status"] == "unknown"


def test_list_of_a_document_of_which_little_is_known(built, invoke_cold):
    assert "江西省某县；" in invoke_cold("docs", "list").stdout


def test_outline(invoke):
    result = invoke("docs", "show", JIANDE)
    assert result.stdout.startswith("《建德市县城承载能力提升")
    assert "    四（三）1  1.发展新型村集体经济。" in result.stdout
    assert f"{JIANDE}/4.3.1" in result.stdout


def test_text(invoke, assistant):
    text = assistant.documents[JIANDE].text
    assert invoke("docs", "show", JIANDE, "--text").stdout == text + "\n"
    found = json.loads(invoke("docs", "show", JIANDE, "--text", "--json").stdout)
    assert found["text"] == text


def test_one_clause_by_label_or_id(invoke):
    by_label = invoke("docs", "show", JIANDE, "--clause", "四（三）1").stdout
    assert "实现村集体经济资产达75亿元" in by_label
    assert "四、持续深化“千村示范、万村整治”工程 › " in by_label
    for name in ("四(三)1", "4.3.1", f"{JIANDE}/4.3.1"):
        assert invoke("docs", "show", JIANDE, "--clause", name).stdout == by_label
    found = json.loads(invoke("docs", "show", JIANDE, "--clause", "4.3.1", "--json").stdout)
    assert [clause["id"] for clause in found["clauses"]] == [f"{JIANDE}/4.3.1"]


def test_unknown_document_and_clause(invoke, fails):
    fails(invoke("docs", "show", "x"), 2, "没有 'x' 这份文件", JIANDE)
    fails(invoke("docs", "show", JIANDE, "--clause", "九"), 2, "没有 '九' 这个条款", "docs show")
    fails(invoke("docs", "report", "x"), 2, "没有 'x' 这份文件")


def test_report(invoke):
    result = invoke("docs", "report")
    assert "混进来的别的文章：" in result.stdout
    assert "000_311a4d99276ca5f9.txt" in result.stdout
    assert "合计 6 份文件，移出 " in result.stdout
    assert invoke("docs", "report", JIANDE).stdout.count("《") == 1


def test_report_shows_place_and_length_of_a_secret_only(invoke):
    shown = invoke("docs", "report", SECRET).stdout
    assert "第 44 行，15 字，密码、证件号等隐私（不显示）" in shown
    (document,) = json.loads(invoke("docs", "report", SECRET, "--json").stdout)["documents"]
    (secret,) = [aside for aside in document["set_aside"] if aside["reason"] == "secret"]
    assert secret["text"] is None
    assert secret["end"] - secret["start"] == 15
