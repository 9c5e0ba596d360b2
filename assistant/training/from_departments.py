"""Items from the lists of departments: who is responsible, and which list goes with which task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from assistant.text.tokens import bigrams, likeness
from assistant.training.candidates import Asking, Candidate, ground, item, lettered
from assistant.training.difficulty import closeness_of_texts
from assistant.training.items import FALSE, LETTERS, TRUE, Ground, Item
from assistant.training.leads import own_heading
from assistant.training.material import Discard, Material
from assistant.types import Clause

_OPTIONS = 5
_MOST_RIGHT = 3
_ROWS = 4
_FEW = 2  # departments that are asked for as a list
_OTHER_LISTS = 3
_DRAWN_FROM = 5  # departments that are drawn from
_WEIGHT = 1000  # of working together with one that does so nowhere else
_ALIKE = 0.6  # share of characters from which two names may be one department
_UNNAMED = re.compile(r"[各有相等]|部门$|单位$|乡镇|街道\)|[Xx×]{2}")
_SECTION = re.compile(
    "^.{0,4}(?:措施|保障|要求|目标|任务|原则|思想|机制|安排|附则|总则|责任|重点|事项|进度|步骤)$|"
    "^(?:组织|加强|强化|完善|健全)?(?:组织|工作|实施|政策|要素)(?:领导|保障|推进)$"
)
_BODY = re.compile("(?:局|办|办公室|委|委员会|部|厅|院|中心|公司)$")


def candidates(material: Material) -> Iterator[Candidate]:
    """Of every clause that lists departments under a heading of its own."""
    by_document: dict[str, list[Clause]] = {}
    for clause in material.clauses:
        heading = own_heading(clause)
        if clause.departments and heading and not _SECTION.search(heading):
            by_document.setdefault(clause.document, []).append(clause)
    for document, clauses in by_document.items():
        headings = Counter(map(own_heading, clauses))
        own = [clause for clause in clauses if headings[own_heading(clause)] == 1]
        for clause in own:
            subject = f"departments {clause.id}"
            if len(clause.departments) == _FEW and len(_lists(clause, own)) >= _OTHER_LISTS:
                build = partial(_list, material, clause, own)
                yield Candidate("single", document, f"list {clause.id}", subject, build, clause)
            else:
                build = partial(_which, material, clause)
                yield Candidate("multiple", document, f"which {clause.id}", subject, build, clause)
            judged = partial(_judge, material, clause)
            yield Candidate("judge", document, f"is it {clause.id}", subject, judged, clause)
        for number in range(len(own) // 2 if len(own) >= _ROWS else 0):
            name = f"match {document} {number}"
            matched = partial(_match, material, own)
            yield Candidate("match", document, name, name, matched)


def _which(material: Material, clause: Clause, rng: Random, truth: bool) -> Item:
    del truth
    right, wrong = _hidden(clause), _wrong(material, clause)
    if len(clause.departments) > 1:
        right = right or _right(clause)
    number = min(len(right), rng.choice((2, _MOST_RIGHT)))
    if not number or len(wrong) < _OPTIONS - number:
        raise Discard("同一文件里别的单位不够作选项")
    right = rng.sample(right, number)
    wrong = rng.sample(wrong[:_DRAWN_FROM], _OPTIONS - number)
    options, keys = lettered(right, wrong, rng)
    question = f"{_task(material, clause)}的{_role(clause)}，有下列哪几个？"
    if number == 1:
        question = f"{_task(material, clause)}的{_role(clause)}，是下列哪一个？"
    asking = Asking("single" if number == 1 else "multiple", question, options, keys)
    close = closeness_of_texts(right[0], wrong)
    return item(material, clause, asking, [_ground(material, clause)], closeness=close)


def _list(
    material: Material, clause: Clause, clauses: Sequence[Clause], rng: Random, truth: bool
) -> Item:
    """The whole list among others that have some of the same: of a few that the name of the task
    gives away it takes reading to tell that there are no more."""
    del truth
    right = "、".join(clause.departments)
    wrong = rng.sample(_lists(clause, clauses)[:_DRAWN_FROM], _OTHER_LISTS)
    options, keys = lettered([right], wrong, rng)
    question = f"{_task(material, clause)}的{_role(clause)}，是下列哪一组？"
    asking = Asking("single", question, options, keys)
    close = closeness_of_texts(right, wrong)
    return item(material, clause, asking, [_ground(material, clause)], closeness=close)


def _lists(clause: Clause, clauses: Sequence[Clause]) -> list[str]:
    """The lists of other clauses that are not this, those first that share most with it."""
    own = set(clause.departments)
    shared = {
        "、".join(other.departments): len(own.intersection(other.departments))
        for other in clauses
        if set(other.departments) != own and len(_right(other)) == len(other.departments)
    }
    found = [listed for listed, number in shared.items() if number]
    return sorted(found, key=lambda listed: (-shared[listed], len(listed), listed))


def _judge(material: Material, clause: Clause, rng: Random, truth: bool) -> Item:
    among = _hidden(clause) if truth else _wrong(material, clause)
    if not among:
        raise Discard("同一文件里别的单位不够作选项")
    name = rng.choice(among[:_DRAWN_FROM])
    question = f"下面的说法对吗？\n{_task(material, clause)}的{_role(clause)}中有{name}。"
    listed = "、".join(clause.departments)
    remark = "" if truth else f"原文列出的是{listed}，没有{name}。"
    asking = Asking("judge", question, (), (TRUE if truth else FALSE,), remark=remark)
    return item(material, clause, asking, [_ground(material, clause)])


def _match(material: Material, clauses: Sequence[Clause], rng: Random, truth: bool) -> Item:
    del truth
    rows: list[Clause] = []
    drawn = rng.sample(clauses, len(clauses))
    first = set(drawn[0].departments)
    # Lists that share a department are told apart by who has read them.
    for clause in sorted(drawn, key=lambda each: -len(first.intersection(each.departments))):
        apart = all(
            not set(clause.departments) <= set(other.departments)
            and not set(other.departments) <= set(clause.departments)
            for other in rows
        )
        if apart and len(_right(clause)) == len(clause.departments):
            rows.append(clause)
        if len(rows) == _ROWS:
            break
    else:
        raise Discard("同一文件里单位不同的任务不够连线")
    lists = ["、".join(clause.departments) for clause in rows]
    options = rng.sample(lists, len(lists))
    keys = tuple(LETTERS[options.index(each)] for each in lists)
    question = f"{material.name(rows[0].document)}中，下列各项任务分别由哪些单位负责？"
    left = tuple(map(own_heading, rows))
    asking = Asking("match", question, tuple(options), keys, left)
    grounds = [_ground(material, clause) for clause in rows]
    close = closeness_of_texts(lists[0], lists[1:])
    return item(material, rows[0], asking, grounds, closeness=close)


def _task(material: Material, clause: Clause) -> str:
    return f"{material.name(clause.document)}中，“{own_heading(clause)}”"


def _role(clause: Clause) -> str:
    """The one role of all departments of a clause as it writes it, else 责任单位."""
    roles = {each.role for each in clause.responsibilities}
    role = roles.pop() if len(roles) == 1 else ""
    return role if role.endswith(("单位", "部门")) else f"{role}单位" if role else "责任单位"


def _right(clause: Clause) -> list[str]:
    """Departments that can be asked for: named, and not by the heading itself."""
    heading = own_heading(clause)
    return [
        name
        for name in clause.departments
        if not _UNNAMED.search(name) and _BODY.sub("", name) not in heading
    ]


def _hidden(clause: Clause) -> list[str]:
    """Those of ``_right`` that share no word with the heading: 规划局 for 国土空间规划."""
    told = set(bigrams(own_heading(clause)))
    return [name for name in _right(clause) if not told.intersection(bigrams(name))]


def _wrong(material: Material, clause: Clause) -> list[str]:
    """Departments of other clauses of the document that this clause does not name, those first
    that work most with the ones that it does."""
    others = [each for each in material.of_document(clause.document) if each.departments]
    taken = Counter(name for other in others for name in other.departments)
    together: Counter[str] = Counter()
    for other in others:
        # Whoever has a hand in everything tells nothing of who else has one in this.
        shared = set(clause.departments).intersection(other.departments)
        for name in other.departments:
            together[name] += sum(_WEIGHT // taken[own] for own in shared)
    names = sorted(taken, key=lambda name: (-together[name], -taken[name], name))
    return [name for name in names if not _UNNAMED.search(name) and _is_apart(name, clause)]


def _is_apart(name: str, clause: Clause) -> bool:
    bare = _BODY.sub("", name)
    return bare not in clause.text and not any(
        likeness(name, own) >= _ALIKE or _is_short_for(name, own) or _is_short_for(own, name)
        for own in clause.departments
    )


def _is_short_for(name: str, whole: str) -> bool:
    """Whether all characters of a name stand in another in their order: 医保局, 医疗保障局."""
    rest = iter(whole)
    return all(char in rest for char in name)


def _ground(material: Material, clause: Clause) -> Ground:
    """The list of departments as it stands in the clause."""
    text = material.documents[clause.document].text[clause.start : clause.end]
    last = clause.departments[-1]
    end = text.rfind(last) + len(last)
    start = text.rfind(clause.departments[0], 0, end)
    if start < 0:
        raise Discard("找不到责任单位的原文")
    return ground(material, clause, clause.start + start, clause.start + end)
