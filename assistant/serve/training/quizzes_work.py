"""What a trainer does with quizzes, by the API or on the page: done at once and taken down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request

from assistant.errors import BadRequest
from assistant.narrowing import known_regions
from assistant.serve.access import Caller
from assistant.serve.service import Service
from assistant.serve.training.quizzes_types import ChangeBody
from assistant.training.items import Item, ItemSet, Wanted
from assistant.training.making import Made, make
from assistant.training.material import Material
from assistant.training.own import Contradicted, Written, edited, own_item
from assistant.training.reviewing import another, item_of_set, ordered, reviewed
from assistant.training.shelf import MOST_KEPT, Quiz, Shelf, Summary, missing
from assistant.training.standing import rebased
from assistant.training.taken import Taken


@dataclass(frozen=True, slots=True)
class Trainer:
    """What ``caller`` does with a request. Whatever takes long: call it from a thread. Quizzes
    on documents that a caller may not see are not there for them: NotThere."""

    service: Service
    request: Request
    caller: Caller

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self.service.training)

    def material(self) -> Material:
        """What items are made from: the documents that the caller may see now."""
        living = self.service.living
        among = self.caller.among(None, living)
        return self.service.holding.material(living.assistant, among)

    def all(self) -> list[Summary]:
        """The quizzes kept, the one changed last first."""
        return [each for each in self._shelf.all() if self._may_see(each)]

    def get(self, name: str) -> Quiz:
        """One quiz. Raises NotThere."""
        found = self._shelf.get(name)
        if not self._may_see(found.summary):
            raise missing(name)
        return found

    def known(self, wanted: Wanted) -> Wanted:
        """The same with documents that are there and regions by their whole names. Raises
        BadRequest and NotThere."""
        living = self.service.living
        if wanted.documents is not None:
            self.caller.among(wanted.documents, living)
        return replace(wanted, regions=known_regions(wanted.regions, self.material().documents))

    def make(self, wanted: Wanted, number: int, seed: int) -> Made:
        """Draws a set without keeping it. Raises BadRequest."""
        if number > MOST_KEPT:
            raise BadRequest(f"一次最多出 {MOST_KEPT} 道题。", "请少出一些，或分几次出。")
        return make(self.material(), wanted, number, seed)

    def keep(self, title: str, found: ItemSet) -> Quiz:
        """Keeps a set. Raises BadRequest."""
        quiz = self._shelf.add(title, found, self.caller.who)
        self._told("quiz_keep", quiz.summary.id)
        return quiz

    def change(self, name: str, changed: Callable[[ItemSet], ItemSet], title: str = "") -> Quiz:
        """Changes a quiz. Raises NotThere, BadRequest."""
        self.get(name)
        quiz = self._shelf.change(name, changed, title)
        self._told("quiz_change", name)
        return quiz

    def swap(self, name: str, item: str) -> Item:
        """Puts another item in the place of one that the trainer has not written; the new one.
        Raises NotThere, BadRequest."""
        found = self.get(name).set
        if item_of_set(found, item).origin == "own":
            raise BadRequest("这道题是自己写的，没有可换的。", "可以改它，或者去掉。")
        new = another(found, item, self.material())
        self._shelf.take(name, item, new)
        self._told("quiz_change", name)
        return new

    def take_out(self, name: str, item: str) -> None:
        """Takes an item out; it can be put back. Raises NotThere, BadRequest."""
        self.get(name)
        self._shelf.take(name, item)
        self._told("quiz_change", name)

    def taken(self, name: str) -> Taken | None:
        """What was taken out or replaced last, if the caller may see it. Raises NotThere."""
        self.get(name)
        taken = self._shelf.taken(name)
        return taken if taken and self._may_see_item(taken.item) else None

    def put_back(self, name: str) -> Item:
        """Puts that back where it was. Raises NotThere, BadRequest."""
        if self.taken(name) is None:
            raise BadRequest("没有可以撤销的。", "它已经撤销过了，或者过了一天。")
        item = self._shelf.put_back(name)
        self._told("quiz_change", name)
        return item

    def rebase(self, name: str, item: str) -> Item:
        """Has an item quote its clause where that stands now. Raises NotThere, BadRequest."""
        new = rebased(item_of_set(self.get(name).set, item), self.material())
        if new is None:
            raise BadRequest("原文已经变了，依据更新不了。", "请换一道，或者去掉这道题。")
        self.change(name, lambda found: reviewed(found, changed={item: new}))
        return new

    def edit(
        self, name: str, item: str, changes: Mapping[str, Any], *, confirmed: str = ""
    ) -> Item:
        """Gives an item other words; what its clauses contradict only if ``confirmed`` is the
        id that it has then. Raises NotThere, BadRequest, BadItem, Contradicted."""
        old, material = item_of_set(self.get(name).set, item), self.material()
        try:
            new = edited(old, material, **changes)
        except Contradicted as error:
            if error.item.id != confirmed:
                raise
            new = edited(old, material, confirmed=True, **changes)
        self.change(name, lambda found: reviewed(found, changed={item: new}))
        return new

    def add(self, name: str, written: Written, *, confirmed: str = "") -> Item:
        """Adds an item of the trainer's own, as ``edit`` does. Raises NotThere, BadItem,
        Contradicted."""
        self.get(name)
        material = self.material()
        try:
            new = own_item(written, material)
        except Contradicted as error:
            if error.item.id != confirmed:
                raise
            new = own_item(written, material, confirmed=True)
        self.change(name, lambda found: reviewed(found, added=[new]))
        return new

    def revise(self, name: str, body: ChangeBody) -> Quiz:
        """Changes a quiz in several ways, all of them or none. Raises NotThere, BadRequest."""
        old, material = self.get(name).set, self.material()
        found, changed = old, dict[str, Item]()
        for item in body.swapped:
            changed[item] = another(found, item, material)
            found = reviewed(found, changed={item: changed[item]})
        for item, words in body.edited.items():
            given = words.model_dump(exclude_none=True)
            given = {key: tuple(v) if isinstance(v, list) else v for key, v in given.items()}
            changed[item] = edited(item_of_set(old, item), material, **given)
        added = [own_item(e.written(), material, confirmed=e.confirmed) for e in body.added]

        def revised(found: ItemSet) -> ItemSet:
            found = reviewed(found, dropped=body.dropped, changed=changed, added=added)
            return found if body.order is None else ordered(found, body.order)

        return self.change(name, revised, body.title)

    def remove(self, name: str) -> None:
        """Deletes a quiz. Raises NotThere."""
        self.get(name)
        self._shelf.remove(name)
        self._told("quiz_delete", name)

    def _may_see(self, summary: Summary) -> bool:
        return all(map(self.caller.may_see, summary.documents))

    def _may_see_item(self, item: Item) -> bool:
        return all(self.caller.may_see(each.document) for each in item.grounds)

    def _told(self, action: str, name: str) -> None:
        self.service.changed(self.request, self.caller.who, action, name)
