"""The shelf of quizzes, for ``youju quiz`` and ``youju paper``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.training.items import ItemSet
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


def read(place: Path) -> tuple[ItemSet, str]:
    """The set of a file, or of the quiz on the shelf whose id this is, and its title, empty for
    a file. Raises BadRequest and NotThere."""
    from assistant.training.stored import read_file  # noqa: PLC0415

    if _ID.fullmatch(str(place)) and not place.exists():
        with opened() as kept:
            quiz = kept.get(str(place))
        return quiz.set, quiz.summary.title
    return read_file(place), ""
