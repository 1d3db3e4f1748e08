"""Who can reach the service: this machine only, until there are accounts."""

from __future__ import annotations

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine reaches."""


def why_not(host: str) -> str | None:
    """Why the service must not listen at an address, in one sentence; None where it may."""
    if host in LOOPBACK:
        return None
    return f"{host} can be reached from other machines: until there are accounts the service answers only this one"
