"""A checked tree as a line of text: equal lines, equal meaning, where the trees are in normal form.

What does not decide is left out: spans, types, the names of lists, a constant's spelling.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from functools import cache
from typing import Any

from cts_grammar.checked import Constant, FieldValue
from cts_grammar.vocabulary import Derivation, Field, Kind, Relation

SILENT = frozenset({"span", "type", "list_name", "text", "wording"})
"""Attributes that say how something was written."""

DIGITS = 12
"""Of a number: fewer than a float has, so that a unit's conversion leaves no trace, and more than a test looks at."""


def written(node: Any) -> str:
    """The line of a node, of whatever class."""
    match node:
        case Constant():
            return constant_written(node)
        case FieldValue():
            return f"{node.field.of}'s {node.field.name} @{node.level}"
        case Field():
            return f"{node.of}'s {node.name}"
        case Relation():
            return f"{node.of}'s {node.plural}"
        case Derivation():
            return node.name
        case Enum():
            return str(node.value)
        case tuple():
            return f"({', '.join(map(written, node))})"
        case float():
            return number_written(node)
        case _ if dataclasses.is_dataclass(node):
            kind: Any = type(node)
            inside = (written(getattr(node, name)) for name in _telling(kind))
            return f"{kind.__name__}({'; '.join(inside)})"
        case _:
            return repr(node)


@cache
def _telling(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind) if f.name not in SILENT)


def constant_written(constant: Constant) -> str:
    """Kind and value: the number 10 is neither the text "10" nor the code 10."""
    kind = constant.type.kind
    if kind is Kind.NUMBER:
        dimension = constant.type.dimension
        money = f" {constant.currency}" if constant.currency else ""
        return f"{number_written(float(constant.value))}{money} {dimension!r}"
    return f"{kind.value} {constant.value!r}"


def number_written(number: float) -> str:
    """As many digits as decide; minus zero is zero."""
    return f"{number + 0.0:.{DIGITS}g}"
