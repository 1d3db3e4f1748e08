"""What is counted or added up and is no list, and what to write instead."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach
from cts_grammar.check.names import find_field, nearest, splits
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.vocabulary import Field, Kind, Relation


def no_such_list(ctx: Context, e: s.Summarised, reach: Reach) -> Diagnostic:
    """The diagnostic for a summary whose name divides into nothing and a list."""
    name, word = e.name.text, words_of(e)
    if e.kind == "number":
        return _nothing_to_count(ctx, e, reach)
    having = _lists_with(ctx, name)
    if having:
        ways = [f"{_asked(e, field)} of {relation.plural}" for relation, field in having]
        fix = Fix(e.name.span, ways[0]) if len(ways) == 1 else None
        hint = "say of which list: " + " or ".join(f"`{word} {way}`" for way in ways)
        return _not_a_list(e, name, reach, hint, fix)
    if find_field(ctx, name, reach) is not None:
        fix = Fix(e.span, name) if e.where is None else None
        return _not_a_list(e, name, reach, f"`{name}` is one value: leave `{word}` out", fix)
    last = next((right for _, right in splits(name)), name)
    near = nearest(last, _lists(ctx, reach))
    if near:
        fix = Fix(e.name.span, name.removesuffix(last) + near[0])
        return _not_a_list(e, last, reach, f"did you mean `{near[0]}`?", fix)
    return _not_a_list(e, last, reach, f"there are {', '.join(_plurals(ctx, reach))}")


def nothing_asked(ctx: Context, e: s.Summarised, relation: Relation, reach: Reach) -> Diagnostic:
    """The diagnostic for `total goods items`, `number of different seals`: what of them is not said."""
    fields = [f for f in ctx.vocabulary.fields if f.of == relation.to and not f.pending]
    wanted = fields if e.kind == "different" else [f for f in fields if f.type.kind is Kind.NUMBER]
    ways = [f"`{words_of(e)} {_asked(e, f)} of {relation.plural}`" for f in wanted[:1]]
    hint = f"say what of them: {ways[0]}" if ways else f"a {relation.name} has no numbers"
    return _not_a_list(e, e.name.text, reach, hint)


def words_of(e: s.Summarised) -> str:
    """How the summary begins: `total`, `number of different`."""
    return {"number": "number of", "different": "number of different"}.get(e.kind, e.kind)


def _asked(e: s.Summarised, field: Field) -> str:
    return field.plural or field.name if e.kind == "different" else field.name


def _not_a_list(e: s.Summarised, name: str, reach: Reach, hint: str, fix: Fix | None = None) -> Diagnostic:
    return mistakes.NO_SUCH_THING.at(e.name.span, name=name, thing=reach.bound[-1].thing, hint=hint, fix=fix)


def _nothing_to_count(ctx: Context, e: s.Summarised, reach: Reach) -> Diagnostic:
    name = e.name.text
    whole = f"number of {name}"
    for relation in ctx.vocabulary.relations:
        if ctx.vocabulary.field_named(relation.to, whole) and not relation.pending:
            hint = f"write `some {relation.name} has ({whole} …)`"
            return mistakes.FIELD_OF_LIST.at(e.span, name=whole, things=relation.plural, hint=hint)
    near = nearest(name, _lists(ctx, reach))
    if near:
        return _not_a_list(e, name, reach, f"did you mean `{near[0]}`?", Fix(e.name.span, near[0]))
    return _not_a_list(e, name, reach, f"there are {', '.join(_plurals(ctx, reach))}")


def _lists_with(ctx: Context, name: str) -> list[tuple[Relation, Field]]:
    """The lists whose elements have a field that is called so, singular or plural, with or without its thing."""
    found: dict[str, tuple[Relation, Field]] = {}
    for relation in ctx.vocabulary.relations:
        if relation.element is None and not relation.pending and relation.of == ctx.vocabulary.root:
            beside = relation.to == ctx.vocabulary.root and not name.startswith(relation.name + " ")
            for f in () if beside else ctx.vocabulary.fields_of(relation.to).values():
                if name.removeprefix(relation.name + " ") in (f.name, f.plural):
                    found.setdefault(relation.to, (relation, f))
    return list(found.values())


def _lists(ctx: Context, reach: Reach) -> list[str]:
    return [n for bound in reach for n in ctx.vocabulary.relations_of(bound.thing)]


def _plurals(ctx: Context, reach: Reach) -> list[str]:
    relations = [r for bound in reach for r in ctx.vocabulary.relations_of(bound.thing).values()]
    return list(dict.fromkeys(r.plural for r in relations if not r.pending))
