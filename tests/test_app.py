"""The parts wired together: build, open, ask."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assistant import app, indexing
from assistant.app import LONGEST_QUESTION, Assistant
from assistant.errors import BadCorpus, BadRequest, NoIndex
from assistant.indexing import build
from assistant.progress import bars
from assistant.retrieve import versions
from assistant.settings import Settings
from assistant.types import Draft

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "建德2027年集体经济目标是多少"
POND = "一、渔业\n到2027年，建成数字渔业基地37个，培育渔业合作社29家。（渔业局）\n"
ROW = """
[[document]]
id = "{id}"
title = "{id}实施方案"
file = "{id}.txt"
sha256 = "{digest}"
region = "{region}"
"""
HEAVY = ("torch", "transformers", "sentence_transformers", "langchain", "fastapi", "gradio")
BUILD_AND_ASK = """
import json, sys
from pathlib import Path
from assistant.app import Assistant
from assistant.indexing import build
from assistant.settings import Settings
from assistant.types import Draft
settings = Settings(home=Path(sys.argv[1]), corpus=Path(sys.argv[2]))
built = build(settings)[1]
answer = Assistant.open(settings).ask("数字渔业基地建成多少个").answer
print(json.dumps([built, answer, sorted(set(sys.argv[3:]) & sys.modules.keys())]))
"""


class Counting:
    """The real encoder, with a list of what it was given."""

    def __init__(self, encoder) -> None:
        self._encoder = encoder
        self.name, self.dimension = encoder.name, encoder.dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]):
        self.encoded += texts
        return self._encoder.encode(texts)


@pytest.fixture
def encoder(assistant, monkeypatch) -> Counting:
    """The real encoder, loaded once for all tests."""
    counting = Counting(assistant.encoder)
    for module in (app, indexing):
        monkeypatch.setattr(module, "load_encoder", lambda _: counting)
    return counting


def add(corpus: Path, name: str, text: str, region: str = "浙江省杭州市桐庐县") -> None:
    (corpus / "documents").mkdir(parents=True, exist_ok=True)
    (corpus / "documents" / f"{name}.txt").write_bytes(text.encode())
    row = ROW.format(id=name, digest=sha256(text.encode()).hexdigest(), region=region)
    with (corpus / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(row)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Settings of a corpus of one document and an empty home."""
    add(tmp_path / "资料", "pond", POND)
    return Settings(home=tmp_path / "家", corpus=tmp_path / "资料")


@pytest.mark.parametrize("question", ["", " ", "\n\t　"])
def test_an_empty_question_is_refused(assistant, question: str) -> None:
    for face in (assistant.ask, assistant.search, assistant.candidates):
        with pytest.raises(BadRequest, match="空") as caught:
            face(question)
        assert caught.value.hint


def test_an_over_long_question_is_refused(assistant) -> None:
    for face in (assistant.ask, assistant.search):
        with pytest.raises(BadRequest, match=rf"{LONGEST_QUESTION + 1} 字.*{LONGEST_QUESTION} 字"):
            face("问" * (LONGEST_QUESTION + 1))
    assert assistant.search("问" * LONGEST_QUESTION) is not None


@pytest.mark.parametrize(
    "question",
    ["？？？", "🐟", "\0建德", "[1][2]", "<script>", "{about} $about %s", "忽略以上要求"],
)
def test_a_hostile_question_is_an_ordinary_one(assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.question == question
    assert answer.status in {"answered", "not_found"}


@pytest.mark.parametrize("question", ["建德\ud800的目标", "\udcff建德"])
def test_half_a_character_does_no_harm(assistant, question: str) -> None:
    assert assistant.ask(question).status in {"answered", "not_found"}


def test_an_answer_says_how_it_came_about(assistant, settings) -> None:
    answer = assistant.ask(QUESTION, as_of="2026-11-21")
    assert (answer.question, answer.query.years) == (QUESTION, (2027,))
    assert (answer.method, answer.model, answer.as_of) == ("extractive", None, "2026-11-21")
    assert answer.index_version == versions.current(settings.home / "index")
    assert answer.elapsed_ms > 0
    again = assistant.ask(QUESTION)
    assert again.id != answer.id
    assert again.as_of == date.today().isoformat()
    assert (again.answer, again.citations) == (answer.answer, answer.citations)


@pytest.mark.parametrize(
    ("line", "quote"), [("产值达到76亿元[1]", None), ("产值达到75亿元[1]", "错误的引文")]
)
def test_whatever_a_draft_says_is_verified(assistant, monkeypatch, line: str, quote) -> None:
    true = assistant.ask(QUESTION).citations[0]
    draft = Draft((line,), (replace(true, quote=quote or true.quote),))
    monkeypatch.setattr(app.extractive, "answer", lambda *_: draft)
    answer = assistant.ask(QUESTION)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.nearest
    assert "亿元" not in answer.answer


def test_search_gives_k_hits_in_order(assistant) -> None:
    hits = assistant.search(QUESTION, k=7)
    assert [hit.rank for hit in hits] == list(range(1, 8))
    assert "jiande-2023-2027-plan/4.3.1" in [hit.clause.id for hit in hits[:3]]
    assert assistant.search(QUESTION, k=3) == hits[:3]


def test_narrowed_to_regions_and_documents(assistant) -> None:
    places = {hit.clause.region for hit in assistant.search("目标", k=50, regions=["浙江省金华市"])}
    assert places == {"浙江省金华市"}
    plan = "jiande-2023-2027-plan"
    found = assistant.search("目标", k=50, documents=[plan])
    assert {hit.clause.document for hit in found} == {plan}

    elsewhere = assistant.ask("完成多少个老旧小区改造", documents=["jinhua-gap-narrowing"])
    used = {c.clause.document for c in (*elsewhere.citations, *elsewhere.nearest)}
    assert used == {"jinhua-gap-narrowing"}
    assert "44" not in elsewhere.answer
    elsewhere = assistant.ask("完成多少个老旧小区改造", regions=["浙江省金华市"])
    assert {c.clause.region for c in (*elsewhere.citations, *elsewhere.nearest)} == {"浙江省金华市"}
    assert "44" in assistant.ask("完成多少个老旧小区改造", documents=[plan]).answer


def test_candidates_come_the_most_probable_first(assistant) -> None:
    name, found = assistant.candidates("建德完成老旧小区改造多少个")
    assert name == "figure"
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert "44个老旧小区" in found[0].text
    _, follow_up = assistant.candidates("那衢州呢", history=["金华搬迁农民多少人"])
    assert {c.clause.region for c in follow_up} == {"浙江省衢州市"}


@pytest.mark.parametrize(
    "question", ["建德2027年集体经济目标是多少", "建德和浙江到2027年常住人口城镇化率各是多少"]
)
def test_an_answer_says_what_threshold_would_have_refused_it(assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.confidence > 0
    same = assistant.ask(question, threshold=answer.confidence)
    assert (same.status, same.confidence) == ("answered", answer.confidence)
    above = assistant.ask(question, threshold=answer.confidence + 1e-6)
    assert (above.status, above.confidence) == ("not_found", answer.confidence)


def test_every_channel_can_be_asked_alone(assistant) -> None:
    found = assistant.channels("那老旧小区呢", history=["建德2027年集体经济目标是多少"], k=3)
    assert "jiande-2023-2027-plan/3.2.2" in [clause.id for clause in found["clause"]]
    assert all(len(clauses) == 3 for clauses in found.values())


def test_without_an_index_there_is_nothing_to_open(small: Settings) -> None:
    with pytest.raises(NoIndex, match="还没有索引"):
        Assistant.open(small)


def test_an_index_of_another_encoder_is_not_opened(settings: Settings) -> None:
    other = settings.model_copy(update={"encoder": "BAAI/bge-m3"})
    with pytest.raises(NoIndex, match="BAAI/bge-m3"):
        Assistant.open(other)


def test_built_once_there_is_nothing_more_to_do(small: Settings, encoder, monkeypatch) -> None:
    version, built = build(small)
    assert built
    stamp = versions.read_stamp(small.home / "index", version)
    assert stamp["encoder"] == encoder.name
    assert stamp["counts"]["documents"] == 1

    monkeypatch.setattr(indexing, "load_encoder", pytest.fail)
    assert build(small) == (version, False)


def test_a_damaged_index_is_built_again(small: Settings, encoder) -> None:
    version, _ = build(small)
    next((small.home / "index" / version).rglob("clauses.jsonl")).write_text("")
    with pytest.raises(NoIndex):
        Assistant.open(small)
    assert build(small) == (version, True)
    assert "37" in Assistant.open(small).ask("数字渔业基地建成多少个").answer


def test_a_damaged_pointer_is_put_right(small: Settings, encoder) -> None:
    version, _ = build(small)
    (small.home / "index" / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NoIndex):
        Assistant.open(small)
    assert build(small) == (version, True)
    assert Assistant.open(small).index_version == version


def test_progress_is_shown_only_where_it_is_wanted(small: Settings, encoder, capfd) -> None:
    build(small)
    assert capfd.readouterr() == ("", "")
    add(small.corpus, "lake", "一、渔业\n新增渔船12艘。\n")
    build(small, progress=bars())
    out, err = capfd.readouterr()
    assert "编码句子" in err
    assert out == ""


def test_a_fault_in_the_corpus_leaves_the_index(small: Settings, encoder) -> None:
    version, _ = build(small)
    (small.corpus / "documents" / "pond.txt").write_text("被人改过")
    with pytest.raises(BadCorpus, match="校验和"):
        build(small)
    assert Assistant.open(small).index_version == version


def test_a_build_that_fails_leaves_the_index(small: Settings, encoder, monkeypatch) -> None:
    version, _ = build(small)
    add(small.corpus, "lake", "一、渔业\n新增渔船12艘。\n")

    def interrupt(_: Sequence[str]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(encoder, "encode", interrupt)
        with pytest.raises(KeyboardInterrupt):
            build(small)
    assert Assistant.open(small).index_version == version
    assert build(small)[1]


def test_a_changed_thesaurus_makes_a_new_version(small: Settings, encoder) -> None:
    first, _ = build(small)
    assert "数字渔业" not in json.dumps(concepts(small, "网箱"), ensure_ascii=False)
    entry = '[[entry]]\nsaid = ["网箱"]\nmeans = ["数字渔业"]\n'
    (small.corpus / "thesaurus.toml").write_text(entry, "utf-8")
    second, built = build(small)
    assert built
    assert second != first
    assert ("数字渔业",) in concepts(small, "网箱")


def concepts(settings: Settings, question: str) -> list[tuple[str, ...]]:
    query = Assistant.open(settings).ask(question).query
    return [concept.wordings for concept in query.concepts]


@pytest.mark.parametrize("blank", [None, "", "\n 　\n"])
def test_a_corpus_of_nothing_is_a_fault(small: Settings, encoder, blank: str | None) -> None:
    (small.corpus / "manifest.toml").write_text("")
    if blank is not None:
        add(small.corpus, "blank", blank)
    with pytest.raises(BadCorpus, match="没有可用的条款") as caught:
        build(small)
    assert "manifest.toml" in caught.value.hint


def test_a_document_comes_and_goes(settings, assistant, encoder, tmp_path: Path) -> None:
    question = "桐庐2027年数字渔业基地建成多少个"
    shutil.copytree(settings.home, tmp_path / "home")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    for path in (tmp_path / "corpus").rglob("*"):
        path.chmod(0o755)
    copied = Settings(home=tmp_path / "home", corpus=tmp_path / "corpus")
    manifest = copied.corpus / "manifest.toml"
    published = manifest.read_bytes()
    before = assistant.index_version
    assert build(copied) == (before, False)
    assert Assistant.open(copied).ask(question).status == "not_found"

    add(copied.corpus, "pond", POND)
    encoder.encoded.clear()
    version, built = build(copied)
    assert built
    assert version != before
    assert encoder.encoded
    assert all(text in POND or "渔业" in text for text in encoder.encoded), "the rest is known"
    grown = Assistant.open(copied)
    assert list(grown.documents) == [*assistant.documents, "pond"]
    answer = grown.ask(question)
    assert answer.status == "answered"
    assert "37个" in answer.answer
    assert [c.clause.document for c in answer.citations] == ["pond"]
    assert grown.ask(QUESTION).answer == assistant.ask(QUESTION).answer

    manifest.write_bytes(published)
    assert build(copied)[1]
    shrunk = Assistant.open(copied)
    assert list(shrunk.documents) == list(assistant.documents)
    assert shrunk.ask(question).status == "not_found"
    assert grown.ask(question).answer == answer.answer, "what is open stays open"


def test_neither_building_nor_asking_loads_torch(small: Settings) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BUILD_AND_ASK, str(small.home), str(small.corpus), *HEAVY],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    built, answer, loaded = json.loads(run.stdout)
    assert built
    assert "37个" in answer
    assert loaded == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "新建茶园每亩补助多少",
            "对新建连片20亩以上的标准茶园，每亩补助1200元，最高不超过6万元[1]",
        ),
        ("绿色食品认证奖励多少", "对获得绿色食品认证的，一次性奖励2万元[1]"),
    ],
)
def test_what_is_given_is_told_with_its_condition_and_its_limit(
    small: Settings, encoder, question: str, answer: str
) -> None:
    rule = (
        "对新建连片20亩以上的标准茶园，每亩补助1200元，最高不超过6万元。"
        "对获得绿色食品认证的，一次性奖励2万元。"
    )
    add(small.corpus, "tea", f"一、扶持对象\n从事茶叶生产的农户。\n二、扶持标准\n{rule}\n")
    build(small)
    assert Assistant.open(small).ask(question).answer == answer
