"""How large a rule is with its definitions spelled out."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar.check.context import Context, Refusal, within_reason
from cts_grammar.check.parts import parts_of
from cts_grammar.checked import Condition
from cts_grammar.source import Span


def refuse_oversize(ctx: Context, conditions: tuple[Condition, ...], span: Span) -> None:
    """Refuses a rule that definitions upon definitions have blown up, before anything walks all of it."""
    known: dict[int, tuple[int, int]] = {}
    with within_reason(ctx, span):
        sizes = [measure(c, known) for c in conditions]
    if sum(size for size, _ in sizes) > ctx.limits.parts:
        raise Refusal(mistakes.TOO_LARGE_WHEN_SPELLED_OUT.at(span, limit=ctx.limits.parts))
    if any(depth > ctx.limits.depth for _, depth in sizes):
        hint = "with its definitions spelled out"
        raise Refusal(mistakes.TOO_DEEP.at(span, limit=ctx.limits.depth, hint=hint))


def measure(node: object, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Number of parts and depth of a checked tree; what stands in it twice is measured once and counted twice."""
    if id(node) in known:
        return known[id(node)]
    size, depth = 0, 0
    for child in parts_of(node):
        more, deeper = measure(child, known)
        size, depth = size + more, max(depth, deeper)
    known[id(node)] = (size + 1, depth + 1)
    return known[id(node)]
