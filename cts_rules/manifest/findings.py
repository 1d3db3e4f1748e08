"""What is wrong with a message or its data: a value for people, with a stable code, never an exception."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that a reader or the quality checks found; the manifest is read all the same."""

    code: str
    """Stable, lower case with hyphens (`unt-count`, `iso6346-check-digit`); all are listed in docs/findings.md."""
    severity: Severity
    message: str
    """One sentence for an officer: lower-case start, no full stop, what is there and what was expected."""
    where: str
    """Where in the message: `segment 12 (CNI), line 14`, `row 7, column gross_weight`, `consignments[3].volume`."""
    consignment: int | None = None
    """Index into the manifest's consignments, where it concerns one."""
