"""The application: an office, its API and its pages behind one door."""

from __future__ import annotations

import time
from collections.abc import Callable

from flask import Flask

from cts_rules.office.office import Office
from cts_web.access import check_forms, know
from cts_web.api import RESOURCES
from cts_web.documentation import NEEDS as NEEDS_OF_DOCUMENTATION
from cts_web.documentation import blueprint as documentation
from cts_web.gate import guard
from cts_web.metrics import Metrics
from cts_web.observing import new_id, observe
from cts_web.openapi import describe
from cts_web.operations import resource as operations
from cts_web.pages import blueprint as pages
from cts_web.pages.frame import frame
from cts_web.pages.routes import NEEDS as NEEDS_OF_PAGES
from cts_web.permissions import declare
from cts_web.receiving import receive_first
from cts_web.refusing import answer_refusals
from cts_web.security import secure

AT_ONCE = 4
"""Requests that are worked on at once, unless the caller says otherwise."""


def create_app(
    office: Office,
    at_once: int = AT_ONCE,
    ids: Callable[[], str] = new_id,
    clock: Callable[[], float] = time.perf_counter,
) -> Flask:
    """The application over an office. `ids` makes the ids of requests, `clock` measures them in seconds."""
    app = Flask("cts_web", static_folder=None)
    limit = min(office.settings.document.body_bytes, office.settings.document.document_bytes)
    # A form's fields stand in memory as its files do; one bound holds for both.
    app.config.update(MAX_CONTENT_LENGTH=limit, MAX_FORM_MEMORY_SIZE=limit, PROPAGATE_EXCEPTIONS=False)
    app.url_map.merge_slashes = False
    app.extensions.update(office=office, metrics=Metrics())
    observe(app, app.extensions["metrics"], ids, clock)
    secure(app)
    know(app)
    receive_first(app)
    check_forms(app)
    guard(app, at_once)
    answer_refusals(app)
    resources = (*RESOURCES, operations)
    describe(app, resources, office.engine)
    app.register_blueprint(documentation)
    app.register_blueprint(pages)
    declare(app, (NEEDS_OF_PAGES, NEEDS_OF_DOCUMENTATION, *(resource.needs for resource in resources)))
    app.context_processor(lambda: dict(frame()))  # for the page of an address that is nobody's
    return app
