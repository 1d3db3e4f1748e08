"""By what other consignments are found, and what of them is counted: fields of their own, and of what they hold."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.names import field_value, find_field
from cts_grammar.check.unknown_names import unknown
from cts_grammar.checked import FieldValue, ListOf, OfEach
from cts_grammar.source import Span
from cts_grammar.vocabulary import Field, Relation


def kept_key(ctx: Context, name: s.Name, reach: Reach) -> FieldValue | OfEach:
    """By what other consignments are to be found. Raises Refusal with the mistake.

    Names mean the nearest thing: the element's that a quantifier has bound, else the consignment's, the manifest's, or
    those of all elements of a list.
    """
    return _found(ctx, name.text, name.span, reach)


def counted_of(ctx: Context, name: s.Name) -> FieldValue | OfEach:
    """Of what different values are to be counted, in the plural or not."""
    singular = _singular(ctx, name.text)
    return _found(ctx, singular or name.text, name.span, ctx.reach())


def is_counted_plural(ctx: Context, name: str) -> bool:
    """Whether different values of what is called so could be counted."""
    return _singular(ctx, name) is not None


def named_in_the_past(key: FieldValue | OfEach) -> str:
    """What it is called beside others: `consignee`, `container number`, `transhipment port`."""
    field = key.value.field if isinstance(key, OfEach) else key.field
    own = isinstance(key, FieldValue) and key.level < 2
    return field.name if own or field.name == field.of else f"{field.of} {field.name}"


def _found(ctx: Context, name: str, span: Span, reach: Reach) -> FieldValue | OfEach:
    own = find_field(ctx, name, reach)
    if own is not None:
        return _of_one(ctx, *own, span)
    for bound in reach:
        itself = _telling(ctx, bound.thing) if bound.level > 1 and name == bound.thing else None
        if itself is not None:
            return FieldValue(itself, bound.level, itself.type, span)
    having = _of_lists(ctx, name)
    if len(having) > 1:
        ways = " or ".join(f"`{relation.name} {field.name}`" for relation, field in having)
        raise Refusal(mistakes.OF_WHICH_THING.at(span, name=name, hint=f"write {ways}"))
    if having:
        relation, field = having[0]
        _refuse_nearer(ctx, relation, field, span, reach)
        return _of_each(relation, field, span)
    things = (r for r in ctx.vocabulary.relations if r.of == ctx.vocabulary.root and not r.pending)
    if any(name in (relation.name, relation.plural) for relation in things):
        raise _not_kept(ctx, name, span, f"say what of them, as `{name.removesuffix('s')} hs code`")
    if name in ctx.definitions or name in ctx.lists:
        raise _not_kept(ctx, name, span, "name a field, as `consignee` or `port of loading`")
    raise Refusal(unknown(ctx, name, span, reach))


def _of_one(ctx: Context, field: Field, level: int, span: Span) -> FieldValue | OfEach:
    if field.across:
        relation = ctx.vocabulary.relations_of(field.of)[field.across]
        inner = ctx.vocabulary.field_named(relation.to, field.name)
        if inner is not None:
            return _of_each(relation, inner, span)
    if field.formula:
        raise _not_kept(ctx, field.name, span, f"it is computed from `{field.formula}`")
    return field_value(field, level, span)


def _of_each(relation: Relation, field: Field, span: Span) -> OfEach:
    value = FieldValue(field, 2, field.type, span)
    return OfEach(ListOf(relation, 1, span), value, field.type, span)


def _refuse_nearer(ctx: Context, relation: Relation, field: Field, span: Span, reach: Reach) -> None:
    """A list of a bound element: those of that element are meant, and can be asked one by one."""
    for bound in reach.bound[2:]:
        if relation.name in ctx.vocabulary.relations_of(bound.thing):
            asks = f"some {relation.name} has (number of consignments with the same {field.name} …)"
            told = {"name": f"{relation.name} {field.name}", "thing": bound.thing}
            raise Refusal(mistakes.SEVERAL_HERE.at(span, **told, hint=f"write `{asks}`"))


def _of_lists(ctx: Context, name: str) -> list[tuple[Relation, Field]]:
    """The lists of the consignment whose elements have a field that is called so, with or without its thing."""
    found: dict[str, tuple[Relation, Field]] = {}
    for relation in ctx.vocabulary.relations:
        if relation.of != ctx.vocabulary.root or relation.pending or relation.to == relation.of:
            continue
        if relation.element is not None:
            if name in (relation.name, relation.plural):
                found[relation.to] = (relation, relation.element)
            continue
        itself = ctx.vocabulary.fields_of(relation.to).get(relation.name) or _telling(ctx, relation.to)
        if name in (relation.name, relation.plural) and itself is not None:
            found[relation.to] = (relation, itself)
            continue
        for field in ctx.vocabulary.fields_of(relation.to).values():
            short = name.removeprefix(f"{relation.name} ")
            if short == field.name and not field.formula and not field.pending:
                found[relation.to] = (relation, field)
    whole = [one for one in found.values() if name in (one[0].name, one[0].plural)]
    return whole or list(found.values())


def _telling(ctx: Context, thing: str) -> Field | None:
    """What tells such things apart: the same container is one of the same number; None: nothing does."""
    label = next((r.label for r in ctx.vocabulary.relations if r.to == thing and r.label), None)
    fields = ctx.vocabulary.fields_of(thing).values()
    return next((field for field in fields if label and field.path == label), None)


def _singular(ctx: Context, name: str) -> str | None:
    """The field's name where its plural is written; a field's own name is one already. None: it is none."""
    root, outer = ctx.vocabulary.root, ctx.vocabulary.outer
    inside = {r.to: r.name for r in ctx.vocabulary.relations if r.of == root and r.to != root and not r.pending}
    for field in ctx.vocabulary.fields:
        if field.of in (root, outer) and name in (field.plural, field.name + "s"):
            return field.name
    for relation in ctx.vocabulary.relations:
        told = relation.element is not None or _telling(ctx, relation.to) is not None
        if relation.of == root and relation.to != root and told and name == relation.plural:
            return relation.name
    for field in ctx.vocabulary.fields:
        if field.of in inside:
            short = name.removesuffix(f" of {inside[field.of]}s").removeprefix(f"{inside[field.of]} ")
            if short in (field.plural, field.name + "s"):
                return f"{inside[field.of]} {field.name}" if short != name else field.name
    return None


def _not_kept(ctx: Context, name: str, span: Span, hint: str) -> Refusal:
    return Refusal(mistakes.NOT_KEPT.at(span, name=name, hint=hint))
