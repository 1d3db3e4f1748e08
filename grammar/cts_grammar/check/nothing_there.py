"""`no container has (…)` holds where there is no container: a rule that does not ask for one is warned of."""

from __future__ import annotations

from collections.abc import Iterator

from cts_grammar import mistakes
from cts_grammar.check.context import Context
from cts_grammar.checked import Aggregate, AllOf, AnyOf, Compare, Condition, Named, Not, Quantified


def warn_of_nothing(ctx: Context, when: Condition) -> None:
    """Warns of each `no … has (…)` that is joined by `and` to nothing that wants such a thing."""
    parts = list(_joined(when))
    wanted = {name for part in parts for name in _wanted(part)}
    for part in parts:
        if isinstance(part, Not) and isinstance(part.part, Quantified):
            relation = part.part.over.relation
            if part.part.n == 1 and relation.name not in wanted:
                hint = f"add `number of {relation.plural} is at least 1` if you mean that"
                ctx.report(mistakes.FIRES_ON_NOTHING.at(part.span, thing=relation.name, hint=hint))


def _joined(condition: Condition) -> Iterator[Condition]:
    """What must all hold, definitions spelled out."""
    if isinstance(condition, Named):
        yield from _joined(condition.condition)
    elif isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _joined(part)
    else:
        yield condition


def _wanted(condition: Condition) -> Iterator[str]:
    """The lists that cannot be empty where the condition holds, and those that it counts."""
    match condition:
        case Quantified():
            yield condition.over.relation.name
        case Compare(left=Aggregate(over=over)):
            yield over.relation.name
        case Not(part=AnyOf(parts=parts)):
            for part in parts:
                yield from _wanted(part.part if isinstance(part, Not) else Not(part, part.span))
        case Not(part=Not(part=inner)):
            yield from _wanted(inner)
