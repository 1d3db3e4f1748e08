"""Random selection: some of the consignments that no rule selected are selected all the same.

Who draws is handed in; the engine knows no key. The draw is the same whenever the same document is assessed under a
rulebook of the same name, whatever the version, so that a replay tells what was told.
"""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

from cts_engine.assessment import GREEN, Assessment
from cts_engine.compile import CompiledRulebook


class Lottery(Protocol):
    """Draws a number for a consignment."""

    def draw(self, rulebook: str, manifest: Any, consignment: Any) -> float:
        """From 0 up to but not including 1, evenly spread; the same for the same document and rulebook."""
        ...


def with_random_selection(
    told: Assessment, compiled: CompiledRulebook, manifest: Any, consignment: Any, lottery: Lottery | None
) -> Assessment:
    """The assessment; with the lane of random selection where rules gave neither lane nor action and it is drawn."""
    selection = compiled.checked.random_selection
    if selection is None or told.lane != GREEN or told.actions:
        return told
    if lottery is None:
        return msgspec.structs.replace(told, random_selection="not applied")
    if lottery.draw(compiled.checked.name, manifest, consignment) < selection.share:
        return msgspec.structs.replace(told, lane=selection.lane, random_selection="selected")
    return told
