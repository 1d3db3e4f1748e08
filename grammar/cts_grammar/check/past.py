"""Questions about earlier consignments: how many, how many different, how much, within a window of time."""

from __future__ import annotations

import re

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.kept_names import is_kept_plural, kept_amount, kept_by_plural, kept_key
from cts_grammar.check.literals import number_type, unknown_unit
from cts_grammar.check.names import splits
from cts_grammar.checked import FieldValue, Past, Summary, Value, Window
from cts_grammar.dimensions import PLAIN, TIME, unit_named
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kept

CONSIGNMENTS = ("consignment", "consignments")
_FINDINGS = ("finding", "findings")
_SUMMARIES = {"number": Summary.COUNT, "different": Summary.DIFFERENT, "total": Summary.TOTAL}
_DAY, _HOUR = 86_400, 3_600
_LONGEST = {"seconds": 36_525 * _DAY, "months": 1_200}
"""A hundred years."""


def is_about_the_past(e: s.Summarised) -> bool:
    """Whether earlier consignments, or what was found in them, are meant, also where a part of the question lacks."""
    about = (e.name.text, *(right for _, right in splits(e.name.text)))
    return e.history is not None or any(name in CONSIGNMENTS + _FINDINGS for name in about)


def past(ctx: Context, e: s.Summarised) -> Value:
    """The checked form of such a question. Raises Refusal with the mistake."""
    kept = ctx.vocabulary.history
    if kept is None:
        raise _later(e.span, "questions about earlier consignments", "history is not kept here")
    _refuse_later_forms(e)
    history = _whole(e)
    asked = _asked(ctx, kept, e)
    keys = _keys(ctx, kept, history)
    value = _value(ctx, kept, e, asked)
    window = window_of(ctx, history.windows[0])
    summary = _SUMMARIES[e.kind]
    type_ = value.type if value is not None and summary is Summary.TOTAL else number_type(PLAIN)
    return Past(summary, keys, value, window, type_, worded(summary, keys, value, window), e.span)


# --- what is not run yet --------------------------------------------------------------------------------------------


def _later(span: Span, form: str, hint: str) -> Refusal:
    return Refusal(mistakes.NOT_YET.at(span, form=form, hint=hint))


def _refuse_later_forms(e: s.Summarised) -> None:
    if any(name in _FINDINGS for name in (e.name.text, *(right for _, right in splits(e.name.text)))):
        raise _later(e.span, "questions about earlier findings", "`number of consignments with the same …` is run")
    if e.history is not None and e.history.in_this_manifest:
        hint = "earlier consignments are asked with `in the last …`"
        raise _later(e.span, "questions about the consignments `in this manifest`", hint)
    if e.kind not in _SUMMARIES:
        hint = "`number of consignments`, `number of different …` and `total … of consignments` are run"
        raise _later(e.span, f"questions about the {e.kind} of earlier consignments", hint)
    if e.where is not None:
        raise _later(e.where.span, "filters of earlier consignments", "leave out `with (…)`, or name what is to agree")


# --- the parts of a question ----------------------------------------------------------------------------------------


def _whole(e: s.Summarised) -> s.History:
    """What is said about the past, if it says all that it must, once."""
    h = e.history
    if h is None or not h.keys:
        hint = "write `with the same consignee`, or `with the same (consignor, port of loading)`"
        raise Refusal(mistakes.KEY_MISSING.at(e.span, hint=hint))
    if not h.windows:
        raise Refusal(
            mistakes.WINDOW_MISSING.at(e.span, hint="write `in the last 90 days`, or `in the last 12 months`")
        )
    if len(h.windows) > 1:
        raise Refusal(mistakes.LINE_TWICE.at(h.windows[1].span, line="in the last"))
    return h


def _asked(ctx: Context, kept: Kept, e: s.Summarised) -> str:
    """What is asked of the earlier consignments; empty where they are counted."""
    name = e.name.text
    if e.kind == "number":
        if name in CONSIGNMENTS:
            return ""
        if is_kept_plural(ctx, kept, name):
            raise _no_list(ctx, e, f"write `number of different {name} with the same …`", f"different {name}")
        raise _no_list(ctx, e, "write `number of consignments with the same …`")
    asked = next((left for left, right in splits(name) if right in CONSIGNMENTS), "")
    if asked or e.kind == "different":
        return asked or name
    if name in kept.amounts:
        raise _no_list(ctx, e, f"write `total {name} of consignments with the same …`", f"{name} of consignments")
    ways = " or ".join(f"`total {amount} of consignments`" for amount in kept.amounts)
    raise _no_list(ctx, e, f"write {ways}")


def _no_list(ctx: Context, e: s.Summarised, hint: str, fix: str | None = None) -> Refusal:
    named = {"name": e.name.text, "thing": ctx.vocabulary.root}
    return Refusal(mistakes.NO_SUCH_THING.at(e.name.span, **named, hint=hint, fix=fix))


def _keys(ctx: Context, kept: Kept, h: s.History) -> tuple[FieldValue, ...]:
    """The keys, each once, as the vocabulary orders them; every mistake among them is reported."""
    found: dict[str, FieldValue] = {}
    for name in h.keys:
        with ctx.reporting():
            key = kept_key(ctx, kept, name)
            if key.field.name in found:
                raise Refusal(mistakes.LINE_TWICE.at(name.span, line=name.text))
            found[key.field.name] = key
    if len(found) < len(h.keys):
        raise Refusal(None)
    return tuple(found[name] for name in kept.keys if name in found)


def _value(ctx: Context, kept: Kept, e: s.Summarised, asked: str) -> FieldValue | None:
    if e.kind == "number":
        return None
    name = s.Name(asked, _before_of(ctx, e.name.span))
    return kept_by_plural(ctx, kept, name) if e.kind == "different" else kept_amount(ctx, kept, name)


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


# --- words ----------------------------------------------------------------------------------------------------------


def worded(summary: Summary, keys: tuple[FieldValue, ...], value: FieldValue | None, window: Window) -> str:
    """The question in its canonical wording."""
    names = [key.field.name for key in keys]
    same = names[0] if len(names) == 1 else f"({', '.join(names)})"
    return f"{_counted(summary, value)} with the same {same} in the last {_length(window)}"


def _counted(summary: Summary, value: FieldValue | None) -> str:
    if value is None:
        return "number of consignments"
    if summary is Summary.DIFFERENT:
        return f"number of different {value.field.plural or value.field.name + 's'}"
    return f"total {value.field.name} of consignments"


def _length(window: Window) -> str:
    if window.unit == "months":
        return _several(window.amount, "month")
    days, rest = divmod(window.amount, _DAY)
    return _several(window.amount // _HOUR, "hour") if rest else _several(days, "day")


def _several(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
