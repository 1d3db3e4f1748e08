"""Questions about other consignments: those that came earlier, what was found in them, and those of this manifest."""

from __future__ import annotations

import re

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.exchange_rates import exchanging
from cts_grammar.check.inside_the_past import refuse_further_past, refuse_which
from cts_grammar.check.kept_names import counted_of, is_counted_plural, kept_key, named_in_the_past
from cts_grammar.check.literals import number_type, unknown_unit
from cts_grammar.check.names import find_field, splits
from cts_grammar.check.wording_of_the_past import worded
from cts_grammar.checked import About, Condition, FieldValue, OfEach, Past, Summary, Value, Window
from cts_grammar.dimensions import PLAIN, TIME, unit_named
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind

CONSIGNMENTS = ("consignment", "consignments")
FINDINGS = ("finding", "findings")
_SUMMARIES = {
    "number": Summary.COUNT,
    "different": Summary.DIFFERENT,
    "total": Summary.TOTAL,
    "largest": Summary.LARGEST,
    "smallest": Summary.SMALLEST,
    "average": Summary.AVERAGE,
}
_DAY, _HOUR = 86_400, 3_600
_LONGEST = {"seconds": 36_525 * _DAY, "months": 1_200}
"""A hundred years."""


def is_about_the_past(e: s.Summarised) -> bool:
    """Whether other consignments, or what was found in them, are meant, also where a part of the question lacks."""
    about = (e.name.text, *(right for _, right in splits(e.name.text)))
    return e.history is not None or any(name in CONSIGNMENTS + FINDINGS for name in about)


def past(ctx: Context, e: s.Summarised, reach: Reach) -> Value:
    """The checked form of such a question. Raises Refusal with the mistake."""
    if ctx.vocabulary.history is None:
        form, hint = "questions about earlier consignments", "history is not kept here"
        raise Refusal(mistakes.NOT_YET.at(e.span, form=form, hint=hint))
    about = _about(e)
    keys = _keys(ctx, e, about, reach)
    window = _window(ctx, e, about)
    asked = _asked(ctx, e)
    value = _value(ctx, e, asked)
    where = _where(ctx, e)
    counted = e.kind in ("number", "different") or value is None
    type_ = number_type(PLAIN) if counted or value is None else value.type
    summary = _SUMMARIES[e.kind]
    wording = worded(summary, keys, value, window, about, asked, e.where)
    return exchanging(ctx, Past(summary, keys, value, window, type_, wording, e.span, where, about))


# --- the parts of a question ----------------------------------------------------------------------------------------


def _about(e: s.Summarised) -> About:
    name = e.name.text
    here = e.history is not None and e.history.in_this_manifest
    if any(of in FINDINGS for of in (name, *(right for _, right in splits(name)))):
        if e.kind != "number" or name not in FINDINGS:
            hint = "they can be counted: write `number of findings with the same …`"
            raise Refusal(mistakes.WRONG_TEST.at(e.span, test=e.kind, what="findings", hint=hint))
        if here:
            hint = "write `in the last …`: what was found in consignments that came before"
            raise Refusal(mistakes.WRONG_TEST.at(e.span, test="in this manifest", what="findings", hint=hint))
        return About.FINDINGS
    return About.MANIFEST if here else About.CONSIGNMENTS


def _keys(ctx: Context, e: s.Summarised, about: About, reach: Reach) -> tuple[FieldValue | OfEach, ...]:
    """The keys, each once, in the order in which the vocabulary keeps them; every mistake among them is reported."""
    h = e.history
    if h is None or (not h.keys and about is not About.MANIFEST):
        hint = "write `with the same consignee`, or `with the same (consignor, port of loading)`"
        raise Refusal(mistakes.KEY_MISSING.at(e.span, hint=hint))
    found: dict[str, FieldValue | OfEach] = {}
    for name in h.keys:
        with ctx.reporting():
            key = kept_key(ctx, name, reach)
            if named_in_the_past(key) in found:
                raise Refusal(mistakes.LINE_TWICE.at(name.span, line=name.text))
            found[named_in_the_past(key)] = key
    if len(found) < len(h.keys):
        raise Refusal(None)
    kept = ctx.vocabulary.history.keys if ctx.vocabulary.history else ()
    first = [found[name] for name in kept if name in found]
    return (*first, *(found[name] for name in sorted(set(found) - set(kept))))


def _window(ctx: Context, e: s.Summarised, about: About) -> Window | None:
    """How far back to look, said once; of this manifest not at all."""
    windows = e.history.windows if e.history is not None else ()
    if about is About.MANIFEST:
        if windows:
            hint = "leave out `in the last …`, or leave out `in this manifest`"
            raise Refusal(mistakes.WINDOW_HERE.at(windows[0].span, hint=hint))
        return None
    if not windows:
        hint = "write `in the last 90 days`, or `in the last 12 months`"
        raise Refusal(mistakes.WINDOW_MISSING.at(e.span, hint=hint))
    if len(windows) > 1:
        raise Refusal(mistakes.LINE_TWICE.at(windows[1].span, line="in the last"))
    return window_of(ctx, windows[0])


def _asked(ctx: Context, e: s.Summarised) -> str:
    """What is asked of the consignments; empty where they are counted."""
    name = e.name.text
    if e.kind == "number":
        if name in CONSIGNMENTS + FINDINGS:
            return ""
        if is_counted_plural(ctx, name):
            raise _no_list(ctx, e, f"write `number of different {name} with the same …`", f"different {name}")
        raise _no_list(ctx, e, "write `number of consignments with the same …`")
    asked = next((left for left, right in splits(name) if right in CONSIGNMENTS), "")
    if asked or e.kind == "different":
        return asked or name
    whole = f"{name} of consignments"
    if name in ctx.definitions or find_field(ctx, name, ctx.reach()) is not None:
        raise _no_list(ctx, e, f"write `{e.kind} {whole} with the same …`", whole)
    amounts = ctx.vocabulary.history.amounts if ctx.vocabulary.history else ()
    raise _no_list(ctx, e, f"write {' or '.join(f'`{e.kind} {amount} of consignments`' for amount in amounts)}")


def _no_list(ctx: Context, e: s.Summarised, hint: str, fix: str | None = None) -> Refusal:
    named = {"name": e.name.text, "thing": ctx.vocabulary.root}
    return Refusal(mistakes.NO_SUCH_THING.at(e.name.span, **named, hint=hint, fix=fix))


def _value(ctx: Context, e: s.Summarised, asked: str) -> Value | OfEach | None:
    """What is counted or added up: a field or a definition, asked of each consignment that is found."""
    if not asked:
        return None
    name = s.Name(asked, _before_of(ctx, e.name.span))
    if e.kind == "different":
        return counted_of(ctx, name)
    found = ctx.value_of(ctx, name, ctx.reach(), None)
    if found.type.kind is not Kind.NUMBER:
        raise Refusal(mistakes.WRONG_TEST.at(e.span, test=e.kind, what=f"`{asked}`", hint="it wants a number"))
    refuse_further_past(ctx, found, name.span)
    return found


def _where(ctx: Context, e: s.Summarised) -> Condition | None:
    """The filter, asked of each consignment that is found."""
    if e.where is None:
        return None
    refuse_which(ctx, e.where)
    where = ctx.condition_of(ctx, e.where, ctx.reach())
    refuse_further_past(ctx, where, e.where.span)
    return where


def _before_of(ctx: Context, name: Span) -> Span:
    """The part of a name in front of `of consignments`."""
    asked = re.match(r"(?s)(.*\S)\s+of\s+consignments?\Z", ctx.exactly(name))
    return ctx.sources[name.path].span(name.start, name.start + asked.end(1)) if asked else name


def window_of(ctx: Context, w: s.Window) -> Window:
    """`in the last 90 days`: a whole number of hours, days, weeks, months or years, a hundred years at most."""
    unit = unit_named(w.unit)
    if unit is None:
        raise Refusal(unknown_unit(ctx, w.unit, w.span))
    kind, size = ("months", unit.months) if unit.months else ("seconds", int(unit.factor))
    number = int(w.count) if w.count.isdecimal() and len(w.count) <= 9 else 0
    if unit.dimension != TIME or (kind == "seconds" and size < _HOUR) or not 0 < number * size <= _LONGEST[kind]:
        said = w.count if len(w.count) <= 20 else f"{w.count[:20]}…"
        hint = "write a whole number of hours, days, weeks, months or years, up to 100 years"
        raise Refusal(mistakes.BAD_WINDOW.at(w.span, text=f"{said} {w.unit}", hint=hint))
    return Window(number * size, "months" if unit.months else "seconds")
