"""The shelf of quizzes, for ``youju quiz``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.training.shelf import Shelf

_ID = re.compile("[0-9a-f]{12}")
WHO = "local"  # as the service calls whoever sits at this machine


@contextmanager
def opened() -> Iterator[Shelf]:
    """The shelf of this home."""
    from assistant.resources import locate  # noqa: PLC0415 - so that help is instant
    from assistant.settings import Settings  # noqa: PLC0415
    from assistant.training.database import TrainingDatabase  # noqa: PLC0415
    from assistant.training.shelf import Shelf  # noqa: PLC0415

    with TrainingDatabase(locate(Settings()).training) as database:
        yield Shelf(database)


def is_id(name: str) -> bool:
    """Whether a name may be that of a quiz on the shelf."""
    return bool(_ID.fullmatch(name))
