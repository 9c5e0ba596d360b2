"""What a clause says of itself: who is responsible in which role, and the years it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.text import dates
from assistant.types import Responsibility

_ROLE = r"(?:责任|牵头|配合|主办|协办|承办|参与|参加|主管|协同|实施|落实|负责)"
_LABEL = (
    rf"(?P<role>[^\d\s，。、；：:.（()）*]{{0,4}}{_ROLE}(?:单位|部门|科室|处室)|牵头|配合|主办|协办|承办)"
    r"(?:[*_\s]*[:：][*_]*\s*)"
)
_NESTED = r"[（(][^（）()\n]*[）)]"
_ANNOUNCED = re.compile(
    rf"{_LABEL}(?P<inside>(?:(?!\s+[^\s、，。：:]{{2,8}}[:：])[^。；;\n（）()]|{_NESTED})+)"
)
_OPENING_LABEL = re.compile(rf"[（(*_]*{_LABEL}")
_ANNOUNCES = ("单位", "部门", "牵头", "配合", "主办", "协办", "承办", "科室", "处室")
_LEADS = (
    r"牵头(?:负责|落实|实施|组织)?|"
    r"(?:负责|配合|主办|协办|承办|参与|参加|协同|协助|落实|实施)(?:落实|实施)?"
)
_SAID_OF = re.compile(
    rf"(?:按照?(?:各自)?(?:职责|职能)(?:分工)?)?(?:分别|共同|具体)?(?P<role>{_LEADS})$"
)
_ROLE_BEHIND = re.compile(rf"[（(](?P<role>{_LEADS})(?:单位|部门)?[）)]$")
_AND_OTHERS = re.compile(r"等(?P<others>(?:有关|相关|各有关)(?:部门|单位|方面)|(?:部门|单位)?)$")
_BODY = re.compile(
    r"(?:局|办|办公室|委|委员会|部|厅|院|中心|公司|集团|街道|乡|镇|政府|开发区|园区|银行|联合会|联社|"
    r"总社|协会|法院|检察院|处|管委会|指挥部|支队|大队|学校|大学|工会|团|妇联|科协|残联|单位|部门|"
    r"合作社|供销社|工商联|文联|侨联|商会|学会|基金会|督查室|研究室|(?:服务|工作|管理|推广|防疫)站|"
    r"(?:派出|司法|税务|供电|研究)所|领导小组|专班)"
    rf"(?:{_NESTED})?$"
)
_REMARK = re.compile(r"以下|简称|[包不]含|含(?!山)|包括|除|如(?![皋东])|例如|详?见|附[件表]")
_KINDS = re.compile(r"[乡镇处委部局厅院办]|乡镇|街道|学校|大学|单位|部门|公司|集团|银行|中心|园区")
_NAME = re.compile(rf"(?:[^、,，;；（()）]|{_NESTED})+|[,，;；]")
_TOGETHER = re.compile(r"会同|(?<=[局委办厅部])[和与及](?=[^、，]{2,20}(?:局|委|办|厅|部)$)")
_MAY_NAME_YEARS = re.compile(r"20\d\d|19\d\d|２０|１９|二[〇○零]|一九")
_PAUSES = ("，", ",", "；", ";")
_END = "。．. \t\u3000\n*_"


def years(text: str) -> tuple[int, ...]:
    """Years written in ``text``, ascending."""
    return dates.years(text) if _MAY_NAME_YEARS.search(text) else ()


def responsibilities(text: str) -> tuple[Responsibility, ...]:
    """Who is responsible for a clause, in order and with the role as written: after
    “牵头单位：”, or in brackets at its end, there perhaps with a verb (甲局牵头，乙局配合).
    """
    found: list[Responsibility] = []
    if ("：" in text or ":" in text) and any(word in text for word in _ANNOUNCES):
        for match in _ANNOUNCED.finditer(text):
            found += _read(match["inside"], match["role"])
    if span := departments_span(text):
        found += _read(text[span[0] + 1 : span[1] - 1])
    return tuple(dict.fromkeys(found))


def departments(text: str) -> tuple[str, ...]:
    """Departments as written, whatever their roles."""
    return tuple(dict.fromkeys(each.department for each in responsibilities(text)))


def departments_span(text: str) -> tuple[int, int] | None:
    """Where the closing brackets that list departments stand, brackets included."""
    span = _closing_brackets(text)
    if span is None:
        return None
    names = [each.department for each in _read(text[span[0] + 1 : span[1] - 1])]
    if not names or not all(_BODY.search(name) and not _REMARK.match(name) for name in names):
        return None
    if all(_KINDS.fullmatch(name) for name in names):  # 各镇（街道）
        return None
    return span


def _closing_brackets(text: str) -> tuple[int, int] | None:
    """The last brackets of a text with nothing but a full stop behind; one pair inside them
    at a time, all on one line."""
    end = len(text.rstrip(_END))
    if not end or text[end - 1] not in "）)":
        return None
    depth = 0
    for index in range(end - 1, max(text.rfind("\n", 0, end), -1), -1):
        depth += (text[index] in "）)") - (text[index] in "（(")
        if depth == 0:
            return (index, end) if end - index > 2 else None
        if depth > 2:
            return None
    return None


def only_departments(line: str) -> bool:
    """Whether a line says nothing but who is responsible for what stands before it."""
    line = line.strip()
    if _OPENING_LABEL.match(line):
        return True
    span = departments_span(line) if line[:1] in ("（", "(") else None
    return span is not None and span[0] == 0


def _read(inside: str, role: str = "") -> Iterator[Responsibility]:
    """“责任单位：甲局、乙局（丙办）” → 甲局, 乙局（丙办); a verb is said of all names since
    the last one."""
    waiting: list[str] = []
    for part in _NAME.findall(inside):
        name = part.strip(_END)
        if name in _PAUSES:
            if name in ";；" or not waiting or _SAID_OF.search(waiting[-1]):
                yield from _said(waiting, role)
                waiting = []
            continue
        if label := _OPENING_LABEL.match(name):
            yield from _said(waiting, role)
            waiting, role, name = [], label["role"], name[label.end() :]
        waiting += [name] if name else []
    yield from _said(waiting, role)


def _said(names: list[str], role: str) -> Iterator[Responsibility]:
    if names and not _OPENING_LABEL.match(names[-1]) and (verb := _SAID_OF.search(names[-1])):
        rest = names[-1][: verb.start()].strip()
        role, names = verb["role"], [*names[:-1], *([rest] if rest else [])]
    for name in names:
        for each in _TOGETHER.split(name.removeprefix("由")):
            yield from _one(each.strip(), role)


def _one(name: str, role: str) -> Iterator[Responsibility]:
    if behind := _ROLE_BEHIND.search(name):
        role, name = behind["role"], name[: behind.start()]
    others = _AND_OTHERS.search(name)
    if others and others.start():
        yield Responsibility(role, name[: others.start()])
        name = others["others"] if len(others["others"]) > 2 else ""
    if name:
        yield Responsibility(role, name)
