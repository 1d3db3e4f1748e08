"""What a person hands in on a form: a file that was chosen or dropped, or a text that was pasted."""

from __future__ import annotations

import base64
import binascii

from flask import request

from cts_rules.readers.reading import Document

LARGEST_CARRIED = 512 * 1024
"""Bytes of a manifest that a page carries along, so that it can be kept after it was tried."""


class NothingHandedIn(Exception):
    """Neither a file nor a text, or both; the message is one sentence for the form."""


def handed_in() -> tuple[Document, str]:
    """The manifest on the form, and its media type. NothingHandedIn where there is none."""
    file = request.files.get("file")
    content = file.read() if file else b""
    pasted = request.form.get("text", "")
    carried = request.form.get("carried", "")
    if file and file.filename and pasted.strip():
        raise NothingHandedIn("There is a file and a text: take one of them away.")
    if file and file.filename:
        if not content:
            raise NothingHandedIn("The file is empty: choose another.")
        return Document(file.filename, content), file.mimetype or "application/octet-stream"
    if pasted.strip():
        return Document("pasted text", pasted.encode("utf-8")), "text/plain"
    if carried:
        return Document(request.form.get("carried_name", "manifest"), _bytes(carried)), "application/octet-stream"
    raise NothingHandedIn("Choose a file, drop one here, or paste a manifest.")


def carried(document: Document) -> str:
    """The bytes as a form can carry them along unchanged; empty where they are too many."""
    return base64.b64encode(document.content).decode("ascii") if len(document.content) <= LARGEST_CARRIED else ""


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NothingHandedIn("The manifest did not come through: hand it in again.") from error
