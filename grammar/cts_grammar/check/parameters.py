"""Parameters: values that hold from a day on, so that a yearly change is no change of a rule."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.declared_data import DeclaredParameter
from cts_grammar.check.units_agree import agree, describe
from cts_grammar.checked import Constant, Dated, FieldValue, NamedValue, Parameter, Value
from cts_grammar.diagnostics import Label
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type


def declare_parameter(ctx: Context, item: s.Parameter) -> None:
    """Notes the parameter; what is wrong with its days and values is reported, and using it is no second mistake."""
    name = item.name.text
    ctx.lost.add(name)
    before = len(ctx.diagnostics)
    _refuse_disorder(ctx, item)
    _values(ctx, item.values, None)
    if any(d.is_error for d in ctx.diagnostics[before:]):
        return
    ctx.lost.discard(name)
    ctx.parameters[name] = DeclaredParameter(name, item.values, item.name.span)


def parameter_value(ctx: Context, name: str, span: Span, want: Type | None) -> Value:
    """The parameter as a value of the wanted type. Raises Refusal with the mistake."""
    declared = ctx.parameters[name]
    ctx.used.add(name)
    before = len(ctx.diagnostics)
    constants = _values(ctx, declared.values, want)
    if len(constants) < len(declared.values) or any(d.is_error for d in ctx.diagnostics[before:]):
        raise Refusal(None)
    type_ = constants[0].type
    if len(constants) == 1 and declared.values[0].since is None:
        return NamedValue(name, constants[0], type_, span)
    received = ctx.vocabulary.received
    if received is None:
        hint = "the moment of receipt is not known here"
        raise Refusal(mistakes.NOT_YET.at(span, form="dated parameters", hint=hint))
    dated = tuple(Dated(_day(v.since), c) for v, c in zip(declared.values, constants, strict=True))
    return Parameter(name, dated, FieldValue(received, 0, received.type, span), type_, span)


def _day(since: s.Day | None) -> str:
    return str(literals.moment(since).value) if since is not None else ""


def _values(ctx: Context, values: tuple[s.Dated, ...], want: Type | None) -> list[Constant]:
    """The values as far as they can be read, each like the first in kind and dimension; the rest is reported."""
    found: list[Constant] = []
    for dated in values:
        with ctx.reporting():
            constant = _constant(ctx, dated.value, want)
            _refuse_another_kind(ctx, found, constant)
            found.append(constant)
    return found


def _constant(ctx: Context, e: s.Entry, want: Type | None) -> Constant:
    if isinstance(e, s.Name):
        hint = f'a text stands in quotes: `"{e.text}"`'
        raise Refusal(mistakes.UNQUOTED_TEXT.at(e.span, found=e.text, hint=hint, fix=f'"{e.text}"'))
    return literals.literal(ctx, e, want)


def _refuse_another_kind(ctx: Context, found: list[Constant], constant: Constant) -> None:
    if not found:
        return
    first = found[0]
    if first.type.kind is not constant.type.kind:
        raise Refusal(
            mistakes.WRONG_KIND.at(
                constant.span,
                left=first.text,
                left_kind=describe(first),
                right=constant.text,
                right_kind=describe(constant),
                hint="all values of a parameter are of one kind",
            )
        )
    if first.type.kind is Kind.NUMBER:
        agree(ctx, first, constant)


def _refuse_disorder(ctx: Context, item: s.Parameter) -> None:
    """Only the first value may stand without a day, and each day comes after the one before it."""
    before, place = "", None
    for index, dated in enumerate(item.values):
        with ctx.reporting():
            if dated.since is None:
                if index:
                    text = ctx.words(dated.span)
                    hint = "write `… from 2026-07-01`"
                    raise Refusal(mistakes.DATE_WANTED.at(dated.span, value=text, hint=hint))
                continue
            day = _whole_day(dated.since)
            if before and day <= before:
                hint = "write each day once" if day == before else "write the earliest first"
                labels = (Label(place, "the value before it"),) if place else ()
                raise Refusal(mistakes.DATE_ORDER.at(dated.since.span, *labels, day=day, before=before, hint=hint))
            before, place = day, dated.since.span


def _whole_day(since: s.Day) -> str:
    day = str(literals.moment(since).value)
    if "T" in day:
        fix = day[:10]
        hint = f"a parameter changes with the day: write `{fix}`"
        raise Refusal(mistakes.DATE_FORM.at(since.span, found=since.text, hint=hint, fix=fix))
    return day
