"""What runs the service asks: whether it lives, whether it is ready, what it counted; and what its problems mean."""

from __future__ import annotations

import msgspec
from flask import Response, request
from markupsafe import escape

from cts_rules.access.roles import Deed
from cts_rules.office import library
from cts_rules.store.migrating import is_current
from cts_web import problems
from cts_web.answering import answer
from cts_web.api.serving import metrics, office
from cts_web.openapi import Answer, Resource
from cts_web.problems import BY_SLUG, Problem

resource = Resource("operations", "Whether the service lives and is ready, what it counted, what its problems mean.")
resource.url_prefix = None

METRICS = "text/plain; version=0.0.4; charset=utf-8"


class State(msgspec.Struct, frozen=True):
    """How the service is."""

    status: str
    """`alive` or `ready`."""
    release: str


class Meaning(msgspec.Struct, frozen=True):
    """A kind of problem."""

    type: str
    title: str
    status: int
    documentation: str


@resource.operation("GET", "/health", "getHealth", Answer(State), store=False, needs=Deed.NOTHING_SECRET)
def health() -> Response:
    """Tell whether the service lives.

    The store is not asked.
    """
    return answer(State("alive", office().engine))


@resource.operation("GET", "/ready", "getReadiness", Answer(State), needs=Deed.NOTHING_SECRET)
def ready() -> Response:
    """Tell whether the service can work.

    The store answers and is of this release, and what is in force is compiled.
    """
    if not is_current(office().store):
        raise Problem(problems.STORE_NOT_READY, "The store does not answer, or is of another release.")
    library.compiled_in_force(office())
    return answer(State("ready", office().engine))


@resource.operation(
    "GET", "/metrics", "getMetrics", Answer(None, media_type="text/plain", description="Prometheus's format."),
    store=False, needs=Deed.WATCH,
)  # fmt: skip
def get_metrics() -> Response:
    """Read the counts.

    Requests by route, consignments by lane, the time that evaluating takes; of all workers.
    """
    return Response(metrics().text(), content_type=METRICS)


@resource.operation(
    "GET",
    "/problems/<slug>",
    "getProblemType",
    Answer(Meaning),
    refusals=(problems.NOT_FOUND,),
    store=False,
    needs=Deed.NOTHING_SECRET,
)
def problem_type(slug: str) -> Response:
    """Tell what a kind of problem means.

    As JSON, or as a page for a browser.
    """
    kind = BY_SLUG.get(slug)
    if kind is None:
        raise Problem(problems.NOT_FOUND, "There is no such kind of problem.")
    meaning = Meaning(kind.uri, kind.title, kind.status, f"docs/api.md#{slug}")
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
        return answer(meaning)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(kind.title)}</title>"
    return Response(f"{page}<h1>{escape(kind.title)}</h1><p>Status {kind.status}. See {meaning.documentation}.")
