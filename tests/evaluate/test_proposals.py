"""What people propose: in the format of the real files, whole, never twice, without secrets."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.access.redact import redact
from assistant.errors import BadCorpus, BadRequest, Conflict
from assistant.evaluate.cases import Case, Evidence, load_cases
from assistant.evaluate.proposals import Proposals, proposed_id
from assistant.evaluate.schema import KINDS
from assistant.retrieve.understand.thesaurus import read_thesaurus

ROOT = Path(__file__).resolve().parents[2]
ANSWERED = Case(
    "p-1",
    "figure",
    "建德2027年集体经济目标是多少",
    True,
    expect=(("75亿元", "75亿"), ("2027年",)),
    evidence=(Evidence("jiande", "到2027年,村集体资产达到75亿元"),),
    split="dev",
)
NOWHERE = Case("p-2", "near_miss", "建德2027年发多少养老金", False, split="dev")
PROCESS = """
import sys
from pathlib import Path
from assistant.evaluate.cases import Case
from assistant.evaluate.proposals import Proposals
for number in range(5):
    name = f"{sys.argv[2]}-{number}"
    Proposals(Path(sys.argv[1]), str).propose_case(Case(name, "near_miss", name, False))
"""


@pytest.fixture
def proposals(tmp_path: Path) -> Proposals:
    return Proposals(tmp_path / "home" / "proposals", redact)


def test_questions_come_back_as_they_were_proposed(proposals: Proposals) -> None:
    assert proposals.propose_case(ANSWERED)
    assert proposals.propose_case(NOWHERE)
    assert load_cases(proposals.questions) == (ANSWERED, NOWHERE)


def test_they_can_be_pasted_behind_the_questions_there_are(
    proposals: Proposals, tmp_path: Path
) -> None:
    proposals.propose_case(ANSWERED)
    proposals.propose_case(NOWHERE)
    there = ROOT / "eval" / "questions.toml"
    both = tmp_path / "both.toml"
    both.write_text(there.read_text("utf-8") + proposals.questions.read_text("utf-8"), "utf-8")
    assert load_cases(both) == (*load_cases(there), ANSWERED, NOWHERE)


def test_words_can_be_pasted_behind_the_thesaurus(proposals: Proposals, tmp_path: Path) -> None:
    there = ROOT / "corpus" / "thesaurus.toml"
    known = read_thesaurus(there)
    assert proposals.propose_words(["发红包", "样板村"], ["惠民补助"], known)
    both = tmp_path / "both.toml"
    both.write_text(there.read_text("utf-8") + proposals.thesaurus.read_text("utf-8"), "utf-8")
    assert read_thesaurus(both) == {
        **known,
        "发红包": ("惠民补助",),
        "样板村": (*known["样板村"], "惠民补助"),
    }


def test_never_twice_the_same(proposals: Proposals) -> None:
    assert proposals.propose_case(ANSWERED)
    assert proposals.propose_words(["发红包"], ["惠民补助"])
    held = [path.read_bytes() for path in (proposals.questions, proposals.thesaurus)]
    assert not proposals.propose_case(replace(ANSWERED, id="p-9", split="test"))
    assert not proposals.propose_words(["发红包", "发红包"], ["惠民补助"])
    assert [path.read_bytes() for path in (proposals.questions, proposals.thesaurus)] == held
    assert not proposals.propose_case(NOWHERE, known=[replace(NOWHERE, id="x-1")])
    assert not proposals.propose_words(["甲"], ["乙"], {"甲": ("乙", "丙")})


def test_another_answer_to_the_same_question_is_refused(proposals: Proposals) -> None:
    proposals.propose_case(ANSWERED)
    with pytest.raises(Conflict, match="p-1"):
        proposals.propose_case(replace(NOWHERE, question=ANSWERED.question))
    assert load_cases(proposals.questions) == (ANSWERED,)


def test_a_question_of_a_dialogue_is_another_one(proposals: Proposals) -> None:
    earlier = replace(ANSWERED, id="x", history=("杭州呢",))
    assert proposals.propose_case(ANSWERED, known=[earlier])


def test_secrets_stay_out(proposals: Proposals) -> None:
    secret = "sk-abcdefgh12345678"
    proposals.propose_case(replace(NOWHERE, question=f"{secret} 是谁的"))
    proposals.propose_words([f"{secret}词"], [f"公文 {secret}"])
    for path in proposals.folder.glob("*.toml"):
        assert secret not in path.read_text("utf-8")
        assert "sk-[密钥]" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "case",
    [
        replace(ANSWERED, evidence=()),
        replace(ANSWERED, expect=()),
        replace(NOWHERE, question=" "),
        replace(NOWHERE, kind="unknown"),
        replace(NOWHERE, expect=(("75",),)),
    ],
)
def test_what_is_not_a_question_is_not_written(proposals: Proposals, case: Case) -> None:
    with pytest.raises(BadRequest):
        proposals.propose_case(case)
    assert not proposals.questions.exists()


@pytest.mark.parametrize(("said", "means"), [([], ["甲"]), (["甲"], [" "]), (["长" * 41], ["甲"])])
def test_what_are_no_words(proposals: Proposals, said: list[str], means: list[str]) -> None:
    with pytest.raises(BadRequest):
        proposals.propose_words(said, means)
    assert not proposals.thesaurus.exists()


def test_what_people_wrote_beside_stays(proposals: Proposals) -> None:
    proposals.propose_case(ANSWERED)
    written = proposals.questions.read_text("utf-8") + "\n# 张三：这题不要\n"
    proposals.questions.write_text(written, "utf-8")
    proposals.propose_case(NOWHERE)
    assert proposals.questions.read_text("utf-8").startswith(written)
    assert load_cases(proposals.questions) == (ANSWERED, NOWHERE)


def test_a_file_that_was_emptied_takes_new_ones(proposals: Proposals) -> None:
    proposals.folder.mkdir(parents=True)
    for path in (proposals.questions, proposals.thesaurus):
        path.write_text("# 都抄走了\n", "utf-8")
    assert proposals.propose_case(NOWHERE)
    assert proposals.propose_words(["甲"], ["乙"])
    assert load_cases(proposals.questions) == (NOWHERE,)
    assert proposals.thesaurus.read_text("utf-8").startswith("# 都抄走了\n")


@pytest.mark.parametrize("name", ["questions.toml", "thesaurus.toml"])
def test_a_file_that_someone_spoilt_is_left_as_it_is(proposals: Proposals, name: str) -> None:
    proposals.folder.mkdir(parents=True)
    path = proposals.folder / name
    path.write_text("[[case\n", "utf-8")
    add: Callable[[], object] = {
        "questions.toml": lambda: proposals.propose_case(NOWHERE),
        "thesaurus.toml": lambda: proposals.propose_words(["甲"], ["乙"]),
    }[name]
    with pytest.raises((BadRequest, BadCorpus)):
        add()
    assert path.read_text("utf-8") == "[[case\n"


def test_several_processes_lose_nothing(proposals: Proposals) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", PROCESS, proposals.folder, name], cwd=ROOT)
        for name in "ab"
    ]
    assert [process.wait() for process in started] == [0, 0]
    names = {case.id for case in load_cases(proposals.questions)}
    assert names == {f"{name}-{number}" for name in "ab" for number in range(5)}


TEXT = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@settings(deadline=None, max_examples=60)
@given(
    question=TEXT,
    history=st.lists(TEXT, max_size=2),
    expect=st.lists(st.lists(TEXT, min_size=1, max_size=2), min_size=1, max_size=2),
    forbid=st.lists(TEXT, max_size=2),
    quote=TEXT,
    kind=st.sampled_from(sorted(KINDS)),
)
def test_any_text_is_read_back(  # noqa: PLR0917
    tmp_path_factory: pytest.TempPathFactory,
    question: str,
    history: list[str],
    expect: list[list[str]],
    forbid: list[str],
    quote: str,
    kind: str,
) -> None:
    case = Case(
        proposed_id(question),
        kind,
        question,
        True,
        history=tuple(history),
        expect=tuple(map(tuple, expect)),
        forbid=tuple(forbid),
        evidence=(Evidence("某文件", quote),),
    )
    proposals = Proposals(tmp_path_factory.mktemp("proposals"), str)
    assert proposals.propose_case(case)
    assert load_cases(proposals.questions) == (case,)
    assert tomllib.loads(proposals.questions.read_text("utf-8"))["case"][0]["question"] == question


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("一二三")), max_size=8))
def test_a_word_means_all_that_was_proposed_for_it(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    proposals = Proposals(tmp_path_factory.mktemp("proposals"), str)
    wanted: dict[str, tuple[str, ...]] = {}
    for said, means in pairs:
        proposals.propose_words([said], [means])
        wanted[said] = tuple(dict.fromkeys((*wanted.get(said, ()), means)))
    assert read_thesaurus(proposals.thesaurus) == wanted
