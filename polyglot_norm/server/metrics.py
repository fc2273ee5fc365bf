"""Numbers about the service for Prometheus; none of them holds text of a request."""

from __future__ import annotations

from typing import Any

from polyglot_norm.extras import optional
from polyglot_norm.server.pool import Pool

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counters of requests and texts, and gauges of the pool, in a registry of their own."""

    def __init__(self, pool: Pool) -> None:
        client = optional("prometheus_client", extra="server", purpose="the HTTP service")
        self._client = client
        self._pool = pool
        self.registry: Any = client.CollectorRegistry()
        self._requests = self._made("Counter", "requests", "Requests", "path", "status")
        self._texts = self._made("Counter", "texts", "Texts that were answered", "path")
        self._seconds = client.Histogram(
            "polyglot_norm_request_seconds",
            "Time from the head of a request to the end of its answer",
            ("path",),
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._gauge("workers_ready", "Worker processes that have started", lambda: pool.ready)
        self._gauge("workers_busy", "Worker processes that have a request", lambda: pool.busy)
        self._gauge("workers_replaced", "Worker processes that ended", lambda: pool.restarts)
        self._gauge("requests_waiting", "Requests that wait", lambda: pool.waiting)

    def _made(self, kind: str, name: str, about: str, *labels: str) -> Any:
        factory = getattr(self._client, kind)
        return factory(f"polyglot_norm_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, value: Any) -> None:
        self._made("Gauge", name, about).set_function(value)

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def texts(self, path: str, count: int) -> None:
        """Count texts that were answered."""
        self._texts.labels(path).inc(count)

    def page(self) -> tuple[bytes, str]:
        """Return the numbers, and their media type."""
        self._pool.sweep()
        return self._client.generate_latest(self.registry), self._client.CONTENT_TYPE_LATEST
