"""`route passes PABLB, (AEJEA, LKCMB) in order`: steps along the places that the vocabulary says a route has."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.membership import members
from cts_grammar.checked import Condition, Constant, FieldValue, ListOf, Passes
from cts_grammar.source import Span

NAME = "route"
HOW = "write `route passes A, B in order`, or `route passes through a port within A before a port within B`"


def passes(ctx: Context, subject: s.Expression, p: s.Passes, span: Span, reach: Reach) -> Condition:
    """The route of the consignment, at whatever level it is asked."""
    route = ctx.vocabulary.route
    if route is None or not isinstance(subject, s.Name) or subject.text != NAME:
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="passes", what=f"`{ctx.words(subject.span)}`", hint=HOW))
    root = next(b.level for b in reach if b.thing == ctx.vocabulary.root)
    first = FieldValue(route.first, root, route.first.type, subject.span)
    last = FieldValue(route.last, root, route.last.type, subject.span)
    steps = [step for m in p.steps if (step := _step(ctx, m, first, reach))]
    if len(steps) < len(p.steps):
        raise Refusal(None)
    return Passes(first, ListOf(route.via, root, subject.span), last, tuple(steps), span)


def _step(ctx: Context, m: s.Members, place: FieldValue, reach: Reach) -> tuple[Constant, ...]:
    with ctx.reporting():
        constants, values, _ = members(ctx, m, place.type, reach, whole=False)
        if values:
            hint = "a step is a code, a country, or a list of them"
            raise Refusal(mistakes.WRONG_TEST.at(m.span, test="passes", what="a field as a step", hint=hint))
        return constants
    return ()
