"""Places and documents as people name them → those of the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.types import Document

_UNITS = "省市州盟县区旗"
_UNNAMED = rf"(?:[某×X][{_UNITS}])?"


def known_regions(
    names: Iterable[str] | None, documents: Mapping[str, Document]
) -> tuple[str, ...] | None:
    """Regions of the documents whose last unit is one of ``names``; 建德 is 浙江省杭州市建德市.

    A name that fits several regions stands for all of them. Raises BadRequest.
    """
    if names is None:
        return None
    regions = tuple(dict.fromkeys(d.source.region for d in documents.values() if d.source.region))
    return tuple(dict.fromkeys(r for name in names for r in _regions_of(name.strip(), regions)))


def known_documents(
    ids: Iterable[str] | None, documents: Mapping[str, Document]
) -> tuple[str, ...] | None:
    """The ids, checked. Raises BadRequest naming those that there are."""
    return None if ids is None else tuple(known_document(i, documents).source.id for i in ids)


def known_document(name: str, documents: Mapping[str, Document]) -> Document:
    """The document with this id. Raises BadRequest naming those that there are."""
    if name not in documents:
        raise BadRequest(f"没有 {name!r} 这份文件。", f"可用的是 {'、'.join(documents)}。")
    return documents[name]


def _regions_of(name: str, regions: tuple[str, ...]) -> list[str]:
    if name in regions:
        return [name]
    whole = rf"(?:^|(?<=[{_UNITS}])){re.escape(name)}(?:自治)?[{_UNITS}]?{_UNNAMED}$"
    found = [region for region in regions if name and re.search(whole, region)]
    if not found:
        raise BadRequest(f"资料里没有 {name!r} 这个地区。", f"可用的是 {'、'.join(regions)}。")
    return found
