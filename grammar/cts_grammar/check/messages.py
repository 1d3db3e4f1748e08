"""Messages: texts with `{field}` and `{expression}` filled in."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.names import find_list, party_name, things_with
from cts_grammar.check.parts import parts_of
from cts_grammar.check.templates import cut
from cts_grammar.checked import Condition, FieldValue, Message, OfElements, Quantified, Value
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.parse import Unreadable, parse_expression
from cts_grammar.source import Span
from cts_grammar.vocabulary import Field, Relation


def message(ctx: Context, action: s.Action, when: Condition | None) -> Message:
    """The message's parts, each `{…}` resolved; every mistake in it is reported."""
    span = action.text_span
    assert span is not None
    parts: list[str | Value | OfElements] = []
    for piece in cut(ctx, span):
        with ctx.reporting():
            parts.append(piece if isinstance(piece, str) else filled_in(ctx, expression_at(ctx, piece), when))
    return Message(tuple(parts), span)


def expression_at(ctx: Context, span: Span) -> s.Expression:
    """The expression that a span of a message holds."""
    try:
        return parse_expression(ctx.sources[span.path], span.start, span.end, ctx.limits)
    except Unreadable as unreadable:
        raise Refusal(unreadable.diagnostic) from None


def filled_in(ctx: Context, e: s.Expression, when: Condition | None) -> Value | OfElements:
    """A value of the consignment, else a field of the elements that fired the rule."""
    name = name_of(e)
    if name is not None:
        found = _elements_named(ctx, name, e.span, when)
        if found is not None:
            return found
    value = ctx.value_of(ctx, e, ctx.reach(), None)
    return party_name(ctx, value) if isinstance(value, FieldValue) else value


def name_of(e: s.Expression) -> str | None:
    """The name that stands alone, `container's number` being `container number`; None for other expressions."""
    match e:
        case s.Name():
            return e.text
        case s.Possessive():
            return f"{e.owner} {e.name.text}"
        case _:
            return None


def _elements_named(ctx: Context, name: str, span: Span, when: Condition | None) -> OfElements | None:
    vocabulary = ctx.vocabulary
    here = vocabulary.field_named(vocabulary.root, name)
    if here is not None and here.across:
        return _of_each(ctx, vocabulary.relations_of(here.of)[here.across], name, span)
    listed = find_list(ctx, name, ctx.reach())
    if listed is not None and listed[0].element is not None:
        return OfElements(listed[0], listed[0].element, span)
    if listed is not None and not listed[0].pending:
        raise Refusal(_which_of_them(ctx, listed[0], span))
    outer = vocabulary.field_named(vocabulary.outer, name)
    lists = things_with(ctx, name)
    if not lists or here is not None or outer is not None or name in ctx.definitions:
        return None
    return _of_each(ctx, _the_one(lists, name, span, when), name, span)


def _which_of_them(ctx: Context, relation: Relation, span: Span) -> Diagnostic:
    field = next(f for f in ctx.vocabulary.fields if f.of == relation.to)
    hint = f"write `{{{relation.name} {field.name}}}` or `{{number of {relation.plural}}}`"
    return mistakes.NOT_A_VALUE_LIST.at(span, name=relation.plural, hint=hint)


def _the_one(lists: list[Relation], name: str, span: Span, when: Condition | None) -> Relation:
    """The list that is meant: the only one, or the only one over which the rule quantifies."""
    asked = quantified_things(when)
    preferred = [r for r in lists if r.to in asked] or lists
    if len(preferred) == 1:
        return preferred[0]
    raise Refusal(
        mistakes.FIELD_OF_LIST.at(
            span,
            name=name,
            things=" and ".join(r.plural for r in preferred),
            hint="say which: " + " or ".join(f"`{{{r.name} {name}}}`" for r in preferred),
        )
    )


def _of_each(ctx: Context, relation: Relation, name: str, span: Span) -> OfElements:
    field = ctx.vocabulary.field_named(relation.to, name.removeprefix(relation.name + " "))
    assert field is not None, f"{relation.to} has no {name}"
    return OfElements(relation, field, span, _spelled_out(ctx, relation, field, span))


def _spelled_out(ctx: Context, relation: Relation, field: Field, span: Span) -> Value | None:
    """The formula of a field that has one, at level 2."""
    if not field.formula:
        return None
    inner, _ = ctx.reach().inside(relation.to)
    return ctx.value_of(ctx, s.Name(field.name, span), inner, None)


def quantified_things(node: object, seen: set[int] | None = None) -> set[str]:
    """The things over whose lists a condition quantifies."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        return set()
    seen.add(id(node))
    found = {node.over.relation.to} if isinstance(node, Quantified) else set()
    return found.union(*(quantified_things(part, seen) for part in parts_of(node)))
