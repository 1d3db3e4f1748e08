"""The real service in processes of its own, as `cts-rules up` starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cts_rules.client import Client
from cts_rules.store.places import Place

COMMAND = [sys.executable, "-c", "from cts_rules.commands import main; main()"]
ADDRESS = re.compile(r"CTS Rules is at (http://\S+?)/?\s")


@dataclass(frozen=True)
class Service:
    """A service that listens."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def client(self, timeout: float = 60.0) -> Client:
        """A client of it."""
        return Client(self.address, timeout)

    def workers(self) -> list[int]:
        """Process ids of its workers."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def running(store: Place, *arguments: object, **environment: str) -> Iterator[Service]:
    """A service over a store; ended when it is left, as an administrator would end it."""
    if isinstance(store, Path):
        with _running(str(store), store.parent / f"{store.name}.log", arguments, environment) as service:
            yield service
    else:
        with (
            tempfile.TemporaryDirectory() as folder,
            _running(store.address, Path(folder) / "log", arguments, environment) as service,
        ):
            yield service


@contextmanager
def _running(store: str, log: Path, arguments: tuple[object, ...], environment: Mapping[str, str]) -> Iterator[Service]:
    own = {**os.environ, "CTS_REFERENCE": "no such folder", "PYTHONUNBUFFERED": "1", **environment}
    command = [*COMMAND, "up", "--store", store, "--port", "0", *map(str, arguments)]
    with log.open("a", encoding="utf-8") as complaints:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True, env=own)
        out = process.stdout
        assert out is not None
        try:
            yield Service(_address(out, log), process, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            finally:
                out.close()


def _address(out: IO[str], log: Path) -> str:
    for line in out:
        found = ADDRESS.search(line)
        if found:
            return found[1]
    raise AssertionError(f"the service did not start:\n{log.read_text(encoding='utf-8')}")
