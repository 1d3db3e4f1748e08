"""`evaluate` over HTTP, ten consignments under the maritime starter, at 1, 16 and 64 clients, by wrk.

Reported are requests a second, latency at the median and at the 99th percentile, and the ratio to an echo route of the
same application that decodes, checks, counts and encodes the same body. Both are measured in turn, three times, and the
middle one counts. Nothing about time is asserted; that every answer is 200 is.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
import pytest

from cts_rules.office.evaluating import read
from cts_rules.office.starting import load_starter
from cts_rules.readers.reading import Document
from cts_rules.rulebook.starters import starter_names, starters_folder
from tests.rules.office.offices import office_at

SECONDS = int(os.environ.get("CTS_SECONDS", "6"))
ROUNDS = 3
CLIENTS = (1, 16, 64)
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.needs("wrk")


@dataclass(frozen=True)
class Measured:
    """One run of wrk."""

    rate: float
    """Requests a second."""
    half: float
    """Milliseconds."""
    most: float
    """Milliseconds, 99th percentile."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service over a store with the starters in force and nothing in it."""
    store = tmp_path_factory.mktemp("throughput")
    office = office_at(store)
    for name in starter_names():
        load_starter(office, name, lambda sentence: None)
    office.store.close()
    command = [sys.executable, "-m", "tests.benchmarks.echo_service", str(store)]
    with (store / "log").open("w") as log, subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield process.stdout.readline().removeprefix("CTS Rules is at ").strip().rstrip("/")
        process.terminate()


def ten_consignments(tmp_path: Path) -> bytes:
    """Of a sample, in the product's JSON."""
    office = office_at(tmp_path / "reading")
    sample = starters_folder() / "maritime-imports" / "samples" / "northern-valley-417e.edi"
    (reading,) = read(office, Document(sample.name, sample.read_bytes()))
    office.store.close()
    manifest = msgspec.structs.replace(reading.manifest, consignments=reading.manifest.consignments[:10])
    plain = msgspec.to_builtins(manifest)
    for consignment in plain["consignments"]:  # what intake adds is not filed
        for container in consignment.get("containers", ()):
            container.pop("number_of_sharing_consignments", None)
    whole = {"schema": "cts-manifest/1", "manifest": plain}
    return msgspec.json.encode({"rulebook": "maritime-imports", "manifest": whole, "received": "2026-11-23T09:15:00Z"})


def wrk(url: str, body: Path, clients: int) -> Measured:
    script = body.with_suffix(".lua")
    script.write_text(
        f'local f = io.open("{body}", "rb")\nwrk.method = "POST"\nwrk.body = f:read("*a")\n'
        'wrk.headers["Content-Type"] = "application/json"\n'
        "function done(summary, latency, requests)\n"
        "  io.write(string.format('RESULT %d %d %d %d %d\\n', summary.requests, summary.duration,"
        " latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.read"
        " + summary.errors.timeout + summary.errors.connect))\nend\n"
    )
    command = ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "--timeout", "30s", "-s", str(script), url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", out)
    assert found is not None, out
    requests, microseconds, half, most, errors = map(int, found.groups())
    assert errors == 0, out
    return Measured(requests / microseconds * 1e6, half / 1000, most / 1000)


def middle(runs: list[Measured]) -> Measured:
    return sorted(runs, key=lambda run: run.rate)[len(runs) // 2]


def test_throughput_of_evaluate(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = tmp_path / "body.json"
    body.write_bytes(ten_consignments(tmp_path))
    routes = {name: f"{address}/api/v1/{name}" for name in ("evaluate", "echo")}
    for url in routes.values():
        answer = httpx.post(url, content=body.read_bytes(), headers={"Content-Type": "application/json"})
        assert answer.status_code == 200, answer.text
    lines = []
    for clients in CLIENTS:
        runs: dict[str, list[Measured]] = {name: [] for name in routes}
        for _ in range(ROUNDS):
            for name, url in routes.items():
                runs[name].append(wrk(url, body, clients))
        evaluate, echo = middle(runs["evaluate"]), middle(runs["echo"])
        ratio = statistics.median(a.rate / b.rate for a, b in zip(runs["evaluate"], runs["echo"], strict=True))
        lines.append(
            f"{clients:3} clients: evaluate {evaluate.rate:6.0f}/s, p50 {evaluate.half:6.1f} ms, p99 {evaluate.most:6.1f}"
            f" ms; echo {echo.rate:6.0f}/s, p50 {echo.half:6.1f} ms, p99 {echo.most:6.1f} ms; ratio {ratio:.2f}"
        )
    with capsys.disabled():
        print(f"\n{body.stat().st_size:,} bytes, {SECONDS} s a run, load {os.getloadavg()[0]:.1f}")
        print("\n".join(lines), end=" ")
