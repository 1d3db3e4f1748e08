"""A message as it comes in: in a JSON envelope, raw, or as a file of a form; its bytes and charset untouched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage

from cts_rules.readers.reading import Document
from cts_web import problems
from cts_web.answering import JSON
from cts_web.openapi import Body, Doc
from cts_web.problems import Problem
from cts_web.receiving import body, refuse_media_type
from cts_web.schemas.parameters import Query, by_path

RAW = ("application/edifact", "text/csv", "text/plain", "application/octet-stream")
FORM = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
ACCEPTED = (JSON, *RAW, FORM)
CURL = "curl says so by itself: add -H 'Content-Type: application/octet-stream'."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message, and what was said beside it."""

    document: Document
    media_type: str
    asked: Mapping[str, Any]
    files: Mapping[str, bytes]
    """Rule files of a form."""


def kind_of_body() -> str:
    """The media type, if it is one that is taken."""
    if request.mimetype not in ACCEPTED:
        raise refuse_media_type(ACCEPTED, CURL if request.mimetype == URLENCODED else "")
    return request.mimetype


def raw(asked: Mapping[str, Any]) -> Incoming:
    """The message as the body of the request."""
    content = body()
    return Incoming(Document(asked.get("file") or "", content), request.mimetype, asked, {})


def form(asked: Mapping[str, Any], schema: type[Query], explicit: set[str], rules: bool) -> Incoming:
    """The message as a file of a form, with fields for what are parameters otherwise."""
    if None in request.form or None in request.files:
        raise faults({"body": ["A part of the form has no name."]})
    fields = dict(request.form.lists())
    twice = {name: ["Given more than once."] for name, v in fields.items() if len(v) > 1 or name in explicit}
    if "manifest" in fields:
        twice["manifest"] = ["A field of text, but a file is expected: its bytes would not stay as they are."]
    if twice:
        raise faults(twice)
    try:
        loaded = schema().load({name: values[0] for name, values in fields.items()})
    except ValidationError as wrong:
        raise faults(by_path(wrong.messages)) from wrong
    asked = {**asked, **loaded}
    message = _only_file(rules)
    document = Document(asked.get("file") or message.filename or "", message.stream.read())
    media_type = message.mimetype if message.mimetype in (JSON, *RAW) else RAW[-1]
    return Incoming(document, media_type, asked, _rule_files() if rules else {})


def faults(errors: Mapping[str, list[str]]) -> Problem:
    """The problem of a form."""
    return Problem(problems.INVALID_ENVELOPE, "The form has faults: see errors.", errors)


def _only_file(rules: bool) -> FileStorage:
    known = {"manifest", "rules"} if rules else {"manifest"}
    unknown = {name: ["Unknown file."] for name in request.files if name not in known}
    found = request.files.getlist("manifest")
    if len(found) != 1:
        unknown["manifest"] = [
            "One file is expected (curl: -F manifest=@FILE)." if not found else "Given more than once."
        ]
    if unknown:
        raise faults(unknown)
    return found[0]


def _rule_files() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for number, part in enumerate(request.files.getlist("rules")):
        path = part.filename or f"{number}"
        if path in files:
            raise faults({f"rules.{path}": ["Given more than once."]})
        files[path] = part.stream.read()
    return files


def body_of(envelope: type[Any], description: str, example: Doc, more: Mapping[str, Doc]) -> Body:
    """The kinds of bodies, for the document of the API."""
    text: Doc = {"schema": {"type": "string"}}
    binary: Doc = {"schema": {}}
    form_schema = {
        "type": "object",
        "required": ["manifest"],
        "properties": {"manifest": {"type": "string", "contentMediaType": "application/octet-stream"}, **more},
    }
    content: dict[str, Doc] = {
        JSON: {"schema": envelope, "example": example},
        "application/edifact": text,
        "text/csv": text,
        "text/plain": text,
        "application/octet-stream": binary,
        FORM: {"schema": form_schema},
    }
    return Body(content, description)
