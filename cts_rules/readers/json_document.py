"""The product's own JSON: the model itself, in an envelope that names its version.

    {"schema": "cts-manifest/1", "manifest": {...}}     or     {"schema": "cts-manifest/1", "manifests": [{...}]}

A document of that very shape is decoded in one go. Anything else is read again field by field (`json_tolerant`), which
reports every fault with its path. An absent list is missing, `[]` is empty; numbers are kg, m3 and degrees Celsius.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from typing import Literal

import msgspec

from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Manifest
from cts_rules.readers.json_settling import consignments_with_content, settled
from cts_rules.readers.json_tolerant import Lenient, read_tolerantly
from cts_rules.readers.reading import Document, ReadManifest, Tally
from cts_rules.readers.shapes import MONEY_FIELDS
from cts_rules.reference.reference import Reference

FORMAT = "CTS JSON 1"
SCHEMA: Literal["cts-manifest/1"] = "cts-manifest/1"


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A document of one manifest or of several."""

    schema: Literal["cts-manifest/1"]
    manifest: Manifest | msgspec.UnsetType = msgspec.UNSET
    manifests: tuple[Manifest, ...] | msgspec.UnsetType = msgspec.UNSET


_DECODER = msgspec.json.Decoder(Envelope)


def recognises(content: bytes) -> bool:
    """Whether it begins as JSON does, whatever its charset."""
    return content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in (b"{", b"[")


def read(document: Document, reference: Reference) -> tuple[ReadManifest, ...]:
    """The manifests in a JSON document. NotReadable where it is no JSON or holds no manifest."""
    content = document.content.removeprefix(codecs.BOM_UTF8)
    if (envelope := _decoded(content)) is not None:
        one = (envelope.manifest,) if isinstance(envelope.manifest, Manifest) else ()
        several = envelope.manifests if isinstance(envelope.manifests, tuple) else ()
        return tuple(_finished(manifest, "utf-8", reference) for manifest in (*one, *several))
    text, charset, findings = _text_of(content)
    lenient = read_tolerantly(text, SCHEMA)
    return tuple(_finished(found.manifest, charset, reference, found, findings) for found in lenient)


def _decoded(content: bytes) -> Envelope | None:
    """The document, if it is of the very shape and nothing in it was passed over."""
    try:
        content.decode()  # the decoder itself lets some bytes pass that are no UTF-8
        envelope = _DECODER.decode(content)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if not (envelope.manifest or envelope.manifests):
        return None
    # The decoder passes over all but the last of two equal keys, and over unknown keys of an amount of money. Then
    # fewer members come out than went in; so they do where there are nulls and empty defaults, so look before refusing.
    if _as_many_members(content, msgspec.json.encode(envelope)) or _nothing_passed_over(content):
        return envelope
    return None


def _as_many_members(content: bytes, again: bytes) -> bool:
    """Whether a document has no more members than what was made of it: as many colons, for texts keep theirs."""
    if b"\\u003" in content:  # a colon may be hidden as \u003a
        return False
    added = again.count(b'"amount":null') + again.count(b'"currency":null')  # written for every amount of money
    return content.count(b":") == again.count(b":") - added


class _PassedOver(Exception):
    """A member of the document is not in what was decoded."""


def _nothing_passed_over(content: bytes) -> bool:
    try:
        json.loads(content, object_pairs_hook=_look, parse_int=float)
    except _PassedOver:
        return False
    return True


def _look(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs) or ("unreadable" in members and len(members) > 1):
        raise _PassedOver
    for name in ("value", "freight_charges"):
        if isinstance(inner := members.get(name), dict) and not inner.keys() <= _MONEY:
            raise _PassedOver
    return members


_MONEY = frozenset(MONEY_FIELDS)


def _text_of(content: bytes) -> tuple[str, str, tuple[Finding, ...]]:
    """Text, charset and a finding where it is not UTF-8, which RFC 8259 asks for."""
    charset: str = json.detect_encoding(content)
    try:
        text = content.decode(charset)
    except UnicodeDecodeError:
        text, charset = content.decode("iso-8859-1"), "iso-8859-1"
    plain = charset.removesuffix("-sig")
    if plain == "utf-8":
        return text, plain, ()
    message = f"the text is {plain.upper()}, JSON should be UTF-8; it was read all the same"
    return text, plain, (Finding("json-charset", "warning", message, "document"),)


def _finished(
    manifest: Manifest,
    charset: str,
    reference: Reference,
    lenient: Lenient | None = None,
    findings: tuple[Finding, ...] = (),
) -> ReadManifest:
    clean, unreadable = settled(manifest, reference.placeholders)
    entries = lenient.entries if lenient else len(clean.consignments)
    mapped = sum(1 for _ in consignments_with_content(clean))
    faults = (*findings, *(lenient.findings if lenient else ()), *unreadable, *_empty(clean))
    tally = Tally(total=entries, mapped=mapped, reported=entries - mapped, kept_raw=0)
    return ReadManifest(clean, FORMAT, charset, faults, tally, tuple(lenient.unmapped) if lenient else ())


def _empty(manifest: Manifest) -> tuple[Finding, ...]:
    full = {id(consignment) for consignment in consignments_with_content(manifest)}
    return tuple(
        Finding("json-empty-consignment", "warning", "the consignment holds nothing", f"consignments[{n}]", n)
        for n, consignment in enumerate(manifest.consignments)
        if id(consignment) not in full
    )
