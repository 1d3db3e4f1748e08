import pytest

from cts_rules.manifest.vagueness import vague_test
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import Reference


@pytest.mark.parametrize(
    "text",
    [
        "GENERAL CARGO",
        "Freight of all kinds",
        "1 X 40' CONTAINER STC GENERAL CARGO",
        "1x40HC said to contain 20 pallets of mixed goods",
        "SPARE PARTS AND ACCESSORIES",
        "Mercancías varias",
        "Dice contener: 12 bultos de repuestos",
        "Effets personnels usagés",
        "20 CARTONS",
        "machinery, equipment & tools",
        "N/A",
    ],
)
def test_what_says_nothing_is_vague(reference: Reference, text: str) -> None:
    assert vague_test(reference.vague_terms, reference.filler_words)(text)


@pytest.mark.parametrize(
    "text",
    [
        "fresh bananas",
        "500 PLASTIC BAGS",
        "general cargo: ceramic tiles",
        "spare parts for tractors",
        "repuestos para tractores",
        "pièces détachées pour voitures",
        "MACHINERYX",
        "leather cases",
    ],
)
def test_what_says_something_is_not(reference: Reference, text: str) -> None:
    assert not vague_test(reference.vague_terms, reference.filler_words)(text)


def test_the_vocabulary_carries_the_test_and_the_currencies(reference: Reference) -> None:
    names = vocabulary(reference)
    assert names.vague is not None
    assert names.vague("general cargo")
    assert {"EUR", "USD"} <= names.currencies
