"""Tests that ask how a value was filed, and what a yes-or-no field says."""

from __future__ import annotations

from cts_engine.facts import Facts, listing
from cts_engine.interpreter.valuing import Read
from cts_engine.interpreter.versions import not_known
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Is, ListOf, State, Truth


def state(node: Is, facts: Facts, read: Read) -> Trace:
    """Of a value, a party or a list."""
    if isinstance(node.subject, ListOf):
        found = listing(node.subject, facts)
        return Trace(node, _in_state(node.state, found.unknown or "present"), listing=found)
    reading = read(node.subject)
    if not_known(reading):
        return Trace(node, None, readings=(reading,))
    if node.state is State.VALID:
        result = _valid(reading)
    elif node.state is State.VAGUE:
        vague = facts.vague
        result = vague(reading.got) if vague and isinstance(reading.got, str) else None
    else:
        result = _in_state(node.state, reading.state)
    return Trace(node, result, readings=(reading,))


def _in_state(wanted: State, found: str) -> bool | None:
    match wanted:
        case State.MISSING:
            return found == "missing"
        case State.UNREADABLE:
            return found == "unreadable"
        case State.PRESENT:
            return found != "missing"
        case _:
            return None


def _valid(reading: Reading) -> bool | None:
    """By the type, of the text as received."""
    if reading.state == "missing":
        return None
    if reading.state == "unreadable":
        return False
    test = reading.node.type.valid
    return None if test is None or reading.text is None else test(reading.text)


def truth(node: Truth, read: Read) -> Trace:
    """A yes-or-no field as it was filed."""
    reading = read(node.value)
    return Trace(node, reading.got if isinstance(reading.got, bool) else None, readings=(reading,))
