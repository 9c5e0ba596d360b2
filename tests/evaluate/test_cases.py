import pytest

from assistant.errors import BadRequest
from assistant.evaluate.cases import Case, Evidence, check_cases, load_cases

GOOD = """
[[case]]
id = "a-1"
kind = "figure"
question = "多少"
history = ["前一问"]
answerable = true
expect = [["75亿元", "75亿"]]
forbid = ["90亿元"]
evidence = [{ document = "d", quote = "资产75亿元" }]
split = "dev"

[[case]]
id = "a-2"
kind = "off_topic"
question = "天气"
answerable = false
"""

BAD = """
[[case]]
id = "a-1"
kind = "figur"
question = " "
answerable = true
note = "x"

[[case]]
id = "a-1"
kind = "near_miss"
question = "有吗"
answerable = false
expect = [["1"]]
evidence = [{ document = "d", quote = "q", page = 1 }]
split = "train"

[[case]]
kind = "list"
question = "哪些"
answerable = "yes"
expect = [[]]
"""


@pytest.fixture
def write(tmp_path):
    def write(content, name="questions.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_load_cases(write):
    assert load_cases(write(GOOD)) == (
        Case(
            "a-1",
            "figure",
            "多少",
            True,
            ("前一问",),
            (("75亿元", "75亿"),),
            ("90亿元",),
            (Evidence("d", "资产75亿元"),),
            "dev",
        ),
        Case("a-2", "off_topic", "天气", False),
    )


def test_all_faults_are_listed_at_once_and_name_their_case(write):
    with pytest.raises(BadRequest) as caught:
        load_cases(write(BAD))
    lines = caught.value.message.splitlines()
    for start in (
        "- a-1：不认识的键 'note'",
        "- a-1：kind = 'figur' 不对",
        "- a-1：question = ' ' 不对",
        "- a-1：有答案的题缺少 expect",
        "- a-1：有答案的题缺少 evidence",
        "- a-1：没有答案的题不应有 expect",
        "- a-1：没有答案的题不应有 evidence",
        "- a-1：evidence = ",
        "- a-1：split = 'train' 不对",
        "- 第 3 题：缺少 id",
        "- 第 3 题：answerable = 'yes' 不对",
        "- 第 3 题：expect = [[]] 不对",
        "- a-1：id 出现了 2 次",
    ):
        assert any(line.startswith(start) for line in lines), start
    assert len(lines) == 14


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "不是 UTF-8"),
        ("case = [", "不是合法的 TOML"),
        ("", "至少一张"),
        ("case = []", "至少一张"),
        ("title = 'x'\n" + GOOD, "应当只有"),
        ("case = [1]", "第 1 题：应当是一张表"),
    ],
)
def test_a_file_that_cannot_be_used(write, content, message):
    with pytest.raises(BadRequest, match=message):
        load_cases(write(content))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadRequest, match="找不到评测题文件") as caught:
        load_cases(tmp_path / "none.toml")
    assert "--questions" in caught.value.hint
    with pytest.raises(BadRequest, match="读不了评测题文件"):
        load_cases(tmp_path)


def test_check_cases(document):
    documents = {"d": document("d", "村集体资产\n　达到75亿元。")}
    gold = (Evidence("d", "资产达到75 亿元"), Evidence("d", "80亿元"), Evidence("e", "资产"))
    case = Case("a-1", "figure", "多少", True, evidence=gold)
    assert check_cases([case], documents) == [
        "a-1：d 中没有“80亿元”",
        "a-1：资料中没有文件 'e'",
    ]
