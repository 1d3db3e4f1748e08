"""Who may ask while there are no accounts: this machine, and no page of another site in somebody's browser."""

from __future__ import annotations

import re

from flask import Flask, Response, request

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
    """Refuses a request for a name that is not this machine's own."""
    if not LOOPBACK.fullmatch(request.environ.get("HTTP_HOST", "")):
        raise Problem(problems.FOREIGN_HOST, "Ask for 127.0.0.1, localhost or [::1]: the service has no other name.")


def refuse_foreign_site() -> None:
    """Refuses a request that may change something and that another site's page sends; there is no login to ask for."""
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = f"{request.scheme}://{request.environ['HTTP_HOST']}".lower()
    if (site is not None and site not in ("same-origin", "none")) or (origin is not None and origin.lower() != own):
        raise Problem(problems.FOREIGN_ORIGIN, "This was sent by a page of another site, so nothing was done.")


def mark(response: Response) -> Response:
    """Sets the headers that keep an answer to itself; what a view said about caching stays."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint and request.endpoint.rpartition(".")[2] == "static":
        return response
    response.headers.setdefault("Cache-Control", "no-store")
    return response
