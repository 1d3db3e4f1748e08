"""What the past answers to a question about it."""

from __future__ import annotations

from math import inf

from cts_engine.facts import Facts
from cts_engine.history import Unknown
from cts_engine.ranges import known
from cts_engine.trace import Reading
from cts_grammar.checked import Past

UNCERTAIN = "not all earlier consignments are known well enough"
"""Why an answer within bounds may leave a test undecided."""


def past(value: Past, facts: Facts) -> Reading:
    """The number as far as the history of these facts knows it."""
    answer = facts.history.recall(value, facts.manifest, facts.consignment)
    if isinstance(answer, Unknown):
        return Reading(value, "missing", note=answer.reason, past=answer)
    got = known(answer.least, inf if answer.most is None else answer.most)
    return Reading(
        value, "missing" if got is None else "present", got, note="" if answer.certain else UNCERTAIN, past=answer
    )
