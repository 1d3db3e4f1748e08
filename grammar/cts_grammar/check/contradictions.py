"""Conditions that contradict themselves, each other or their exemption, and those that say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from cts_grammar import mistakes
from cts_grammar.check.context import Context
from cts_grammar.checked import AllOf, AnyOf, Condition, Exemption
from cts_grammar.diagnostics import Label
from cts_grammar.possibility import always, forced, never
from cts_grammar.source import Span

SHOWN = 60
"""Characters of another condition that a hint repeats."""


def tell_contradictions(ctx: Context, when: Condition, exemptions: Sequence[Exemption]) -> None:
    """Reports a rule that can never fire, and parts of its condition that decide nothing."""
    if never(when):
        _tell_why(ctx, when)
        return
    for exemption in exemptions:
        if not exemption.until and forced(when, exemption.condition):
            hint = "it holds wherever `when` does: narrow it, or take the rule out"
            place = Label(when.span, "wherever this holds, the exception does too")
            ctx.report(mistakes.ALWAYS_EXEMPT.at(exemption.span, place, hint=hint))
    if always(when):
        ctx.report(mistakes.SAYS_NOTHING.at(when.span, hint="it is never no, so it selects nothing: narrow it"))
    else:
        _tell_of_parts(ctx, when, when)


def _tell_of_parts(ctx: Context, condition: Condition, when: Condition) -> None:
    """Parts of an `or` that never hold, parts of an `and` that always do."""
    if not isinstance(condition, AllOf | AnyOf):
        return
    for part in condition.parts:
        if isinstance(condition, AnyOf) and never(part):
            ctx.report(mistakes.PART_CANNOT_HOLD.at(_place(part, when), hint="it changes nothing: take it out"))
        elif isinstance(condition, AllOf) and always(part):
            hint = "it only asks that the value be there: `is present` says so"
            ctx.report(mistakes.SAYS_NOTHING.at(_place(part, when), hint=hint))
        else:
            _tell_of_parts(ctx, part, when)


def _tell_why(ctx: Context, when: Condition) -> None:
    """Under the part that contradicts another, or by itself."""
    parts = list(_joined(when))
    alone = next((part for part in parts if never(part)), None)
    if alone is not None:
        place = _place(alone, when)
        ctx.report(mistakes.CANNOT_HOLD.at(place, hint="whatever is filed, the answer is never yes"))
        return
    for one, other in combinations(parts, 2):
        if never(AllOf((one, other), when.span)):
            said = ctx.words(one.span)
            hint = f"it contradicts `{said if len(said) <= SHOWN else said[:SHOWN] + ' …'}` in line {one.span.line}"
            excluded = Label(one.span, "where this holds, the other does not")
            ctx.report(mistakes.CANNOT_HOLD.at(_place(other, when), excluded, hint=hint))
            return
    ctx.report(mistakes.CANNOT_HOLD.at(when.span, hint="its parts contradict each other"))


def _joined(condition: Condition) -> Iterator[Condition]:
    """What must all hold, definitions as they are written where they are used."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _joined(part)
    else:
        yield condition


def _place(part: Condition, when: Condition) -> Span:
    return part.span if part.span.path == when.span.path else when.span
