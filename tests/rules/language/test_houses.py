"""What rules say about the consignments beside one, from text to answer, by both evaluators: as examples state them."""

from __future__ import annotations

import pytest

from cts_engine import interpreter
from cts_engine.compile import compile_rulebook
from cts_engine.limits import Watch
from cts_engine.missing import missing_of
from tests.rules.language.test_versions import answer, case

MASTER = "document type is master, document number is M1"


def house(facts: str) -> str:
    return f"house consignment ({facts})"


@pytest.mark.parametrize(
    ("condition", "stated", "expected"),
    [
        ("some house consignment has (gross weight is over 10 t)", house("gross weight is 11 t"), True),
        ("some house consignment has (gross weight is over 10 t)", house("gross weight is 9 t"), False),
        ("some house consignment has (gross weight is over 10 t)", house('marks is "X"'), None),
        ("some house consignment has (gross weight is over 10 t)", MASTER, False),
        ("some house consignment has (gross weight is over 10 t)", f"{MASTER}, house consignments are missing", None),
        ("house consignments are missing", f"{MASTER}, house consignments are missing", True),
        ("house consignments are missing", MASTER, False),
        ("no house consignment has (consignee is missing)", f'{MASTER}, {house("gross weight is 1 t")}', False),
        ("every house consignment has (gross weight is over 1 t)",
         f'{house("gross weight is 2 t")}, {house("gross weight is 3 t")}', True),
        ("number of house consignments is 2", f'{house("gross weight is 2 t")}, {house("gross weight is 3 t")}', True),
        ("total gross weight of house consignments differs from gross weight by more than 5%",
         f'gross weight is 6 t, {house("gross weight is 2 t")}, {house("gross weight is 3 t")}', True),
        ("number of different consignee names of house consignments is 2",
         f"""{house('consignee name is "A"')}, {house('consignee name is "a"')}, {house('consignee name is "B"')}""",
         True),
        ("some house consignment has (consignee country is not consignment's consignee country)",
         f'consignee country is NL, {house("consignee country is NL")}', False),
        ("some house consignment has (consignee country is not consignment's consignee country)",
         f'consignee country is NL, {house("consignee country is DE")}', True),
        ("some house consignment has (heavy)", f'gross weight is 20 t, {house("gross weight is 9 t")}', False),
        ("some house consignment has (gross weight is over 50% * consignment's gross weight)",
         f'gross weight is 20 t, {house("gross weight is 11 t")}', True),
        # a container's goods items are those of the house that it is of
        ("some house consignment has (some container has (some goods item has (hs code is within 08)))",
         f'{house("container (number is MSCU1, goods item (hs code is 0803))")}, container (number is MSCU1)', True),
        ("some house consignment has (every container has (number of goods items is 1))",
         f'{house("container (number is MSCU1, goods item (hs code is 0803))")}, '
         "container (number is MSCU1, goods item (hs code is 01), goods item (hs code is 02))", True),
        ("some container has (some goods item has (hs code is within 08))",
         f'{house("container (number is MSCU1, goods item (hs code is 0803))")}, container (number is MSCU1)', False),
        ("some master consignment has (consignor name is \"FORWARDER\")",
         'master consignment (consignor name is "FORWARDER")', True),
        ("some master consignment has (consignor is not consignment's consignor)",
         'consignor name is "A", master consignment (consignor name is "FORWARDER")', True),
        ("some master consignment has (gross weight is over 1 t)", "gross weight is 2 t", False),
        ("some house consignment has (some master consignment has (gross weight is over 1 t))",
         f'gross weight is 2 t, {house("gross weight is 1 kg")}', True),
        ("some container has (number of sharing consignments is 2)",
         "container (number is MSCU1), other consignment (container (number is \"mscu 1\"))", True),
        ("some container has (some sharing consignment has (consignee country is IR))",
         "container (number is MSCU1), other consignment (consignee country is IR, container (number is MSCU1))", True),
        ("some container has (number of sharing consignments with (gross weight is present) is 1)",
         "gross weight is 1 t, container (number is MSCU1), other consignment (container (number is MSCU1))", True),
        ("some container has (every sharing consignment has (gross weight is present))", "container (weight is 1 t)",
         None),
    ],
)  # fmt: skip
def test_beside(condition: str, stated: str, expected: bool | None) -> None:
    declared = "define heavy as gross weight is over 10 t" if "heavy" in condition else ""
    assert answer(condition, stated, declared) is expected


def test_what_a_house_lacks_is_missed() -> None:
    book, facts = case("some house consignment has (gross weight is over 10 t)", house('marks is "X"'))
    assert missing_of(book.rules[0].when, facts) == ("gross weight",)


def test_houses_that_may_be_elsewhere_are_missed() -> None:
    from cts_engine.facts import Facts
    from cts_rules.manifest.model import Consignment, Manifest
    from tests.rules.language.test_versions import words

    book, _ = case("some house consignment has (gross weight is over 10 t)", MASTER)
    master = Consignment(document_number="M1", document_type="master")
    facts = Facts.of(words(), Manifest(consignments=(master,)), master)
    when = book.rules[0].when
    assert interpreter.answer(when, facts) is None
    assert compile_rulebook(book).rules[0].predicate(facts.manifest, master, Watch()) is None
    assert missing_of(when, facts) == ("house consignments",)
