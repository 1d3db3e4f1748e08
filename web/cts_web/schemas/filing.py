"""What a manifest comes in: the envelope's member as the bytes that a reader takes."""

from __future__ import annotations

import msgspec

from cts_web.schemas.fields import is_text
from cts_web.schemas.members import Malformed, members

SCHEMA = b'{"schema":"cts-manifest/1",'
OWN_ENVELOPE = frozenset({"schema", "manifest", "manifests"})

MANIFEST_EXAMPLE = {
    "transport_mode": "sea",
    "movement": "import",
    "consignments": [
        {
            "document_number": "NPLU0001234",
            "gross_weight": 18000,
            "consignor": {"name": "FRUTAS DEL LITORAL SA", "country": "EC"},
            "consignee": {"name": "DE GROOT FRUIT BV", "country": "NL"},
            "goods_items": [{"number": 1, "hs_code": "080390", "description": "fresh bananas in cartons"}],
        }
    ],
}


def is_filing(raw: msgspec.Raw) -> bool:
    """Whether it can be a manifest: an object, a list or a text."""
    return bytes(raw)[:1] in (b"{", b"[", b'"')


def is_document(body: bytes) -> bool:
    """Whether a JSON body is no envelope but a document of the product's format, as its `schema` says.

    >>> is_document(b'{"schema": "cts-manifest/1", "manifest": {}}'), is_document(b'{"manifest": {"schema": "x"}}')
    (True, False)
    """
    if b'"schema"' not in body:
        return False
    try:
        return any(name == "schema" and value.startswith(b'"cts-manifest/') for name, value in members(body) or ())
    except Malformed:
        return False


def document_of(raw: msgspec.Raw) -> bytes:
    """The bytes that a reader takes: of a text its content, of a bare object or a list the same in the envelope.

    >>> document_of(msgspec.Raw(b'"UNB+UNOC"')), document_of(msgspec.Raw(b'[{}]'))
    (b'UNB+UNOC', b'{"schema":"cts-manifest/1","manifests":[{}]}')
    """
    content = bytes(raw)
    if content[:1] == b'"':
        return _text(content)
    if content[:1] == b"[":
        return SCHEMA + b'"manifests":' + content + b"}"
    return content if _names(content) & OWN_ENVELOPE else SCHEMA + b'"manifest":' + content + b"}"


def _names(content: bytes) -> set[str]:
    """The names of an object's members."""
    try:
        return set(msgspec.json.decode(content, type=dict[str, msgspec.Raw]))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        pass
    try:
        return {name for name, _ in members(content) or ()}
    except Malformed:  # nested without end: the reader has a sentence for it
        return set()


def _text(content: bytes) -> bytes:
    """The text in UTF-8; halves of characters, which JSON can name, as question marks."""
    try:
        return msgspec.json.decode(content, type=str).encode()
    except (msgspec.MsgspecError, UnicodeDecodeError):
        import json

        text: str = json.loads(content.decode("utf-8", "replace"), strict=False)
        return text.encode() if is_text(text) else text.encode("utf-8", "replace")
