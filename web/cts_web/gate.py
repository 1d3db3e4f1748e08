"""How many requests are worked on at once: few, while many more may still be sending or fetching.

A connection has a thread of its own, which costs little while it waits for its client; work costs memory and the
processor. So a request passes the gate when its body is there, and a long answer passes it again for each piece: no
slow client ever stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore

from flask import Flask, Response, current_app, g


class Gate:
    """At most so many at once."""

    def __init__(self, places: int) -> None:
        self._places = BoundedSemaphore(places)

    def enter(self) -> None:
        """Waits for a place."""
        self._places.acquire()

    def leave(self) -> None:
        """Gives the place back."""
        self._places.release()

    def one_by_one(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, each made inside the gate and sent outside."""
        making = iter(pieces)
        end = b""
        while True:
            with self._places:
                piece = next(making, end)
            if piece is end:
                return
            yield piece


def gate() -> Gate:
    """The application's gate."""
    found: Gate = current_app.extensions["gate"]
    return found


def begin_work() -> None:
    """Enters the gate, once a request, until its answer begins; called where the whole body is there."""
    if "at_work" not in g:
        gate().enter()
        g.at_work = True


def end_work() -> None:
    """Leaves the gate, if the request is in it."""
    if g.pop("at_work", False):
        gate().leave()


def _leave(response: Response) -> Response:
    end_work()
    return response


def _forget(_: BaseException | None) -> None:
    end_work()


def guard(app: Flask, places: int) -> None:
    """Gives the application a gate, which every request has left when it ends, however it ends."""
    app.extensions["gate"] = Gate(places)
    app.after_request(_leave)
    app.teardown_request(_forget)
