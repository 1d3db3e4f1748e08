"""The service as it runs: gunicorn in a process of its own, and clients on bare sockets."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PROGRAM = """
import os, sys
from pathlib import Path
from cts_web import slow_clients
from cts_web.serve import serve
slow_clients.PatientWorker.patience = float(sys.argv[5])
sys.exit(serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), 2, os.environ))
"""
WORKERS = 2
SECONDS = 60
"""That anything may take before a test gives up."""


@dataclass
class Server:
    """A service that listens."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=SECONDS, trust_env=False)

    def socket(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@contextmanager
def serving(place: Path, log: Path, patience: float = 20.0, **environment: str) -> Iterator[Server]:
    """The service over a store, on a port that was free."""
    command = [sys.executable, "-c", PROGRAM, str(place), "127.0.0.1", "0", str(WORKERS), str(patience)]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **environment}
        )
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        assert said.startswith("CTS Rules is at http://127.0.0.1:"), log.read_text(encoding="utf-8")
        yield Server(process, said.split()[-1], log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)
        process.stdout.close()


def answer(connection: socket.socket) -> bytes:
    """All that comes until the service closes."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received
