"""What names, codes and words mean, in a line."""

from __future__ import annotations

from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, TIME, VOLUME, name_of
from cts_grammar.vocabulary import Field, Kind, Type

LONGEST = 200
_UNITS = {MASS: "kg, t, lb", VOLUME: "m3, litres", MONEY: "EUR, USD, …", TEMPERATURE: "degrees", TIME: "hours, days"}


def one_line(text: str) -> str:
    """Blanks and line ends made one blank, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def type_in_words(type_: Type) -> str:
    """`a weight (kg, t, lb)`, `a code (UN/LOCODE location)`, `a text`.

    >>> type_in_words(Type(Kind.NUMBER, MASS)), type_in_words(Type(Kind.TRUTH))
    ('a weight (kg, t, lb)', 'a yes or no')
    """
    match type_.kind:
        case Kind.NUMBER:
            dimension = type_.dimension or PLAIN
            units = _UNITS.get(dimension)
            return f"{name_of(dimension)} ({units})" if units else name_of(dimension)
        case Kind.CODE:
            codes = type_.codes
            return f"a code ({codes.name})" if codes is not None else "a code"
        case Kind.MOMENT:
            return "a date or time"
        case Kind.TRUTH:
            return "a yes or no"
        case _:
            return f"a {type_.kind.value}"


def told_field(f: Field) -> tuple[str, str]:
    """A field's type, and what it is with an example."""
    example = f" · {f.example}" if f.example else ""
    return type_in_words(f.type), f"{f.explanation}{example}"
