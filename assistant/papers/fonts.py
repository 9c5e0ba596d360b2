"""The two faces of a paper, 宋 and 黑: which characters they have, and cuts of them to embed."""

from __future__ import annotations

import atexit
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Face = Literal["serif", "sans"]
FACES: tuple[Face, ...] = ("serif", "sans")
_FILES: Mapping[Face, str] = {"serif": "NotoSerifSC-Regular.otf", "sans": "NotoSansSC-Regular.otf"}
_KEPT = (0, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14)  # names: whose it is, its version, its licence
_FINE = 1.0  # units of an em that a curve may be off by
_TAG = 6  # characters that tell one cut from another
_GLYPHS = 8192  # that are kept drawn
_READING = Lock()  # a font reads its file as it is asked for tables and glyphs


@dataclass(frozen=True, slots=True)
class Cut:
    """A font of a few characters, with the name that programs find it by."""

    family: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Opened:
    font: Any
    characters: Mapping[int, str]  # code → glyph
    glyphs: Any


def folder() -> Path:
    """Where the files of the faces lie."""
    return Path(str(files("pylopdf_fonts_zh_cn")))


def has(character: str) -> bool:
    """Whether both faces have a glyph for it."""
    code = ord(character)
    return all(code in _opened(face).characters for face in FACES)


def cut(face: Face, characters: Iterable[str]) -> Cut:
    """A TrueType font of these characters and no others but the blank; the same characters give
    the same bytes. Its name is its own, as a program that has two papers open would take the
    cut of one for the other's."""
    with _READING:
        return _cut(face, _opened(face), characters)


def _cut(face: Face, opened: _Opened, characters: Iterable[str]) -> Cut:
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # noqa: PLC0415

    codes = sorted({ord(each) for each in characters} & opened.characters.keys() | {ord(" ")})
    names = [".notdef", *dict.fromkeys(opened.characters[code] for code in codes)]
    drawn = {name: _drawn(face, name) for name in names}
    builder = FontBuilder(opened.font["head"].unitsPerEm, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: opened.characters[code] for code in codes})
    builder.setupGlyf({name: glyph for name, (glyph, _) in drawn.items()})
    sides = {name: (width, getattr(glyph, "xMin", 0)) for name, (glyph, width) in drawn.items()}
    builder.setupHorizontalMetrics(sides)
    tag = sha256("".join(map(chr, codes)).encode()).hexdigest()[:_TAG].upper()
    family = f"Youju {face.title()} {tag}"
    _take_over(builder, opened.font, family)
    file = io.BytesIO()
    builder.font.save(file)
    return Cut(family, file.getvalue())


def _take_over(builder: Any, source: Any, family: str) -> None:  # noqa: ANN401 - no types
    """Heights, marks of its scripts, names and dates, as the whole font has them."""
    heights, marks = source["hhea"], source["OS/2"]
    builder.setupHorizontalHeader(ascent=heights.ascent, descent=heights.descent)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    names = builder.font["name"]
    names.setName(family, 4, 3, 1, 0x409)
    names.setName(f"{family.replace(' ', '')}-Regular", 6, 3, 1, 0x409)
    for number in _KEPT:
        if told := source["name"].getDebugName(number):
            names.setName(told, number, 3, 1, 0x409)
    builder.setupOS2()
    kept = {name: value for name, value in vars(marks).items() if name != "tableTag"}
    vars(builder.font["OS/2"]).update(kept)
    builder.setupPost(keepGlyphNames=False)
    for name in ("created", "modified"):
        setattr(builder.font["head"], name, getattr(source["head"], name))


@cache
def _opened(face: Face) -> _Opened:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    font = TTFont(folder() / _FILES[face], lazy=True)
    atexit.register(font.close)
    return _Opened(font, font.getBestCmap(), font.getGlyphSet())


@lru_cache(maxsize=_GLYPHS)
def _drawn(face: Face, name: str) -> tuple[Any, int]:
    """A glyph in TrueType's curves, and its width."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # noqa: PLC0415

    opened = _opened(face)
    pen = TTGlyphPen(None)
    opened.glyphs[name].draw(Cu2QuPen(pen, _FINE, reverse_direction=True))
    return pen.glyph(), opened.font["hmtx"][name][0]
