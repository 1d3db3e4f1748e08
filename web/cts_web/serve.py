"""The service on this machine: gunicorn as a library, one office opened by each worker after it was forked.

Found by the command line as the entry point `web` of the group `cts_rules.serve`.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from cts_rules.office.office import Office
    from cts_rules.store.places import Place

Make = Callable[["Office", int], "Flask"]
CONNECTIONS = 64
"""Threads of a worker. They wait for clients; how many work at once is what the caller says."""
GRACE = 30
"""Seconds that requests have to end when the service stops."""
COUNTS = "PROMETHEUS_MULTIPROC_DIR"


def application(office: Office, threads: int) -> Flask:
    """The application as it is served."""
    from cts_web.app import create_app

    return create_app(office, at_once=threads)


def serve(
    place: Place,
    host: str,
    port: int,
    workers: int,
    threads: int,
    environment: Mapping[str, str],
    make: Make = application,
) -> int:
    """Serves the store at a place until it is told to stop (INT, TERM; HUP starts the workers anew).

    `threads` is how many requests each worker works on at once, `make` makes the application of an office. Returns the
    exit status; what cannot be is told in one sentence on standard error.
    """
    trouble = _in_the_way(place, host, port, environment)
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    given = environment.get(COUNTS)
    counts = Path(given) if given else Path(tempfile.mkdtemp(prefix="cts-counts-"))
    master = os.getpid()
    try:
        _emptied(counts)
        os.environ[COUNTS] = str(counts)  # prometheus_client looks there when it is imported
        return _run(partial(_load, place, threads, environment, make), _settings(host, port, workers))
    finally:
        # A worker that ends comes by here, too: it was forked in the midst of this.
        if not given and os.getpid() == master:
            shutil.rmtree(counts, ignore_errors=True)


def _in_the_way(place: Place, host: str, port: int, environment: Mapping[str, str]) -> str | None:
    """Why it cannot be served, in one sentence; None where it can."""
    from cts_rules.office.office import open_office
    from cts_rules.office.refusals import Refusal
    from cts_rules.reach import why_not
    from cts_rules.reference.stored import ReferenceDamaged

    try:
        if refusal := why_not(host, place, environment):
            return refusal
    except ValueError as wrong:
        return str(wrong)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as refused:
            return (
                f"{address(host, port)} cannot be used ({(refused.strerror or 'refused').lower()}): choose another port"
            )
    try:
        open_office(place, environment).store.close()
    except (Refusal, ReferenceDamaged, ValueError) as refusal:
        return str(refusal)
    return None


def address(host: str, port: int) -> str:
    """Where a browser finds the service."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _emptied(counts: Path) -> None:
    """Makes the folder of the counts; what an earlier run left there would be counted again."""
    counts.mkdir(parents=True, exist_ok=True)
    for old in counts.glob("*.db"):
        old.unlink()


def _load(place: Place, threads: int, environment: Mapping[str, str], make: Make) -> Flask:
    """The application, in a worker: a connection to the store must not cross a fork."""
    from cts_rules.office.library import compiled_in_force
    from cts_rules.office.office import open_office
    from cts_rules.office.submitting import assess_left_over

    office = open_office(place, environment)
    compiled_in_force(office)
    # What a killed worker received and did not assess. Others may be at it: the first one's verdicts are kept.
    threading.Thread(target=assess_left_over, args=(office,), daemon=True).start()
    # Manifests are many objects without circles. Looking for circles less often saves a fifth of the time of a large
    # one; what is loaded by now stays, and need never be looked at again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    return make(office, threads)


def _run(load: Callable[[], Flask], settings: Mapping[str, Any]) -> int:
    from cts_web.logging_lines import begin_logging

    begin_logging()
    try:
        _server(load, settings).run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _settings(host: str, port: int, workers: int) -> dict[str, Any]:
    from cts_web.logging_lines import CONFIG

    def listening(arbiter: Any) -> None:
        told = arbiter.LISTENERS[0].sock.getsockname()[1]
        print(f"CTS Rules is at {address(host, told)}", flush=True)

    def ended(_: Any, worker: Any) -> None:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]

    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "threads": CONNECTIONS,
        "worker_class": "cts_web.slow_clients.PatientWorker",
        "worker_connections": 1000,
        "keepalive": 15,
        "graceful_timeout": GRACE,
        "timeout": 60,
        "control_socket_disable": True,
        "proc_name": "cts-rules",
        "accesslog": None,
        "errorlog": "-",
        "logconfig_dict": CONFIG,
        "logger_class": "cts_web.logging_lines.Quiet",
        "when_ready": listening,
        "child_exit": ended,
    }  # fmt: skip


def _server(load: Callable[[], Any], settings: Mapping[str, Any]) -> Any:
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    class Service(BaseApplication):  # type: ignore[misc]
        """gunicorn with these settings and nothing read from elsewhere."""

        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return load()

    return Service()
