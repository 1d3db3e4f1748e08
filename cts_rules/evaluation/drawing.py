"""Draws for random selection: a keyed hash of which document it is, so that nobody without the key can foresee it.

A document is the same in each of its amendments and under each version of a rulebook, and so is its draw. One that has
no number is told by all that was filed for it.
"""

from __future__ import annotations

import hmac
import json

import msgspec

from cts_rules.history.identity import document_of
from cts_rules.manifest.model import Consignment, Manifest

BITS = 53
"""That a float holds exactly."""


class KeyedLottery:
    """Draws with an office's key, which it never shows."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def draw(self, rulebook: str, manifest: Manifest, consignment: Consignment) -> float:
        """From 0 up to but not including 1. Rulebooks of different names draw independently."""
        drawn = hmac.digest(self._key, _told_apart(rulebook, manifest, consignment), "sha256")
        return (int.from_bytes(drawn[:8]) >> (64 - BITS)) / 2.0**BITS


def _told_apart(rulebook: str, manifest: Manifest, consignment: Consignment) -> bytes:
    document = document_of(manifest, consignment).itself
    told = ("content", _filed(consignment)) if document is None else ("document", document)
    return "\0".join(("random selection", rulebook, *told)).encode(errors="surrogatepass")


def _filed(consignment: Consignment) -> str:
    """All of it, also characters that no UTF-8 has, and without what a later release may add."""
    return json.dumps(msgspec.to_builtins(consignment), sort_keys=True)
