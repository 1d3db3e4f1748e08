"""A name that means nothing where it stands, and what its author may have meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cts_grammar import mistakes
from cts_grammar.check.called_elsewhere import our_name
from cts_grammar.check.codes_by_name import codes_named
from cts_grammar.check.context import Context, Reach
from cts_grammar.check.names import (
    find_field,
    find_list,
    is_known_name,
    is_lost,
    names_in_reach,
    nearest,
    splits,
    things_with,
)
from cts_grammar.check.numbers_in_words import number_in_words
from cts_grammar.diagnostics import Diagnostic, Fix, Label
from cts_grammar.dimensions import unit_named
from cts_grammar.source import Span
from cts_grammar.syntax import Expression, Name
from cts_grammar.vocabulary import Kind, Type

_STATES = ("missing", "unreadable", "present", "valid", "vague")
_NOTHING = ("empty", "blank", "nothing", "null", "none", "unknown", "absent", "not stated")
_SUMMARIES = {
    "sum of": "total",
    "sum": "total",
    "total of": "total",
    "maximum": "largest",
    "max": "largest",
    "highest": "largest",
    "minimum": "smallest",
    "min": "smallest",
    "lowest": "smallest",
    "mean": "average",
    "count of": "number of",
    "count": "number of",
}
_NOW = ("now", "today", "current date")


@dataclass(frozen=True, slots=True)
class Unknown:
    """The name, what is in reach, and the type of the other side."""

    name: str
    reach: Reach
    want: Type | None = None


_COMPARED = {"below": "under", "beneath": "under", "above": "over", "beyond": "over"}
_IS = re.compile(r"\b(?:is|are)\s+(?P<not>not\s+)?$")

Offer = tuple[str, str | None]
"""Help and, where there is one, what to write instead of the name."""


def unknown(
    ctx: Context, name: str, span: Span, reach: Reach, want: Type | None = None, also: Iterable[str] = ()
) -> Diagnostic | None:
    """The diagnostic for a name that means nothing here; None where its declaration was refused already."""
    if is_lost(ctx, name):
        return None
    otherwise = _said_otherwise(ctx, name, span)
    if otherwise is not None:
        return otherwise
    needless = _needless_word(ctx, name, span, reach)
    if needless is not None:
        return needless
    elsewhere = things_with(ctx, name)
    if elsewhere:
        thing = elsewhere[0]
        field = name.removeprefix(thing.name + " ").removeprefix(thing.plural + " ")
        return mistakes.FIELD_OF_LIST.at(
            span,
            name=field,
            things=" and ".join(r.plural for r in elsewhere),
            hint=" or ".join(f"`some {r.name} has ({field} …)`" for r in elsewhere).join(("write ", "")),
        )
    asked = Unknown(name, reach, want)
    offers = (offer(ctx, asked) for offer in _OFFERS)
    found = next((offer for offer in offers if offer is not None), None)
    hint, fix = found or near_names(ctx, asked, also) or _as_text(asked) or ("", None)
    place = ctx.declared_at(fix) if fix else None
    labels = (Label(place, f"`{fix}` is declared here"),) if place else ()
    return mistakes.UNKNOWN_NAME.at(span, *labels, name=name, hint=hint, fix=fix)


_NEEDLESS = {"the": "", "either": "", "if": "", "our": "", "a": "some", "an": "some", "each": "every"}
"""First words that people put before a name, and what the language says before one of several things."""


def _said_otherwise(ctx: Context, name: str, span: Span) -> Diagnostic | None:
    """`is below -18`, `is not similar to notify name`: a word of other languages that was read as a name."""
    source = ctx.sources.get(span.path)
    said = _IS.search(source.text, max(0, span.start - 20), span.start) if source is not None else None
    if source is None or said is None:
        return None
    if name in _COMPARED:
        better = _COMPARED[name]
        return mistakes.SAID_OTHERWISE.at(span, found=name, hint=f"write `is {better} …`", fix=better)
    if name.startswith("similar to "):
        words = re.compile(r"similar\s+to").match(source.text, span.start)
        whole = source.span(said.start(), words.end() if words else span.end)
        verb = "does not resemble" if said["not"] else "resembles"
        return mistakes.SAID_OTHERWISE.at(whole, found="similar to", hint=f"write `{verb} …`", fix=verb)
    return None


def _needless_word(ctx: Context, name: str, span: Span, reach: Reach) -> Diagnostic | None:
    """`the port of loading`, `either consignor …`, `a container`: a word before a name that means something."""
    first, _, rest = name.partition(" ")
    source = ctx.sources.get(span.path)
    written = ctx.exactly(span)
    if not rest or first not in _NEEDLESS or source is None or not written.startswith(first):
        return None
    if not _means_something(ctx, rest, reach) and our_name(ctx.vocabulary, rest) is None:
        return None
    several = find_list(ctx, rest, reach) is not None
    meant = _NEEDLESS[first] if several else ""
    if several and not meant:
        return None
    spot = source.span(span.start, span.start + len(first))
    end = span.start + len(written) - len(written[len(first) :].lstrip())
    fix = Fix(spot, meant) if meant else Fix(source.span(span.start, end), "")
    hint = f"write `{meant} {rest} …`" if meant else "leave it out"
    return mistakes.SAID_OTHERWISE.at(spot, found=first, hint=hint, fix=fix)


def another_name(ctx: Context, asked: Unknown) -> Offer | None:
    """`shipper`, `bill of lading number`: what others call it."""
    ours = our_name(ctx.vocabulary, asked.name)
    return (f"here it is called `{ours}`", ours) if ours is not None else None


def name_turned_round(ctx: Context, asked: Unknown) -> Offer | None:
    """`name of consignee`."""
    for left, right in splits(asked.name):
        better = f"{right} {left}"
        ours = better if find_field(ctx, better, asked.reach) else our_name(ctx.vocabulary, better)
        if ours is not None and find_field(ctx, ours, asked.reach):
            return f"write `{ours}`", ours
    return None


def without(ctx: Context, asked: Unknown) -> Offer | None:
    """`without containers`, `no consignee id`."""
    first, _, rest = asked.name.partition(" ")
    if first != "without" or asked.want is not None or not rest:
        return None
    found = find_list(ctx, rest, asked.reach)
    better = f"number of {found[0].plural} is 0" if found else f"{rest} is missing"
    return (f"write `{better}`", better) if _means_something(ctx, rest, asked.reach) else None


def spelled_out(ctx: Context, asked: Unknown) -> Offer | None:
    """`packages is over hundred`."""
    if asked.want is None or asked.want.kind is not Kind.NUMBER:
        return None
    number = number_in_words(asked.name)
    return (f"numbers are written in digits: `{number}`", str(number)) if number is not None else None


def place_by_name(ctx: Context, asked: Unknown) -> Offer | None:
    """`port of loading is rotterdam`."""
    codes = asked.want.codes if asked.want else None
    named = codes_named(codes, asked.name) if codes is not None and not codes.words else ()
    if not named:
        return None
    ways = " or ".join(f"`{code}`" for code in named)
    return f"write its code: {ways}", named[0] if len(named) == 1 else None


def hyphen_for_minus(ctx: Context, asked: Unknown) -> Offer | None:
    """`gross weight-3 kg`: a hyphen joins words."""
    left, hyphen, right = asked.name.partition("-")
    if not hyphen or not _means_something(ctx, left, asked.reach):
        return None
    better = f"{left} - {right}"
    return f"blanks stand around a minus: `{better}`", better


def state_without_is(ctx: Context, asked: Unknown) -> Offer | None:
    """`gross weight missing`."""
    name, _, last = asked.name.rpartition(" ")
    if last not in _STATES or not _means_something(ctx, name, asked.reach):
        return None
    return f"write `{name} is {last}`", f"{name} is {last}"


def nothing_there(ctx: Context, asked: Unknown) -> Offer | None:
    """`port of loading is empty`, `port of loading exists`."""
    if asked.want is not None and asked.name in _NOTHING:
        return "write `is missing`", "missing"
    name, _, last = asked.name.rpartition(" ")
    if last in ("exists", "exist") and _means_something(ctx, name, asked.reach):
        return f"write `{name} is present`", f"{name} is present"
    return None


def other_summary(ctx: Context, asked: Unknown) -> Offer | None:
    """`sum of weight of goods items`, `container count`, `weight of goods items`."""
    for said, meant in _SUMMARIES.items():
        if asked.name.startswith(said + " "):
            better = f"{meant} {asked.name[len(said) + 1 :]}"
            return f"write `{better}`", better
    counted = find_list(ctx, asked.name.removesuffix(" count"), asked.reach)
    if asked.name.endswith(" count") and counted is not None:
        better = f"number of {counted[0].plural}"
        return f"write `{better}`", better
    for left, right in splits(asked.name):
        found = find_list(ctx, right, asked.reach)
        if found is not None and found[0].element is None:
            one, several = found[0].name, found[0].plural
            return f"there are several: write `some {one} has ({left} …)` or `total {left} of {several}`", None
    return None


def code_in_lower_case(ctx: Context, asked: Unknown) -> Offer | None:
    """`ecgye` where a code is wanted."""
    codes = asked.want.codes if asked.want else None
    if codes is None or codes.words or " " in asked.name:
        return None
    upper = asked.name.upper()
    meant = codes.normalise(upper)
    if meant is None or (codes.known is not None and not codes.known(meant)):
        return None
    return f"codes are upper case: `{upper}`", upper


def word_on_the_left(ctx: Context, asked: Unknown) -> Offer | None:
    """`cash is freight payment`: words are read by what stands on their left."""
    if asked.want is not None:
        return None
    better = test_of_the_word(ctx, asked.name)
    if better is None:
        return None
    return f"it is a value of `{better.partition(' is ')[0]}`: write `{better}`", None


def test_of_the_word(ctx: Context, word: str) -> str | None:
    """`transport mode is sea` for `sea`; None where it is no value of any field."""
    for field in ctx.vocabulary.fields:
        if field.type.codes and word in field.type.codes.words:
            return f"{field.name} is {word}"
    return None


def standing_alone(ctx: Context, d: Diagnostic | None, e: Expression) -> Diagnostic | None:
    """`define mode as sea`, `when sea`: a word of a code list that is the whole condition is mended to its test."""
    if d is None or d.kind is not mistakes.UNKNOWN_NAME or d.fix or not isinstance(e, Name) or d.span != e.span:
        return d
    better = test_of_the_word(ctx, e.text)
    return replace(d, fix=Fix(e.span, better)) if better else d


def this_moment(ctx: Context, asked: Unknown) -> Offer | None:
    """`today`: nothing is asked of the clock."""
    received = ctx.vocabulary.received
    if asked.name not in _NOW or received is None:
        return None
    return f"write `{received.name}`: {received.explanation}", received.name


def unit_without_number(ctx: Context, asked: Unknown) -> Offer | None:
    """`ten t`, `value per kg`."""
    words = asked.name.split(" ")
    if len(words) < 2 or unit_named(words[-1]) is None:
        return None
    if words[-2] == "per":
        return "divide by a field that carries the unit: `value / gross weight`", None
    number = number_in_words(" ".join(words[:-1]))
    better = f"{number} {words[-1]}"
    if number is not None and asked.want is not None:
        return f"numbers are written in digits: `{better}`", better
    return f"numbers are written in digits: `10 {words[-1]}`", None


def earlier_within(ctx: Context, asked: Unknown) -> Offer | None:
    """`country of earlier port of loading`: a value of the first version as a part of another name."""
    before, earlier, field = asked.name.partition(" of earlier ")
    if not earlier or find_field(ctx, field, asked.reach) is None:
        return None
    return f"`earlier` goes first: `earlier {before} of {field}`", f"earlier {before} of {field}"


_OFFERS: tuple[Callable[[Context, Unknown], Offer | None], ...] = (
    earlier_within,
    another_name,
    name_turned_round,
    without,
    spelled_out,
    hyphen_for_minus,
    state_without_is,
    nothing_there,
    other_summary,
    code_in_lower_case,
    place_by_name,
    word_on_the_left,
    this_moment,
    unit_without_number,
)


def near_names(ctx: Context, asked: Unknown, also: Iterable[str] = ()) -> Offer | None:
    """The names that look most like it."""
    near = nearest(asked.name, [*names_in_reach(ctx, asked.reach), *also])
    return (f"did you mean {' or '.join(f'`{n}`' for n in near)}?", near[0]) if near else None


def _as_text(asked: Unknown) -> Offer | None:
    if asked.want is None or asked.want.kind is not Kind.TEXT:
        return None
    return f'texts stand in quotes: `"{asked.name}"`', f'"{asked.name}"'


def _means_something(ctx: Context, name: str, reach: Reach) -> bool:
    known = find_field(ctx, name, reach) or find_list(ctx, name, reach)
    return known is not None or name in ctx.definitions or is_known_name(ctx, name)
