"""What is shown of a matching item: which pairs went wrong, and the clause of each."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import escape

from assistant.serve.training import phones_view, results_page, screen
from assistant.serve.training.live_place import Place
from assistant.training.database import TrainingDatabase
from assistant.training.items import Wanted
from assistant.training.live.room import Room
from assistant.training.live.rooms import Rooms
from assistant.training.live.snapshot import Question, snapshot
from assistant.training.making import make
from assistant.training.material import Material
from assistant.training.pairs import GAP, pairs_of

TERMS = {"title": "一场", "pace": "trainer", "order": "made", "seconds": 20}
PLACE = Place("http://10.0.0.9:8000")
Answered = Callable[[Callable[[Room], None]], None]


@pytest.fixture(scope="module")
def question(invented: Material) -> Question:
    return snapshot(make(invented, Wanted(kinds=("match",)), 1, 3).set.items, invented)[0]


@pytest.fixture
def answered(question: Question, tmp_path: Path) -> Answered:
    """Looks at a room in which one person got all pairs right, one swapped two, one did nothing,
    at each step after the bell."""
    keys = "".join(question.item.keys)
    return held(question, tmp_path, (keys, keys[1] + keys[0] + keys[2:]))


@pytest.fixture
def partly(question: Question, tmp_path: Path) -> Answered:
    """The same, where one had chosen only the first pair, rightly, and two did nothing."""
    keys = "".join(question.item.keys)
    return held(question, tmp_path, (keys[0] + GAP * (len(keys) - 1),))


def held(question: Question, folder: Path, given: tuple[str, ...]) -> Answered:

    async def going(look: Callable[[Room], None]) -> None:
        with TrainingDatabase(folder) as database:
            async with Rooms(database) as rooms:
                room = await rooms.open([question], TERMS, "x")
                people = [(await rooms.join(room, name))[0] for name in ("王芳", "李强", "陈静")]
                await rooms.onward(room)
                for player, letters in zip(people, given, strict=False):
                    await rooms.answer(room, player, 0, letters, time.time())
                while room.session.phase != "counted":
                    await rooms.onward(room)
                look(room)
                await rooms.onward(room)
                look(room)

    return lambda look: asyncio.run(going(look))


def unfolded(page: str) -> list[str]:
    """The words marked in clauses that stand open."""
    return re.findall("<mark>(.*?)</mark>", re.sub("<details.*?</details>", "", page, flags=re.S))


def quotes(question: Question, *at: int) -> list[str]:
    grounds = [pairs_of(question.item)[n].ground for n in at]
    found = [question.passages[n] for n in grounds]
    return [str(escape(p.text[p.start : p.end])) for p in found]


def test_a_phone_shows_each_pair_that_was_missed_with_its_clause(question, answered) -> None:
    pairs = pairs_of(question.item)

    def look(room: Room) -> None:
        if room.session.phase != "shown":
            return
        right, swapped, none = (
            str(phones_view.drawn(room, player, None)[0]) for player in room.players.values()
        )
        assert 'class="bad"' not in right and "全部连对了" in right
        assert swapped.count('class="bad"') == 2
        assert swapped.count('class="good"') == len(pairs) - 2
        assert f"您连的是：{pairs[1].right}" in swapped
        assert unfolded(swapped) == quotes(question, 0, 1)
        assert 'class="mark"' not in none and 'class="bad"' not in none
        assert all(str(escape(f"{pair.left} — {pair.right}")) in none for pair in pairs)
        assert unfolded(none) == quotes(question, *range(len(pairs)))

    answered(look)


def test_what_was_chosen_at_the_bell_counts_pair_by_pair(question, partly) -> None:
    pairs = pairs_of(question.item)

    def look(room: Room) -> None:
        phone = str(phones_view.drawn(room, next(iter(room.players.values())), None)[0])
        if room.session.phase == "counted":
            assert f"{pairs[0].left} — {pairs[0].right}；{pairs[1].left} — 没有连" in phone
            return
        assert "没有全部连对" in phone
        assert phone.count('class="good"') == 1
        assert phone.count("您没有连") == phone.count('class="bad"') == len(pairs) - 1
        assert unfolded(phone) == quotes(question, *range(1, len(pairs)))
        tally = room.tally(0)
        assert (tally.answered, tally.right) == (1, 0)
        assert [each.right for each in tally.pairs] == [1] + [0] * (len(pairs) - 1)
        assert not any(each.instead for each in tally.pairs)
        assert "错连" not in str(screen.drawn(room, PLACE, None))
        results = str(results_page.drawn(room.results()))
        assert f"{pairs[1].left} — 没有连" in results

    partly(look)


def test_a_phone_is_told_what_the_bell_does_to_pairs(question, tmp_path: Path) -> None:
    async def asked() -> str:
        with TrainingDatabase(tmp_path) as database:
            async with Rooms(database) as rooms:
                room = await rooms.open([question], TERMS, "x")
                player = (await rooms.join(room, "王芳"))[0]
                await rooms.onward(room)
                return str(phones_view.drawn(room, player, None)[0])

    assert "时间到时，选好的自动交上，没有选的算错" in asyncio.run(asked())


def test_the_screen_and_the_results_show_them_too(question, answered) -> None:
    pairs = pairs_of(question.item)
    seen: list[str] = []

    def look(room: Room) -> None:
        page = str(screen.drawn(room, PLACE, None))
        results = str(results_page.drawn(room.results()))
        seen.append(room.session.phase)
        if room.session.phase == "counted":  # the key is not out yet
            assert not any(f"— {pair.right}" in page for pair in pairs)
            assert "连对的" in page
            return
        assert unfolded(page) == quotes(question, *range(len(pairs)))
        assert f"错连“{pairs[1].right}”的最多，1 人" in page
        assert "3 人中 2 人答了，答对 1 人" in page
        assert f"错连“{pairs[0].right}”的最多，1 人" in results

    answered(look)
    assert seen == ["counted", "shown"]
