"""Figures for Prometheus."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST as MEDIA_TYPE
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.types import Answer

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 90)

__all__ = ["MEDIA_TYPE", "Metrics"]


class Metrics:
    """Counts of one process; names of metrics begin with ``youju_``."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "youju_requests", "请求数", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "youju_request_seconds",
            "请求用时（秒）",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "youju_answers", "回答数", ("status", "method"), registry=self._registry
        )
        self._documents = Gauge("youju_documents", "能用来回答的文件数", registry=self._registry)
        self._clauses = Gauge("youju_clauses", "能用来回答的条款数", registry=self._registry)

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request that was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answered(self, answer: Answer) -> None:
        """Counts an answer."""
        self._answers.labels(answer.status, answer.method).inc()

    def text(self, documents: int, clauses: int) -> bytes:
        """All figures, as Prometheus reads them."""
        self._documents.set(documents)
        self._clauses.set(clauses)
        return generate_latest(self._registry)
