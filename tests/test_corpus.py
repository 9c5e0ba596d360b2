"""The five documents: as published on disk, clean in the index."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.evaluate.clause_gold import load_gold
from assistant.evaluate.clause_score import score_all, total

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
DOCUMENTS = CORPUS / "documents"
ROWS = tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))["document"]
IDS = [row["id"] for row in ROWS]
PAYWALL = ("##paidbegin##", "##paidend##", "paidbegin", "paidend")
STORY = ("薛之谦", "谭琪", "演唱会")


@pytest.fixture(scope="module")
def password() -> str:
    """The password that one published file gives away; read from it, written nowhere else."""
    texts = (path.read_text("utf-8-sig") for path in sorted(DOCUMENTS.iterdir()))
    found = [match[1] for text in texts if (match := re.search(r"编辑密码[：:]\s*(\w+)", text))]
    assert len(found) == 1
    return found[0]


def test_five_files_and_no_other() -> None:
    assert {row["file"] for row in ROWS} == {path.name for path in DOCUMENTS.iterdir()}
    assert len({row["file"] for row in ROWS}) == 5


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_files_are_byte_for_byte_as_published(row) -> None:
    assert sha256((DOCUMENTS / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_git_leaves_their_line_ends_alone() -> None:
    assert "corpus/documents/** -text" in (ROOT / ".gitattributes").read_text("utf-8").splitlines()


def test_git_agrees_that_they_are_not_text() -> None:
    if shutil.which("git") is None:
        pytest.skip("没有 git 命令")
    paths = [f"corpus/documents/{row['file']}" for row in ROWS]
    run = subprocess.run(
        ["git", "check-attr", "text", "--", *paths],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        pytest.skip(f"不是 git 检出的代码：{run.stderr.strip()}")
    assert all(line.endswith(": text: unset") for line in run.stdout.splitlines())


def test_every_document_is_in_the_index(assistant) -> None:
    assert list(assistant.documents) == IDS


@pytest.mark.parametrize("document", IDS)
def test_clean_text_holds_nothing_foreign(assistant, document: str) -> None:
    text = assistant.documents[document].text
    assert text.strip()
    assert [word for word in (*PAYWALL, *STORY, "密码") if word in text] == []


def test_the_password_is_kept_nowhere(assistant, settings, password: str) -> None:
    secret = password.encode()
    written = [path for path in settings.home.rglob("*") if path.is_file()]
    originals = {row["sha256"] for row in ROWS}
    holding = {path.name for path in written if secret in path.read_bytes()}
    assert holding <= originals, "kept outside the original file"

    asides = [a for d in assistant.documents.values() for a in d.report.set_aside]
    assert any(aside.reason == "secret" and aside.text is None for aside in asides)
    assert not any(password in (aside.text or "") for aside in asides)


@pytest.mark.parametrize("question", ["文档编辑密码是多少", "编辑密码"])
def test_the_password_is_in_no_answer(assistant, password: str, question: str) -> None:
    assert password not in repr(assistant.ask(question))
    assert password not in repr(assistant.search(question, k=50))


def test_what_was_set_aside_is_kept_with_its_reason(assistant) -> None:
    asides = [a for d in assistant.documents.values() for a in d.report.set_aside]
    kept = "".join(aside.text or "" for aside in asides)
    assert all(aside.reason for aside in asides)
    assert all(word in kept for word in (PAYWALL[0], *STORY))


def test_the_notice_keeps_its_date(assistant) -> None:
    text = assistant.documents["zhejiang-2024-work-points"].text
    assert "2024年2月22日" in text
    assert "中共浙江省委" in text


@pytest.mark.parametrize(
    ("document", "joined"),
    [
        ("zhejiang-2024-work-points", "留守妇女等群体关爱机制"),
        ("zhejiang-2024-work-points", "农村供水水质达标率95%以上"),
        ("zhejiang-2024-work-points", "深化老有康养集成改革"),
    ],
)
def test_broken_clauses_are_joined(assistant, document: str, joined: str) -> None:
    assert any(joined in clause.text for clause in assistant.clauses if clause.document == document)


@pytest.mark.parametrize("document", IDS)
def test_clauses_are_verbatim_at_their_offsets(assistant, document: str) -> None:
    text = assistant.documents[document].text
    clauses = [clause for clause in assistant.clauses if clause.document == document]
    assert clauses
    assert all(text[clause.start : clause.end] == clause.text for clause in clauses)


def test_clauses_leave_no_word_out(assistant) -> None:
    for name, document in assistant.documents.items():
        covered = bytearray(len(document.text))
        for clause in assistant.clauses:
            if clause.document == name:
                covered[clause.start : clause.end] = b"\x01" * (clause.end - clause.start)
        left = (c for c, inside in zip(document.text, covered, strict=True) if not inside)
        assert "".join(left).strip() == "", name


def test_clause_ids_are_unique(assistant) -> None:
    ids = [clause.id for clause in assistant.clauses]
    assert len(set(ids)) == len(ids)


def test_clauses_are_those_of_a_careful_reader(assistant) -> None:
    gold = load_gold(ROOT / "eval" / "clauses.toml")
    assert list(gold) == IDS
    found = total(score_all(gold, assistant.documents, assistant.clauses).values())
    assert found.f1 >= 0.99, found.mismatches
    assert found.path.value >= 0.99, found.mismatches
    assert found.departments.value == 1.0, found.mismatches
