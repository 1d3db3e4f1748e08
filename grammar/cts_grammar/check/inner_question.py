"""Brackets after a quantifier, or after `with`, ask something of the inner thing."""

from __future__ import annotations

from collections.abc import Iterator

from cts_grammar import mistakes
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.parts import parts_of
from cts_grammar.checked import Condition, FieldValue, ListOf, Past
from cts_grammar.source import Span
from cts_grammar.vocabulary import Relation


def refuse_outer_question(ctx: Context, where: Condition, level: int, relation: Relation, span: Span) -> None:
    """Brackets that test nothing of the inner thing are a mistake: the author meant one of its fields."""
    if not any(found == level for found in levels(where)):
        names = [f.name for f in ctx.vocabulary.fields_of(relation.to).values()][:6]
        raise Refusal(mistakes.NOT_OF_INNER_THING.at(span, thing=relation.name, hint=f"it has {', '.join(names)} …"))


def levels(node: object, seen: set[int] | None = None) -> Iterator[int]:
    """The levels whose fields and lists a checked tree asks about; what stands in it twice is looked at once."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, FieldValue | ListOf):
        yield node.level
    for part in node.keys if isinstance(node, Past) else parts_of(node):
        yield from levels(part, seen)
