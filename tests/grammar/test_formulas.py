"""A field that the vocabulary gives a formula is what the formula says of the same thing, wherever it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from cts_grammar.check import Checking
from cts_grammar.checked import Aggregate, Arithmetic, Compare, FieldValue, NamedValue, OfElements, Quantified, Value
from tests.grammar.cases import as_text, checked, condition


def rule(found: Checking) -> Any:
    assert found.rulebook is not None, as_text(found)
    return found.rulebook.rules[0]


def is_value_by_packages(value: object, level: int) -> bool:
    assert isinstance(value, NamedValue)
    assert value.name == "unit price"
    assert isinstance(value.value, Arithmetic)
    sides = (value.value.left, value.value.right)
    return [(s.field.of, s.field.name, s.level) for s in sides if isinstance(s, FieldValue)] == [
        ("goods item", "value", level),
        ("goods item", "packages", level),
    ]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("some goods item has (unit price is under 3 USD)", 2),
        ("some goods item has (goods item's unit price is under 3 USD)", 2),
        ("some container has (some goods item has (unit price is under 3 USD))", 3),
    ],
)
def test_in_a_quantifier(text: str, level: int) -> None:
    when = rule(condition(text)).when
    while isinstance(when, Quantified):
        when = when.where
    assert isinstance(when, Compare)
    assert is_value_by_packages(when.left, level)


def test_in_an_aggregate() -> None:
    when = rule(condition("average unit price of goods items is under 3 USD")).when
    assert isinstance(when, Compare)
    assert isinstance(when.left, Aggregate)
    assert is_value_by_packages(when.left.value, 2)


def test_in_a_definition() -> None:
    found = condition("some goods item has (cheap)", "define cheap as unit price is under 3 USD")
    when = rule(found).when
    assert is_value_by_packages(when.where.condition.left, 2)


def test_in_a_message() -> None:
    found = checked('rulebook x for all\nrule A when packages is 3 then say "{unit price}"')
    (part,) = rule(found).say[0].parts
    assert isinstance(part, OfElements)
    assert is_value_by_packages(part.value, 2)


def test_its_spans_are_where_the_rule_says_it() -> None:
    found = condition("some goods item has (unit price is under 3 USD)")
    value: Value = rule(found).when.where.left
    assert isinstance(value, NamedValue)
    assert found.sources["a.rules"].slice(value.value.span) == "unit price"
