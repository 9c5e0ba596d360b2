"""What people propose to add to the evaluation and to the thesaurus.

Proposals are kept in files of the same format as ``eval/questions.toml`` and
``corpus/thesaurus.toml``, so that whoever agrees copies them over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.errors import BadRequest, Conflict
from assistant.evaluate.cases import Case, load_cases
from assistant.evaluate.schema import row_faults
from assistant.evaluate.toml_tables import read_toml
from assistant.retrieve.understand.thesaurus import Thesaurus, read_thesaurus, said_in
from assistant.text.tokens import normalise

_HEADS = {
    "questions.toml": "# 提议增加的评测题。核对无误后，抄进 eval/questions.toml。",
    "thesaurus.toml": "# 提议增加的同义词。核对无误后，抄进 corpus/thesaurus.toml，重建索引。",
}
_CASE_KEYS = (
    *("id", "kind", "split", "question", "history"),
    *("answerable", "expect", "forbid", "evidence"),
)
_ALWAYS = frozenset(("id", "kind", "split", "question", "answerable", "expect", "evidence"))


@dataclass(frozen=True, slots=True)
class Proposals:
    """The files of a folder, which is made where it is not there. From any thread or process.

    ``mask`` takes secrets out of all that is written.
    """

    folder: Path
    mask: Callable[[str], str]

    @property
    def questions(self) -> Path:
        """The file of the proposed questions."""
        return self.folder / "questions.toml"

    @property
    def thesaurus(self) -> Path:
        """The file of the proposed words."""
        return self.folder / "thesaurus.toml"

    def propose_case(self, case: Case, known: Iterable[Case] = ()) -> bool:
        """Adds a question; whether it was not there yet.

        ``known`` are the questions of the evaluation. Raises BadRequest, also where someone
        wrote something into the file that cannot be read, and Conflict where the question is
        there with another answer.
        """
        row = _masked(_row(case), self.mask)
        if faults := list(row_faults(row)):
            raise BadRequest("；".join(faults) + "。", "请补全后再加入。")
        with self._locked():
            for other in (*_cases_of(self.questions), *known):
                if other.question == row["question"] and not other.history:
                    return _again(other, row, self.questions)
            self._append(self.questions, _table("case", row), load_cases)
        return True

    def propose_words(
        self, said: Sequence[str], means: Sequence[str], known: Thesaurus | None = None
    ) -> bool:
        """Adds official wordings for spoken words; whether there was anything to add.

        A later entry of a word takes the place of an earlier one, so what the word means
        already, here or in ``known``, is written with it. Raises BadRequest and BadCorpus.
        """
        spoken = _listed(said, self.mask)
        official = _listed(means, self.mask)
        if not spoken or not official:
            raise BadRequest("口语和公文用语都要填。", "几个词之间用顿号或逗号隔开。")
        for word in map(normalise, spoken):
            if not said_in(word, {word: ()}):
                raise BadRequest(f"“{word:.60}”在问句里找不出来。", "请写短一些的词。")
        with self._locked():
            there = {**(known or {}), **read_thesaurus(self.thesaurus)}
            entries = _entries(spoken, official, there)
            if entries:
                text = "\n".join(_table("entry", entry) for entry in entries)
                self._append(self.thesaurus, text, read_thesaurus)
        return bool(entries)

    def _locked(self) -> FileLock:
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / ".lock")

    def _append(self, path: Path, text: str, read: Callable[[Path], object]) -> None:
        """The file with ``text`` behind, whole or as it was; checked by its reader."""
        before = path.read_text("utf-8-sig") if path.exists() else _HEADS[path.name] + "\n"
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{before.rstrip()}\n\n{text}")
            stream.flush()
            os.fsync(stream.fileno())
        read(part)
        part.replace(path)


def proposed_id(question: str) -> str:
    """The id of a proposed question."""
    return f"p-{sha256(question.encode()).hexdigest()[:8]}"


def _cases_of(path: Path) -> Sequence[Case]:
    """The questions of a file; none where it is not there, or somebody has taken all out."""
    there = path.exists() and read_toml(path, "提议文件", "")
    return load_cases(path) if there else ()


def _again(other: Case, row: Mapping[str, Any], path: Path) -> bool:
    """False: the same is there already. Raises Conflict where it is not the same."""
    if _row(other) | {"id": "", "split": ""} == {**row, "id": "", "split": ""}:
        return False
    raise Conflict(
        f"这个问题已经在评测题或提议里（{other.id}），答案不同。",
        f"要改的话，请改那一题；提议在 {path}。",
    )


def _entries(
    spoken: Iterable[str], official: Sequence[str], there: Thesaurus
) -> list[dict[str, list[str]]]:
    """An entry for all new words together, and one for each word that means something already."""
    fresh, entries = [], []
    for word in spoken:
        means = there.get(normalise(word), ())
        more = [wording for wording in official if wording not in means]
        if not means:
            fresh.append(word)
        elif more:
            entries.append({"said": [word], "means": [*means, *more]})
    return ([{"said": fresh, "means": [*official]}] if fresh else []) + entries


def _row(case: Case) -> dict[str, Any]:
    """A case as a table; what is empty and may be missing is left out."""
    evidence = [{"document": item.document, "quote": item.quote} for item in case.evidence]
    expect = [list(group) for group in case.expect]
    given = {key: getattr(case, key) for key in _CASE_KEYS}
    given |= {"history": [*case.history], "forbid": [*case.forbid]}
    given |= {"expect": expect, "evidence": evidence}
    return {key: value for key, value in given.items() if value or key in _ALWAYS}


def _masked(value: Any, mask: Callable[[str], str]) -> Any:  # noqa: ANN401 - of TOML
    """Without secrets, and without halves of characters, which no file can hold."""
    if isinstance(value, str):
        return mask(value.encode("utf-8", "replace").decode())
    if isinstance(value, list):
        return [_masked(item, mask) for item in value]
    if isinstance(value, dict):
        return {key: _masked(item, mask) for key, item in value.items()}
    return value


def _listed(words: Iterable[str], mask: Callable[[str], str]) -> list[str]:
    found = (_masked(word.strip(), mask) for word in words)
    return list(dict.fromkeys(filter(None, found)))


def _table(name: str, row: Mapping[str, Any]) -> str:
    lines = (f"{key} = {_written(value)}" for key, value in row.items())
    return "\n".join((f"[[{name}]]", *lines)) + "\n"


def _written(value: Any) -> str:  # noqa: ANN401 - of TOML
    """A value in TOML, whose strings are those of JSON but for one sign."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_written(item)}' for key, item in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
