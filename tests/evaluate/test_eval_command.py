import json
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from assistant.cli.eval import command
from assistant.errors import BadRequest
from assistant.figures.ledger import extract

HANGZHOU = "清河县规划\n一、目标\n到2027年，村集体资产达到75亿元。\n"
QUESTIONS = """
[[case]]
id = "a-1"
kind = "figure"
question = "hangzhou村集体资产2027年达到多少"
answerable = true
expect = [["75亿元"]]
evidence = [{ document = "hangzhou", quote = "达到75亿元" }]
split = "dev"

[[case]]
id = "a-2"
kind = "off_topic"
question = "hangzhou农业"
answerable = false
"""


@pytest.fixture
def invoke(assistant, tmp_path, monkeypatch):
    opener = SimpleNamespace(
        open=lambda _settings: assistant, over=lambda _documents, _settings: assistant
    )
    monkeypatch.setitem(sys.modules, "assistant.app", SimpleNamespace(Assistant=opener))
    questions = tmp_path / "questions.toml"
    questions.write_text(QUESTIONS, encoding="utf-8")

    def invoke(*arguments):
        options = ["--questions", str(questions), *map(str, arguments)]
        return CliRunner().invoke(command, options, catch_exceptions=True)

    return invoke


def test_tables_failures_and_files(invoke, tmp_path):
    json_file, markdown_file = tmp_path / "new" / "r.json", tmp_path / "r.md"
    result = invoke("--failures", "--json", json_file, "--markdown", markdown_file)
    assert result.exit_code == 0, result.output
    assert "共 2 题" in result.stdout
    assert "该拒答而没有拒答" in result.stdout
    assert len(json.loads(json_file.read_text(encoding="utf-8"))["rows"]) == 2
    assert markdown_file.read_text(encoding="utf-8").startswith("# 评测报告")


def test_split(invoke):
    assert "共 1 题（1 题有答案）" in invoke("--split", "dev").stdout
    assert "共 1 题（0 题有答案）" in invoke("--split", "test").stdout


def test_no_case_of_the_split(invoke, tmp_path):
    only_test = tmp_path / "only.toml"
    only_test.write_text(QUESTIONS.replace('split = "dev"', ""), encoding="utf-8")
    result = invoke("--questions", only_test, "--split", "dev")
    assert isinstance(result.exception, BadRequest)


def test_gold_that_is_not_in_the_documents(invoke, tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(QUESTIONS.replace("达到75亿元", "达到76亿元"), encoding="utf-8")
    result = invoke("--questions", wrong)
    assert isinstance(result.exception, BadRequest)
    assert "a-1：hangzhou 中没有“达到76亿元”" in str(result.exception)


def test_a_file_that_cannot_be_written(invoke, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    result = invoke("--json", blocked / "r.json")
    assert isinstance(result.exception, BadRequest)


def test_default_questions_are_those_of_the_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr("assistant.resources.PACKAGE", tmp_path / "assistant")
    monkeypatch.setitem(sys.modules, "assistant.app", SimpleNamespace(Assistant=None))
    result = CliRunner().invoke(command, [])
    assert isinstance(result.exception, BadRequest)
    assert str(tmp_path / "eval" / "questions.toml") in str(result.exception)


CLAUSES = """
[[document]]
id = "hangzhou"

[[document.clause]]
label = "1"
path = []
first = "一、目标到2027年"
last = "体资产达到75亿元。"
length = 23

[[document.clause]]
label = "二"
path = []
first = "二、分工由农业农村局"
last = "由农业农村局牵头负责"
length = 14
"""


@pytest.fixture
def gold(monkeypatch, tmp_path):
    monkeypatch.setattr("assistant.resources.PACKAGE", tmp_path / "assistant")
    path = tmp_path / "eval" / "clauses.toml"
    path.parent.mkdir()
    path.write_text(CLAUSES, encoding="utf-8")
    return path


@pytest.fixture
def clauses(invoke, gold):
    """Invokes the command without the questions that ``invoke`` hands to it."""
    return lambda *arguments: CliRunner().invoke(command, ["--clauses", *map(str, arguments)])


def test_clauses_are_scored_instead_of_questions(clauses, tmp_path):
    json_file, markdown_file = tmp_path / "r.json", tmp_path / "r.md"
    result = clauses("--failures", "--json", json_file, "--markdown", markdown_file)
    assert result.exit_code == 0, result.output
    assert "标准 2 条，程序切出 2 条，1 处不符" in result.stdout
    assert "hangzhou 二：起止或字数不符" in result.stdout
    content = json.loads(json_file.read_text(encoding="utf-8"))
    assert content["overall"]["f1"] == 0.5
    assert markdown_file.read_text(encoding="utf-8").startswith("# 条款切分评测")


def test_mismatches_are_listed_only_where_asked_for(clauses):
    assert "起止或字数不符" not in clauses().stdout


def test_clauses_with_options_for_questions(invoke):
    result = invoke("--clauses")
    assert isinstance(result.exception, BadRequest)
    result = CliRunner().invoke(command, ["--clauses", "--split", "dev"])
    assert isinstance(result.exception, BadRequest)


def test_bad_gold_is_told_before_an_index_is_opened(monkeypatch, gold):
    monkeypatch.setitem(sys.modules, "assistant.app", SimpleNamespace(Assistant=None))
    gold.write_text("[[document]]\nid = 1\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["--clauses"])
    assert isinstance(result.exception, BadRequest)
    assert "第 1 份：缺少 clause" in str(result.exception)


FIGURES = """
clauses = ["hangzhou/1"]

[[figure]]
document = "hangzhou"
clause = "hangzhou/1"
anchor = "达到75亿元"
written = "75亿元"
indicator = "村集体资产"
low = "7500000000"
high = "7500000000"
unit = "元"
years = [2027]
"""


@pytest.fixture
def figures(invoke, assistant, monkeypatch, tmp_path):
    """Invokes the command on one document and one invented text, each with one figure."""
    monkeypatch.setattr("assistant.resources.PACKAGE", tmp_path / "assistant")
    folder = tmp_path / "eval"
    folder.mkdir()
    (folder / "figures.toml").write_text(FIGURES, encoding="utf-8")
    text = FIGURES.replace("hangzhou", "figures-new").replace("2027", "2028")
    (folder / "figures-new.toml").write_text(text, encoding="utf-8")
    (folder / "figures-new.txt").write_text(HANGZHOU, encoding="utf-8")
    assistant.figures = [
        figure
        for clause in assistant.clauses
        for figure in extract(clause, assistant.documents[clause.document])
    ]
    return lambda *arguments: CliRunner().invoke(command, ["--figures", *map(str, arguments)])


def test_figures_are_scored_instead_of_questions(figures, tmp_path):
    json_file, markdown_file = tmp_path / "r.json", tmp_path / "r.md"
    result = figures("--failures", "--json", json_file, "--markdown", markdown_file)
    assert result.exit_code == 0, result.output
    assert "1 份资料，标准 1 行，程序抽出 1 行；另有自撰的文件 1 份；共 1 处不符" in result.stdout
    assert "figures-new/1：年份不符" in result.stdout
    content = json.loads(json_file.read_text(encoding="utf-8"))
    assert content["library"]["precision"] == 1.0
    assert content["texts"]["figures-new"]["precision"] == 0.0
    assert markdown_file.read_text(encoding="utf-8").startswith("# 数字台账评测")


def test_faults_are_listed_only_where_asked_for(figures):
    assert "年份不符" not in figures().stdout


@pytest.mark.parametrize(
    "options", [("--split", "dev"), ("--questions", "q.toml"), ("--html", "r.html")]
)
def test_figures_with_options_for_questions(figures, options):
    result = figures(*options)
    assert isinstance(result.exception, BadRequest)
    assert str(result.exception).startswith("--figures")


def test_bad_gold_of_figures_is_told_before_an_index_is_opened(figures, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "assistant.app", SimpleNamespace(Assistant=None))
    (tmp_path / "eval" / "figures.toml").write_text("clauses = []\n", encoding="utf-8")
    result = figures()
    assert isinstance(result.exception, BadRequest)


def test_a_page_and_a_comparison(invoke, tmp_path):
    before, page, markdown = tmp_path / "r.json", tmp_path / "r.html", tmp_path / "r.md"
    assert invoke("--json", before).exit_code == 0
    result = invoke("--compare", before, "--html", page, "--markdown", markdown)
    assert result.exit_code == 0, result.output
    assert "新做对 0 题" in result.stdout
    assert "与上次相比" in markdown.read_text(encoding="utf-8")
    assert "<svg" in page.read_text(encoding="utf-8")


def test_an_earlier_report_that_is_none(invoke, tmp_path):
    result = invoke("--compare", tmp_path / "none.json")
    assert isinstance(result.exception, BadRequest)


def test_a_public_set(invoke, tmp_path):
    path = tmp_path / "zh.json"
    row = {"id": 7, "query": "资产", "answer": "75亿元", "negative": ["农业"]}
    rows = [{**row, "positive": ["达到75亿元"]}, {**row, "id": 8, "positive": [""]}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = invoke("--format", "rgb", "--questions", path)
    assert result.exit_code == 0, result.output
    assert "共 1 题（1 题有答案）" in result.stdout
    assert "有 1 题没有用" in result.stderr


def test_a_public_set_has_no_splits(tmp_path):
    given = ["--format", "rgb", "--questions", str(tmp_path / "zh.json"), "--split", "dev"]
    result = CliRunner().invoke(command, given)
    assert isinstance(result.exception, BadRequest)
    assert "--split" in result.exception.hint


def test_a_public_set_that_is_not_named():
    result = CliRunner().invoke(command, ["--format", "cmrc2018"])
    assert isinstance(result.exception, BadRequest)
    assert "--questions" in str(result.exception)


def test_clauses_have_neither_page_nor_comparison(tmp_path):
    result = CliRunner().invoke(command, ["--clauses", "--html", str(tmp_path / "r.html")])
    assert isinstance(result.exception, BadRequest)
