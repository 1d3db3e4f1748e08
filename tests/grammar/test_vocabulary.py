"""Every name of the vocabulary can be read back, and a vocabulary with one that cannot is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cts_grammar import syntax as s
from cts_grammar.parse import parse_expression
from cts_grammar.source import Source
from cts_grammar.vocabulary import Field, Kind, Type
from tests.grammar.cases import condition, words

NAMES = sorted(
    {f.name for f in words().fields}
    | {n for r in words().relations for n in (r.name, r.plural)}
    | {w for f in words().fields if f.type.codes for w, code in f.type.codes.words.items() if w.upper() != code}
    | {w for codes in words().words.values() for w in codes.words}
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_one(name: str) -> None:
    found = parse_expression(Source("a", name), 0, len(name))
    if name.startswith("number of "):
        assert isinstance(found, s.Summarised)
        assert (found.kind, found.name.text, found.where) == ("number", name.removeprefix("number of "), None)
    else:
        assert found == s.Name(name, found.span)


@pytest.mark.parametrize("field", [f for f in words().fields if f.example], ids=lambda f: f"{f.of} {f.name}")
def test_an_example_is_a_value_of_its_field(field: Field) -> None:
    within = {
        "goods item": "some goods item has ({})",
        "container": "some container has ({})",
        "seal": "some seal has ({})",
        "party": "some party has ({})",
    }
    test = f"{field.name} is {field.example}"
    if field.type.kind is Kind.TRUTH:
        test = field.example
    found = condition(within.get(field.of, "{}").format(test))
    assert found.rulebook is not None, [d.message for d in found.diagnostics]


@pytest.mark.parametrize(
    "name", ["area code", "over value", "Gross weight", "weight 2", "list", "gross  weight", "is", "in force date", ""]
)
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    bad = Field(name, "consignment", Type(Kind.TEXT))
    with pytest.raises(ValueError, match="the language cannot read"):
        replace(words(), fields=(*words().fields, bad))


@pytest.mark.parametrize(
    "name", ["weight of evidence", "goods in transit", "number of stops", "price list", "tax-free value"]
)
def test_a_name_that_can_be_read_is_taken(name: str) -> None:
    replace(words(), fields=(*words().fields, Field(name, "consignment", Type(Kind.TEXT))))
