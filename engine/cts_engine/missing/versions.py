"""What a test of the versions of a document waits for: only this version can still be filled in."""

from __future__ import annotations

from itertools import product

import msgspec

from cts_engine.interpreter.changes import SOMETHING_ELSE, answer_for, with_value
from cts_engine.missing.prospects import NEVER, Open, Prospect
from cts_engine.missing.scope import Scope
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import HasChanged


def has_changed(scope: Scope, node: HasChanged, trace: Trace) -> Prospect:
    """This version's value, as it could be what any other version has, or something else; and the moments."""
    if not trace.readings:
        return NEVER
    *versions, now = trace.readings if node.when is None else trace.readings[:-2]
    values = [now] if now.got is not None else _could_be(now, versions)
    fields = [] if now.got is not None else scope.own_field(now)
    times: list[list[str] | None] = [scope.blanks(side) for side in trace.readings[-2:]] if node.when else []
    waiting = [*(field for side in times for field in side or ()), *(fields or ())]
    if not waiting:
        return NEVER
    timely = (True, False) if times and None not in times and any(times) else (True,)
    answers = {answer_for([*versions, value], [in_time] * len(versions)) for value, in_time in product(values, timely)}
    return Open(waiting, can_yes=True in answers, can_no=False in answers)


def _could_be(now: Reading, versions: list[Reading]) -> list[Reading]:
    """What this version's value could turn out to be, as far as it matters to the others."""
    known = [with_value(now, reading) for reading in versions if reading.got is not None]
    return [*known, msgspec.structs.replace(now, state="present", got=SOMETHING_ELSE)]
