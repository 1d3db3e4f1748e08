"""Seals: hashes of what an assessment saw, was told and came to, so that a later change of any of them is found.

Each assessment has three; a hash over those of a message's assessments stands in the audit, whose chain holds it fast.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seal:
    """The hashes of one assessment, SHA-256 in hexadecimal."""

    facts: str
    """Of the manifest's own fields and the consignment, as they were read."""
    answers: str
    """Of the questions to the past, and their answers."""
    outcome: str
    """Of the result, and of what assessing found."""


def own_fields(head: Mapping[str, Any]) -> bytes:
    """A manifest's own fields as they are sealed, once for all of its consignments."""
    return json.dumps(head, sort_keys=True, separators=(",", ":")).encode()


def seal(own: bytes, model: bytes, history: bytes, result: bytes, findings: bytes) -> Seal:
    """The seal of the manifest's own fields and of what is stored in these columns."""
    return Seal(_hash(own, model), _hash(history), _hash(result, findings))


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def seal_of_message(seals: Iterable[tuple[int, int, Seal]]) -> str:
    """One hash over (consignment, version, seal) of all assessments of a message, in whatever order they come."""
    lines = sorted(f"{consignment} {version} {s.facts} {s.answers} {s.outcome}" for consignment, version, s in seals)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
