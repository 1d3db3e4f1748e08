"""A rule may build on rules: they are there, never in a circle, and a live one never builds on one in shadow."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.names import nearest
from cts_grammar.check.parts import parts_of
from cts_grammar.check.size import measure
from cts_grammar.checked import CheckedRule, Condition, HasFired, Not, RuleReference
from cts_grammar.diagnostics import Diagnostic, Label
from cts_grammar.source import Span


def has_fired(ctx: Context, subject: s.Expression, p: s.HasFired, span: Span) -> Condition:
    """`RISK-003 has fired`, `has not fired`."""
    match subject:
        case s.Code(text) | s.Name(text) | s.Number(text, ""):
            id_ = text
        case _:
            hint = "`has fired` follows the identifier of a rule"
            raise Refusal(mistakes.UNKNOWN_RULE.at(subject.span, id=ctx.words(subject.span), hint=hint))
    if id_ not in ctx.rule_ids:
        raise Refusal(None if id_ in ctx.lost_rules else _unknown(ctx, id_, subject.span))
    reference = ctx.references.setdefault(id_, RuleReference(id_))
    asked = HasFired(reference, span)
    return Not(asked, span) if p.negated else asked


def _unknown(ctx: Context, id_: str, span: Span) -> Diagnostic:
    ids = sorted(ctx.rule_ids)
    alike = [known for known in ids if known.lower() == id_.lower()] or nearest(id_, ids)
    hint = f"did you mean `{alike[0]}`?" if alike else ""
    return mistakes.UNKNOWN_RULE.at(span, id=id_, hint=hint, fix=alike[0] if alike else None)


# --- all rules together ---------------------------------------------------------------------------------------------


def link(ctx: Context, rules: Sequence[CheckedRule], silent: Container[str] = ()) -> tuple[int, ...]:
    """Gives each reference its rule, and reports circles, live rules upon shadow rules, and towers of rules.

    The `silent` rules are known to ask no others.

    The positions of the rules, each after those that it is built upon, else in their order; empty where none is.
    """
    if not ctx.references:
        return ()
    by_id: dict[str, CheckedRule] = {}
    for rule in rules:
        by_id.setdefault(rule.id, rule)
    for reference in ctx.references.values():
        reference.rule = by_id.get(reference.id)
    asked = {id_: [] if id_ in silent else list(asked_by(rule)) for id_, rule in by_id.items()}
    order, circles = _ordered(asked)
    for circle in circles:
        first = circle[0]
        told = ", which asks ".join(f"`{found.reference.id}`" for found in circle)
        asking = circle[-1].reference.id
        labels = [
            Label(found.span, f"`{before.reference.id}` asks `{found.reference.id}` here")
            for before, found in pairwise(circle)
        ]
        hint = f"`{asking}` asks {told}"
        ctx.report(mistakes.RULES_IN_A_CIRCLE.at(first.span, *labels, id=asking, hint=hint))
    for id_, found in asked.items():
        for one in found:
            other = by_id.get(one.reference.id)
            if other is not None and other.shadow and not by_id[id_].shadow:
                hint = "take `shadow` out of it, or put this rule in shadow too"
                place = Label(other.span, "this rule is in shadow")
                ctx.report(mistakes.LIVE_UPON_SHADOW.at(one.span, place, id=other.id, hint=hint))
    if not circles:
        _refuse_towers(ctx, by_id, asked, order)
    positions = {rule.id: position for position, rule in enumerate(rules)}
    return tuple(positions[id_] for id_ in order)


def asked_by(rule: CheckedRule) -> Iterator[HasFired]:
    """Where a rule asks what others came to, also in definitions; of what stands in it twice, once."""
    seen: set[int] = set()
    waiting: list[object] = [rule.when, *(exemption.condition for exemption in rule.exemptions)]
    while waiting:
        node = waiting.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, HasFired):
            yield node
        else:
            waiting += parts_of(node)


Asked = dict[str, list[HasFired]]
"""What each rule asks, by id."""


@dataclass(slots=True)
class _Visit:
    """A rule on the way, what it still has to ask, and where it was asked."""

    id: str
    left: Iterator[HasFired]
    asked_at: HasFired | None


def _ordered(asked: Asked) -> tuple[list[str], list[list[HasFired]]]:
    """Each rule after those that it asks, and the circles: each from the place where its last rule asks the first."""
    done: dict[str, None] = {}
    circles: list[list[HasFired]] = []
    for start in asked:
        way = [_Visit(start, iter(asked[start]), None)] if start not in done else []
        while way:
            one = next(way[-1].left, None)
            if one is None:
                done[way.pop().id] = None
                continue
            id_ = one.reference.id
            begins = next((i for i, visit in enumerate(way) if visit.id == id_), None)
            if begins is not None:
                circles.append([*(v.asked_at for v in way[begins + 1 :] if v.asked_at is not None), one])
            elif id_ not in done and id_ in asked:
                way.append(_Visit(id_, iter(asked[id_]), one))
    return list(done), circles


def _refuse_towers(ctx: Context, by_id: dict[str, CheckedRule], asked: Asked, order: list[str]) -> None:
    """Rules upon rules are bounded as definitions upon definitions are."""
    sizes: dict[str, tuple[int, int]] = {}
    for id_ in order:
        rule = by_id[id_]
        if not asked[id_] and id_ not in ctx.references:
            continue
        known: dict[int, tuple[int, int]] = {}
        for one in asked[id_]:
            size, depth = sizes.get(one.reference.id, (0, 0))
            known[id(one)] = (size + 1, depth + 1)
        measured = [measure(c, known) for c in (rule.when, *(x.condition for x in rule.exemptions))]
        size, depth = sum(size for size, _ in measured), max(depth for _, depth in measured)
        sizes[id_] = (size, depth)
        if size > ctx.limits.parts or depth > ctx.limits.depth:
            hint = "with the rules spelled out that it is built upon"
            spot = asked[id_][0].span
            if size > ctx.limits.parts:
                ctx.report(mistakes.TOO_LARGE_WHEN_SPELLED_OUT.at(spot, limit=ctx.limits.parts, hint=hint))
            else:
                ctx.report(mistakes.TOO_DEEP.at(spot, limit=ctx.limits.depth, hint=hint))
            return
