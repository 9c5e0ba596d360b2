"""Public sets that a user may hold; none of them comes with this software."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from assistant.evaluate.public import cmrc2018, legal_dc, rgb
from assistant.evaluate.public.collection import Collection

READERS: Mapping[str, Callable[[Path], Collection]] = {
    "cmrc2018": cmrc2018.read,
    "rgb": rgb.read,
    "rgb-reject": partial(rgb.read, reject=True),
    "legal-dc": legal_dc.read,
}


def read_public(layout: str, path: Path) -> Collection:
    """Texts and cases of a file in one of the layouts of ``READERS``. Raises BadRequest."""
    return READERS[layout](path)
