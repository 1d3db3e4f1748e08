"""Numbers over other consignments: what the history that rules are asked with knows of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from cts_engine.history import Own, Unknown, Weigh, Weighed
from cts_engine.primitives.bounds import ANY_CURRENCY, Bounds, within
from cts_grammar.checked import Past

Holds = Callable[[Any, Any, Any], bool | None]
Measures = Callable[[Any, Any, Any], Bounds | None]
"""Of a manifest, a consignment and a watch: whether a filter holds, and what a value is."""


def recalled(
    watch: Any,
    manifest: Any,
    consignment: Any,
    question: Past,
    own: Own,
    holds: Holds | None,
    measures: Measures | None,
) -> Bounds | None:
    """The bounds of the answer, or None where there is none."""
    if watch.history is None:
        return None
    weigh = None if holds is None and measures is None else _weigher(watch, holds, measures)
    answer = watch.history.recall(question, manifest, consignment, own, weigh)
    if isinstance(answer, Unknown):
        return None
    money = question.type.dimension is not None and question.type.dimension.money != 0
    currency = (answer.currency or ANY_CURRENCY) if money else None
    return within(answer.least, math.inf if answer.most is None else answer.most, currency)


def _weigher(watch: Any, holds: Holds | None, measures: Measures | None) -> Weigh:
    def weigh(manifest: Any, consignment: Any) -> Weighed:
        counts = True if holds is None else holds(manifest, consignment, watch)
        if measures is None or counts is False:
            return Weighed(counts)
        return Weighed(counts, measures(manifest, consignment, watch))

    return weigh
