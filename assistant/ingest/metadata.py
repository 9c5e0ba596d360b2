"""What a clause says of itself: the departments responsible and the years it names."""

from __future__ import annotations

import re

_CLOSING_BRACKETS = re.compile(
    r"[（(](?P<inside>(?:[^（）()\n]|[（(][^（）()\n]*[）)])+)[）)][。．.]?\s*$"
)
_ANNOUNCED = re.compile(
    r"(?:责任|牵头|配合|主办|协办)(?:单位|部门)\s*[:：]\s*"
    r"(?P<inside>(?:[^。；;\n（）()]|[（(][^（）()\n]*[）)])+)"
)
_OPENING_LABEL = re.compile(rf"[（(]?[^\d，。、：:.（()）]{{0,4}}{_ANNOUNCED.pattern}")
_BODY = re.compile(
    r"(?:局|办|办公室|委|委员会|部|厅|院|中心|公司|集团|街道|乡|镇|政府|开发区|园区|银行|联合会|联社|"
    r"总社|协会|法院|检察院|处|管委会|指挥部|支队|大队|学校|大学|工会|团|妇联|科协|残联|单位|部门)"
    r"(?:[（(][^（）()]*[）)])?$"
)
_REMARK = re.compile(r"以下|简称|[包不]含|含(?!山)|包括|除|如(?![皋东])|例如|详?见|附[件表]")
_KINDS = re.compile(r"[乡镇处委部局厅院办]|乡镇|街道|学校|大学|单位|部门|公司|集团|银行|中心|园区")
_NAME = re.compile(r"(?:[^、,，;；（(]|[（(][^（）()]*[）)])+")


def departments(text: str) -> tuple[str, ...]:
    """Departments as written: in brackets at the end of a clause or after “责任单位：”."""
    found: list[str] = []
    for match in _ANNOUNCED.finditer(text):
        found += _names(match["inside"])
    if span := departments_span(text):
        found += _names(text[span[0] + 1 : span[1] - 1])
    return tuple(dict.fromkeys(found))


def departments_span(text: str) -> tuple[int, int] | None:
    """Where the closing brackets that list departments stand, brackets included."""
    match = _CLOSING_BRACKETS.search(text)
    if not match:
        return None
    names = _names(match["inside"])
    if not all(_BODY.search(name) and not _REMARK.match(name) for name in names):
        return None
    if all(_KINDS.fullmatch(name) for name in names):  # 各镇（街道）
        return None
    return match.start("inside") - 1, match.end("inside") + 1


def only_departments(line: str) -> bool:
    """Whether a line says nothing but who is responsible for what stands before it."""
    line = line.strip()
    span = departments_span(line)
    return bool(_OPENING_LABEL.match(line)) or (span is not None and span[0] == 0)


def _names(written: str) -> list[str]:
    """“责任单位：甲局、乙局（丙办）” → [甲局, 乙局（丙办）]."""
    names = (_OPENING_LABEL.sub(r"\g<inside>", name) for name in _NAME.findall(written))
    return [name.strip() for name in names if name.strip()]
