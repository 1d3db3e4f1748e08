"""`earlier X` and `X has changed`: a value of the consignment in the other versions of its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.names import find_field, find_list
from cts_grammar.check.parts import parts_of
from cts_grammar.check.timing import timing
from cts_grammar.checked import (
    Aggregate,
    AsFirstFiled,
    FieldValue,
    HasChanged,
    ListOf,
    NamedValue,
    Parameter,
    Past,
    Quantified,
    Timing,
    Value,
)
from cts_grammar.source import Span
from cts_grammar.vocabulary import Field, Kind, Type


def as_first_filed(ctx: Context, e: s.Earlier, value: Value, reach: Reach) -> Value:
    """`earlier X`. Raises Refusal with the mistake."""
    value = whole(value)
    _refuse_what_has_no_versions(ctx, value, e.name.span, reach)
    return AsFirstFiled(value, value.type, e.span)


def has_changed(ctx: Context, v: Value, p: s.HasChanged, span: Span, reach: Reach) -> HasChanged:
    """`X has changed`, perhaps not long before or after some moment. Raises Refusal with the mistake."""
    v = whole(v)
    _refuse_what_has_no_versions(ctx, v, v.span, reach)
    return HasChanged(v, _when(ctx, p, reach), span)


def whole(value: Value) -> Value:
    """A consignment's description as one text; any other value itself."""
    if isinstance(value, FieldValue) and value.field.across and value.field.whole is not None:
        return replace(value, field=replace(value.field, across="", reach=value.field.whole))
    return value


def whole_list(ctx: Context, name: s.Name, reach: Reach) -> FieldValue | None:
    """`containers have changed`: a list as one text, where the name is one. Raises Refusal where nothing tells it."""
    found = find_list(ctx, name.text, reach)
    if found is None or find_field(ctx, name.text, reach) is not None:
        return None
    relation, level = found
    if relation.whole is None and level < 2:
        counted = f"number of {relation.plural}"
        hint = f"nothing tells one {relation.name} from another in other versions: write `{counted} has changed`"
        raise Refusal(mistakes.NOT_A_VALUE_LIST.at(name.span, name=name.text, hint=hint, fix=counted))
    text = Type(Kind.TEXT)
    field = Field(relation.plural, relation.of, text, reach=relation.whole, explanation=relation.explanation)
    return FieldValue(field, level, text, name.span)


def asks_versions(p: s.Predicate) -> bool:
    """Whether a test compares with earlier versions, so that its subject is compared as a whole."""
    other = getattr(p, "value", None)
    while isinstance(other, s.Brackets):
        other = other.inner
    return isinstance(p, s.HasChanged) or isinstance(other, s.Earlier)


def _when(ctx: Context, p: s.HasChanged, reach: Reach) -> Timing | None:
    """The moment of the change against another: as if it were asked of this version's receipt."""
    if p.within is None or p.anchor is None:
        return None
    received = ctx.vocabulary.received
    if received is None:
        raise Refusal(
            mistakes.WRONG_TEST.at(p.span, test=p.direction, what="a change", hint="nothing tells its moment")
        )
    moment = FieldValue(received, 0, received.type, p.span)
    asked = timing(ctx, moment, s.IsOrder(False, "less than", p.within, p.direction, p.anchor, p.span), p.span, reach)
    assert isinstance(asked, Timing)
    return asked


def _refuse_what_has_no_versions(ctx: Context, value: Value, span: Span, reach: Reach) -> None:
    name = ctx.words(span)
    outside = [level for level in _free_levels(value) if level >= 2]
    if outside:
        thing = next(bound.called or bound.thing for bound in reach if bound.level == outside[0])
        hint = f"ask it of the consignment, outside the brackets: which {thing} it was, no version tells"
        raise Refusal(mistakes.ELEMENT_OF_VERSIONS.at(span, name=name, thing=thing, hint=hint))
    asks_the_past = any(isinstance(node, Past | AsFirstFiled | HasChanged) for node in _nodes(value))
    if asks_the_past:
        why = "is itself about what came before"
    elif not any(isinstance(node, FieldValue | ListOf) for node in _nodes(value)):
        why = "is said by the rulebook"
    else:
        return
    hint = "ask it of a field of the consignment, such as `consignee name`"
    raise Refusal(mistakes.SAME_IN_ALL_VERSIONS.at(span, name=name, why=why, hint=hint))


def _nodes(node: object) -> Iterator[object]:
    yield node
    for part in () if isinstance(node, Parameter) else parts_of(node):
        yield from _nodes(part)


def _free_levels(node: object) -> Iterator[int]:
    """The levels of what is asked, but of the elements that the value itself goes through."""
    if isinstance(node, FieldValue | ListOf):
        yield node.level
    bound = node.level if isinstance(node, Aggregate | Quantified) else None
    parts = [node.value] if isinstance(node, NamedValue) else parts_of(node)
    yield from (level for part in parts for level in _free_levels(part) if level != bound)
