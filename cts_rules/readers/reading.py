"""What a reader takes and gives, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field

from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Manifest


class NotReadable(Exception):
    """The document cannot be read as a manifest at all; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as they came in, unchanged."""

    name: str
    """File name or other label, for messages only: a format is never chosen by it."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Tally:
    """Account of a message's units (segments, rows, JSON consignments): mapped + reported + kept_raw = total.

    mapped: at least one value of it is in the manifest, or it is structure that the reader acts on (UNB, UNH, UNT).
    reported: not mapped, and a finding names it. kept_raw: not mapped, kept as text in `ReadManifest.unmapped`.
    """

    total: int
    mapped: int
    reported: int
    kept_raw: int


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A piece of the message that no field of the model takes, kept as it stood."""

    where: str
    raw: str
    consignment: int | None = None


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """A manifest read out of a document, with all that was found on the way."""

    manifest: Manifest
    format: str
    """For instance `UN/EDIFACT CUSCAR D.95B`, `CTS JSON 1`, `CTS CSV 1`."""
    charset: str
    """The charset that decoded the bytes (`utf-8`, `iso-8859-1`); a finding says where it is not the declared one."""
    findings: tuple[Finding, ...]
    tally: Tally
    unmapped: tuple[Unmapped, ...] = field(default=())
