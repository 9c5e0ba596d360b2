"""What this program makes of a document depends on its own code."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parent
_PARTS = ("types.py", "text", "ingest", "figures", "retrieve")  # from a file to what is searched


@cache
def program() -> str:
    """A hash of the code, and its data, that documents go through on their way to the index."""
    hashed = sha256()
    for path in sorted(path for part in _PARTS for path in _files(_PACKAGE / part)):
        hashed.update(path.relative_to(_PACKAGE).as_posix().encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _files(path: Path) -> list[Path]:
    found = path.rglob("*") if path.is_dir() else (path,)
    return [each for each in found if each.is_file() and "__pycache__" not in each.parts]
