"""Literals and nouns in their canonical spelling."""

from __future__ import annotations

from collections.abc import Mapping

from cts_grammar import syntax as s
from cts_grammar.dimensions import unit_named
from cts_grammar.words import BEGIN_SOMETHING, END_A_NAME

Nouns = Mapping[str, tuple[str, str]]
"""Singular and plural by either."""


def quoted(text: str) -> str:
    """A text in quotes, a quote in it doubled."""
    return '"' + text.replace('"', '""') + '"'


def number(n: s.Number) -> str:
    """`10 t`, `12.5%`, `3 EUR per kg`; a plus sign that says nothing is left out."""
    numeral = n.numeral.removeprefix("+")
    if not n.unit:
        return numeral
    if n.unit == "%":
        return f"{numeral}%"
    return f"{numeral} {unit(n.unit, one=numeral.lstrip('-') == '1')}"


def unit(written: str, *, one: bool = False) -> str:
    """The unit's canonical spelling; currencies in upper case.

    >>> unit("Tonnes"), unit("hour"), unit("days", one=True), unit("eur per KGS")
    ('t', 'hours', 'day', 'EUR per kg')
    """
    above, per, below = written.partition(" per ")
    if written.startswith("per "):
        return f"per {unit(written[4:])}"
    if per:
        return f"{unit(above)} per {unit(below, one=True)}"
    known = unit_named(written)
    if known is None:
        return written.upper() if len(written) == 3 else written
    plural = len(known.name) > 3 and known.name.endswith("s")
    return known.name[:-1] if one and plural else known.name


def singular(noun: str, nouns: Nouns) -> str:
    """One of them, as the vocabulary has it, else by the ordinary rule, unless that makes a word of the language."""
    if noun in nouns:
        return nouns[noun][0]
    one = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return noun if one in END_A_NAME | BEGIN_SOMETHING else one


def plural(noun: str, nouns: Nouns) -> str:
    """Several of them."""
    if noun in nouns:
        return nouns[noun][1]
    if noun.endswith("s"):
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
