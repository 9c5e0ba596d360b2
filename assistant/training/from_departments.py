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
from assistant.training.duties import Duty, are_mixed, duties, listed_as
from assistant.training.items import FALSE, LETTERS, TRUE, Ground, Item, Kind
from assistant.training.leads import own_heading
from assistant.training.material import Discard, Material
from assistant.types import Clause

_OPTIONS = 5
_OPTIONS_OF_ONE = 4
_MOST_RIGHT = 3
_ROWS = 4
_FEW = 2  # departments that are asked for as a list
_OTHER_LISTS = 3
_NEAR_LISTS = 2  # of the others that hold the department which tells most of the task
_DRAWN_FROM = 5  # departments that are drawn from
_WEIGHT = 1000  # of working together with one that does so nowhere else
_ALIKE = 0.6  # share of characters from which two names may be one department
_UNNAMED = re.compile(r"[各有相等]|部门$|单位$|乡镇|街道\)|[Xx×]{2}")
_SECTION = re.compile(
    "^.{0,4}(?:措施|保障|要求|目标|任务|原则|思想|机制|安排|附则|总则|责任|重点|事项|进度|步骤)$|"
    "^(?:组织|加强|强化|完善|健全)?(?:组织|工作|实施|政策|要素)(?:领导|保障|推进)$"
)
_OPENING_ROLE = re.compile(r"[^，。；：:（()）\s]{2,8}[：:]\s*\Z")
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
        every = [duty for clause in own for duty in duties(clause)]
        whole = [duty for duty in every if duty.answers]
        for duty in (duty for duty in every if duty.is_asked):
            yield from _of_duty(material, duty, whole)
        for number in range(len(whole) // 2 if len(whole) >= _ROWS else 0):
            name = f"match {document} {number}"
            matched = partial(_match, material, whole)
            yield Candidate("match", document, name, name, matched, listed=True)


def _of_duty(material: Material, duty: Duty, whole: Sequence[Duty]) -> Iterator[Candidate]:
    clause = duty.clause
    told = f"{clause.id} {duty.role}" if duty.others else clause.id
    subject, document = f"departments {clause.id}", clause.document
    which: Kind = "single" if len(duty.names) == 1 else "multiple"
    build, name = partial(_which, material, duty), f"which {told}"
    others = _lists(duty, whole) if duty.answers and len(duty.names) == _FEW else []
    if len(others) >= _OTHER_LISTS:
        which, build, name = "single", partial(_list, material, duty, others), f"list {told}"
    yield Candidate(which, document, name, subject, build, clause, listed=True)
    judged = partial(_judge, material, duty)
    yield Candidate("judge", document, f"is it {told}", subject, judged, clause, listed=True)


def _which(material: Material, duty: Duty, rng: Random, truth: bool) -> Item:
    del truth
    right, wrong = _hidden(duty), _wrong(material, duty)
    if len(duty.names) > 1 or duty.others:
        right = right or _right(duty)
    number = min(len(right), rng.choice((2, _MOST_RIGHT)))
    options = _OPTIONS if number > 1 else _OPTIONS_OF_ONE
    if not number or len(wrong) < options - number:
        raise Discard("同一文件里别的单位不够作选项")
    right = rng.sample(right, number)
    wrong = rng.sample(wrong[:_DRAWN_FROM], options - number)
    shown, keys = lettered(right, wrong, rng)
    question = f"{_task(material, duty)}的{duty.called}，有下列哪几个？"
    if number == 1:
        question = f"{_task(material, duty)}的{duty.called}，是下列哪一个？"
    asking = Asking("single" if number == 1 else "multiple", question, shown, keys)
    close = closeness_of_texts(right[0], wrong)
    return item(material, duty.clause, asking, [_ground(material, duty.clause)], closeness=close)


def _list(material: Material, duty: Duty, others: Sequence[str], rng: Random, truth: bool) -> Item:
    """The whole list among ``others`` that have some of the same: of a few that the name of the
    task gives away it takes reading to tell that there are no more."""
    del truth
    right = "、".join(duty.names)
    wrong = list(others[:_NEAR_LISTS])
    wrong += rng.sample(others[_NEAR_LISTS:_DRAWN_FROM], _OTHER_LISTS - _NEAR_LISTS)
    options, keys = lettered([right], wrong, rng)
    question = f"{_task(material, duty)}的{duty.called}，是下列哪一组？"
    asking = Asking("single", question, options, keys)
    close = closeness_of_texts(right, wrong)
    return item(material, duty.clause, asking, [_ground(material, duty.clause)], closeness=close)


def _lists(duty: Duty, whole: Sequence[Duty]) -> list[str]:
    """The lists of other clauses that are neither part of this nor hold it, each once whatever
    its order; first those with the department that fewest have, then by what they share. None
    where so few have that one that it alone would give the list away."""
    own = set(duty.names)
    telling = min(duty.names, key=lambda name: sum(name in other.names for other in whole))
    shared: dict[frozenset[str], str] = {}
    for other in whole:
        names = frozenset(other.names)
        is_apart = names & own and not names <= own and not own <= names
        if is_apart and len(_right(other)) == len(other.names):
            shared.setdefault(names, "、".join(other.names))
    if sum(telling in names for names in shared) < _NEAR_LISTS:
        return []
    order = sorted(
        shared,
        key=lambda names: (telling not in names, -len(own & names), len(names), shared[names]),
    )
    return [shared[names] for names in order]


def _judge(material: Material, duty: Duty, rng: Random, truth: bool) -> Item:
    among = _hidden(duty) if truth else _wrong(material, duty)
    if not among:
        raise Discard("同一文件里别的单位不够作选项")
    name = rng.choice(among[:_DRAWN_FROM])
    among_them = "是" if len(duty.names) == 1 else "中有"
    question = f"下面的说法对吗？\n{_task(material, duty)}的{duty.called}{among_them}{name}。"
    remark = "" if truth else f"{listed_as(duty)}，没有{name}。"
    asking = Asking("judge", question, (), (TRUE if truth else FALSE,), remark=remark)
    return item(material, duty.clause, asking, [_ground(material, duty.clause)])


def _match(material: Material, whole: Sequence[Duty], rng: Random, truth: bool) -> Item:
    del truth
    rows: list[Duty] = []
    drawn = rng.sample(whole, len(whole))
    first = set(drawn[0].names)
    # Lists that share a department are told apart by who has read them.
    for duty in sorted(drawn, key=lambda each: -len(first.intersection(each.names))):
        apart = all(
            not set(duty.names) <= set(other.names) and not set(other.names) <= set(duty.names)
            for other in rows
        )
        if apart and len(_right(duty)) == len(duty.names):
            rows.append(duty)
        if len(rows) == _ROWS:
            break
    else:
        raise Discard("同一文件里单位不同的任务不够连线")
    lists = ["、".join(duty.names) for duty in rows]
    options = rng.sample(lists, len(lists))
    keys = tuple(LETTERS[options.index(each)] for each in lists)
    clause = rows[0].clause
    question = f"{material.name(clause.document)}中，下列各项任务分别由哪些单位负责？"
    left = tuple(duty.heading for duty in rows)
    asking = Asking("match", question, tuple(options), keys, left)
    grounds = [_ground(material, duty.clause) for duty in rows]
    close = closeness_of_texts(lists[0], lists[1:])
    return item(material, clause, asking, grounds, closeness=close)


def _task(material: Material, duty: Duty) -> str:
    return f"{material.name(duty.clause.document)}中，“{duty.heading}”"


def _right(duty: Duty) -> list[str]:
    """Departments that can be asked for: named, and not by the heading itself."""
    return [
        name
        for name in duty.names
        if not _UNNAMED.search(name) and _BODY.sub("", name) not in duty.heading
    ]


def _hidden(duty: Duty) -> list[str]:
    """Those of ``_right`` that share no word with the heading: 规划局 for 国土空间规划."""
    told = set(bigrams(duty.heading))
    return [name for name in _right(duty) if not told.intersection(bigrams(name))]


def _wrong(material: Material, duty: Duty) -> list[str]:
    """Departments of the clause in another role, then those of other clauses of the document
    that this clause does not name, those first that work most with the ones that it does."""
    clause = duty.clause
    others = [each for each in material.of_document(clause.document) if each.departments]
    taken = Counter(name for other in others for name in other.departments)
    together: Counter[str] = Counter()
    for other in others:
        # Whoever has a hand in everything tells nothing of who else has one in this.
        shared = set(clause.departments).intersection(other.departments)
        for name in other.departments:
            together[name] += sum(_WEIGHT // taken[own] for own in shared)
    names = sorted(taken, key=lambda name: (-together[name], -taken[name], name))
    beside = [name for name in duty.others if _is_apart(name, duty.names)]
    away = (n for n in names if _is_apart(n, clause.departments))
    found = [*beside, *(n for n in away if _BODY.sub("", n) not in clause.text)]
    return [name for name in found if not _UNNAMED.search(name)]


def _is_apart(name: str, names: Sequence[str]) -> bool:
    return not any(
        likeness(name, own) >= _ALIKE or _is_short_for(name, own) or _is_short_for(own, name)
        for own in names
    )


def _is_short_for(name: str, whole: str) -> bool:
    """Whether all characters of a name stand in another in their order: 医保局, 医疗保障局."""
    rest = iter(whole)
    return all(char in rest for char in name)


def _ground(material: Material, clause: Clause) -> Ground:
    """The list of departments as it stands in the clause, with the role that opens it where
    there are more."""
    text = material.documents[clause.document].text[clause.start : clause.end]
    last = clause.departments[-1]
    end = text.rfind(last) + len(last)
    start = text.rfind(clause.departments[0], 0, end)
    if start < 0:
        raise Discard("找不到责任单位的原文")
    if are_mixed([clause]) and (role := _OPENING_ROLE.search(text, 0, start)):
        start = role.start()
    return ground(material, clause, clause.start + start, clause.start + end)
