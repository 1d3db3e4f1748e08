"""The service with one route more, which does all that `evaluate` does but evaluate: decode, check, count, encode.

Run as a program it serves a store: `python -m tests.benchmarks.echo_service STORE`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec
from flask import Flask, Response

from cts_rules.office.evaluating import read
from cts_rules.office.office import Office
from cts_rules.readers.reading import Document
from cts_web.answering import in_pieces
from cts_web.api.serving import metrics, office
from cts_web.app import create_app
from cts_web.receiving import body
from cts_web.schemas.evaluate import EVALUATE
from cts_web.schemas.filing import document_of
from cts_web.serve import serve

WORKERS, THREADS = 2, 4


def with_echo(served: Office, at_once: int) -> Flask:
    """The application, and `POST /api/v1/echo`."""
    app = create_app(served, at_once=at_once)
    app.add_url_rule("/api/v1/echo", "echo", echo, methods=["POST"])
    return app


def echo() -> Response:
    """The manifest as it was understood."""
    envelope = EVALUATE.decoded(body())
    with metrics().evaluation.labels("evaluate").time():
        readings = read(office(), Document("", document_of(envelope.manifest)), envelope.received)
        return in_pieces(iter([msgspec.json.encode([reading.manifest for reading in readings])]))


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1]), "127.0.0.1", 0, WORKERS, THREADS, os.environ, make=with_echo))
