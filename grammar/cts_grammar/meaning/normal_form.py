"""One form for conditions that mean the same, in all three answers.

Definitions are spelled out; `and` within `and` is one `and`, its parts sorted and said once; `not` stands at single
tests only; `is at least` is `not is under`; `is ECGYE` is membership of one; a code below another of the same list says
nothing more. The outcome is a tree like any other, and answers as the one that it was made from (tests/properties).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    Arithmetic,
    AtLeastOf,
    Between,
    Compare,
    Condition,
    Constant,
    FieldValue,
    Is,
    Likeness,
    ListOf,
    Named,
    NamedValue,
    Not,
    Order,
    Same,
    SameParty,
    Search,
    State,
    TextTest,
    Value,
    Within,
)
from cts_grammar.folding import fold, words
from cts_grammar.meaning.writing import written
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind

_SWAPPED = {Order.OVER: Order.UNDER, Order.UNDER: Order.OVER, Order.IS: Order.IS}
_WORDED = (Kind.CODE, Kind.TEXT)

Node = TypeVar("Node")


def normal(node: Node) -> Node:
    """The normal form of a condition, a value or anything that is made of them."""
    return cast(Node, _normal(node))


def opposite(condition: Condition) -> Condition:
    """The normal form of `not (…)`."""
    return _negated(normal(condition), condition.span)


def _normal(node: Any) -> Any:
    match node:
        case FieldValue() | Constant() | ListOf() | Span() | Enum() | str():
            return node
        case Named():
            return _normal(node.condition)
        case NamedValue():
            return _normal(node.value)
        case Not():
            return _negated(_normal(node.part), node.span)
        case AllOf() | AnyOf():
            return _joined(type(node), map(_normal, node.parts), node.span)
        case AtLeastOf():
            return _counted(node.n, [_normal(part) for part in node.parts], node.span)
        case Between():
            low = Compare(Order.AT_LEAST, node.subject, node.low, node.span)
            return _normal(AllOf((low, Compare(Order.AT_MOST, node.subject, node.high, node.span)), node.span))
        case tuple():
            return tuple(map(_normal, node))
        case _ if dataclasses.is_dataclass(node) and type(node).__module__ == Not.__module__:
            return _settled(_rebuilt(node))
        case _:
            return node


def _rebuilt(node: Any) -> Any:
    """The node with all that is inside it in normal form."""
    kind: Any = type(node)
    return kind(*(_normal(getattr(node, name)) for name in _parts_of(kind)))


@cache
def _parts_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


def _settled(node: Any) -> Any:
    """One test or value, whose parts are in normal form already."""
    match node:
        case Compare():
            return _compared(node)
        case Same():
            return _same(node)
        case SameParty() if written(node.right) < written(node.left):
            return replace(node, left=node.right, right=node.left)
        case Likeness() if written(node.right) < written(node.left):
            return replace(node, left=node.right, right=node.left)
        case Among() if node.subject.type.kind in _WORDED:
            return replace(node, members=_sorted(_folded(node.subject, m) for m in node.members))
        case Among():
            return replace(node, members=_sorted(node.members))
        case Within():
            return replace(node, members=_sorted(_uppermost(node.members)))
        case TextTest():
            return replace(node, needles=_sorted(_searched(node.search, needle) for needle in node.needles))
        case Is(state=State.PRESENT):
            return Not(replace(node, state=State.MISSING), node.span)
        case Arithmetic(operator="+" | "*") if written(node.right) < written(node.left):
            return replace(node, left=node.right, right=node.left)
        case _:
            return node


# --- and, or, not ---------------------------------------------------------------------------------------------------


def _negated(condition: Condition, span: Span) -> Condition:
    match condition:
        case Not():
            return condition.part
        case AllOf():
            return _joined(AnyOf, (_negated(part, span) for part in condition.parts), span)
        case AnyOf():
            return _joined(AllOf, (_negated(part, span) for part in condition.parts), span)
        case AtLeastOf():
            left = len(condition.parts) - condition.n + 1
            return _counted(left, [_negated(part, span) for part in condition.parts], span)
        case _:
            return Not(condition, span)


def _joined(kind: type[AllOf] | type[AnyOf], parts: Iterable[Condition], span: Span) -> Condition:
    """Parts of parts are parts; those that say the same are said once."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, kind) else (part,))]
    found = {written(part): part for part in _merged(kind, flat)}
    kept = tuple(found[line] for line in sorted(found))
    return kept[0] if len(kept) == 1 else kind(kept, span)


def _counted(n: int, parts: Sequence[Condition], span: Span) -> Condition:
    """`at least 1 of` is `or`, `at least all of` is `and`. Parts are not said once: each counts."""
    if n == 1:
        return _joined(AnyOf, parts, span)
    if n == len(parts):
        return _joined(AllOf, parts, span)
    return AtLeastOf(n, tuple(sorted(parts, key=written)), span)


def _merged(kind: type[AllOf] | type[AnyOf], parts: list[Condition]) -> list[Condition]:
    """`is in A or is in B` is membership of both, `is not in A and is not in B` of neither."""
    merged: dict[str, Condition] = {}
    for part in parts:
        test = part.part if isinstance(part, Not) else part
        key = _merge_key(test) if isinstance(part, Not) is (kind is AllOf) else ""
        if not key or key not in merged:
            merged[key or written(part)] = part
            continue
        before = merged[key]
        both = _united(before.part if isinstance(before, Not) else before, test)
        merged[key] = Not(both, part.span) if isinstance(part, Not) else both
    return list(merged.values())


def _merge_key(test: Condition) -> str:
    """Tests with the same key can be made one; empty: this one stands alone."""
    match test:
        case Among() if test.subject.type.kind in _WORDED:
            return f"among {written(test.subject)}"
        case Within():
            return f"within {written(test.subject)}"
        case TextTest() if test.search is not Search.PATTERN:
            return f"{test.search.value} {written(test.subject)}"
        case _:
            return ""


def _united(one: Condition, other: Condition) -> Condition:
    match one, other:
        case Among(), Among():
            return replace(one, members=_sorted((*one.members, *other.members)), list_name="")
        case Within(), Within():
            return replace(one, members=_sorted(_uppermost((*one.members, *other.members))), list_name="")
        case TextTest(), TextTest():
            return replace(one, needles=_sorted((*one.needles, *other.needles)), list_name="")
        case _:
            raise TypeError(one, other)


# --- single tests ---------------------------------------------------------------------------------------------------


def _compared(node: Compare) -> Condition:
    """`is over`, `is under`, `is`, or `not` of one of them; a constant stands on the right."""
    if node.order is Order.AT_LEAST:
        return Not(_compared(replace(node, order=Order.UNDER)), node.span)
    if node.order is Order.AT_MOST:
        return Not(_compared(replace(node, order=Order.OVER)), node.span)
    left, right = ((isinstance(side, Constant), written(side)) for side in (node.left, node.right))
    if left <= right:
        return node
    return replace(node, order=_SWAPPED[node.order], left=node.right, right=node.left)


def _same(node: Same) -> Condition:
    left, right = node.left, node.right
    if isinstance(left, Constant) and not isinstance(right, Constant):
        left, right = right, left
    if isinstance(right, Constant):
        return Among(left, (_folded(left, right),), "", node.span)
    return (
        replace(node, left=left, right=right)
        if written(left) <= written(right)
        else replace(node, left=right, right=left)
    )


def _folded(subject: Value, member: Constant) -> Constant:
    """A member as it is compared: codes as codes where both are, else texts without regard to case and accents."""
    if member.type.kind is Kind.CODE and subject.type.kind is Kind.CODE:
        return member
    return replace(member, value=fold(str(member.value)))


def _searched(search: Search, needle: Value) -> Value:
    if not isinstance(needle, Constant) or search is Search.PATTERN:
        return needle
    text = str(needle.value)
    return replace(needle, value=words(text) if search is Search.MENTIONS else fold(text))


def _uppermost(members: Iterable[Value]) -> list[Value]:
    """Without the codes that lie below another one."""
    every = tuple(members)
    codes = {str(m.value) for m in every if isinstance(m, Constant)}
    return [m for m in every if not isinstance(m, Constant) or not _below_one(str(m.value), codes)]


def _below_one(code: str, codes: set[str]) -> bool:
    return any(code[:length] in codes for length in range(1, len(code)))


def _sorted(values: Iterable[Any]) -> tuple[Any, ...]:
    found = {written(value): value for value in values}
    return tuple(found[line] for line in sorted(found))
