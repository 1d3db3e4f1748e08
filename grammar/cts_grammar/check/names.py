"""Names resolve nearest thing first, longest known name first, never to something else because a value is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from cts_grammar import mistakes
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.checked import AsFirstFiled, Derived, FieldValue, ListOf, Value
from cts_grammar.source import Span
from cts_grammar.vocabulary import Field, Kind, Relation

_MOST_OFS = 8
_LONGEST_NAME = 100


def find_field(ctx: Context, name: str, reach: Reach) -> tuple[Field, int] | None:
    """The nearest field of that name, also written with its thing before it (`container number`)."""
    for bound in reach:
        found = ctx.vocabulary.field_named(bound.thing, name)
        if found is None and name.startswith(bound.thing + " "):
            found = ctx.vocabulary.field_named(bound.thing, name[len(bound.thing) + 1 :])
        if found is not None:
            return found, bound.level
    return None


def find_list(ctx: Context, name: str, reach: Reach) -> tuple[Relation, int] | None:
    """The nearest list of that name, singular or plural."""
    for bound in reach:
        found = ctx.vocabulary.relations_of(bound.thing).get(name)
        if found is not None:
            return found, bound.level
    return None


def field_value(field: Field, level: int, span: Span) -> FieldValue:
    """The field as a value; a field that cannot be had yet is refused."""
    if field.pending:
        raise Refusal(mistakes.NOT_YET.at(span, form=f"questions about `{field.name}`", hint=field.pending))
    return FieldValue(field, level, field.type, span)


def list_of(relation: Relation, level: int, span: Span, within: int = 1) -> ListOf:
    """The list; one that cannot be had yet is refused. `within`: the level of the consignment that it belongs to."""
    if relation.pending:
        raise Refusal(mistakes.NOT_YET.at(span, form=f"questions about {relation.plural}", hint=relation.pending))
    return ListOf(relation, level, span, within)


def derived(ctx: Context, name: str, span: Span, reach: Reach) -> Value | None:
    """`weekday of arrival`, `country of port of loading`: the longest name on the right is tried first."""
    for left, right in splits(name):
        of = find_field(ctx, right, reach)
        if of is not None:
            inner: Value = field_value(*of, span)
        else:
            deeper = derived(ctx, right, span, reach)
            if deeper is None:
                continue
            inner = deeper
        named = [d for d in ctx.vocabulary.derivations if d.name == left]
        for derivation in named:
            if derivation.takes(inner.type):
                return Derived(derivation, inner, derivation.gives, span)
        if named:
            raise Refusal(mistakes.WRONG_TEST.at(span, test=f"{left} of", what=f"`{right}`"))
    return None


def splits(name: str) -> Iterator[tuple[str, str]]:
    """The ways to read `X of Y`, longest Y first; none where `of` stands more often than names are made.

    >>> list(splits("country of port of loading"))
    [('country', 'port of loading'), ('country of port', 'loading')]
    """
    words = name.split(" ")
    places = [i for i, word in enumerate(words) if word == "of" and 0 < i < len(words) - 1]
    if len(places) <= _MOST_OFS:
        for i in places:
            yield " ".join(words[:i]), " ".join(words[i + 1 :])


def things_with(ctx: Context, name: str) -> list[Relation]:
    """The lists whose elements have a field of that name (or `container number` in full)."""
    found: dict[str, Relation] = {}
    for relation in ctx.vocabulary.relations:
        short = name.removeprefix(relation.name + " ").removeprefix(relation.plural + " ")
        if relation.to == ctx.vocabulary.root and short == name:
            continue  # the consignment's own name is meant, not that of one beside it
        if relation.element is None and not relation.pending and ctx.vocabulary.field_named(relation.to, short):
            found.setdefault(relation.to, relation)
    return list(found.values())


def names_in_reach(ctx: Context, reach: Reach) -> list[str]:
    """Everything that could have been meant."""
    fields = [f.name for bound in reach for f in ctx.vocabulary.fields if f.of == bound.thing]
    lists = [n for bound in reach for n in ctx.vocabulary.relations_of(bound.thing)]
    return [*fields, *lists, *ctx.definitions, *ctx.parameters]


def is_lost(ctx: Context, name: str) -> bool:
    """Whether the name, or what stands before or after an `of` in it, was declared in words that were refused."""
    return any(f" of {lost} of " in f" of {name} of " for lost in ctx.lost)


def is_known_name(ctx: Context, name: str) -> bool:
    """Whether anything is called so: a field or a list of any thing, a list or a definition of the rulebook."""
    lists = (n for r in ctx.vocabulary.relations for n in (r.name, r.plural))
    fields = (f.name for f in ctx.vocabulary.fields)
    return ctx.is_declared(name) or name in fields or name in lists


def nearest(name: str, candidates: Iterable[str]) -> list[str]:
    """At most two names that look much like this one, nearest first."""
    if len(name) > _LONGEST_NAME:
        return []
    return get_close_matches(name, list(dict.fromkeys(candidates)), n=2, cutoff=0.75)


def party_name(ctx: Context, value: FieldValue | AsFirstFiled) -> FieldValue | AsFirstFiled:
    """For a party as a whole, the field of its name; any other field itself."""
    if isinstance(value, AsFirstFiled):
        inner = party_name(ctx, value.value) if isinstance(value.value, FieldValue) else value.value
        return AsFirstFiled(inner, inner.type, value.span)
    if value.type.kind is Kind.PARTY:
        named = ctx.vocabulary.field_named(value.field.of, value.field.name + " name")
        if named is not None:
            return FieldValue(named, value.level, named.type, value.span)
    return value


def refuse_across(ctx: Context, v: Value) -> None:
    """A consignment's description is the texts of several items: only tests may be asked of it."""
    if isinstance(v, FieldValue) and v.field.across:
        raise Refusal(
            mistakes.FIELD_OF_LIST.at(
                v.span,
                name=v.field.name,
                things=v.field.across + "s",
                hint=f"write `some {v.field.across} has ({v.field.name} …)`",
            )
        )
