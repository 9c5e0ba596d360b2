"""Files that were uploaded and never read, as a visitor closed the page: they do not stay."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from anyio.to_thread import run_sync

KEPT = 3600.0  # seconds that a file may wait to be read
_EVERY = 600.0  # seconds between two looks


@asynccontextmanager
async def cleared(
    folder: Path, *, kept: float = KEPT, every: float = _EVERY
) -> AsyncIterator[None]:
    """Empties the folder, and from then on takes away what has lain there too long."""
    await run_sync(clear, folder, 0.0)
    looking = asyncio.create_task(_looking(folder, kept, every))
    try:
        yield
    finally:
        looking.cancel()


def clear(folder: Path, kept: float) -> None:
    """Takes away what was last written longer ago than so many seconds."""
    until = time.time() - kept
    deepest_first = sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True)
    for path in deepest_first:
        # It may be read at this moment, and folders may hold what is still waiting.
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            elif path.lstat().st_mtime <= until:
                path.unlink()


async def _looking(folder: Path, kept: float, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        await run_sync(clear, folder, kept)
