"""Numbers over lists: how many, how much, the largest, the smallest, the average, how many different."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.exchange_rates import exchanging
from cts_grammar.check.inner_question import refuse_outer_question
from cts_grammar.check.literals import number_type
from cts_grammar.check.names import field_value, find_field, find_list, list_of, splits
from cts_grammar.check.past import is_about_the_past, past
from cts_grammar.check.unlisted import no_such_list, nothing_asked
from cts_grammar.checked import Aggregate, Condition, FieldValue, ListOf, Summary, Value
from cts_grammar.dimensions import PLAIN
from cts_grammar.vocabulary import Kind, Relation

_SUMMARIES = {
    "number": Summary.COUNT,
    "different": Summary.DIFFERENT,
    "total": Summary.TOTAL,
    "largest": Summary.LARGEST,
    "smallest": Summary.SMALLEST,
    "average": Summary.AVERAGE,
}


def summary(ctx: Context, e: s.Summarised, reach: Reach) -> Value:
    """`number of amendments` where that is a field, else the aggregate."""
    name = e.name.text
    if e.kind == "number" and e.where is None and e.history is None:
        whole = find_field(ctx, f"number of {name}", reach)
        if whole is not None:
            return field_value(*whole, e.span)
    if is_about_the_past(e):
        return past(ctx, e, reach)
    asked, (relation, owner) = _divide(ctx, e, reach)
    over = list_of(relation, owner, e.name.span, reach.nearest(ctx.vocabulary.root, owner))
    inner, level = reach.inside(relation.to, relation.name)
    asked_value = _asked(ctx, e, asked, relation, inner, level)
    where = _where(ctx, e, inner, over)
    kind = _SUMMARIES[e.kind]
    plain = kind in (Summary.COUNT, Summary.DIFFERENT) or asked_value is None
    type_ = number_type(PLAIN) if plain or asked_value is None else asked_value.type
    return exchanging(ctx, Aggregate(kind, over, level, asked_value, where, type_, e.span))


def _divide(ctx: Context, e: s.Summarised, reach: Reach) -> tuple[str, tuple[Relation, int]]:
    """What is asked of each element (empty: nothing) and the list."""
    name = e.name.text
    found = find_list(ctx, name, reach)
    if found is not None:
        return "", found
    for left, right in splits(name):
        found = find_list(ctx, right, reach)
        if found is not None:
            return left, found
    raise Refusal(no_such_list(ctx, e, reach))


def _asked(ctx: Context, e: s.Summarised, asked: str, relation: Relation, inner: Reach, level: int) -> Value | None:
    if not asked:
        if e.kind == "number":
            return None
        if relation.element is not None and e.kind == "different":
            return FieldValue(relation.element, level, relation.element.type, e.name.span)
        raise Refusal(nothing_asked(ctx, e, relation, inner.up_to(level - 1)))
    if e.kind == "number":
        raise Refusal(
            mistakes.NO_SUCH_THING.at(
                e.name.span,
                name=e.name.text,
                thing=inner.bound[-2].thing,
                hint=f"write `number of {relation.plural} with ({singular(ctx, asked, relation)} is present)`",
            )
        )
    name = singular(ctx, asked, relation)
    found = ctx.value_of(ctx, s.Name(name, e.name.span), inner, None)
    if e.kind != "different" and found.type.kind is not Kind.NUMBER:
        raise Refusal(mistakes.WRONG_TEST.at(e.span, test=e.kind, what=f"`{asked}`", hint="it wants a number"))
    if e.kind == "different" and found.type.kind is Kind.PARTY:
        raise Refusal(
            mistakes.WRONG_TEST.at(
                e.span, test="number of different", what=f"`{asked}`", hint=f"write `{name} ids` or `{name} names`"
            )
        )
    return found


def singular(ctx: Context, name: str, relation: Relation) -> str:
    """The field's name where its plural is written, also in `chapters of hs codes`, `countries` (of the ports)."""
    fields = ctx.vocabulary.fields_of(relation.to)
    if name in fields:
        return name
    plain = next((f.name for f in fields.values() if name in (f.plural, f.name + "s")), None)
    computed = {d.plural or d.name + "s": d.name for d in ctx.vocabulary.derivations}
    if relation.element is not None and name in computed:
        return f"{computed[name]} of {relation.element.name}"
    divided = ((computed[left], right) for left, right in splits(name) if left in computed)
    return plain or next((f"{left} of {singular(ctx, right, relation)}" for left, right in divided), name)


def _where(ctx: Context, e: s.Summarised, inner: Reach, over: ListOf) -> Condition | None:
    if e.where is None:
        return None
    where = ctx.condition_of(ctx, e.where, inner)
    refuse_outer_question(ctx, where, inner.bound[-1].level, over.relation, e.where.span)
    return where
