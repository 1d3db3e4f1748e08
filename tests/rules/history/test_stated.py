"""The past that an example states."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.history import Unknown
from cts_grammar.checked import CheckedRulebook
from cts_rules.history.stated import past_of
from cts_rules.manifest.staging import staged
from cts_rules.rulebook.examples import played
from tests.grammar.cases import as_text, checked

COUNT = "number of consignments with the same consignee in the last 30 days"


def rulebook(when: str, *examples: str, before: str = "") -> CheckedRulebook:
    """A rulebook of one rule with these examples."""
    told = "\n".join(f'example "{n}" {example}' for n, example in enumerate(examples))
    found = checked(f"rulebook x for all lane red from 70\n{before}\nrule A when {when} then score 1\n{told}\n")
    assert found.rulebook is not None, as_text(found)
    return found.rulebook


@pytest.mark.parametrize(
    ("when", "example"),
    [
        # a day before, where it does not say when
        (f"{COUNT} is 1", "matches when consignee id is A1, earlier consignment (consignee id is A1)"),
        (
            "number of consignments with the same consignee in the last 24 hours is 1",
            "matches when received is 2026-03-01T06:00Z, consignee id is A1, earlier consignment (consignee id is A1)",
        ),
        (
            "number of consignments with the same consignee in the last 23 hours is 0",
            "matches when received is 2026-03-01T06:00Z, consignee id is A1, earlier consignment (consignee id is A1)",
        ),
        # nothing came: no key is needed; something did: one is
        (f"{COUNT} is 0", "matches when gross weight is 3 t"),
        (f"{COUNT} is 0", "is undecided when gross weight is 3 t, earlier consignment (consignee id is A1)"),
        # each document once, without this one's own versions and its houses
        (
            f"{COUNT} is 2",
            "matches when consignee id is A1, document number is D1, earlier consignment (consignee id is A1, "
            "document number is D2, received is 2026-05-20), earlier consignment (consignee id is A1, document number "
            "is D2), earlier consignment (consignee id is A1), earlier consignment (consignee id is A1, document number "
            "is D1), earlier consignment (consignee id is A1, document number is D3, master document number is D1)",
        ),
        # every finding counts, also two of one consignment
        (
            "number of findings with the same consignee in the last 3 years is 2",
            "matches when consignee id is A1, finding (consignee id is A1, document number is D2), finding "
            "(consignee id is A1, document number is D2), finding (consignee id is A2)",
        ),
        (
            f"{COUNT} with (some container has (temperature is under -5 degrees)) is 1",
            "matches when consignee id is A1, earlier consignment (consignee id is A1, container (temperature is -18 "
            "degrees)), earlier consignment (consignee id is A1), earlier consignment (consignee id is A1, container "
            "(temperature is 5 degrees))",
        ),
        (
            f"{COUNT} with (gross weight is over 1 t) is 1",
            "is undecided when consignee id is A1, earlier consignment (consignee id is A1, gross weight is 3 t), "
            "earlier consignment (consignee id is A1)",
        ),
        (
            "some container has (number of consignments with the same container in the last 30 days is 2)",
            "matches when container (number is MSCU1), container (number is MSCU2), earlier consignment (container "
            '(number is MSCU2)), earlier consignment (container (number is "mscu 2"))',
        ),
        (
            "number of consignments with the same seal number in the last 30 days is 1",
            "matches when container (seal (number is S1), seal (number is S2)), earlier consignment (container (seal "
            "(number is S2), seal (number is S1)))",
        ),
        (
            "number of consignments in this manifest with the same notify with (packages is 1) is 2",
            "matches when notify id is N1, packages is 1, other consignment (notify id is N1, packages is 1), other "
            "consignment (notify id is N2, packages is 1), other consignment (notify id is N1, packages is 2)",
        ),
        (
            "largest gross weight of consignments with the same consignee in the last 30 days is missing",
            "matches when consignee id is A1, earlier consignment (consignee id is A1)",
        ),
        (
            "average share of consignments with the same consignee in the last 30 days is 3 kg",
            "matches when consignee id is A1, earlier consignment (consignee id is A1, gross weight is 8 kg, packages is "
            "2), earlier consignment (consignee id is A1, gross weight is 2 kg, packages is 1), earlier consignment "
            "(consignee id is A1)",
        ),
    ],
)
def test_an_example_with_a_past(when: str, example: str) -> None:
    book = rulebook(when, example, before="define share as gross weight / packages")
    (found,) = played(book, "2026-06-01")
    assert found.passes, (found.came, found.because, found.missing)


def test_versions_are_told_oldest_first() -> None:
    book = rulebook(
        "gross weight is 3 t",
        "matches when received is 2026-05-01, gross weight is 3 t, earlier version (gross weight is 2 t), earlier version "
        "(received is 2026-03-01, gross weight is 1 t), earlier version (gross weight is 4 t), earlier version "
        "(received is 2026-05-01, gross weight is 9 t)",
    )
    example = book.rules[0].examples[0]
    versions: Any = past_of(example, "2026-05-01").versions(*staged(example))
    assert not isinstance(versions, Unknown)
    told = [(version.received, version.consignment.gross_weight) for version in versions]
    assert told == [
        ("2026-03-01T00:00:00Z", 1000.0),
        ("2026-04-30T00:00:00Z", 2000.0),
        ("2026-04-30T00:00:00Z", 4000.0),
    ]


def test_money_is_brought_into_one_currency_by_each_ones_own_day() -> None:
    rates = "currency,date,units per EUR\nUSD,2026-01-01,2\nUSD,2026-04-01,4\n"
    text = (
        'rulebook x for all lane red from 70\nexchange rates from "rates.csv"\nrule A when average value of consignments '
        'with the same consignee in the last 12 months is 150 EUR then score 1\nexample "two rates" matches when '
        "received is 2026-06-01, consignee id is A1, earlier consignment (consignee id is A1, value is 400 USD, arrival "
        "is 2026-02-01), earlier consignment (consignee id is A1, value is 400 USD, arrival is 2026-05-01)"
    )
    found = checked(text, rates=rates)
    assert found.rulebook is not None, as_text(found)
    (one,) = played(found.rulebook, "2026-06-01")
    assert one.passes, (one.came, one.because)
