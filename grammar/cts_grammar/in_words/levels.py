"""How far in the things lie that a definition asks about."""

from __future__ import annotations

import dataclasses
from typing import Any

from cts_grammar.checked import Aggregate, FieldValue, ListOf, Named, NamedValue, OfEach, Quantified


def level_of(definition: Named | NamedValue, innermost: int) -> int:
    """The level of the innermost thing that a definition asks about: at least that of the consignment."""
    body: Any = definition.condition if isinstance(definition, Named) else definition.value
    return min(max(_free(body, frozenset()), default=1), innermost)


def _free(node: Any, bound: frozenset[int]) -> set[int]:
    """Levels that are asked of and not bound inside."""
    if isinstance(node, FieldValue | ListOf):
        return {max(node.level, 1)} - bound
    if isinstance(node, OfEach):
        return {1}
    if isinstance(node, tuple):
        return {level for part in node for level in _free(part, bound)}
    if not dataclasses.is_dataclass(node) or type(node).__module__ != Named.__module__:
        return set()
    if isinstance(node, Quantified | Aggregate):
        inner = bound | {node.level}
        inside = (node.where,) if isinstance(node, Quantified) else (node.value, node.where)
        return _free(node.over, bound) | _free(inside, inner)
    return {level for f in dataclasses.fields(node) for level in _free(getattr(node, f.name), bound)}
