"""The independent check has to find keys that were made wrong on purpose."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluate.figure_gold import load_figures
from assistant.training.items import BLANK, FALSE, LETTERS, TRUE, Wanted
from assistant.training.making import make
from assistant.training.raw_check import Raw, raw_lines, within

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def items(real):
    return make(real, Wanted(), 150, 9).set.items


@pytest.fixture
def raw(real):
    sources = [document.source for document in real.documents.values()]
    openings = {s.sha256: [o.begins for o in sources if o.sha256 == s.sha256] for s in sources}
    lines = {
        s.id: within(raw_lines(ROOT / "corpus/documents" / s.file), s.begins, openings[s.sha256])
        for s in sources
    }
    gold = load_figures(ROOT / "eval/figures.toml").rows
    return Raw(lines, {s.id: s.title for s in sources}, {s.id: s.region for s in sources}, gold)


def test_no_key_is_wrong(items, raw):
    assert [fault for item in items for fault in raw.faults(item)] == []
    assert raw.agreed > 10


def wrong(item):
    """The item with another key."""
    if item.kind == "judge":
        return replace(item, keys=(TRUE if item.keys == (FALSE,) else FALSE,))
    if item.kind == "fill":
        return replace(item, keys=(f"{item.keys[0]}7",))
    if item.kind == "match":
        return replace(item, keys=(*item.keys[1:], item.keys[0]))
    letters = LETTERS[: len(item.options)]
    other = next(letter for letter in letters if letter not in item.keys)
    return replace(item, keys=tuple(sorted((*item.keys[1:], other))))


def test_every_wrong_key_is_found(items, raw):
    missed = [item.question for item in items if not list(raw.faults(wrong(item)))]
    assert missed == []


def test_a_second_right_option_is_found(items, raw):
    item = next(i for i in items if i.kind == "single" and BLANK in i.question)
    right = item.right[0]
    options = tuple(right if option == item.options[0] else f"{right} " for option in item.options)
    assert list(raw.faults(replace(item, options=options)))


@pytest.mark.proof
def test_five_hundred_items():
    command = [sys.executable, "-m", "assistant.training.proof", "corpus"]
    for name in ("figures", "figures-held-out", "figures-fitted-1", "figures-fitted-2"):
        command += ["--figures", f"eval/{name}.toml"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout
