"""A gunicorn worker that no slow client can hold: who sends or fetches too slowly is let go.

gthread gives each connection a thread and lets it wait for its client without end. Here a request has a deadline:
some seconds, and more for every byte that has come. Waiting threads are cheap, so there are many of them; how many
requests are worked on at once is for the gate.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from socket import socket
from typing import Any

from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]
from gunicorn.workers.gthread import _DEFER, ThreadWorker  # type: ignore[import-untyped]

PATIENCE = 20.0
"""Seconds that any request may take to come in."""
RATE = 64 * 1024
"""Bytes a second that give it more time."""
SEND_PATIENCE = 60.0
"""Seconds that a client may take for one piece of an answer."""
FIRST_BYTE = 5.0
"""Seconds that a thread waits for a client that has said nothing; then the poller waits in its place."""


class TooSlow(ConnectionError):
    """The client took too long to send."""

    def __init__(self) -> None:
        told = f"The body came in more slowly than {RATE // 1024} KiB a second; {PATIENCE:g} seconds were given to it."
        # gunicorn takes this number for a client that went away, and makes no noise about it.
        super().__init__(errno.ECONNRESET, told)

    def __str__(self) -> str:
        return str(self.args[1])


class Patient(SocketUnreader):  # type: ignore[misc]
    """Reads from a client until the deadline of its request, which each byte moves on."""

    def __init__(self, sock: socket, clock: Callable[[], float] = time.monotonic, patience: float = PATIENCE) -> None:
        super().__init__(sock)
        self._clock, self._patience = clock, patience
        self.begin()

    def begin(self) -> None:
        """A new request begins."""
        self._deadline = self._clock() + self._patience

    def chunk(self, size_hint: int | None = None) -> bytes:
        """What has come; TooSlow after the deadline."""
        left = self._deadline - self._clock()
        if left <= 0:
            raise TooSlow
        self.sock.settimeout(left)
        try:
            data: bytes = super().chunk(size_hint)
        except TimeoutError as late:
            raise TooSlow from late
        finally:
            self.sock.settimeout(SEND_PATIENCE)
        self._deadline += len(data) / RATE
        return data


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """gthread with deadlines."""

    patience = PATIENCE

    def handle(self, conn: Any) -> Any:
        """Serves a request of a connection; runs in a thread."""
        if not conn.initialized:
            if not conn.data_ready and not conn.wait_for_data(FIRST_BYTE):
                return _DEFER
            conn.init()
            conn.parser.unreader = Patient(conn.sock, patience=self.patience)
        conn.parser.unreader.begin()
        return super().handle(conn)
