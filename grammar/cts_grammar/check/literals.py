"""What is written as a number, a code, a text or a date, read for the type that the other side has."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite

from cts_grammar import mistakes
from cts_grammar.check.called_elsewhere import our_name
from cts_grammar.check.codes_by_name import codes_named
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.names import is_known_name, nearest
from cts_grammar.check.numbers_in_words import SCALES
from cts_grammar.checked import Constant
from cts_grammar.dates import date_hint, iso_guess
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.dimensions import MONEY, PLAIN, UNITS, Dimension, Unit, unit_named
from cts_grammar.source import Span
from cts_grammar.syntax import Code, Day, Number, Share, Text
from cts_grammar.vocabulary import CodeList, Kind, Type

ALL_OF_A_COUNTRY = "for all places of a country write"
TEXT = Type(Kind.TEXT)
MOMENT = Type(Kind.MOMENT)


def literal(ctx: Context, e: Number | Text | Code | Day, want: Type | None) -> Constant:
    """What is written in place, read for the wanted type; without one a bare code is a text."""
    if isinstance(e, Day):
        return moment(e)
    codes = want.codes if want and want.kind is Kind.CODE else None
    if isinstance(e, Number):
        if codes and not e.unit:
            return code(ctx, e.numeral, codes, e.span)
        if codes or (want and want.kind is Kind.TEXT and not e.unit):
            return text_constant(e.numeral if not e.unit else f"{e.numeral} {e.unit}", e.span)
        return quantity(ctx, e)
    if isinstance(e, Code):
        refuse_capitalised(ctx, e, codes)
    if codes:
        return code(ctx, e.text, codes, e.span)
    return text_constant(e.text, e.span)


def number_type(dimension: Dimension) -> Type:
    """The type of quantities of a dimension."""
    return Type(Kind.NUMBER, dimension)


def quantity(ctx: Context, n: Number, unit: str | None = None) -> Constant:
    """The number in base units, with its dimension and currency."""
    amount = plain_number(n)
    written = n.unit if unit is None else unit
    text = f"{n.numeral} {written}".replace(" %", "%").strip()
    if not written:
        return Constant(amount, number_type(PLAIN), text, n.span)
    if written == "%":
        return Constant(amount / 100, number_type(PLAIN), text, n.span)
    above, _, below = written.partition(" per ")
    if written.startswith("per "):
        above, below = "", written[4:]
    factor, dimension, currency, offset = _measure(ctx, above.strip(), n.span)
    if below:
        under, under_dimension, under_currency, _ = _measure(ctx, below.strip(), n.span)
        if under_currency or not under:
            raise Refusal(mistakes.UNKNOWN_UNIT.at(n.span, unit=written))
        factor, dimension = factor / under, dimension.over(under_dimension)
    return Constant(amount * factor + offset, number_type(dimension), text, n.span, currency)


def _measure(ctx: Context, word: str, span: Span) -> tuple[float, Dimension, str | None, float]:
    """Factor, dimension, currency and offset of a unit or a currency."""
    unit = unit_of(word)
    if unit is not None:
        if unit.months:
            raise Refusal(
                mistakes.MONTHS_HERE.at(
                    span, hint="write days, or `is less than 2 months after …`, which counts by the calendar"
                )
            )
        return unit.factor, unit.dimension, None, unit.offset
    currency = word.upper()
    if re.fullmatch(r"[A-Z]{3}", currency) and (currency in ctx.vocabulary.currencies or not ctx.vocabulary.currencies):
        return 1.0, MONEY, currency, 0.0
    raise Refusal(unknown_unit(ctx, word, span))


def unit_of(word: str) -> Unit | None:
    """The unit written so."""
    return unit_named(word) or {"°": unit_named("degrees"), "°c": unit_named("degrees")}.get(word.lower())


def unknown_unit(ctx: Context, word: str, span: Span) -> Diagnostic:
    """The diagnostic for a unit that is none."""
    spot = _unit_alone(ctx, word, span)
    scaled = _scaled(ctx, word, span)
    if scaled:
        return mistakes.UNKNOWN_UNIT.at(span, unit=word, hint=f"write the number out: `{scaled}`", fix=scaled)
    meant = _CALLED.get(word.lower())
    if meant:
        hint = f"write `{meant}`"
        if meant == "t":
            hint = "write `t` for tonnes of 1000 kg, or `lb` for pounds"
        return mistakes.UNKNOWN_UNIT.at(spot or span, unit=word, hint=hint, fix=Fix(spot, meant) if spot else None)
    near = nearest(word.lower(), [*UNITS, *(c.lower() for c in ctx.vocabulary.currencies)])
    said = " or ".join(f"`{n.upper() if n.upper() in ctx.vocabulary.currencies else n}`" for n in near)
    one = near[0].upper() if near and near[0].upper() in ctx.vocabulary.currencies else "".join(near[:1])
    return mistakes.UNKNOWN_UNIT.at(
        spot or span,
        unit=word,
        fix=Fix(spot, one) if spot and len(near) == 1 else None,
        hint=f"did you mean {said}?"
        if near
        else "units are kg, t, lb, m3, hours, days, degrees, USD …; a count stands alone",
    )


_CALLED = {
    "ton": "t", "tons": "t", "mt": "t", "metric ton": "t", "metric tons": "t", "metric tonnes": "t",
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "euro": "EUR", "euros": "EUR", "pounds sterling": "GBP",
    "cubic metre": "m3", "cubic metres": "m3", "cubic meter": "m3", "cubic meters": "m3", "cu m": "m3", "mc": "m3",
    "cubic feet": "ft3", "c": "degrees", "deg": "degrees", "degrees celsius": "degrees", "degrees c": "degrees",
    "percent": "%", "per cent": "%", "pct": "%", "hr": "hours", "hrs": "hours", "min": "minutes", "mins": "minutes",
    "wk": "weeks", "wks": "weeks", "yr": "years", "yrs": "years", "mth": "months", "mths": "months",
}  # fmt: skip
"""Units as they are called elsewhere."""


def _unit_alone(ctx: Context, word: str, span: Span) -> Span | None:
    """Where the unit stands in its quantity."""
    source = ctx.sources.get(span.path)
    written = ctx.exactly(span)
    if (
        source is None
        or not written.lower().endswith(word.lower())
        or not written[:1].isdigit() | (written[:1] in "+-")
    ):
        return None
    return source.span(span.end - len(word), span.end)


def _scaled(ctx: Context, word: str, span: Span) -> str | None:
    """`1000000 USD` for `1 million USD`."""
    scale = word.lower().partition(" ")[0]
    m = re.match(r"\d+(?:\.\d+)?", ctx.exactly(span))
    if scale not in SCALES or m is None or len(m.group()) > 12:
        return None
    return f"{float(m.group()) * SCALES[scale]:.0f} {word[len(scale) :].strip()}".strip()


def plain_number(n: Number) -> float:
    """The digits as a number; separators for thousands and anything that only looks like a number are refused."""
    numeral = n.numeral
    bare = numeral.lstrip("+-")
    if "," in bare:
        fix = numeral.replace(",", "")
        raise Refusal(
            mistakes.THOUSANDS_SEPARATOR.at(
                n.span, found=numeral, hint=f"write `{_with_unit(fix, n.unit)}`", fix=_with_unit(fix, n.unit)
            )
        )
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", bare):
        whole = numeral.replace(".", "")
        ways = f"write `{_with_unit(whole, n.unit)}`"
        if bare.count(".") == 1:
            ways += f", or `{_with_unit(numeral + '0', n.unit)}` for a number with decimals"
        raise Refusal(mistakes.THOUSANDS_SEPARATOR.at(n.span, found=numeral, hint=ways, fix=_with_unit(whole, n.unit)))
    if bare.count(".") > 1:
        raise Refusal(mistakes.PRECISE_NUMBER.at(n.span, text=numeral))
    amount = float(numeral)
    if not isfinite(amount):
        raise Refusal(mistakes.PRECISE_NUMBER.at(n.span, text=f"{numeral[:20]}…", hint="it has too many digits"))
    return amount


def _with_unit(numeral: str, unit: str) -> str:
    return f"{numeral}%" if unit == "%" else f"{numeral} {unit}".strip()


def moment(day: Day) -> Constant:
    """A day or an instant of the calendar, in UTC."""
    if not day.well_formed:
        raise Refusal(
            mistakes.DATE_FORM.at(day.span, found=day.text, hint=date_hint(day.text), fix=iso_guess(day.text))
        )
    try:
        if "T" not in day.text:
            return Constant(date.fromisoformat(day.text).isoformat(), MOMENT, day.text, day.span)
        at = datetime.fromisoformat(day.text.removesuffix("Z"))
        return Constant(at.strftime("%Y-%m-%dT%H:%M:%SZ"), MOMENT, day.text, day.span)
    except ValueError:
        raise Refusal(mistakes.NO_SUCH_DATE.at(day.span, found=day.text)) from None


def code(ctx: Context, text: str, codes: CodeList, span: Span, *, whole: bool = True) -> Constant:
    """A code of that list, normalised. `whole`: it is to be the very code, so a country is no location."""
    canonical = codes.normalise(text)
    if canonical is None:
        raise Refusal(bad_code(ctx, text, codes, span))
    if codes.words and codes.complete and codes.known and not codes.known(canonical):
        raise Refusal(bad_code(ctx, text, codes, span))
    if whole and codes.name == "UN/LOCODE location" and len(canonical) == 2:
        raise Refusal(
            mistakes.BAD_CODE.at(
                span,
                code=text,
                what="a UN/LOCODE location",
                hint=f"{ALL_OF_A_COUNTRY} `is within {canonical}`",
            )
        )
    if codes.complete and codes.known and not codes.known(canonical):
        ctx.report(mistakes.UNKNOWN_CODE.at(span, code=text, what=codes.name))
    return Constant(canonical, Type(Kind.CODE, codes=codes), text, span)


def bad_code(ctx: Context, text: str, codes: CodeList, span: Span) -> Diagnostic:
    """The diagnostic for what is no code of that list, with the nearest that is."""
    what = f"a value of {codes.name}" if codes.words else f"{article(codes.name)} {codes.name}"
    if codes.words:
        ours = our_name(ctx.vocabulary, text)
        near = [ours] if ours in codes.words else nearest(text.lower(), codes.words)
        words = [w for w in codes.words if w == w.lower()][:8]
        return mistakes.BAD_CODE.at(
            span,
            code=text,
            what=what,
            hint=f"did you mean `{near[0]}`?" if near else f"one of {', '.join(words)}",
            fix=near[0] if near else None,
        )
    named = codes_named(codes, text)
    if named:
        ways = " or ".join(f"`{code}`" for code in named)
        fix = named[0] if len(named) == 1 else None
        return mistakes.BAD_CODE.at(span, code=text, what=what, hint=f"write its code: {ways}", fix=fix)
    padded = "0" + text
    if text.isdigit() and codes.normalise(padded):
        return mistakes.BAD_CODE.at(span, code=text, what=what, hint=f"did you mean `{padded}`?", fix=padded)
    return mistakes.BAD_CODE.at(
        span, code=text, what=what, hint=f"for instance `{codes.example}`" if codes.example else ""
    )


def article(name: str) -> str:
    """`a` or `an`, by sound: an HS code, a UN number.

    >>> article("HS code"), article("UN/LOCODE location"), article("IMO number"), article("country")
    ('an', 'a', 'an', 'a')
    """
    return "an" if name[0] in "aeioAEIO" or name[:2] == "HS" else "a"


def refuse_capitalised(ctx: Context, e: Code, codes: CodeList | None) -> None:
    """Refuses a capitalised word: only the words of a closed set may be written in any case.

    `Ecuador` is offered as the code that it names, `Gross Weight` as the name, anything else as a text in quotes.
    """
    text = e.text
    if text == text.upper() or (codes and text.lower() in codes.words):
        return
    if is_known_name(ctx, text.lower()):
        better = text.lower()
        raise Refusal(mistakes.LOWER_CASE_WORD.at(e.span, found=text, hint=f"write `{better}`", fix=better))
    meant = codes.normalise(text) if codes and not codes.words else None
    if codes and meant is None:
        raise Refusal(bad_code(ctx, text, codes, e.span))
    known = meant if meant and codes and codes.known and codes.known(meant) else None
    fix = known or f'"{text}"'
    hint = f"names are lower case, codes upper case, texts in quotes: write `{fix}`"
    raise Refusal(mistakes.UNQUOTED_TEXT.at(e.span, found=text, hint=hint, fix=fix))


def text_constant(text: str, span: Span) -> Constant:
    """A text as a value."""
    return Constant(text, TEXT, text, span)


def share(by: Share) -> float:
    """`85%` as 0.85."""
    part = float(by.numeral) / 100
    if not 0 < part <= 1:
        raise Refusal(mistakes.SHARE_OUT_OF_RANGE.at(by.span))
    return part
