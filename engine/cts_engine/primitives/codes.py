"""Codes in hierarchies: a heading holds its subheadings, a country its locations."""

from __future__ import annotations

from collections.abc import Iterable


def beginnings(codes: Iterable[str]) -> frozenset[str]:
    """Everything that a longer one of the codes begins with: too coarse to tell."""
    return frozenset(code[:length] for code in codes for length in range(1, len(code)))


def is_within(code: str | None, members: tuple[str | None, ...]) -> bool | None:
    """Whether the code is one of the members or below one; a member of which nothing is known is None."""
    if code is None:
        return None
    known = tuple(member for member in members if member is not None)
    if code.startswith(known):
        return True
    return None if len(known) < len(members) or code in beginnings(known) else False
