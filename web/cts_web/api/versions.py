"""Versions of rulebooks: read, added, put in force. A version never changes."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from cts_grammar.comparing import as_document
from cts_rules.access.roles import Deed
from cts_rules.office import library
from cts_rules.office.answers import Rule, RulebookFile, Version, VersionComparison
from cts_rules.office.publishing import add_version, put_in_force
from cts_web import problems
from cts_web.access import who
from cts_web.answering import JSON, answer, unchanging
from cts_web.api.serving import office
from cts_web.openapi import Answer, Body, Resource
from cts_web.receiving import body, refuse_media_type
from cts_web.schemas.rulebooks import ADD_VERSION, RULES_EXAMPLE, AddVersionBody, ComparisonQuery

resource = Resource("versions", "Versions of rulebooks; a version never changes.")

MARKED = {"ETag": "The version's hash: it never changes."}
UNCHANGED = Answer(None, 304, "What If-None-Match names is what there is.")
LOCATION = {"Location": "Address of the version."}
MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "ETag of what the caller has.",
    "schema": {"type": "string"},
    "example": '"5b1f"',
}


def json_only() -> bytes:
    """The body, which must be JSON."""
    if request.mimetype != JSON:
        raise refuse_media_type((JSON,))
    return body()


@resource.operation(
    "GET",
    "/rulebooks/<name>/versions",
    "listVersions",
    Answer(list[Version]),
    refusals=(problems.NOT_FOUND,),
    needs=Deed.READ_RULES,
)
def list_versions(name: str) -> Response:
    """List a rulebook's versions.

    The newest first.
    """
    return answer(library.versions(office(), name))


@resource.operation(
    "POST",
    "/rulebooks/<name>/versions",
    "addVersion",
    Answer(Version, 201, "Added; it is not in force yet.", headers=LOCATION),
    Answer(Version, 200, "A version of the same content is there already; nothing was added.", headers=LOCATION),
    refusals=(
        problems.NOT_JSON, problems.UNSUPPORTED_MEDIA_TYPE, problems.INVALID_ENVELOPE, problems.RULES_DO_NOT_CHECK,
        problems.WRONG_RULEBOOK,
    ),
    body=Body({JSON: {"schema": AddVersionBody, "example": {"files": RULES_EXAMPLE, "note": "a first rule"}}}),
    needs=Deed.WRITE_RULES,
)  # fmt: skip
def post_version(name: str) -> Response:
    """Add a version.

    The files are checked first; the header in them must have the rulebook's name. A name that is new makes a rulebook.
    """
    envelope = ADD_VERSION.decoded(json_only())
    added, is_new = add_version(office(), name, envelope.files, envelope.note, who())
    return answer(added, 201 if is_new else 200, {"Location": f"/api/v1/rulebooks/{name}/versions/{added.number}"})


@resource.operation(
    "GET",
    "/rulebooks/<name>/versions/<int:number>",
    "getVersion",
    Answer(Version),
    refusals=(problems.NOT_FOUND,),
    needs=Deed.READ_RULES,
)
def get_version(name: str, number: int) -> Response:
    """Read a version.

    Who added it and when, its hash, and whether it is in force.
    """
    return answer(library.version(office(), name, number))


@resource.operation(
    "GET",
    "/rulebooks/<name>/versions/<int:number>/files",
    "listFiles",
    Answer(list[RulebookFile], headers=MARKED),
    UNCHANGED,
    refusals=(problems.NOT_FOUND,),
    headers=(MATCH,),
    needs=Deed.READ_RULES,
)
def list_files(name: str, number: int) -> Response:
    """Read a version's files.

    Its rule texts, lists and tables, as they were added.
    """
    found = library.version(office(), name, number)
    return unchanging(library.files(office(), name, number), f"{found.hash}-files")


@resource.operation(
    "GET",
    "/rulebooks/<name>/versions/<int:number>/rules",
    "listRules",
    Answer(list[Rule], headers=MARKED),
    UNCHANGED,
    refusals=(problems.NOT_FOUND, problems.RULES_DO_NOT_CHECK, problems.WRONG_RULEBOOK),
    headers=(MATCH,),
    needs=Deed.READ_RULES,
)
def list_rules(name: str, number: int) -> Response:
    """List a version's rules.

    Each as its author wrote it.
    """
    found = library.version(office(), name, number)
    return unchanging(library.rules(office(), name, number), f"{found.hash}-{office().engine}-rules")


@resource.operation(
    "GET",
    "/rulebooks/<name>/versions/<int:number>/comparison",
    "compareVersions",
    Answer(VersionComparison),
    refusals=(problems.NOT_FOUND, problems.RULES_DO_NOT_CHECK, problems.WRONG_RULEBOOK),
    query=ComparisonQuery,
    needs=Deed.READ_RULES,
)
def get_comparison(asked: dict[str, Any], name: str, number: int) -> Response:
    """Compare a version with another.

    What changed from the version `with` to this one: rule by rule, condition by condition, in sentences and as data.
    """
    return answer(as_document(library.comparison(office(), name, asked["with"], number)))


@resource.operation(
    "POST",
    "/rulebooks/<name>/versions/<int:number>/in-force",
    "putInForce",
    Answer(Version, description="The version, in force."),
    refusals=(problems.NOT_FOUND, problems.OWN_VERSION),
    needs=Deed.PUT_IN_FORCE,
)
def post_in_force(name: str, number: int) -> Response:
    """Put a version in force.

    From now on, in the place of the one before. Takes no body.
    """
    return answer(put_in_force(office(), name, number, who()))
