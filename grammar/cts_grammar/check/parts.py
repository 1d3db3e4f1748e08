"""What a checked condition or value is made of."""

from __future__ import annotations

import dataclasses

from cts_grammar.checked import Constant


def parts_of(node: object) -> list[object]:
    """The conditions, values and lists directly below a node; the constants of a list are no parts of their own."""
    found: list[object] = []
    for name in _below(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            found += [v for v in value if dataclasses.is_dataclass(v) and not isinstance(v, Constant)]
        elif dataclasses.is_dataclass(value):
            found.append(value)
    return found


_LEAVES = (
    "span",
    "field",
    "type",
    "relation",
    "derivation",
    "window",
    "dated",
    "rows",
    "default",
    "exchange",
    "entries",
)


_known: dict[type, tuple[str, ...]] = {}


def _below(node: type) -> tuple[str, ...]:
    """The attributes of such a type of node that may hold others."""
    if node not in _known:
        fields = dataclasses.fields(node) if dataclasses.is_dataclass(node) else ()
        _known[node] = tuple(f.name for f in fields if f.name not in _LEAVES)
    return _known[node]
