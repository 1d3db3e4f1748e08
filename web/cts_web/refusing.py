"""What goes wrong while a request is answered, made into a problem; nothing else words an error of the API."""

from __future__ import annotations

from functools import singledispatch

import structlog
from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from cts_rules.office.refusals import Refusal, RulesDoNotCheck, TooManyAttempts
from cts_rules.readers.reading import NotReadable
from cts_web import problems
from cts_web.observing import request_id
from cts_web.pages.logging_in import asked_to_log_in
from cts_web.pages.refusals import page
from cts_web.pages.wording import sentence
from cts_web.problems import Problem, problem_answer

LOG = structlog.get_logger("cts_web")
MACHINES = ("/api/", "/health", "/ready", "/metrics", "/problems/")
"""Addresses that are answered with problem documents; the others are pages."""


def answer_refusals(app: Flask) -> None:
    """Has the application answer whatever goes wrong."""
    app.register_error_handler(Exception, refuse)


def refuse(trouble: Exception) -> ResponseReturnValue:
    """The answer to an exception: a problem document, or for an address of the pages a page."""
    problem = as_problem(trouble)
    if request.path.startswith(MACHINES):
        return problem_answer(problem, request_id())
    if problem.type is problems.NOT_LOGGED_IN:
        return asked_to_log_in()
    return page(problem.type.status, problem.detail)


@singledispatch
def as_problem(trouble: Exception) -> Problem:
    """The problem that an exception stands for."""
    LOG.error("request failed", request_id=request_id(), exc_info=trouble)
    return Problem(problems.INTERNAL_ERROR, "The service made a mistake; its log has more under this request's id.")


@as_problem.register
def _(trouble: Problem) -> Problem:
    return trouble


@as_problem.register
def _(trouble: NotReadable) -> Problem:
    return Problem(problems.MANIFEST_NOT_READABLE, sentence(str(trouble)))


@as_problem.register
def _(trouble: Refusal) -> Problem:
    kind = problems.BY_SLUG[trouble.code]
    found = problems.diagnostics_of(trouble.checking) if isinstance(trouble, RulesDoNotCheck) else []
    headers = {"Retry-After": "1"} if kind.status == problems.STORE_BUSY.status else {}
    if kind is problems.NOT_LOGGED_IN:
        headers = {"WWW-Authenticate": "Bearer"}
    if isinstance(trouble, TooManyAttempts):
        headers = {"Retry-After": str(trouble.seconds)}
    return Problem(kind, sentence(str(trouble)), diagnostics=found, headers=headers)


@as_problem.register
def _(trouble: HTTPException) -> Problem:
    """What Flask and Werkzeug refuse by themselves."""
    if isinstance(trouble, RequestEntityTooLarge):
        return Problem(problems.BODY_TOO_LARGE, too_large(request.max_content_length or 0))
    if isinstance(trouble, MethodNotAllowed):
        allowed = ", ".join(sorted(trouble.valid_methods or ()))
        detail = f"{request.method[:20]} is not possible here, but {allowed}."
        return Problem(problems.METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed})
    if trouble.code == problems.NOT_FOUND.status:
        return Problem(problems.NOT_FOUND, "There is nothing at this address.")
    if trouble.code is not None and trouble.code < 500:
        return Problem(problems.BAD_REQUEST, trouble.description or "The request cannot be understood.")
    return Problem(problems.INTERNAL_ERROR, "The service made a mistake; its log has more under this request's id.")


def too_large(limit: int) -> str:
    """The sentence about a body over the limit."""
    return f"The body is larger than {limit:,} bytes, the limit of this service (CTS_LIMIT_BODY_BYTES)."
