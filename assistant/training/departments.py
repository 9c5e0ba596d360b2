"""Whether an item that names departments names those that its clauses list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.training.duties import LEADS, SUPPORTS, are_mixed, duties
from assistant.training.items import LETTERS, TRUE, Item
from assistant.training.leads import own_heading
from assistant.training.material import Material
from assistant.training.pairs import pairs_of
from assistant.training.verdicts import AGREES, OPEN, Verdict, against, denied, unsure
from assistant.types import Clause

_LEVEL = re.compile("^[省市县区州镇乡]")
_BODY = "局|办|办公室|委|委员会|部|厅|院|中心|公司|银行|联社|街道|政府|部门|供销社|团委|妇联"
_NAMED = re.compile(rf"[一-鿿]{{2,12}}?(?:{_BODY})(?![一-鿿]*(?:{_BODY}))")
_LISTED = re.compile(r"(?:单位|部门)(?:之一)?(?:中有|包括|有|是|为)(?P<names>[^。，；？?\n]+)")
_DOES = re.compile(
    rf"(?:^|[由是，,：:])(?P<names>[^由是，,：:。]{{2,40}}?(?:{_BODY}))(?:牵头|负责|承担|主管|组织|配合|会同)"
)
_ROLES = re.compile(f"{LEADS.pattern}|承办|{SUPPORTS.pattern}")
_NAMES = re.compile("《.*?》|“[^”]*”")  # of documents and tasks
_CALLED = re.compile("责任(?:单位|部门)")
_MOST_OPTIONS = 0.5  # share of the options that look like departments


def stated(item: Item, said: str, material: Material) -> Verdict | None:
    """What the clauses make of a statement about departments; None where it is about none."""
    clauses = _listing(item, material)
    found = _LISTED.search(said) or _DOES.search(said)
    if not clauses or not found:
        return None
    right, known = _right(clauses, said), _known(material)
    names = _names(found["names"], known)
    if not any(_is_one(name, known) or _NAMED.fullmatch(name) for name in names):
        return None
    is_held, missing = item.keys == (TRUE,), [n for n in names if not _is_one(n, right)]
    if missing:
        told = f"列出的是{'、'.join(right)}，没有{'、'.join(missing)}"
        return against([f"条款{told}"]) if is_held else denied(f"原文{told}。")
    if not _LISTED.search(said):
        return OPEN
    if doubt := _role_doubt(clauses, said):
        return unsure(doubt)
    return AGREES if is_held else against([f"条款里就列着{'、'.join(names)}，不能判“错”"])


def chosen(item: Item, material: Material, *, is_against: bool) -> Verdict | None:
    """The same of options that are departments."""
    clauses, known = _listing(item, material), _known(material)
    options = dict(zip(LETTERS, item.options, strict=False))
    looking = [w for w in options.values() if _are_names(w, known)]
    if not clauses or len(looking) <= _MOST_OPTIONS * len(options):
        return None
    right = _right(clauses, item.question)
    are_lists = any("、" in words for words in options.values())
    listed = {
        letter
        for letter, words in options.items()
        if (_is_list(words, right) if are_lists else _is_one(words, right))
    }
    due = options.keys() - listed if is_against else listed
    keys = set(item.keys)
    wrong, missed = sorted(keys - due), sorted(due - keys)
    doubt = _role_doubt(clauses, item.question)
    if doubt and keys <= listed and not is_against:
        return unsure(doubt)
    if not wrong and not missed:
        return unsure(doubt) if doubt else AGREES
    told = f"条款列出的是{'、'.join(right)}"
    amid, apart = ("也在其中", "不在其中") if not is_against else ("不在其中", "也在其中")
    return against(
        [
            *(f"{told}；选项 {n}（{options[n]}）{apart}，却选作答案" for n in wrong),
            *(f"{told}；选项 {n}（{options[n]}）{amid}，没有选进答案" for n in missed),
        ]
    )


def matched(item: Item, material: Material) -> Verdict:
    """The same of pairs of a task and its departments."""
    found, is_sure = [], True
    for pair in pairs_of(item):
        ground = item.grounds[pair.ground]
        under = [
            clause
            for clause in material.of_document(ground.document)
            if clause.departments and own_heading(clause) == pair.left
        ]
        if len(under) != 1 or are_mixed(under):
            is_sure = False
        elif {*map(_bare, pair.right.split("、"))} != {*map(_bare, under[0].departments)}:
            told = "、".join(under[0].departments)
            found.append(f"“{pair.left}”的责任单位，条款写的是{told}，不是{pair.right}")
    return against(found) if found else AGREES if is_sure else OPEN


def _listing(item: Item, material: Material) -> list[Clause]:
    clauses = (material.by_id[ground.clause] for ground in item.grounds)
    return [clause for clause in dict.fromkeys(clauses) if clause.departments]


def _right(clauses: Iterable[Clause], asked: str) -> list[str]:
    """The departments that are asked for: of one role where that is named and kept apart."""
    every = [each for clause in clauses for each in clause.responsibilities]
    role = _role(asked)
    of_role = [each.department for each in every if role and role[0] in each.role]
    return list(dict.fromkeys(of_role or [each.department for each in every]))


def _role_doubt(clauses: Sequence[Clause], asked: str) -> str:
    """In what the role that is asked for is not that of the clauses; empty where it is."""
    called = list(dict.fromkeys(duty.called for each in clauses for duty in duties(each)))
    written = any(each.role for clause in clauses for each in clause.responsibilities)
    listed = "”“".join(called) if written else ""
    if role := _role(asked):
        if any(role[0] in each for each in called):
            return ""
        return f"条款写的是“{listed}”，没有写“{role[0]}”" if listed else "条款没有写谁" + role[0]
    mixed = are_mixed(clauses) or any(SUPPORTS.search(each) for each in called)
    if mixed and _CALLED.search(asked):
        return f"条款分别写了“{listed}”，题里没有分"
    return ""


def _role(asked: str) -> re.Match[str] | None:
    """The role that is asked for, in what words it is."""
    return _ROLES.search(_NAMES.sub("", asked))


def _names(listed: str, known: Sequence[str]) -> list[str]:
    """The names of a list; 和 joins two of them, or stands in one: 规划和自然资源局."""
    parts = [part for part in listed.split("、") if part]
    return [
        name
        for part in parts
        for name in ([part] if _is_one(part, known) else re.split("[和与及]", part))
    ]


def _known(material: Material) -> list[str]:
    names = (name for clause in material.clauses for name in clause.departments)
    return list(dict.fromkeys(names))


def _are_names(words: str, known: Sequence[str]) -> bool:
    return all(_is_one(name, known) or _NAMED.fullmatch(name) for name in _names(words, known))


def _is_list(words: str, right: Sequence[str]) -> bool:
    return {*map(_bare, words.split("、"))} == {*map(_bare, right)}


def _is_one(name: str, among: Sequence[str]) -> bool:
    return _bare(name) in map(_bare, among)


def _bare(name: str) -> str:
    """Without its level: 县财政局 is 财政局."""
    return _LEVEL.sub("", name.strip()) or name
