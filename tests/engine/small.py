"""Checked nodes over the small world in few words, for tests that read as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cts_engine.limits import Watch
from cts_engine.predicates import Shared, predicate_of
from cts_grammar.checked import (
    Aggregate,
    CheckedRule,
    CheckedRulebook,
    Compare,
    Condition,
    Constant,
    Exemption,
    FieldValue,
    Instruction,
    Lane,
    ListOf,
    Message,
    OfElements,
    Order,
    Quantified,
    Quantifier,
    Search,
    Summary,
    TextTest,
    Value,
)
from cts_grammar.source import Span
from cts_grammar.vocabulary import Type
from tests.properties import small_world as world

AT = Span("small.rules", 0, 0, 1, 1, 1, 1)
MANIFEST = world.Manifest(mode="sea", arrival="2026-03-01T12:00:00Z", received="2026-03-01")
LEVELS = {"manifest": 0, "consignment": 1}


def field(name: str, of: str = "consignment", level: int | None = None) -> FieldValue:
    """A field by name, at the level where a thing of its kind is bound first."""
    found = next(f for f in world.FIELDS if f.name == name and f.of == of)
    return FieldValue(found, LEVELS.get(of, 2) if level is None else level, found.type, AT)


def elements(name: str, of: str = "consignment", level: int = 1) -> ListOf:
    """A list by the name of its elements."""
    return ListOf(next(r for r in world.RELATIONS if r.name == name and r.of == of), level, AT)


def constant(value: float | str, type_: Type, currency: str | None = None) -> Constant:
    """A value as written."""
    return Constant(value, type_, str(value), AT, currency)


def kilograms(number: float) -> Constant:
    return constant(number, world.WEIGHT)


def number(value: float) -> Constant:
    return constant(value, world.PLAIN_NUMBER)


def money(amount: float, currency: str = "USD") -> Constant:
    return constant(amount, world.AMOUNT, currency)


def text(value: str) -> Constant:
    return constant(value, world.TEXT)


def location(code: str) -> Constant:
    return constant(code, world.LOCATION)


def moment(value: str) -> Constant:
    return constant(value, world.MOMENT)


def compare(left: Value, order: str, right: Value) -> Compare:
    """`compare(weight, "is over", kilograms(10))`."""
    return Compare(Order(order), left, right, AT)


def over(left: Value, right: Value) -> Compare:
    return compare(left, "is over", right)


def contains(subject: Value, needle: str) -> TextTest:
    return TextTest(Search.CONTAINS, subject, (text(needle),), "", AT)


def some(over_: ListOf, where: Condition, n: int = 1, level: int = 2) -> Quantified:
    return Quantified(Quantifier.AT_LEAST, n, over_, level, where, AT)


def every(over_: ListOf, where: Condition, level: int = 2) -> Quantified:
    return Quantified(Quantifier.EVERY, 1, over_, level, where, AT)


def aggregate(
    summary: Summary, over_: ListOf, value: Value | None = None, where: Condition | None = None, level: int = 2
) -> Aggregate:
    type_ = world.PLAIN_NUMBER if value is None or summary is Summary.DIFFERENT else value.type
    return Aggregate(summary, over_, level, value, where, type_, AT)


def answer(condition: Condition, manifest: Any = MANIFEST, watch: Watch | None = None, **facts: Any) -> bool | None:
    """The compiled predicate's answer for a consignment that has these facts and no others."""
    predicate = predicate_of(condition, "rule", None, "small.rules", Shared(world.is_vague))
    return predicate(manifest, world.Consignment(**facts), watch or Watch())


# --- rulebooks ------------------------------------------------------------------------------------------------------


def rule(id_: str, when: Condition, score: float = 0.0, do: Sequence[str] = (), **other: Any) -> CheckedRule:
    """A rule with defaults for all that is not said."""
    defaults: dict[str, Any] = {
        "title": f"Rule {id_}", "area": "general", "owner": "", "reference": "", "first_day": "", "last_day": "",
        "review_by": "", "shadow": False, "exemptions": (), "lane": "", "say": (), "tell_trader": (), "span": AT,
    }  # fmt: skip
    instructions = tuple(Instruction(text, AT) for text in do)
    return CheckedRule(id=id_, when=when, score=score, instructions=instructions, **(defaults | other))


def unless(name: str, condition: Condition, until: str = "") -> Exemption:
    return Exemption(name, condition, until, AT)


def message(*parts: str | Value | OfElements) -> Message:
    return Message(parts, AT)


def rulebook(*rules: CheckedRule, **other: Any) -> CheckedRulebook:
    """Rules with the lanes red from 70 and amber from 40."""
    defaults: dict[str, Any] = {
        "scopes": (), "lanes": (Lane("red", 70, AT), Lane("amber", 40, AT)), "sources": (), "digest": "0123456789abcdef",
    }  # fmt: skip
    return CheckedRulebook("small", "", "", rules=rules, vocabulary=world.vocabulary(), **(defaults | other))
