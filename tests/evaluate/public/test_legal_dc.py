import json
from zipfile import ZipFile

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.public import read_public
from assistant.evaluate.public.docx import paragraphs

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
TEXT = [
    "石桥管理办法",
    "第一条　为了保护石桥，制定本办法。",
    "第二条　有下列行为的，处罚款：",
    "（一）攀爬；",
]
ROWS = [
    {
        "query": "攀爬石桥会怎样？",
        "answer": "会被处以罚款。",
        "document": ["第二条　有下列行为的，处罚款：（一）攀爬；", "第九条"],
        "title": "石桥管理办法",
        "document_start": 30,
        "document_end": 50,
        "class": " 逻辑推理型",
    },
    {"query": "木桥呢？", "answer": "无", "document": ["木桥"], "title": "木桥管理办法"},
]


def write_docx(path, texts):
    runs = "".join(
        f"<w:p><w:r><w:t>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p>"
        for text in texts
    )
    with ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"{_OPEN}{runs}</w:body></w:document>")


@pytest.fixture
def path(tmp_path):
    (tmp_path / "documents").mkdir()
    write_docx(tmp_path / "documents" / "石桥管理办法.docx", [*TEXT, " "])
    path = tmp_path / "qa.json"
    path.write_text(json.dumps(ROWS), "utf-8")
    return path


def test_a_quote_over_several_lines_is_evidence_of_each(path):
    found = read_public("legal-dc", path)
    case = found.cases[0]
    assert (case.id, case.kind, case.expect) == ("0001", "逻辑推理型", ())
    assert [item.quote for item in case.evidence] == [
        "第二条有下列行为的，处罚款：",
        "（一）攀爬；",
    ]
    assert [d.text for d in found.documents] == ["\n".join(TEXT)]
    assert found.remarks == ("有 1 题没有用：找不到文件，或文件里没有所引的原文（如 0002）",)


def test_what_is_no_docx(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    with pytest.raises(BadRequest, match="不是 DOCX"):
        paragraphs(path)
    with ZipFile(path, "w") as package:
        package.writestr("other.xml", "")
    with pytest.raises(BadRequest, match="不是 DOCX"):
        paragraphs(path)
