"""An application served to a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from flask import Flask
from playwright.sync_api import Browser, Page, Playwright
from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking"]

Open = Callable[..., Page]
"""Opens a page of the site: its path, then Playwright's options for the context."""


class Silent(WSGIRequestHandler):
    """Says nothing of requests: the application has a log of its own."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def whole(app: Flask) -> WSGIApplication:
    """The application with each answer made before it is sent.

    A browser that leaves a page hangs up, and Werkzeug's server then forgets to close the file that it was sending.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with closing(app(environ, start_response)) as pieces:  # type: ignore[type-var]
            return [b"".join(pieces)]

    return answer


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of a server that runs the application."""
    server = make_server("127.0.0.1", 0, whole(app), threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chromium(playwright: Playwright) -> Browser:
    """The system's browser; it asks nobody for anything by itself."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
