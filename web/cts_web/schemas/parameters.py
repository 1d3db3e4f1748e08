"""Query parameters: each once, none that the operation does not know; every fault is told with its name."""

from __future__ import annotations

from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser

from cts_web import problems
from cts_web.problems import Problem
from cts_web.schemas.fields import Count, Text


class Query(ma.Schema):
    """Parameters of an operation."""

    class Meta:
        """Refuses what there is not: a misspelt filter would otherwise find everything."""

        unknown = ma.RAISE


class PageQuery(Query):
    """Which part of a list."""

    cursor = Text(
        validate=ma.validate.Length(max=200),
        metadata={"description": "`next` of the page before; without it the list begins.", "example": ""},
    )
    limit = Count(
        load_default=50,
        validate=ma.validate.Range(1, 200),
        metadata={"description": "How many on a page, at most.", "example": 50},
    )


class Parameters(FlaskParser):
    """Reads the query of a request."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": None}  # noqa: RUF012 (as in the base class): the schema decides

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """The parameters as they stand; a Problem where one stands twice."""
        twice = [name for name, values in req.args.lists() if len(values) > 1]
        if twice:
            raise invalid({name: ["Given more than once."] for name in twice})
        return req.args.to_dict()

    def handle_error(self, error: ma.ValidationError, req: Request, schema: ma.Schema, **kwargs: Any) -> NoReturn:
        """A Problem with every fault by name."""
        found = error.messages_dict
        raise invalid(by_path(found.get("query", found)))


def invalid(errors: dict[str, list[str]]) -> Problem:
    """The problem of wrong parameters."""
    return Problem(problems.INVALID_PARAMETERS, "Parameters are wrong: see errors.", errors)


def by_path(errors: Any, path: str = "") -> dict[str, list[str]]:
    """Marshmallow's tree of faults as sentences by path.

    >>> by_path({"rules": {"a.rules": {"value": ["Not a valid string."]}}, "x": ["Unknown field."]})
    {'rules.a.rules': ['Not a valid string.'], 'x': ['Unknown field.']}
    """
    if isinstance(errors, list):
        return {path or "body": [str(error) for error in errors]}
    flat: dict[str, list[str]] = {}
    for name, inner in errors.items():
        # In a map, faults of a key and of its value stand one level deeper.
        deeper = path if name in ("key", "value") and path.count(".") else ".".join(filter(None, (path, str(name))))
        for where, sentences in by_path(inner, deeper).items():
            flat.setdefault(where, []).extend(sentences)
    return flat
