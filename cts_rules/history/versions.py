"""The earlier versions of a transport document, as the store has them."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from cts_engine.history import Unknown, Version
from cts_engine.values import Partial
from cts_rules.history.identity import document_of
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.store.manifests import versions_of

MOST = 200
"""Versions of one document that are compared; of one with more none is told, for the rest would be guessed."""
NO_NUMBER = "without a document number its versions are not known"
NOT_HERE = "its earlier versions are not kept here"
TOO_MANY = f"it has more than {MOST} earlier versions"


def versions_of_document(
    connection: Connection, received: str, manifest: Manifest, consignment: Consignment
) -> tuple[Version, ...] | Unknown:
    """Those received before an instant, the oldest first.

    A consignment that says that it was amended is no first version: where none is kept before it, they are not known.
    """
    document = document_of(manifest, consignment).itself
    if document is None:
        return Unknown(reason=NO_NUMBER)
    rows = versions_of(connection, document, received, MOST + 1)
    if len(rows) > MOST:
        return Unknown(reason=TOO_MANY)
    if not rows and _says_that_it_was_amended(consignment):
        return Unknown(reason=NOT_HERE)
    return tuple(_version(row.received, msgspec.convert(row.head, Manifest), row.model) for row in rows)


def _says_that_it_was_amended(consignment: Consignment) -> bool:
    number = consignment.number_of_amendments
    return isinstance(number, int) and number > 0


def _version(received: str, head: Manifest, model: bytes) -> Version:
    consignment = msgspec.json.decode(model, type=Consignment)
    return Version(msgspec.structs.replace(head, consignments=Partial((consignment,))), consignment, received)
