import pytest

from assistant.errors import BadRequest
from assistant.evaluate.clause_gold import GoldClause, bare, load_gold

GOOD = """
[[document]]
id = "d"

[[document.clause]]
label = "一"
path = ["一、目标"]
heading = true
first = "一、目标"
last = "一、目标"
length = 4

[[document.clause]]
label = "一（一）"
path = ["一、目标", "（一）稻鱼共生"]
first = "（一）稻鱼共生。到2"
last = "局、乙局（丙办））。"
length = 40
departments = ["甲局", "乙局（丙办）"]
"""

BAD = """
[[document]]
id = "d"

[[document.clause]]
label = "一"
path = "一、目标"
first = " 一"
last = "一二三四五六七八九十一"
length = 0
page = 1

[[document.clause]]
label = "二"
path = []
first = "二、目标"
last = "# 二、目标"
heading = "yes"
length = true
departments = "甲局"

[[document.clause]]
path = []
first = "三"
last = "四"
length = 1

[[document.clause]]
label = "五"
path = ["五"]
first = "五、"
last = "一二三四五六七八九十"
length = 30

[[document]]
id = "e"
clause = []

[[document]]
clause = ["x"]

[[document]]
clause = []

[[document]]
id = "e"
clause = ["x"]
"""


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "clauses.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def faults(path):
    with pytest.raises(BadRequest) as caught:
        load_gold(path)
    return [line.removeprefix("- ") for line in caught.value.message.splitlines()[1:]]


def test_load_gold(write):
    assert load_gold(write(GOOD)) == {
        "d": (
            GoldClause("一", ("一、目标",), "一、目标", "一、目标", 4, heading=True),
            GoldClause(
                "一（一）",
                ("一、目标", "（一）稻鱼共生"),
                "（一）稻鱼共生。到2",
                "局、乙局（丙办））。",
                40,
                ("甲局", "乙局（丙办）"),
            ),
        )
    }


def test_every_fault_is_listed_and_names_its_clause(write):
    found = faults(write(BAD))
    end = "一至 10 个字，不含空白、# 和 *"
    assert found == [
        "d：第 1 条（一）：不认识的键 'page'",
        "d：第 1 条（一）：path = '一、目标' 不对，应当是由非空字符串组成的列表",
        f"d：第 1 条（一）：first = ' 一' 不对，应当是{end}",
        f"d：第 1 条（一）：last = '一二三四五六七八九十一' 不对，应当是{end}",
        "d：第 1 条（一）：length = 0 不对，应当是正整数",
        f"d：第 2 条（二）：last = '# 二、目标' 不对，应当是{end}",
        "d：第 2 条（二）：length = True 不对，应当是正整数",
        "d：第 2 条（二）：departments = '甲局' 不对，应当是由非空字符串组成的列表",
        "d：第 2 条（二）：heading = 'yes' 不对，应当是true 或 false",
        "d：第 3 条：缺少 label",
        "d：第 4 条（五）：first = '五、' 有 2 个字，按 length 应当有 10 个",
        "e：clause = [] 不对，应当是至少一张 [[document.clause]]",
        "第 3 份：缺少 id",
        "第 4 份：缺少 id",
        "第 4 份：clause = [] 不对，应当是至少一张 [[document.clause]]",
        "e：id 写了两次",
        "e：第 1 条：应当是一张表",
    ]


def test_a_short_clause_is_all_first_and_all_last(write):
    content = GOOD.replace('last = "一、目标"', 'last = "一、目的"')
    assert faults(write(content))[0] == "d：第 1 条（一）：first 和 last 都是全文，应当相同"


def test_a_document_or_a_clause_given_twice(write):
    clause = GOOD[GOOD.index("[[document.clause]]") : GOOD.rindex("[[document.clause]]")]
    twice = f'[[document]]\nid = "d"\n{clause}{clause}'
    assert faults(write(twice)) == ["d：第 2 条（一）：label 和 path 与第 1 条相同"]
    again = f'[[document]]\nid = "d"\n{clause}[[document]]\nid = "d"\n{clause}'
    assert faults(write(again)) == ["d：id 写了两次"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadRequest, match="找不到条款标准文件"):
        load_gold(tmp_path / "none.toml")


def test_bare():
    assert bare("## 一、目 标\n　**内容**") == "一、目标内容"
