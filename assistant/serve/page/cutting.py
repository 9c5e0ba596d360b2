"""Cuts the fonts that the page brings for a machine without a Chinese one: run when the font
they are cut from changes, as ``python -m assistant.serve.page.cutting``.

Needs fonttools and pylopdf-fonts-zh-cn (Noto Sans SC, under the SIL Open Font License).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from assistant.resources import PACKAGE

FOLDER = PACKAGE / "serve/page/assets"
_KEPT = [0, 5, 13, 14]  # of the names of a font: whose it is, its version, its licence
_FAMILY = "Youju Sans"


def characters() -> Mapping[str, str]:
    """File → its characters: those of daily use with the signs, then the rest of GB 2312."""
    latin = "".join(map(chr, range(0x20, 0x7F))) + "·×÷±°²³½–—‘’“”…‰→›"
    return {
        "sans-1.woff2": latin + _rows(0xA1, 0xA9) + _rows(0xB0, 0xD7),
        "sans-2.woff2": _rows(0xD8, 0xF7),
    }


def _rows(first: int, last: int) -> str:
    """Rows of GB 2312."""
    return "".join(
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(first, last + 1)
        for cell in range(0xA1, 0xFF)
    )


def _cut(characters: str, path: Path) -> None:
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415

    source = files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf")
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["ccmp", "locl"])
    options.name_IDs = _KEPT
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    for name in (1, 4, 6):
        font["name"].setName(_FAMILY.replace(" ", "" if name == 6 else " "), name, 3, 1, 0x409)
    subset.save_font(font, str(path), options)


def main() -> None:
    """Writes the fonts into the assets."""
    for name, wanted in characters().items():
        _cut(wanted, FOLDER / name)
        sys.stdout.write(f"{name} {(FOLDER / name).stat().st_size}\n")


if __name__ == "__main__":
    main()
