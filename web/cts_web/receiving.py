"""The body of a request: received whole before any work begins, within the limit of its size, or not at all."""

from __future__ import annotations

from flask import Flask, request
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]
from werkzeug.exceptions import ClientDisconnected

from cts_web import problems
from cts_web.gate import begin_work
from cts_web.problems import Problem
from cts_web.slow_clients import TooSlow

CLOSE = {"Connection": "close"}
LIGHT = ("operations.", "api_docs.", "api-docs.")
"""Blueprints whose requests never wait for others' work: the service must be able to say how it is."""


def receive_first(app: Flask) -> None:
    """Has every request received whole before it is worked on."""
    app.before_request(_receive)


def _receive() -> None:
    if request.endpoint is None or request.endpoint.startswith(LIGHT) or request.endpoint.endswith(".static"):
        return
    if request.method == "POST":
        _take_in()
    begin_work()


def _take_in() -> None:
    try:
        content = request.get_data(cache=True, parse_form_data=False)
    except (OSError, ParseException, ClientDisconnected) as broken:
        # Werkzeug says the same of every trouble with reading; what it was is behind it.
        slow = broken if isinstance(broken, TooSlow) else broken.__context__
        if isinstance(slow, TooSlow):
            raise Problem(problems.BODY_TOO_SLOW, str(slow), headers=CLOSE) from broken
        raise Problem(problems.BAD_REQUEST, "The body broke off, or its chunks are wrong.", headers=CLOSE) from broken
    # The server hands on what it has when a client hangs up; half a message must never pass for a whole one.
    if request.content_length is not None and len(content) < request.content_length:
        raise Problem(problems.BAD_REQUEST, "The body broke off.", headers=CLOSE)


def body() -> bytes:
    """The body as it came, unchanged."""
    return request.get_data()


def refuse_media_type(accepted: tuple[str, ...], hint: str = "") -> Problem:
    """The problem of a body of another kind."""
    kind = request.mimetype[:100] or "nothing"
    told = f"The Content-Type says {kind}; accepted are {', '.join(accepted)}."
    return Problem(problems.UNSUPPORTED_MEDIA_TYPE, f"{told} {hint}".strip(), headers={"Accept": ", ".join(accepted)})
