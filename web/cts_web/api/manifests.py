"""Manifests: handed in, stored, assessed; and listed."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, request

from cts_rules.access.roles import Deed
from cts_rules.office import reading
from cts_rules.office.answers import ManifestDetail, ManifestSummary, Page, Submission
from cts_rules.office.submitting import submit
from cts_rules.readers.reading import Document
from cts_web import problems
from cts_web.access import who
from cts_web.answering import JSON, answer
from cts_web.api.incoming import FORM, Incoming, body_of, form, kind_of_body, raw
from cts_web.api.serving import metrics, office
from cts_web.openapi import Answer, Resource
from cts_web.receiving import body
from cts_web.schemas.filing import MANIFEST_EXAMPLE, document_of, is_document
from cts_web.schemas.manifests import SUBMIT, SubmitBody, SubmitQuery
from cts_web.schemas.parameters import PageQuery, invalid

resource = Resource("manifests", "Manifests that were handed in, stored and assessed.")

KEY = re.compile(r"[\x21-\x7e]{1,200}", re.ASCII)
KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A key of the sender's own for this message: sent again with it, the message is stored once.",
    "schema": {"type": "string", "pattern": r"^[!-~]{1,200}$"},
    "example": "0d7c2a40-1",
}
BODY = body_of(
    SubmitBody,
    "A JSON envelope, or a document of the product's JSON format as it stands in a file; "
    "or the message itself, its bytes and charset untouched; or a form with the file `manifest`.",
    {"manifest": MANIFEST_EXAMPLE},
    {"received": {"type": "string"}, "file": {"type": "string", "maxLength": 200}},
)
LOCATION = {"Location": "Address of the manifest; of the message, where it holds several."}


@resource.operation(
    "POST",
    "/manifests",
    "submitManifest",
    Answer(Submission, 201, "Stored and assessed; it is on the disk.", headers=LOCATION),
    Answer(Submission, 200, "The same message was there already; nothing was stored again.", headers=LOCATION),
    refusals=(
        problems.NOT_JSON, problems.UNSUPPORTED_MEDIA_TYPE, problems.INVALID_ENVELOPE, problems.MANIFEST_NOT_READABLE,
        problems.KEY_REUSED,
    ),
    query=SubmitQuery,
    headers=(KEY_HEADER,),
    body=BODY, needs=Deed.HAND_IN,
)  # fmt: skip
def submit_manifest(asked: dict[str, Any]) -> Response:
    """Hand a message in.

    It is stored unchanged and assessed under every rulebook in force. When the answer comes, it is on the disk.
    """
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise invalid({"Idempotency-Key": ["One to 200 visible ASCII characters are expected."]})
    incoming = _incoming(asked)
    with metrics().evaluation.labels("submit").time():
        stored = submit(office(), incoming.document, incoming.media_type, who(), incoming.asked.get("received"), key)
    if not stored.repeated:
        metrics().stored(stored)
    only = stored.manifests[0].id if len(stored.manifests) == 1 else None
    where = f"/api/v1/messages/{stored.message}" if only is None else f"/api/v1/manifests/{only}"
    return answer(stored, 200 if stored.repeated else 201, {"Location": where})


def _incoming(asked: dict[str, Any]) -> Incoming:
    kind = kind_of_body()
    if kind == FORM:
        return form(asked, SubmitQuery, set(request.args), rules=False)
    if kind != JSON or is_document(body()):
        return raw(asked)
    if asked:
        raise invalid({name: ["With a JSON body this stands in the body."] for name in asked})
    envelope = SUBMIT.decoded(body())
    content = document_of(envelope.manifest)
    text = bytes(envelope.manifest)[:1] == b'"'
    document = Document(envelope.file or "", content)
    return Incoming(document, "text/plain" if text else JSON, {"received": envelope.received}, {})


@resource.operation(
    "GET",
    "/manifests",
    "listManifests",
    Answer(Page[ManifestSummary]),
    refusals=(problems.BAD_CURSOR,),
    query=PageQuery,
    needs=Deed.READ_CARGO,
)
def list_manifests(asked: dict[str, Any]) -> Response:
    """List manifests.

    The newest first, in pages.
    """
    return answer(reading.manifests(office(), asked.get("cursor"), asked["limit"]))


@resource.operation(
    "GET",
    "/manifests/<int:manifest>",
    "getManifest",
    Answer(ManifestDetail),
    refusals=(problems.NOT_FOUND,),
    needs=Deed.READ_CARGO,
)
def get_manifest(manifest: int) -> Response:
    """Read a manifest.

    Its own fields, the findings that concern no single consignment, and the versions that it was assessed under.
    """
    return answer(reading.manifest(office(), manifest))
