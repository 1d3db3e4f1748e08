"""A definition is resolved where it is written, at the outermost level that has all its names."""

from __future__ import annotations

from typing import cast

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, DeclaredDefinition, Reach, Refusal, within_reason
from cts_grammar.checked import Condition, FieldValue, Named, NamedValue, Value
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type

_LITERALS = (s.Number, s.Text, s.Code, s.Day)


def says_a_condition(ctx: Context, e: s.Expression, seen: frozenset[str] = frozenset()) -> bool:
    """Whether an expression is a condition by its form (a bare name, by what it stands for)."""
    match e:
        case s.Test() | s.Chain() | s.Negation() | s.Group() | s.Quantified():
            return True
        case s.Brackets():
            return says_a_condition(ctx, e.inner, seen)
        case s.Name() if e.text in ctx.definitions and e.text not in seen:
            return says_a_condition(ctx, ctx.definitions[e.text].syntax.body, seen | {e.text})
        case s.Name():
            return any(f.name == e.text and f.type.kind is Kind.TRUTH for f in ctx.vocabulary.fields)
        case _:
            return False


def settle(ctx: Context, name: str) -> None:
    """Finds at which things the definition can be asked; reports what is wrong with it where it can be at none."""
    definition = ctx.definitions[name]
    if definition.homes or definition.broken:
        return
    definition.is_condition = says_a_condition(ctx, definition.syntax.body)
    if not definition.is_condition and isinstance(definition.syntax.body, _LITERALS):
        definition.homes = (ctx.vocabulary.root,)
        return
    found: list[Reach] = []
    failures: list[list[Diagnostic]] = []
    for reach in _homes(ctx):
        if any(reach.bound[: len(home.bound)] == home.bound for home in found):
            continue
        errors = _errors_at(ctx, definition, reach)
        if errors is not None:
            failures.append(errors)
            continue
        found.append(reach)
        definition.homes += (reach.bound[-1].thing,)
        if reach.bound[-1].thing == ctx.vocabulary.root:
            return
    if not definition.homes:
        definition.broken = True
        ctx.diagnostics.extend(sorted(failures, key=_how_far_off)[0])


def _errors_at(ctx: Context, definition: DeclaredDefinition, reach: Reach) -> list[Diagnostic] | None:
    """What is wrong with the definition there; None where it can be asked. None of it is reported yet."""
    before = len(ctx.diagnostics)
    try:
        with within_reason(ctx, definition.syntax.name.span):
            resolved = _check(ctx, definition, reach, None)
    except Refusal as refusal:
        said = [refusal.diagnostic] if refusal.diagnostic else []
        errors = [d for d in (*ctx.diagnostics[before:], *said) if d.is_error]
    else:
        errors = [d for d in ctx.diagnostics[before:] if d.is_error]
        if not errors:
            ctx.resolved[definition.syntax.name.text, reach.bound] = resolved
            return None
    del ctx.diagnostics[before:]
    return errors


def _how_far_off(errors: list[Diagnostic]) -> tuple[int, int]:
    """The home that was meant has the fewest mistakes, and its names belong there."""
    return len(errors), sum(d.kind is mistakes.FIELD_OF_LIST for d in errors)


def _homes(ctx: Context) -> list[Reach]:
    """The consignment, then inside each of its lists, then inside theirs."""
    root = ctx.reach()
    inner = _inside(ctx, root)
    return [root, *inner, *(deeper for reach in inner for deeper in _inside(ctx, reach))]


def _inside(ctx: Context, reach: Reach) -> list[Reach]:
    thing = reach.bound[-1].thing
    lists = [r for r in ctx.vocabulary.relations if r.of == thing and r.element is None and not r.pending]
    things = dict.fromkeys(r.to for r in lists)
    return [reach.inside(t)[0] for t in things if t not in {b.thing for b in reach.bound}]


def _check(ctx: Context, definition: DeclaredDefinition, reach: Reach, want: Type | None) -> Condition | Value:
    if definition.is_condition:
        return ctx.condition_of(ctx, definition.syntax.body, reach)
    return ctx.value_of(ctx, definition.syntax.body, reach, want)


def _resolved(ctx: Context, name: str, span: Span, reach: Reach, want: Type | None) -> Condition | Value:
    definition = ctx.definitions[name]
    definition.used = True
    settle(ctx, name)
    if definition.broken:
        raise Refusal(None)
    home = next((b for b in reach if b.thing in definition.homes), None)
    if home is None:
        thing = definition.homes[0]
        raise Refusal(
            mistakes.OUT_OF_REACH.at(
                span, name=name, thing=reach.bound[-1].thing, hint=f"write `some {thing} has ({name})`"
            )
        )
    at = reach.up_to(home.level)
    if isinstance(definition.syntax.body, _LITERALS):
        return _check(ctx, definition, at, want)
    key = (name, at.bound)
    if key in ctx.unresolved:
        raise Refusal(None)
    if key not in ctx.resolved:
        ctx.unresolved.add(key)  # until it is: what cannot be resolved is tried once
        ctx.resolved[key] = _check(ctx, definition, at, want)
        ctx.unresolved.discard(key)
    return ctx.resolved[key]


def body_of(ctx: Context, name: str, span: Span, reach: Reach) -> tuple[s.Expression, Reach]:
    """What a definition says, without brackets around it, and where its names mean what it means."""
    _resolved(ctx, name, span, reach, None)
    body = ctx.definitions[name].syntax.body
    while isinstance(body, s.Brackets):
        body = body.inner
    home = next(b for b in reach if b.thing in ctx.definitions[name].homes)
    return body, reach.up_to(home.level)


def definition_condition(ctx: Context, name: str, span: Span, reach: Reach) -> Condition:
    """The definition used as a condition."""
    settle(ctx, name)
    if not ctx.definitions[name].is_condition and not ctx.definitions[name].broken:
        ctx.definitions[name].used = True
        raise Refusal(mistakes.NOT_A_CONDITION.at(span, text=name, what="a value", hint=f"compare it: `{name} is …`"))
    return Named(name, cast(Condition, _resolved(ctx, name, span, reach, None)), span)


def definition_value(ctx: Context, name: str, span: Span, reach: Reach, want: Type | None) -> Value:
    """The definition used as a value."""
    settle(ctx, name)
    if ctx.definitions[name].is_condition and not ctx.definitions[name].broken:
        ctx.definitions[name].used = True
        raise Refusal(mistakes.NOT_A_VALUE.at(span, text=name))
    found = cast(Value, _resolved(ctx, name, span, reach, want))
    if found.type.kind is Kind.PARTY or (isinstance(found, FieldValue) and found.field.across):
        return found  # another name for what only a field can be
    return NamedValue(name, found, found.type, span)
