"""What an example states is what the model holds, and no more."""

from __future__ import annotations

from cts_engine.values import Money, Unreadable
from cts_grammar.checked import Example
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal
from cts_rules.manifest.staging import staged
from tests.grammar.cases import as_text, checked


def example(facts: str) -> Example:
    text = (
        f'rulebook x for all lane red from 70\nrule A when packages is 3 then score 1 example "e" matches when {facts}'
    )
    found = checked(text)
    assert found.rulebook is not None, as_text(found)
    return found.rulebook.rules[0].examples[0]


def consignment(facts: str) -> Consignment:
    return staged(example(facts))[1]


BARE = Consignment(goods_items=(), containers=(), transhipment_ports=(), routing_countries=())


def test_what_is_not_stated_is_missing_and_lists_are_empty() -> None:
    manifest, one = staged(example("packages is 3"))
    assert manifest == Manifest(consignments=(one,))
    assert one == Consignment(packages=3, goods_items=(), containers=(), transhipment_ports=(), routing_countries=())


def test_units_are_converted_and_codes_kept_as_received() -> None:
    one = consignment(
        "gross weight is 18 t, value is 200 USD, port of loading is ECGYE, freight payment is Cash, issue date is 2026-02-20,"
        ' document number is "MAEU-1", consignee (name is "A", country is "??"), volume is unreadable, marks is missing'
    )
    assert (one.gross_weight, one.value, one.port_of_loading) == (18_000, Money(200.0, "USD"), "ECGYE")
    assert (one.freight_payment, one.issue_date, one.document_number) == ("cash", "2026-02-20", "MAEU-1")
    assert one.consignee == Party(name="A", country="??")
    assert isinstance(one.volume, Unreadable)
    assert one.marks is None


def test_the_manifest_and_what_follows_at_intake() -> None:
    manifest, one = staged(
        example("received is 2026-03-01T10:00Z, manifest (movement is import, transport mode is sea)")
    )
    assert (manifest.received, manifest.transport_mode, one.movement) == ("2026-03-01T10:00:00Z", "sea", "import")
    shared, alone = (
        consignment(
            "container (size type is 45R1, number of sharing consignments is 4), container (number is CSQU3054383)"
        ).containers
        or ()
    )
    assert (shared.type_group, shared.number_of_sharing_consignments) == ("refrigerated", 4)
    assert alone.number_of_sharing_consignments == 1


def test_lists_inside_lists() -> None:
    one = consignment(
        "container (number is CSQU3054383, seal (party is carrier), goods item (hs code is 0803.90)), goods item (packages is 2),"
        " transhipment ports (AEJEA, LKCMB), transhipment port is PABLB, routing countries are missing"
    )
    (container,) = one.containers or ()
    assert isinstance(container, Container)
    assert container.seals == (Seal(party="CA"),)
    assert one.goods_items == (
        GoodsItem(packages=2, containers=()),
        GoodsItem(hs_code="0803.90", containers=("CSQU3054383",)),
    )
    assert (one.transhipment_ports, one.routing_countries) == (("AEJEA", "LKCMB", "PABLB"), None)
