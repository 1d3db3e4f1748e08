"""The API as a document: operations declared beside their views, schemas made from the types that are answered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import groupby
from typing import Any, TypeVar

import marshmallow as ma
import msgspec
from flask import Flask
from flask_smorest import Api, Blueprint  # type: ignore[import-untyped]

from cts_rules.access.roles import ALLOWED, Deed, Role
from cts_web import problems
from cts_web.answering import JSON
from cts_web.problems import MEDIA_TYPE, ProblemDocument, ProblemType
from cts_web.schemas.parameters import Parameters

View = TypeVar("View", bound=Callable[..., Any])
Doc = dict[str, Any]

SCHEMA_REFERENCE = "#/components/schemas/{name}"

PATH_PARAMETERS = {
    "name": ("Name of a rulebook.", "maritime-imports"),
    "number": ("Number of a version.", 1),
    "rule": ("Id of a rule.", "NARC-001"),
    "manifest": ("Id of a stored manifest.", 1),
    "message": ("Id of a stored message.", 1),
    "consignment": ("Id of a stored consignment.", 1),
    "assessment": ("Id of an assessment.", 1),
    "slug": ("Name of a kind of problem.", "not-found"),
}
ALWAYS = (problems.FOREIGN_HOST, problems.INTERNAL_ERROR)
WITH_STORE = (problems.STORE_BUSY, problems.STORE_NOT_READY)
"""Of every operation that asks the store."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One way in which an operation succeeds."""

    shape: Any = None
    """Type of the JSON, or several in a tuple; None for none."""
    status: int = 200
    description: str = ""
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    example: Any = None


@dataclass(frozen=True, slots=True)
class Body:
    """What an operation takes: a schema and an example by media type."""

    content: Mapping[str, Doc]
    description: str = ""


class ProblemApi(Api):  # type: ignore[misc]
    """An API whose errors are problems in the document as they are in fact."""

    DEFAULT_RESPONSE_CONTENT_TYPE = MEDIA_TYPE
    """Of what flask-smorest documents by itself: errors alone. Every answer of ours names its own."""
    ERROR_SCHEMA = {"$ref": SCHEMA_REFERENCE.format(name="ProblemDocument")}  # noqa: RUF012 (as in the base class)

    def _register_error_handlers(self) -> None:
        """Not here: the application words all problems in one place (refusing.py)."""


class Resource(Blueprint):  # type: ignore[misc]
    """A resource: its views, and what they promise."""

    ARGUMENTS_PARSER = Parameters()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, f"cts_web.api.{name}", url_prefix="/api/v1", description=description)
        self.shapes: list[Any] = [ProblemDocument]
        self.needs: dict[str, Deed] = {}
        """Which deed each of its endpoints is."""

    def operation(
        self,
        method: str,
        path: str,
        name: str,
        *answers: Answer,
        needs: Deed,
        refusals: Sequence[ProblemType] = (),
        query: type[ma.Schema] | None = None,
        headers: Sequence[Doc] = (),
        body: Body | None = None,
        store: bool = True,
    ) -> Callable[[View], View]:
        """Declares the view below as an operation; its docstring is the summary and, after a blank line, more."""
        writes = method != "GET"
        refused = [*refusals, *ALWAYS, *(WITH_STORE if store else ()), *((problems.FOREIGN_ORIGIN,) if writes else ())]
        if needs is not Deed.NOTHING_SECRET:
            refused += [problems.NOT_LOGGED_IN, problems.NOT_ALLOWED, *((problems.STALE_FORM,) if writes else ())]
        if body is not None:
            refused += [problems.BODY_TOO_LARGE, problems.BODY_TOO_SLOW, problems.BAD_REQUEST]
        if query is not None:
            refused.append(problems.INVALID_PARAMETERS)
        self.shapes += [shape for answer in answers for shape in _shapes(answer)]
        doc: Doc = {
            "operationId": name,
            "security": security(needs),
            "responses": {**_answered(answers), **_refused(refused)},
        }
        if body is not None:
            doc["requestBody"] = {"required": True, "description": body.description, "content": dict(body.content)}

        def declare(view: View) -> View:
            self.needs[f"{self.name}.{view.__name__}"] = needs
            told = self.doc(**doc)(view)
            if query is not None:
                told = self.arguments(query, location="query", as_kwargs=False)(told)
            if headers:
                # `arguments` makes the list of parameters; these stand beside what it puts there.
                told._apidoc.setdefault("arguments", {}).setdefault("parameters", []).extend(headers)
            self.route(path, methods=[method], parameters=_path_parameters(path))(told)
            return view

        return declare


SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of a service: `cts-rules tokens add`."},
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-cts-session",
                "description": "Who is logged in with a browser. Over plain http on this machine it is `cts-session`. "
                               "A POST wants `X-CSRF-Token` too, which every page has in a `meta` element."},
}  # fmt: skip


def security(needs: Deed) -> list[Doc]:
    """By what it is known who asks: for nothing secret by nothing; and by nothing while there are no accounts."""
    if needs is Deed.NOTHING_SECRET:
        return []
    by_token: list[Doc] = [{"token": []}] if Role.SERVICE in ALLOWED[needs] else []
    return [*by_token, {"session": []}, {}]


def _path_parameters(path: str) -> list[Doc]:
    names = [part.rstrip(">").rpartition(":")[2] for part in path.split("<")[1:]]
    named = [name.partition(">")[0] for name in names]
    return [
        {"name": name, "in": "path", "required": True, "description": text, "example": example}
        for name in named
        for text, example in [PATH_PARAMETERS[name]]
    ]


def _answered(answers: Iterable[Answer]) -> Doc:
    return {str(answer.status): _described(answer) for answer in answers}


def _described(answer: Answer) -> Doc:
    doc: Doc = {"description": answer.description or HTTPStatus(answer.status).phrase}
    if answer.shape is not None:
        content: Doc = {"schema": _schema(answer)}
        if answer.example is not None:
            content["example"] = answer.example
        doc["content"] = {answer.media_type: content}
    elif answer.media_type != JSON:
        doc["content"] = {answer.media_type: {"schema": {"type": "string"}}}
    if answer.headers:
        doc["headers"] = {
            name: {"description": text, "schema": {"type": "string"}} for name, text in answer.headers.items()
        }
    return doc


def _shapes(answer: Answer) -> tuple[Any, ...]:
    if answer.shape is None:
        return ()
    return answer.shape if isinstance(answer.shape, tuple) else (answer.shape,)


def _schema(answer: Answer) -> Doc:
    schemas, _ = msgspec.json.schema_components(_shapes(answer), ref_template=SCHEMA_REFERENCE)
    return schemas[0] if len(schemas) == 1 else {"oneOf": list(schemas)}


def _refused(refused: Iterable[ProblemType]) -> Doc:
    """One response for each status."""
    by_status = sorted(set(refused), key=lambda kind: (kind.status, kind.slug))
    return {str(status): _refusal(list(kinds)) for status, kinds in groupby(by_status, key=lambda kind: kind.status)}


def _refusal(kinds: Sequence[ProblemType]) -> Doc:
    """The response of the problems of one status, with an example of each."""
    examples = {kind.slug: {"value": _example(kind)} for kind in kinds}
    return {
        "description": "; ".join(f"`{kind.slug}`: {kind.title}" for kind in kinds),
        "content": {MEDIA_TYPE: {"schema": ProblemApi.ERROR_SCHEMA, "examples": examples}},
    }


def _example(kind: ProblemType) -> Doc:
    made: Doc = {"type": kind.uri, "title": kind.title, "status": kind.status, "detail": kind.title + ".",
                 "request_id": "5f0c6d1c7d1e4a0b9a63f3a4f2f0e9d1"}  # fmt: skip
    return made


def describe(app: Flask, resources: Iterable[Resource], version: str) -> ProblemApi:
    """Registers the resources with the application and makes the document, at /api/v1/openapi.json."""
    app.config.update(
        API_TITLE="CTS Rules",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    told = (
        "Cargo targeting for customs: a readable rule language; manifests in, decided and explained consignments out."
    )
    info = {"description": f"{told} Release {version}.", "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}
    api = ProblemApi(spec_kwargs={"info": info, "servers": [{"url": "/", "description": "This service"}]})
    api.init_app(app)
    resources = list(resources)
    shapes = [shape for resource in resources for shape in resource.shapes]
    _, components = msgspec.json.schema_components(shapes, ref_template=SCHEMA_REFERENCE)
    for name, schema in components.items():
        api.spec.components.schema(name, schema)
    for name, scheme in SECURITY.items():
        api.spec.components.security_scheme(name, scheme)
    for resource in resources:
        api.register_blueprint(resource)
    return api
