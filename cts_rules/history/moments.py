"""The moment at which the past of a consignment ends."""

from __future__ import annotations


def as_instant(received: str) -> str:
    """The instant at which the past ends: a day ends it where the day begins.

    >>> as_instant("2026-03-01"), as_instant("2026-03-01T04:30:00Z")
    ('2026-03-01T00:00:00Z', '2026-03-01T04:30:00Z')
    """
    return f"{received}T00:00:00Z" if len(received) == 10 else received
