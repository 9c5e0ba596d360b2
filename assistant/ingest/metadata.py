"""What a clause says of itself: the departments responsible and the years it names."""

from __future__ import annotations

import re

_CLOSING_BRACKETS = re.compile(
    r"[（(](?P<inside>(?:[^（）()\n]|[（(][^（）()\n]*[）)])+)[）)][。．.]?\s*$"
)
_ANNOUNCED = re.compile(
    r"(?:责任|牵头|配合|主办|协办)(?:单位|部门)\s*[:：]\s*(?P<inside>[^。；;\n）)]+)"
)
_BODY = re.compile(
    r"(?:局|办|办公室|委|委员会|部|厅|院|中心|公司|集团|街道|乡|镇|政府|开发区|园区|银行|联合会|联社|"
    r"总社|协会|法院|检察院|处|管委会|指挥部|支队|大队|学校|大学|工会|团|妇联|科协|残联|单位|部门)$"
)
_SEPARATOR = re.compile(r"[、,，;；]\s*")


def departments(text: str) -> tuple[str, ...]:
    """Departments as written: in brackets at the end of a clause or after “责任单位：”."""
    found: list[str] = []
    for match in _ANNOUNCED.finditer(text):
        found += _SEPARATOR.split(match["inside"].strip())
    if span := departments_span(text):
        found += _SEPARATOR.split(text[span[0] + 1 : span[1] - 1])
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))


def departments_span(text: str) -> tuple[int, int] | None:
    """Where the closing brackets that list departments stand, brackets included."""
    match = _CLOSING_BRACKETS.search(text)
    if not match:
        return None
    names = [name.strip() for name in _SEPARATOR.split(match["inside"])]
    if not all(name and _BODY.search(name) for name in names):
        return None
    return match.start("inside") - 1, match.end("inside") + 1
