"""15,000 consignments by POST: stored and assessed under both starters, then the same message again.

Reported are seconds, peak memory of the worker, size of the store, the machine's load. Nothing about them is asserted.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from cts_rules.store.database import open_database
from cts_rules.store.places import Place
from tests.benchmarks.large_manifest import large_manifest
from tests.service.services import running


def test_fifteen_thousand_consignments_by_post(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    content = large_manifest()
    with running(place, "--workers", 1) as service, service.client(timeout=600) as client:
        began = time.perf_counter()
        done = client.submit(content, "application/edifact")
        seconds = time.perf_counter() - began
        (worker,) = service.workers()
        status = Path(f"/proc/{worker}/status").read_text()
        began = time.perf_counter()
        again = client.submit(content, "application/edifact")
        repeated = time.perf_counter() - began
        assert again.repeated
        assert again.message == done.message
        assert sum(m.consignments for m in done.manifests) == 15_000
        first = next(client.consignments(manifest=done.manifests[0].id, lane="red"))
        assert first.fired
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    size = size_of(place)
    with capsys.disabled():
        print(
            f"\n{'SQLite' if isinstance(place, Path) else 'PostgreSQL'}: 15,000 consignments of {len(content) / 1e6:.1f} MB: stored and assessed in {seconds:.1f} s, the same again "
            f"{repeated:.2f} s; peak {int(peak[1]) / 1024 if peak else 0:.0f} MB, store {size / 1e6:.0f} MB, load "
            f"{os.getloadavg()[0]:.1f}",
            end=" ",
        )


def size_of(place: Place) -> int:
    """Bytes of a store."""
    if isinstance(place, Path):
        return sum(file.stat().st_size for file in place.iterdir())
    store = open_database(place)
    with store.reading() as connection:
        found: int = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    store.close()
    return found
