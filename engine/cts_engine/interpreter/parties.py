"""Whether two parties are the same."""

from __future__ import annotations

from cts_engine.interpreter.valuing import Read
from cts_engine.trace import Identity, Trace
from cts_grammar.checked import SameParty


def same_party(node: SameParty, read: Read) -> Trace:
    """Undecided where either cannot be compared at all."""
    left, right = readings = read(node.left), read(node.right)
    result = None
    if isinstance(left.got, Identity) and isinstance(right.got, Identity):
        result = is_same_party(left.got, right.got)
    return Trace(node, result, readings=readings)


def is_same_party(a: Identity, b: Identity) -> bool | None:
    """By identifier where both have one, else by name, and by country where both have one."""
    if a.id is not None and b.id is not None:
        return a.id == b.id
    if a.name is None or b.name is None:
        return None
    if a.name != b.name:
        return False
    return None if a.country is None or b.country is None else a.country == b.country
