"""Files that were uploaded and never read."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

from assistant.serve.page.leftovers import clear, cleared


def file(folder: Path, name: str, age: float = 0.0) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_only_what_has_waited_too_long_goes(tmp_path: Path) -> None:
    old, new = file(tmp_path, "a/b/old.txt", 100), file(tmp_path, "c/new.txt")
    clear(tmp_path, 50)
    assert not old.exists()
    assert not (tmp_path / "a").exists()
    assert new.exists()


def test_nothing_outside_goes(tmp_path: Path) -> None:
    outside = file(tmp_path, "outside/kept.txt", 100)
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads/link").symlink_to(outside.parent)
    clear(tmp_path / "uploads", 0)
    assert outside.exists()
    assert list((tmp_path / "uploads").iterdir()) == []
    clear(tmp_path / "nowhere", 0)


def test_it_is_emptied_at_the_start_and_after_a_while(tmp_path: Path) -> None:
    before = file(tmp_path, "a/before.txt")

    async def living() -> None:
        async with cleared(tmp_path, kept=10, every=0.05):
            assert not before.exists()
            old, new = file(tmp_path, "b/old.txt", 100), file(tmp_path, "b/new.txt")
            for _ in range(100):
                await asyncio.sleep(0.02)
                if not old.exists():
                    break
            assert not old.exists()
            assert new.exists()

    asyncio.run(living())
