"""An example with everything left out that the difference does not need."""

from __future__ import annotations

from collections.abc import Callable

from cts_rules.counterexample.example import Example


def minimal(example: Example, holds: Callable[[Example], bool]) -> Example:
    """Taking anything more away would take away what holds of the example."""
    while True:
        smaller = next((s for place in example.filed() if holds(s := example.without(place))), None)
        if smaller is None:
            return example
        example = smaller
