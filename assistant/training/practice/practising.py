"""Own practice: what is due first, then what is new; each answer is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from assistant.errors import BadRequest, Conflict, NotThere
from assistant.training.database import TrainingDatabase
from assistant.training.grading import is_right
from assistant.training.items import Item
from assistant.training.practice import cards, devices
from assistant.training.practice.cards import Card, Progress
from assistant.training.practice.devices import Device
from assistant.training.practice.scheduling import after
from assistant.training.practice.streams import Streams
from assistant.training.standing import rebased, standing

LONGEST_ANSWER = 200
_KEPT_DAYS = 400  # without a visit


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be asked: ``documents`` are those that whoever practises may see now."""

    streams: Streams
    documents: tuple[str, ...]

    def of(self, device: Device) -> tuple[str, ...]:
        """Those of them that a device has chosen."""
        if device.documents is None:
            return self.documents
        return tuple(name for name in device.documents if name in self.documents)


class Practice:
    """What devices practise. From any thread; times are those of ``clock``, in UTC."""

    def __init__(self, database: TrainingDatabase, clock: Callable[[], datetime] = _now) -> None:
        self._database, self._clock = database, clock

    def find(self, holder: str) -> Device | None:
        """The device of a holder, if it ever practised."""
        with self._database.reading() as connection:
            return devices.find(connection, holder)

    def start(self, holder: str, documents: Sequence[str] | None, pool: Pool) -> Device:
        """A new round over these documents, None for all, with its first item shown. Raises
        BadRequest where none is named."""
        if documents is not None and not documents:
            raise BadRequest("还没有选文件。", "请至少选一份。")
        with self._database.writing() as connection:
            devices.open_round(connection, holder, documents, self._clock().date())
        return self.advance(holder, pool)

    def advance(self, holder: str, pool: Pool) -> Device:
        """Shows the next item once the present one is answered; none where the round is over or
        nothing is left to ask. Raises NotThere."""
        device = self._device(holder)
        if device.item and device.given is None and self._stands(device, pool):
            return device
        card = None if device.is_done else self._next(device, pool)
        with self._database.writing() as connection:
            devices.show(connection, device, card, self._clock().date())
        return self._device(holder)

    def leave(self, holder: str) -> Device:
        """Shows nothing any more: the round ends where it is. Raises NotThere."""
        device = self._device(holder)
        with self._database.writing() as connection:
            devices.show(connection, device, None, self._clock().date())
        return self._device(holder)

    def shown(self, device: Device) -> Card | None:
        """The card that a device is shown."""
        if device.item is None:
            return None
        with self._database.reading() as connection:
            return cards.get(connection, device.id, device.item)

    def answer(self, holder: str, name: str, given: str) -> Device:
        """Takes an answer to the card shown; a second one to the same card changes nothing.
        Raises NotThere, Conflict for a card that is not shown, BadRequest for one too long."""
        given = " ".join(given.split())
        if len(given) > LONGEST_ANSWER:
            raise BadRequest(f"答案太长，不能超过 {LONGEST_ANSWER} 个字。", "请只写答案。")
        with self._database.writing() as connection:
            device = devices.find(connection, holder)
            card = cards.get(connection, device.id, name) if device else None
            if device is None or card is None or device.item != name:
                raise Conflict("现在问的不是这道题。", "请看正在问的题，再作答。")
            if device.given is None:
                right = is_right(card.item, given)
                memory = after(card.memory, right=right, now=self._clock())
                cards.remember(
                    connection, device.id, name, memory, right=right, number=device.round
                )
                devices.take(connection, device, given, right=right)
        return self._device(holder)

    def wrong(self, device: Device) -> list[Item]:
        """What is still wrong of the present round."""
        with self._database.reading() as connection:
            return cards.wrong(connection, device.id, device.round)

    def progress(self, device: Device, documents: Sequence[str]) -> list[Progress]:
        """By document, those of ``documents`` that anything was answered of."""
        with self._database.reading() as connection:
            return cards.progress(connection, device.id, documents, self._clock())

    def soonest(self, device: Device, documents: Sequence[str]) -> timedelta | None:
        """How long until the next item comes back."""
        with self._database.reading() as connection:
            found = cards.soonest(connection, device.id, documents)
        return None if found is None else max(found - self._clock(), timedelta(0))

    def clear(self, holder: str) -> None:
        """Forgets all that a holder practised."""
        with self._database.writing() as connection:
            devices.remove(connection, holder)

    def forget(self) -> int:
        """Forgets whoever has not come for more than a year; how many."""
        with self._database.writing() as connection:
            return devices.forget(connection, self._clock().date() - timedelta(_KEPT_DAYS))

    def is_askable(self, device: Device, card: Card, pool: Pool) -> bool:
        """Whether a card may be asked; one that may not, as its clause changed, is retired."""
        material = pool.streams.material
        found = standing(card.item, material)
        if found == "moved" and (item := rebased(card.item, material)):
            with self._database.writing() as connection:
                cards.add(connection, device.id, item)
        elif found != "stands":
            with self._database.writing() as connection:
                cards.retire(connection, device.id, card.name)
            return False
        return True

    def _device(self, holder: str) -> Device:
        device = self.find(holder)
        if device is None:
            raise NotThere("这台设备还没有练过。", "请先选文件，开始一轮。")
        return device

    def _stands(self, device: Device, pool: Pool) -> bool:
        card = self.shown(device)
        return card is not None and self.is_askable(device, card, pool)

    def _next(self, device: Device, pool: Pool) -> str | None:
        """The name of the card to show: one that is due, else one that is new."""
        documents = pool.of(device)
        while waiting := self._due(device, documents):
            for card in waiting:
                if self.is_askable(device, card, pool):
                    return card.name
        return self._fresh(device, documents, pool.streams)

    def _due(self, device: Device, documents: Sequence[str]) -> list[Card]:
        with self._database.reading() as connection:
            return cards.due(connection, device.id, documents, self._clock())

    def _fresh(self, device: Device, documents: Sequence[str], streams: Streams) -> str | None:
        turn = Random(f"{device.seed} {device.round} {device.asked}")  # noqa: S311 - no secret
        for document in turn.sample(documents, len(documents)):
            with self._database.reading() as connection:
                known = cards.names(connection, device.id, document)
            if item := streams.fresh(document, device.seed, known):
                with self._database.writing() as connection:
                    cards.add(connection, device.id, item)
                return cards.name_of(item)
        return None
