"""Numbers over earlier consignments: what the history that rules are asked with knows of them."""

from __future__ import annotations

import math
from typing import Any

from cts_engine.history import Unknown
from cts_engine.primitives.bounds import Bounds, within
from cts_grammar.checked import Past


def recalled(watch: Any, manifest: Any, consignment: Any, question: Past) -> Bounds | None:
    """The bounds of the answer, or None where there is none."""
    if watch.history is None:
        return None
    answer = watch.history.recall(question, manifest, consignment)
    if isinstance(answer, Unknown):
        return None
    return within(answer.least, math.inf if answer.most is None else answer.most, None)
