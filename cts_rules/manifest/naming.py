"""How a field of the vocabulary is declared: the path and the plural follow from its name unless they are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cts_grammar.vocabulary import Field, Type

_INVARIANT = ("marks", "packages", "charges")


def field(
    of: str,
    name: str,
    type_: Type,
    example: str,
    explanation: str,
    *,
    path: tuple[str, ...] | None = None,
    reach: Callable[[Any], Any] | None = None,
    formula: str = "",
    across: str = "",
    unreadable: Callable[[str], bool] | None = None,
    whole: Callable[[Any], Any] | None = None,
) -> Field:
    """One name of one thing; its attribute in the model is the name with underscores."""
    return Field(
        name=name,
        of=of,
        type=type_,
        path=(name.replace(" ", "_"),) if path is None else path,
        explanation=explanation,
        example=example,
        plural=plural(name),
        reach=reach,
        formula=formula,
        across=across,
        unreadable=unreadable,
        whole=whole,
    )


def plural(name: str) -> str:
    """The name of several, in English: its noun is the word before `of`, else the last.

    >>> plural("country of origin"), plural("consignee address"), plural("hs code"), plural("marks")
    ('countries of origin', 'consignee addresses', 'hs codes', 'marks')
    """
    before, of, after = name.partition(" of ")
    *others, noun = before.split(" ")
    return " ".join([*others, _plural_noun(noun)]) + of + after


def _plural_noun(noun: str) -> str:
    if noun in _INVARIANT:
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith("s") else "s")
