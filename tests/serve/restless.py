"""Someone who changes a library over HTTP without a pause, and knows what was acknowledged."""

from __future__ import annotations

import time
from contextlib import suppress
from itertools import count

import httpx

MOST = 4  # documents at once: what is killed is a service, not a large build
PAUSE = 0.1  # seconds between two changes


class Changing:
    """Changes a library step by step. ``sure`` is what was acknowledged: the number that the
    text of each document gives; ``open`` the one change that was not."""

    def __init__(self) -> None:
        self.sure: dict[str, int] = {}
        self.open: tuple[str, int | None] | None = None
        self.asked = 0
        self._numbers = count(1001)

    def run(self, client: httpx.Client) -> None:
        """Goes on until the service is gone."""
        with suppress(httpx.TransportError):
            while True:
                self._step(client)

    def may_be(self) -> list[dict[str, int]]:
        """What the library may hold."""
        if self.open is None:
            return [self.sure]
        name, number = self.open
        other = {k: v for k, v in self.sure.items() if k != name}
        return [self.sure, other if number is None else other | {name: number}]

    def settle(self, found: dict[str, int]) -> None:
        """Takes what is found for sure."""
        assert found in self.may_be()
        self.sure, self.open = found, None

    def _step(self, client: httpx.Client) -> None:
        number = next(self._numbers)
        name = f"d{number}"
        oldest = next(iter(self.sure), "")
        if len(self.sure) < MOST and number % 3:
            self.open = name, number
            reply = client.post("/v1/documents", files=file(number), data={"id": name})
        elif oldest and number % 2:
            self.open = oldest, number
            reply = client.put(f"/v1/documents/{oldest}", files=file(number))
        elif oldest:
            self.open = oldest, None
            reply = client.delete(f"/v1/documents/{oldest}")
        else:
            return
        assert reply.status_code == 202, reply.text
        self.settle(self.may_be()[-1])
        self.asked += 1
        assert client.post("/v1/library/reindex").status_code == 202
        time.sleep(PAUSE)


def file(number: int) -> dict[str, tuple[str, bytes]]:
    filler = "".join(f"（{n}）办好第{n}件实事。\n" for n in range(1, 30))
    text = f"松岭县林业要点之{number}\n一、森林抚育\n2024年完成森林抚育{number}万亩。\n{filler}"
    return {"file": (f"{number}.txt", text.encode())}
