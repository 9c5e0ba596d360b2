"""How many threads the libraries of a search work on."""

from __future__ import annotations

import faiss  # noqa: F401 - what is loaded can be limited
from threadpoolctl import threadpool_limits


def one_thread_each() -> None:
    """Lets FAISS and NumPy do each piece of work on one thread.

    A question's vectors are so few that waiting for a second thread costs more than it brings:
    an answer takes half the CPU. For a process that answers; PyTorch, loaded later, keeps its
    own threads.
    """
    threadpool_limits(1)
