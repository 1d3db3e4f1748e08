"""Every problem that the service answers with, in one table: RFC 9457 documents with a stable type.

`docs/api.md` has a heading for each. A type never changes meaning; wording may improve.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from flask import Response

from cts_grammar.check import Checking
from cts_grammar.showing import render

MEDIA_TYPE = "application/problem+json"
ROOT = "/problems/"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem."""

    slug: str
    status: int
    title: str

    @property
    def uri(self) -> str:
        """What stands as `type`."""
        return ROOT + self.slug


BAD_REQUEST = ProblemType("bad-request", 400, "The request cannot be understood")
NOT_JSON = ProblemType("not-json", 400, "The body is not JSON")
NOT_LOGGED_IN = ProblemType("not-logged-in", 401, "Nobody is logged in")
FOREIGN_ORIGIN = ProblemType("foreign-origin", 403, "The request comes from another site")
NOT_ALLOWED = ProblemType("not-allowed", 403, "This is for others to do")
OWN_VERSION = ProblemType("own-version", 403, "Nobody puts in force what they added")
STALE_FORM = ProblemType("stale-form", 403, "The form is of another log-in")
NOT_FOUND = ProblemType("not-found", 404, "There is no such thing")
METHOD_NOT_ALLOWED = ProblemType("method-not-allowed", 405, "The address does not take this method")
BODY_TOO_SLOW = ProblemType("body-too-slow", 408, "The body came in too slowly")
NOTHING_IN_FORCE = ProblemType("nothing-in-force", 409, "No rulebook is in force")
BODY_TOO_LARGE = ProblemType("body-too-large", 413, "The body is too large")
UNSUPPORTED_MEDIA_TYPE = ProblemType("unsupported-media-type", 415, "This kind of body is not accepted")
FOREIGN_HOST = ProblemType("foreign-host", 421, "The service is not known by this name")
INVALID_PARAMETERS = ProblemType("invalid-parameters", 422, "Parameters are wrong")
INVALID_ENVELOPE = ProblemType("invalid-envelope", 422, "The body has faults")
MANIFEST_NOT_READABLE = ProblemType("manifest-not-readable", 422, "The document is no manifest")
RULES_DO_NOT_CHECK = ProblemType("rules-do-not-check", 422, "The rules have errors")
WRONG_RULEBOOK = ProblemType("wrong-rulebook", 422, "The files are not the rulebook that was announced")
KEY_REUSED = ProblemType("idempotency-key-reused", 422, "The idempotency key was used for another message")
BAD_CURSOR = ProblemType("bad-cursor", 404, "There is no such page")
ACCOUNT_REFUSED = ProblemType("account-refused", 422, "The account cannot be like this")
TOO_MANY_ATTEMPTS = ProblemType("too-many-attempts", 429, "Too many log-ins failed")
INTERNAL_ERROR = ProblemType("internal-error", 500, "The service made a mistake")
STORE_BUSY = ProblemType("store-busy", 503, "The store is busy")
STORE_NOT_READY = ProblemType("store-not-ready", 503, "The store is not ready")

PROBLEMS = (
    BAD_REQUEST, NOT_JSON, NOT_LOGGED_IN, FOREIGN_ORIGIN, NOT_ALLOWED, OWN_VERSION, STALE_FORM, NOT_FOUND,
    METHOD_NOT_ALLOWED, BODY_TOO_SLOW, NOTHING_IN_FORCE, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, FOREIGN_HOST,
    INVALID_PARAMETERS, INVALID_ENVELOPE, MANIFEST_NOT_READABLE, RULES_DO_NOT_CHECK, WRONG_RULEBOOK, KEY_REUSED,
    BAD_CURSOR, ACCOUNT_REFUSED, TOO_MANY_ATTEMPTS, INTERNAL_ERROR, STORE_BUSY, STORE_NOT_READY,
)  # fmt: skip
"""All of them, by status."""

BY_SLUG: Mapping[str, ProblemType] = {problem.slug: problem for problem in PROBLEMS}


class Fix(msgspec.Struct, frozen=True):
    """A replacement that mends the mistake: of the characters from start to end."""

    start: int
    end: int
    text: str


class RuleLabel(msgspec.Struct, frozen=True):
    """Another place that has to do with a mistake."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    """What it has to do with it: `first declared here`."""


class RuleDiagnostic(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mistake in rules, at one place; lines and columns count from 1."""

    code: str
    severity: str
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    labels: list[RuleLabel] = []
    help: str = ""
    """What would be right."""
    note: str = ""
    """Why it is a mistake: what the language means."""
    fix: Fix | None = None
    rendered: str = ""
    """The same as text, with the line and carets under the words."""


class ProblemDocument(msgspec.Struct, frozen=True, omit_defaults=True, rename={"kind": "type"}):
    """What every error is answered with (RFC 9457)."""

    kind: str
    """Which problem, as a stable reference: `/problems/not-found`."""
    title: str
    status: int
    detail: str
    """What is wrong this time, in a sentence."""
    request_id: str
    """As in the header X-Request-ID, and in the service's log."""
    errors: dict[str, list[str]] = {}
    """Faults in parameters or body: what is wrong, by path (`rules.a.rules`)."""
    diagnostics: list[RuleDiagnostic] = []
    """Mistakes in rules."""


@dataclass(eq=False)
class Problem(Exception):
    """Raised where a request cannot be answered otherwise."""

    type: ProblemType
    detail: str
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    diagnostics: list[RuleDiagnostic] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail


def problem_answer(problem: Problem, request_id: str) -> Response:
    """The problem as an answer to the request of that id."""
    kind = problem.type
    document = ProblemDocument(
        kind.uri, kind.title, kind.status, problem.detail, request_id, dict(problem.errors), problem.diagnostics
    )
    return Response(msgspec.json.encode(document), kind.status, dict(problem.headers), content_type=MEDIA_TYPE)


def diagnostics_of(checking: Checking) -> list[RuleDiagnostic]:
    """Every mistake of a check, as data and as text."""
    told: list[dict[str, Any]] = [
        {**mistake.as_json(), "rendered": render(mistake, checking.sources)} for mistake in checking.diagnostics
    ]
    return msgspec.convert(told, list[RuleDiagnostic])
