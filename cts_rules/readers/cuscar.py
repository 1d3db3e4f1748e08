"""UN/EDIFACT CUSCAR: customs cargo reports to manifests. Directory D.95B is checked, others are read leniently."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

import msgspec

from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Container, Manifest
from cts_rules.readers.cuscar_consignment import FiledConsignment
from cts_rules.readers.cuscar_context import Reference
from cts_rules.readers.cuscar_header import Identity
from cts_rules.readers.cuscar_linking import linked
from cts_rules.readers.cuscar_message import ReadMessage, read_message
from cts_rules.readers.cuscar_totals import check_message
from cts_rules.readers.edifact_charset import Decoded, decode
from cts_rules.readers.edifact_interchange import Interchange, Message, interchanges
from cts_rules.readers.edifact_segments import start_of, unwrapped
from cts_rules.readers.reading import Document, NotReadable, ReadManifest, Tally, Unmapped

TYPE = "CUSCAR"

_HEAD = 4096


def recognises(content: bytes) -> bool:
    """Whether it looks like a UN/EDIFACT interchange or message, by its first bytes alone."""
    return start_of(decode(content[:_HEAD]).text) is not None


def read(document: Document, reference: Reference) -> tuple[ReadManifest, ...]:
    """The manifests of a document, one for each message, or for several messages of one voyage that belong together.

    NotReadable only where it holds no CUSCAR message; everything else that is wrong with it is a finding.
    """
    decoded = decode(document.content)
    plain = unwrapped(decoded.text)
    envelopes = interchanges(decoded.text if plain is None else plain)
    messages = [message for interchange in envelopes for message in interchange.messages]
    if not any(map(_is_cargo_report, messages)):
        raise NotReadable(_why_not(messages))
    read_messages = list(_read_messages(envelopes, reference))
    manifests = [_manifest(group, decoded) for group in _belonging_together(read_messages)]
    around = _around(envelopes, decoded, wrapped=plain is not None)
    return (_with(manifests[0], around, _segments_around(envelopes)), *manifests[1:])


def _is_cargo_report(message: Message) -> bool:
    """CUSCAR, or a message that does not say what it is and has consignments."""
    return message.type == TYPE or (not message.type and message.has("CNI"))


def _why_not(messages: Sequence[Message]) -> str:
    types = sorted({message.type or "(none)" for message in messages})
    if not types:
        return "no UN/EDIFACT message (UNH) is in it"
    return f"it holds a UN/EDIFACT message of type {', '.join(types)[:100]} and no customs cargo report (CUSCAR)"


def _read_messages(envelopes: Iterable[Interchange], reference: Reference) -> Iterable[ReadMessage]:
    several = sum(len(interchange.messages) for interchange in envelopes) > 1
    number = 0
    for interchange in envelopes:
        for message in interchange.messages:
            number += 1
            if _is_cargo_report(message):
                yield read_message(message, reference, f"message {number}, " if several else "", interchange.header)


def _belonging_together(messages: Sequence[ReadMessage]) -> list[list[ReadMessage]]:
    groups: dict[Identity | int, list[ReadMessage]] = {}
    for index, message in enumerate(messages):
        identity = message.filed.identity
        groups.setdefault(identity if identity.complete else index, []).append(message)
    return list(groups.values())


def _manifest(parts: Sequence[ReadMessage], decoded: Decoded) -> ReadManifest:
    """One manifest of messages that belong together; containers are linked across all of them."""
    equipment: dict[str, Container] = {}
    for part in reversed(parts):
        equipment |= part.equipment
    filed: list[FiledConsignment] = [one for part in parts for one in part.consignments]
    consignments, findings = linked(filed, equipment)
    offset = 0
    for part in parts:
        own = consignments[offset : offset + len(part.consignments)]
        check_message(part.context, part.header.totals, own, part.cnis, part.pieces)
        part.context.account.close(part.header.segments)
        offset += len(own)
    manifest = msgspec.structs.replace(_merged_header(parts), consignments=tuple(consignments))
    together = [_joined(len(parts))] if len(parts) > 1 else []
    return ReadManifest(
        manifest=manifest,
        format=f"UN/EDIFACT {TYPE} {parts[0].message.directory}".strip(),
        charset=decoded.charset,
        findings=(*together, *_findings(parts), *findings),
        tally=_sum(part.context.account.tally for part in parts),
        unmapped=tuple(_unmapped(parts)),
    )


def _merged_header(parts: Sequence[ReadMessage]) -> Manifest:
    """The first header, with what it lacks and a later one has."""
    first, *others = [part.filed.manifest for part in parts]
    for other in others:
        lacking = [name for name in Manifest.__struct_fields__ if getattr(first, name) is None]
        first = msgspec.structs.replace(first, **{name: getattr(other, name) for name in lacking})
    return first


def _joined(count: int) -> Finding:
    text = f"{count} messages of the same conveyance, voyage, port and number are read as one manifest"
    return Finding("messages-joined", "info", text, "UNH")


def _findings(parts: Sequence[ReadMessage]) -> Iterable[Finding]:
    """Findings of all parts, with indexes into the whole manifest."""
    offset = 0
    for part in parts:
        for finding in part.context.account.all_findings():
            index = finding.consignment
            yield finding if index is None else msgspec.structs.replace(finding, consignment=index + offset)
        offset += len(part.consignments)


def _unmapped(parts: Sequence[ReadMessage]) -> Iterable[Unmapped]:
    """What all parts kept raw, with indexes into the whole manifest."""
    offset = 0
    for part in parts:
        for piece in part.context.account.unmapped:
            index = piece.consignment
            yield piece if index is None else dataclasses.replace(piece, consignment=index + offset)
        offset += len(part.consignments)


def _around(envelopes: Sequence[Interchange], decoded: Decoded, *, wrapped: bool) -> list[Finding]:
    """Findings on the document outside its cargo reports."""
    findings = [finding for interchange in envelopes for finding in interchange.findings]
    if not decoded.as_declared:
        text = f"the text is in {decoded.charset}, UNB declares {decoded.declared}"
        findings.append(Finding("charset", "info", text, "UNB"))
    if wrapped:
        text = "the text was cut into lines of equal length, which are put together"
        findings.append(Finding("wrapped-lines", "info", text, "interchange"))
    number = 0
    for interchange in envelopes:
        for message in interchange.messages:
            number += 1
            if not _is_cargo_report(message):
                text = f"a message of type {message.type or '(none)'} is not read"
                findings.append(Finding("message-skipped", "info", text, f"message {number}"))
    return findings


def _segments_around(envelopes: Sequence[Interchange]) -> Tally:
    """Segments outside the cargo reports: envelopes, which were acted on, and others, which findings name."""
    acted_on = sum(interchange.envelopes for interchange in envelopes)
    skipped = sum(m.length for interchange in envelopes for m in interchange.messages if not _is_cargo_report(m))
    named = skipped + sum(interchange.stray for interchange in envelopes)
    return Tally(acted_on + named, acted_on, named, 0)


def _with(read_manifest: ReadManifest, findings: Sequence[Finding], tally: Tally) -> ReadManifest:
    return ReadManifest(
        manifest=read_manifest.manifest,
        format=read_manifest.format,
        charset=read_manifest.charset,
        findings=(*findings, *read_manifest.findings),
        tally=_sum((tally, read_manifest.tally)),
        unmapped=read_manifest.unmapped,
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    all_tallies = list(tallies)
    return Tally(
        sum(t.total for t in all_tallies),
        sum(t.mapped for t in all_tallies),
        sum(t.reported for t in all_tallies),
        sum(t.kept_raw for t in all_tallies),
    )
