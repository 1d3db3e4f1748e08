"""Why a condition is undecided although nothing that it asks for is missing: no exchange rate, a division by zero."""

from __future__ import annotations

from collections.abc import Iterator

from cts_engine.trace import Reading, Trace


def reasons_in(trace: Trace) -> tuple[str, ...]:
    """What the undecided tests of a trace say about themselves, each once, in reading order."""
    return tuple(dict.fromkeys(_of_undecided(trace)))


def _of_undecided(trace: Trace) -> Iterator[str]:
    if trace.answer is not None:
        return
    if trace.note:
        yield trace.note
    for reading in trace.readings:
        yield from _of_reading(reading)
    for part in trace.parts:
        yield from _of_undecided(part)


def _of_reading(reading: Reading) -> Iterator[str]:
    if reading.note:
        yield reading.note
    for part in reading.parts:
        yield from _of_reading(part)
    for member in reading.members:
        if member.value is not None:
            yield from _of_reading(member.value)
