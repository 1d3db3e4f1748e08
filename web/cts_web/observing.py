"""One line of log and the counts of every request: id, route, method, status, time, bytes; never what was in it.

No body, no value of a query, no name, no document's number: only the template of the route.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, request

from cts_web.metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOG = structlog.get_logger("cts_web")
ID, ROUTE = "cts.request_id", "cts.route"
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}", re.ASCII)
"""An id of the caller's that may stand in a log."""
NOWHERE = "(nowhere)"
"""Route of a request that no route is for."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def new_id() -> str:
    """A request's id where the caller gave none."""
    return uuid.uuid4().hex


def request_id() -> str:
    """The id of the request that is being answered."""
    return str(request.environ.get(ID, ""))


def note_route() -> None:
    """Keeps the template of the route, by which a request is counted; called before each request."""
    request.environ[ROUTE] = request.url_rule.rule if request.url_rule else NOWHERE


class Observed:
    """The application with every request timed, counted and logged, at its very end."""

    def __init__(
        self, app: WSGIApplication, metrics: Metrics, ids: Callable[[], str], clock: Callable[[], float]
    ) -> None:
        self._app, self._metrics, self._ids, self._clock = app, metrics, ids, clock

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request."""
        given = str(environ.get("HTTP_X_REQUEST_ID", ""))
        environ[ID] = given if SANE.fullmatch(given) else self._ids()
        account = Account(environ, self._metrics, self._clock)

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
            account.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-ID", environ[ID])], *rest)

        return Counted(self._app(environ, begin), account)


class Account:
    """What is kept of one request."""

    def __init__(self, environ: WSGIEnvironment, metrics: Metrics, clock: Callable[[], float]) -> None:
        self._environ, self._metrics, self._clock = environ, metrics, clock
        self._begun = clock()
        self.status = 0
        self.sent = 0
        self.whole = False
        """Whether the answer was taken to its end: a client may hang up."""

    def close(self) -> None:
        """Counts and logs the request."""
        seconds = self._clock() - self._begun
        method = self._environ["REQUEST_METHOD"]
        method = method if method in METHODS else "OTHER"
        route = self._environ.get(ROUTE, NOWHERE)
        self._metrics.request(route, method, self.status, seconds)
        LOG.info(
            "request" if self.whole else "request broken off",
            request_id=self._environ[ID],
            route=route,
            method=method,
            status=self.status,
            ms=round(seconds * 1000, 1),
            bytes_in=_length(self._environ.get("CONTENT_LENGTH")),
            bytes_out=self.sent,
        )


def _length(told: str | None) -> int | None:
    """What the request said; None where it said nothing, as a chunked body does."""
    return int(told) if told and told.isascii() and told.isdigit() else None


class Counted:
    """The pieces of an answer; the request is at its end when they are closed."""

    def __init__(self, pieces: Iterable[bytes], account: Account) -> None:
        self._pieces, self._account = pieces, account

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._account.sent += len(piece)
            yield piece
        self._account.whole = True

    def close(self) -> None:
        """Called by the server, whatever became of the client."""
        close = getattr(self._pieces, "close", None)
        try:
            if close is not None:
                close()
        finally:
            self._account.close()


def observe(
    app: Flask, metrics: Metrics, ids: Callable[[], str] = new_id, clock: Callable[[], float] = time.perf_counter
) -> None:
    """Has every request of the application observed."""
    app.before_request(note_route)
    app.wsgi_app = Observed(app.wsgi_app, metrics, ids, clock)  # type: ignore[method-assign]
