"""Under which names the service is asked, and that no page of another site asks in somebody's browser."""

from __future__ import annotations

import re

from flask import Flask, Response, current_app, request

from cts_web import problems
from cts_web.problems import Problem

LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
"""Host headers that only this machine has, and not a name that another site lets point here (DNS rebinding)."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # `no-referrer` would have browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}


def secure(app: Flask) -> None:
    """Has every request of the application looked at, and every answer marked."""
    app.before_request(refuse_foreign_host)
    app.before_request(refuse_foreign_site)
    app.after_request(mark)


def refuse_foreign_host() -> None:
    """Refuses a request for a name that is neither this machine's own nor set."""
    host = request.environ.get("HTTP_HOST", "")
    if not LOOPBACK.fullmatch(host) and current_app.extensions["office"].access.address_of(host) is None:
        raise Problem(
            problems.FOREIGN_HOST,
            "Ask for 127.0.0.1, localhost, [::1] or what CTS_ADDRESSES says: no other name is known here.",
        )


def refuse_foreign_site() -> None:
    """Refuses a request that may change something and that another site's page sends."""
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = own_address()
    if (site is not None and site not in ("same-origin", "none")) or (origin is not None and origin.lower() != own):
        raise Problem(problems.FOREIGN_ORIGIN, "This was sent by a page of another site, so nothing was done.")


def own_address() -> str:
    """Scheme, name and port by which the browser knows the service: as they are set, else as they are asked for."""
    host = request.environ.get("HTTP_HOST", "").lower()
    known: str | None = current_app.extensions["office"].access.address_of(host)
    return known or f"{request.scheme}://{host}"


def mark(response: Response) -> Response:
    """Sets the headers that keep an answer to itself; what a view said about caching stays."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if own_address().startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint and request.endpoint.rpartition(".")[2] == "static":
        return response
    response.headers.setdefault("Cache-Control", "no-store")
    return response
