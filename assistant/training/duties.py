"""The departments of a clause by the role in which it names them: who leads, who supports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.training.leads import own_heading
from assistant.types import Clause

LEADS = re.compile("牵头|主办")
SUPPORTS = re.compile("配合|协办|协助|协同|参与|参加")


@dataclass(frozen=True, slots=True)
class Duty:
    """The departments that a clause names in one role; ``others`` are those in other roles."""

    clause: Clause
    role: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The task, as the heading of the clause has it."""
        return own_heading(self.clause)

    @property
    def called(self) -> str:
        """The role as the clause writes it, else 责任单位."""
        if not self.role:
            return "责任单位"
        return self.role if self.role.endswith(("单位", "部门")) else f"{self.role}单位"

    @property
    def is_asked(self) -> bool:
        """Whether its role tells the departments from all others of the clause."""
        if not self.others:
            return True
        apart = not set(self.names) & set(self.others)
        return apart and bool(LEADS.search(self.role) or SUPPORTS.search(self.role))

    @property
    def answers(self) -> bool:
        """Whether these are all who answer for the task."""
        return not self.others and not SUPPORTS.search(self.role)


def duties(clause: Clause) -> tuple[Duty, ...]:
    """The roles of a clause in order, with the departments of each."""
    by_role: dict[str, dict[str, None]] = {}
    for each in clause.responsibilities:
        by_role.setdefault(each.role, {})[each.department] = None
    return tuple(
        Duty(clause, role, tuple(names), _but(by_role, role)) for role, names in by_role.items()
    )


def _but(by_role: dict[str, dict[str, None]], role: str) -> tuple[str, ...]:
    others = (name for other, names in by_role.items() if other != role for name in names)
    return tuple(dict.fromkeys(others))


def listed_as(duty: Duty) -> str:
    """What the clause lists, with the role where it names others in another one."""
    names = "、".join(duty.names)
    return f"原文的{duty.called}是{names}" if duty.others else f"原文列出的是{names}"


def are_mixed(clauses: Iterable[Clause]) -> bool:
    """Whether any of the clauses names departments in more roles than one."""
    return any(len(duties(clause)) > 1 for clause in clauses)
