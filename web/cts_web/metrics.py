"""What is counted, for Prometheus: requests by route, consignments by lane, the time that evaluating takes.

Several workers share one account where PROMETHEUS_MULTIPROC_DIR names a folder; it must be set before this is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import msgspec
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

from cts_rules.office.answers import Submission

LATENCIES = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 100.0)
ALL = "(all)"
"""Rulebook of an overall lane."""
NO_LANE = "(none)"
"""Lane of a consignment that a rulebook is not for."""


class Metrics:
    """The counts of one process."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "cts_requests", "Requests that were answered.", ("route", "method", "status"), registry=registry
        )
        self._seconds = Histogram(
            "cts_request_seconds",
            "Time from a request's first line to the last byte of its answer.",
            ("route", "method"),
            buckets=LATENCIES,
            registry=registry,
        )
        self._consignments = Counter(
            "cts_consignments_assessed",
            "Consignments assessed; rulebook (all): the most severe lane of a stored consignment.",
            ("rulebook", "lane"),
            registry=registry,
        )
        self.evaluation = Histogram(
            "cts_evaluation_seconds",
            "Time that reading and assessing the manifests of a request took, without sending.",
            ("operation",),
            buckets=LATENCIES,
            registry=registry,
        )

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Counts a request that was answered."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route, method).observe(seconds)

    def stored(self, submission: Submission) -> None:
        """Counts the consignments of a message that was stored."""
        for manifest in submission.manifests:
            for count in manifest.lanes:
                self._consignments.labels(ALL, count.lane or NO_LANE).inc(count.consignments)

    def counting(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces of an evaluation as they are; the consignments in them are counted."""
        rulebook = ""
        for piece in pieces:
            if (named := _rulebook(piece)) is not None:
                rulebook = named
            elif (verdict := _verdict(piece)) is not None:
                self._consignments.labels(rulebook, verdict.lane or NO_LANE).inc()
            yield piece

    def text(self) -> bytes:
        """All counts, of every worker where there are several, as Prometheus reads them."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


class _Identity(msgspec.Struct):
    name: str


class _Head(msgspec.Struct):
    rulebook: _Identity


class _Verdict(msgspec.Struct):
    index: int
    in_scope: bool
    lane: str | None


_head = msgspec.json.Decoder(_Head).decode
_verdict_of = msgspec.json.Decoder(_Verdict).decode
_HEAD_END = b',"manifests":['


def _rulebook(piece: bytes) -> str | None:
    """The rulebook's name, where the piece begins its evaluation."""
    return _head(piece[: -len(_HEAD_END)] + b"}").rulebook.name if piece.endswith(_HEAD_END) else None


def _verdict(piece: bytes) -> _Verdict | None:
    """The verdict, where the piece is a consignment: each stands on a line of its own (docs/results.md)."""
    if not piece.endswith(b"}"):
        return None
    try:
        return _verdict_of(piece.lstrip(b",\n"))
    except msgspec.MsgspecError:
        return None
