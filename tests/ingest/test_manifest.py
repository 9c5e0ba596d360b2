from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from assistant.errors import BadCorpus
from assistant.ingest.manifest import read_manifest
from assistant.types import Source

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "甲县规划\n目标100亩。\n乙县规划\n目标200亩。\n"
SHA = sha256(TEXT.encode()).hexdigest()


def row(**changes: str | None) -> str:
    """One [[document]] that holds; values are TOML as written, None leaves the key out."""
    values = {"id": '"plan"', "title": '"规划"', "file": '"a.txt"', "sha256": f'"{SHA}"'}
    lines = [f"{key} = {value}" for key, value in (values | changes).items() if value is not None]
    return "\n".join(["[[document]]", *lines, ""])


def write(folder: Path, manifest: str | bytes, **files: bytes) -> Path:
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    (documents / "a.txt").write_bytes(TEXT.encode())
    for name, data in files.items():
        (documents / f"{name}.txt").write_bytes(data)
    path = folder / "manifest.toml"
    path.write_bytes(manifest.encode() if isinstance(manifest, str) else manifest)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(BadCorpus) as caught:
        read_manifest(path)
    assert caught.value.hint
    return caught.value.message.splitlines()


def test_the_corpus_as_published_holds() -> None:
    sources = read_manifest(CORPUS / "manifest.toml")

    assert [source.id for source in sources] == [
        "zhejiang-2024-work-points",
        "zhejiang-2023-opinions",
        "anhui-city-2023-progress",
        "jinhua-gap-narrowing",
        "quzhou-gap-narrowing",
        "jiande-2023-2027-plan",
    ]
    assert sources[0].issued == "2024-02-22"
    assert sources[4].begins == "衢州：聚力“强城”"
    assert {source.status for source in sources} == {"unknown"}


def test_every_key_arrives(tmp_path: Path) -> None:
    text = row(
        sha256=f'"{SHA.upper()}"',
        issuer='"甲县人民政府"',
        number='"甲政〔2024〕1号"',
        region='"甲县"',
        issued="2024-02-22",
        effective='"2024-03-01"',
        expires='"2027-12-31"',
        status='"in_force"',
        supersedes='"old-plan"',
        url='"https://example.org/1"',
        begins='"甲县规划"',
    )

    assert read_manifest(write(tmp_path, text)) == (
        Source(
            "plan",
            "规划",
            "a.txt",
            SHA,
            "甲县人民政府",
            "甲政〔2024〕1号",
            "甲县",
            "2024-02-22",
            "2024-03-01",
            "2027-12-31",
            "in_force",
            "old-plan",
            "https://example.org/1",
            "甲县规划",
        ),
    )


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + "甲县规划".encode()
    given = row(file='"b.txt"', sha256=f'"{sha256(text).hexdigest()}"', begins='"甲县规划"')

    sources = read_manifest(write(tmp_path, b"\xef\xbb\xbf" + given.encode(), b=text))

    assert [source.begins for source in sources] == ["甲县规划"]


def test_an_empty_manifest_lists_nothing(tmp_path: Path) -> None:
    assert read_manifest(write(tmp_path, "")) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"titel": '"x"'}, "不认识的项 'titel'"),
        ({"title": None}, "缺少 title"),
        ({"title": '" "'}, "title 不能为空"),
        ({"title": "5"}, "title 应为加引号的文字，给出的是 5"),
        ({"issuer": '""'}, "issuer 不能为空"),
        ({"id": '"规划"'}, "id 只能用小写英文字母、数字和连字符"),
        ({"id": '"-a"'}, "id 只能用小写英文字母"),
        ({"id": '"a\\n"'}, "id 只能用小写英文字母"),
        ({"sha256": '"abc"'}, "sha256 应为 64 位十六进制数，给出的是 'abc'"),
        ({"sha256": f'"{"0" * 64}"'}, f"登记的是 {'0' * 12}，文件的是 {SHA[:12]}"),
        ({"file": '"gone.txt"'}, "没有这个文件，给出的是 'gone.txt'"),
        ({"file": f'"{"a" * 999}"'}, "读不了这个文件"),
        ({"file": '"../a.txt"'}, "file 只写文件名"),
        ({"file": '".."'}, "file 只写文件名"),
        ({"file": '"/etc/passwd"'}, "file 只写文件名"),
        ({"file": "'..\\a.txt'"}, "file 只写文件名"),
        ({"file": '"c:a.txt"'}, "file 只写文件名"),
        ({"file": '"a\\u0000.txt"'}, "file 只写文件名"),
        ({"status": '"valid"'}, "status 只能是 in_force、not_yet"),
        ({"issued": '"2024年2月"'}, "issued 应为日期"),
        ({"issued": '"20240222"'}, "issued 应为日期"),
        ({"effective": '"2024-02-30"'}, "effective 应为日期"),
        ({"expires": "2024-02-22T00:00:00"}, "expires 应为日期"),
        ({"begins": '"丙县"'}, "begins 在文件里找不到，给出的是 '丙县'"),
        ({"begins": '"县规划"'}, "begins 在文件里出现了 2 次"),
    ],
)
def test_one_fault_is_one_line(tmp_path: Path, changes: dict[str, str | None], fault: str) -> None:
    (line,) = faults(write(tmp_path, row(**changes)))

    assert line.startswith("第 1 份（")
    assert fault in line


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = "\n".join(
        [
            'version = "1"',
            row(issued='"昨天"', status='"ok"', sha256=f'"{"1" * 64}"'),
            row(id=None, file='"gone.txt"', begins='"甲"'),
            row(id='"plan"', file='"gone.txt"'),
        ]
    )

    lines = faults(write(tmp_path, text))

    assert lines[0] == "文件顶层有不认识的项 'version'"
    assert [line.split("：")[0] for line in lines[1:]] == [
        *["第 1 份（'plan'）"] * 3,
        *["第 2 份（没有 id）"] * 2,
        *["第 3 份（'plan'）"] * 3,
    ]
    assert "id 与第 1 份相同" in lines[6]
    assert "要用 begins 写明开头" in lines[7]


@pytest.mark.parametrize("second", ["甲县规划", "甲县规"])
def test_two_rows_cannot_begin_at_one_place(tmp_path: Path, second: str) -> None:
    text = row(begins='"甲县规划"') + row(id='"other"', begins=f'"{second}"')

    (line,) = faults(write(tmp_path, text))

    assert line == f"第 2 份（'other'）：begins 与第 1 份指同一处，给出的是 {second!r}"


def test_begins_needs_a_text(tmp_path: Path) -> None:
    data = b"%PDF-1.7 \xff\xfe"
    text = row(file='"b.txt"', sha256=f'"{sha256(data).hexdigest()}"', begins='"甲"')

    (line,) = faults(write(tmp_path, text, b=data))

    assert "文件不是 UTF-8 文字" in line


@pytest.mark.parametrize(
    ("manifest", "fault"),
    [
        ("[[document]]\nid = plan\n", "不是合法的 TOML：第 2 行第 6 列"),
        ("[[document]\n", "不是合法的 TOML：第 1 行"),
        ("title = '", "不是合法的 TOML"),
        ("标题".encode("gb18030"), "不是 UTF-8 编码"),
        ("[document]\nid = 'plan'\n", "都要写成一个 [[document]] 表"),
        ("document = ['plan']\n", "都要写成一个 [[document]] 表"),
    ],
)
def test_a_manifest_that_is_no_manifest(tmp_path: Path, manifest: str | bytes, fault: str) -> None:
    (line,) = faults(write(tmp_path, manifest))

    assert fault in line


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path / "manifest.toml") == [
        f"找不到资料登记文件 {tmp_path / 'manifest.toml'}"
    ]
    assert faults(tmp_path) == [f"读不了资料登记文件 {tmp_path}"]
