"""What people state of a file, its name, and the id that is made for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadFile, BadRequest
from assistant.ingest.describe import describe, document_id
from assistant.ingest.manifest import RULES
from assistant.ingest.readers import read

NOTICE = """青政发〔2023〕12号
青田县人民政府关于印发改厕方案的通知
各乡镇人民政府：
现印发给你们，请认真贯彻。
青田县人民政府
2023年4月6日
"""
BODY = "\n为了改厕，制定本方案。\n一、目标\n建成公厕12座。\n"


def of(text: str, name: str = "a.txt", **given: str | None):
    return describe(text.encode(), name, **given)[0]


def test_what_is_given_comes_first() -> None:
    given = {
        "id": "toilets-2023",
        "title": "改厕方案",
        "number": "浙改〔2024〕1号",
        "issuer": "浙江省水利厅",
        "region": "浙江省",
        "issued": "2024-01-01",
        "effective": "2024-02-01",
        "status": "in_force",
        "url": "https://example.com/a",
    }
    source = of(NOTICE, **given, expires=None)
    assert {key: getattr(source, key) for key in given} == given
    assert source.expires is None


def test_the_region_of_an_issuer_that_is_given() -> None:
    assert of("改厕方案" + BODY, issuer="青田县人民政府").region == "青田县"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"id": "改厕"}, "id 只能用小写英文字母"),
        ({"id": "../x"}, "id 只能用小写英文字母"),
        ({"title": "  "}, "title 不能为空"),
        ({"issued": "2023/4/6"}, "issued 应为日期"),
        ({"status": "valid"}, "status 只能是"),
        ({"sha256": "0" * 64}, "不认识的项 'sha256'"),
        ({"file": "b.txt"}, "不认识的项 'file'"),
        ({"color": "red"}, "不认识的项 'color'"),
    ],
)
def test_what_is_given_and_cannot_be_used(given: dict[str, str], message: str) -> None:
    with pytest.raises(BadRequest, match=message) as caught:
        of(NOTICE, **given)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", " \n\u3000", "……\n——"])
def test_a_file_without_text(text: str) -> None:
    with pytest.raises(BadFile, match=r"空白\.txt：文件里没有文字"):
        of(text, "空白.txt")


def test_a_file_that_cannot_be_read() -> None:
    with pytest.raises(BadFile, match="PDF"):
        describe(b"%PDF-1.7", "a.pdf")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("方案.txt", "方案.txt"),
        ("/etc/../方案.txt", "方案.txt"),
        ("C:\\x\\方案.txt", "方案.txt"),
        ("方案\n\x00:?.txt", "方案__.txt"),
        ("甲" * 300 + ".txt", "甲" * 76 + ".txt"),
        ("..", None),
        ("", None),
        ("资料/", None),
    ],
)
def test_names_of_files(name: str, file: str | None) -> None:
    source = of(NOTICE, name)
    assert source.file == (file or source.sha256[:6])


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("建德市改厕方案", "jian-de-shi-gai-ce-fang-an"),
        ("2024年工作要点（试行）", "2024-nian-gong-zuo-yao-dian-shi-xing"),
        ("绿水青山", "lv-shui-qing-shan"),
        ("Plan ＡＢ 2027", "plan-ab-2027"),
        ("！？", "document-abcdef"),
        ("改" * 40, "gai-gai-gai-gai-gai-gai-gai-gai-gai-gai-abcdef"),
        ("x" * 80, "document-abcdef"),
    ],
)
def test_ids(title: str, slug: str) -> None:
    assert document_id(title, "abcdef0123") == slug


@given(st.text(max_size=80))
def test_any_title_makes_an_id_that_the_manifest_would_take(title: str) -> None:
    made = document_id(title, "0123456789abcdef")
    assert RULES["id"](made) == made
    assert len(made) <= 48


@given(st.text(max_size=60))
def test_any_name_makes_a_file_name_that_the_manifest_would_take(name: str) -> None:
    try:
        file = of(NOTICE, name).file
    except BadFile:
        return
    assert RULES["file"](file) == file
    assert read(NOTICE.encode(), file) == NOTICE


@pytest.mark.parametrize("issuer", ["省" * 5000, "甲省" * 2000, "省市县区" * 500 + "局"])
def test_an_issuer_that_is_nothing_but_places(issuer: str) -> None:
    began = time.monotonic()
    of(NOTICE, issuer=issuer)
    assert time.monotonic() - began < 1
