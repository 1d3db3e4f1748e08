"""Messages: texts with `{field}` and `{expression}` filled in."""

from __future__ import annotations

import re
from collections.abc import Callable

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.names import party_name, things_with
from cts_grammar.checked import Condition, FieldValue, Message, OfElements, Quantified, Value
from cts_grammar.source import Span
from cts_grammar.vocabulary import Relation

ParseExpression = Callable[[str, int, int], s.Expression]
"""(path, start, end) → the expression written there; raises Refusal."""


def message(ctx: Context, action: s.Action, when: Condition | None, parse_expression: ParseExpression) -> Message:
    """The message's parts, each `{…}` resolved. Raises Refusal with the first mistake."""
    span = action.text_span
    assert span is not None
    raw = ctx.sources[span.path].text[span.start + 1 : span.end - 1]
    parts: list[str | Value | OfElements] = []
    at = 0
    for m in re.finditer(r"[{}]", raw):
        if m.start() < at:
            continue
        if m.group() == "}":
            raise Refusal(
                mistakes.BAD_TEMPLATE.at(_within(ctx, span, m.start(), m.end()), reason="a `}` without its `{`")
            )
        end = raw.find("}", m.start())
        if end < 0:
            raise Refusal(
                mistakes.BAD_TEMPLATE.at(_within(ctx, span, m.start(), len(raw)), reason="a `{` without its `}`")
            )
        if m.start() > at:
            parts.append(raw[at : m.start()].replace('""', '"'))
        inner = _within(ctx, span, m.start() + 1, end)
        if not raw[m.start() + 1 : end].strip():
            raise Refusal(mistakes.BAD_TEMPLATE.at(_within(ctx, span, m.start(), end + 1), reason="empty brackets"))
        parts.append(filled_in(ctx, parse_expression(span.path, inner.start, inner.end), when))
        at = end + 1
    if at < len(raw):
        parts.append(raw[at:].replace('""', '"'))
    return Message(tuple(parts), span)


def _within(ctx: Context, span: Span, start: int, end: int) -> Span:
    return ctx.sources[span.path].span(span.start + 1 + start, span.start + 1 + end)


def filled_in(ctx: Context, e: s.Expression, when: Condition | None) -> Value | OfElements:
    """A value of the consignment, else a field of the elements that fired the rule."""
    if isinstance(e, s.Name):
        name = e.text
        of_elements = things_with(ctx, name)
        here = ctx.vocabulary.field_named(ctx.vocabulary.root, name)
        across = bool(here and here.across)
        if across and here:
            relation = ctx.vocabulary.relations_of(here.of)[here.across]
            field = ctx.vocabulary.field_named(relation.to, name)
            assert field is not None
            return OfElements(relation, field, e.span)
        plain = ctx.vocabulary.relations_of(ctx.vocabulary.root).get(name)
        if plain and plain.element:
            return OfElements(plain, plain.element, e.span)
        outer = ctx.vocabulary.field_named(ctx.vocabulary.outer, name)
        if of_elements and here is None and outer is None and name not in ctx.definitions:
            return _of_elements(ctx, e, of_elements, when)
    found = ctx.value_of(ctx, e, ctx.reach(), None)
    return party_name(ctx, found) if isinstance(found, FieldValue) else found


def _of_elements(ctx: Context, e: s.Name, relations: list[Relation], when: Condition | None) -> OfElements:
    asked = quantified_things(when)
    preferred = [r for r in relations if r.to in asked] or relations
    if len(preferred) > 1:
        raise Refusal(
            mistakes.FIELD_OF_LIST.at(
                e.span,
                name=e.text,
                things=" and ".join(r.plural for r in preferred),
                hint=f"say which: `{{{preferred[0].name} {e.text}}}`",
            )
        )
    relation = preferred[0]
    field = ctx.vocabulary.field_named(relation.to, e.text.removeprefix(relation.name + " "))
    assert field is not None
    return OfElements(relation, field, e.span)


def quantified_things(node: object) -> set[str]:
    """The things over whose lists a condition quantifies."""
    import dataclasses

    found: set[str] = set()
    if isinstance(node, Quantified):
        found.add(node.over.relation.to)
    if dataclasses.is_dataclass(node):
        for part in dataclasses.fields(node):
            found |= quantified_things(getattr(node, part.name))
    elif isinstance(node, tuple):
        for inner in node:
            found |= quantified_things(inner)
    return found
