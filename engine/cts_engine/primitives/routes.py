"""Places one after another, as a route passes them."""

from __future__ import annotations

from typing import Any

from cts_engine.primitives.codes import beginnings
from cts_engine.primitives.guarding import Memory
from cts_engine.values import Partial

Step = tuple[tuple[str, ...], frozenset[str]]
"""The codes of a step, and what is too coarse to tell whether it lies below one of them."""


def prepared(codes: tuple[str, ...]) -> Step:
    """A step from its codes."""
    return codes, beginnings(codes)


def passes(watch: Any, first: Any, via: Any, last: Any, canonical: Memory, steps: tuple[Step, ...]) -> bool | None:
    """Whether the places meet the steps in order: in one go, how many are met for certain, and how many at best."""
    sure = best = 0
    wanted = len(steps)
    listed = isinstance(via, tuple | list)
    if listed:
        watch.spend(len(via))
    for place in (first, *(via if listed else ()), last):
        code = canonical[place] if type(place) is str else None
        if best < wanted and (code is None or code.startswith(steps[best][0]) or code in steps[best][1]):
            best += 1
        if sure < wanted and code is not None and code.startswith(steps[sure][0]):
            sure += 1
    if sure == wanted:
        return True
    return None if best == wanted or not listed or isinstance(via, Partial) else False
