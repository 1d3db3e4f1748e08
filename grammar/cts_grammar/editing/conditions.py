"""The conditions of a rule, each with an identifier: the parts and tests of which an explanation speaks.

An identifier is the way to the part: `when`, `when.2`, `when.2.1`, `unless.1`. It stays while the parts before it stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cts_grammar import syntax as s
from cts_grammar.source import Span


@dataclass(frozen=True, slots=True)
class ConditionPlace:
    """Where one condition stands."""

    rule: str
    id: str
    span: Span
    head: str
    """`all of`, `any of`, `not`, `some goods item has`: what joins the parts inside; empty for a test."""


def conditions(items: Iterable[s.Item]) -> Iterator[ConditionPlace]:
    """Of every rule, in the order of the text."""
    for item in items:
        if isinstance(item, s.Rule):
            yield from _inside(item.id, "when", item.when)
            for number, exemption in enumerate(item.exemptions, 1):
                yield from _inside(item.id, f"unless.{number}", exemption.body)


def _inside(rule: str, id_: str, e: s.Expression) -> Iterator[ConditionPlace]:
    if isinstance(e, s.Brackets):
        yield from _inside(rule, id_, e.inner)
        return
    head, parts = _parts(e)
    yield ConditionPlace(rule, id_, e.span, head)
    for number, part in enumerate(parts, 1):
        yield from _inside(rule, f"{id_}.{number}", part)


def _parts(e: s.Expression) -> tuple[str, tuple[s.Expression, ...]]:
    match e:
        case s.Chain():
            return ("all of" if e.connectives[0] == "and" else "any of"), e.parts
        case s.Group():
            return (f"{e.kind} {e.n} of" if e.n or e.kind == "at most" else f"{e.kind} of"), e.parts
        case s.Negation():
            return "not", (e.inner,)
        case s.Quantified():
            body = e.body
            many = f"{e.kind} {e.n}" if e.n else e.kind
            if isinstance(body, _EXPRESSIONS):
                return f"{many} {e.noun.text} has", (body,)
            return "", ()
        case _:
            return "", ()


_EXPRESSIONS = (
    s.Name, s.Possessive, s.Earlier, s.Text, s.Code, s.Number, s.Day, s.Brackets, s.Sum, s.Chain, s.Negation, s.Group,
    s.Quantified, s.Summarised, s.Lookup, s.Test,
)  # fmt: skip
"""What may stand in the brackets of a quantifier."""
