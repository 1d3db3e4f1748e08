"""Which consignments of a manifest belong together: by the numbers of documents and containers."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from cts_engine.values import Partial, Unreadable
from cts_rules.manifest.beside import AllOfThem, Index, houses_under, master_over, sharing_with
from cts_rules.manifest.intake import completed
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest

MASTER = Consignment(document_number="M-1", document_type="master")
HOUSES = tuple(Consignment(document_number=f"H{n}", master_document_number="m 1") for n in range(3))
DIRECT = Consignment(document_number="D1", document_type="direct")
LONELY = Consignment(document_number="M2", document_type="master")
LOST = Consignment(document_number="H9", document_type="house", master_document_number="M9")
MANIFEST = Manifest(consignments=(MASTER, *HOUSES, DIRECT, LONELY, LOST))


def houses(consignment: Consignment, manifest: Manifest = MANIFEST) -> Any:
    return houses_under(consignment, consignment, manifest)


def master(consignment: Consignment, manifest: Manifest = MANIFEST) -> Any:
    return master_over(consignment, consignment, manifest)


def test_a_master_has_the_houses_that_name_it() -> None:
    assert houses(MASTER) == HOUSES
    assert [master(house) for house in HOUSES] == [(MASTER,)] * 3


def test_a_house_and_a_direct_document_have_no_houses() -> None:
    assert [houses(each) for each in (HOUSES[0], DIRECT, LOST)] == [(), (), ()]
    assert [master(each) for each in (MASTER, DIRECT)] == [(), ()]


def test_what_may_be_in_another_manifest_is_missing() -> None:
    assert houses(LONELY) is None
    assert master(LOST) is None


def test_of_an_example_everything_is_told() -> None:
    whole = Manifest(consignments=AllOfThem(MANIFEST.consignments))
    assert (houses(LONELY, whole), master(LOST, whole)) == ((), ())


def test_without_numbers_nothing_is_known() -> None:
    nameless = Consignment(document_type="master")
    assert houses(nameless) is None
    assert master(Consignment(document_type="house")) is None
    assert master(Consignment(master_document_number=Unreadable("?"))) is None


def test_a_house_of_an_unreadable_master_may_be_anyones() -> None:
    stray = Consignment(document_number="H8", master_document_number=Unreadable("?"))
    found = houses(MASTER, Manifest(consignments=(MASTER, *HOUSES, stray)))
    assert isinstance(found, Partial)
    assert tuple(found) == HOUSES


def test_of_a_manifest_that_is_known_in_part_lists_are_partial() -> None:
    known = Manifest(consignments=Partial((MASTER, HOUSES[0])))
    assert isinstance(houses(MASTER, known), Partial)


@pytest.mark.parametrize("length", [1, 2, 5])
def test_documents_that_go_round_in_a_circle_end(length: int) -> None:
    ring = tuple(
        Consignment(document_number=f"C{n}", master_document_number=f"C{(n + 1) % length}") for n in range(length)
    )
    manifest = Manifest(consignments=ring)
    expected = () if length == 1 else (ring[-1],)
    assert (houses(ring[0], manifest) or ()) == expected
    assert (master(ring[0], manifest) or ()) == (() if length == 1 else (ring[1],))


def test_sharing_counts_as_the_number_does() -> None:
    filed = (
        Consignment(document_number="A", containers=(Container(number="MSCU 1"),)),
        Consignment(document_number="B", goods_items=(GoodsItem(containers=("mscu1",)),)),
        Consignment(document_number="C", containers=(Container(number="MSCU2"), Container())),
    )
    manifest = Manifest(consignments=completed(filed, None))
    for consignment in manifest.consignments:
        for container in consignment.containers or ():
            found = sharing_with(container, consignment, manifest)
            number = container.number_of_sharing_consignments
            assert found is None if number is None else len(found or ()) == number
    assert [c.document_number for c in sharing_with(Container(number="MSCU1"), filed[0], manifest) or ()] == ["A", "B"]


def test_a_large_manifest_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ask: no look-up goes through the consignments again."""
    made: list[Manifest] = []

    def noted(manifest: Manifest) -> Index:
        made.append(manifest)
        return Index(manifest)

    monkeypatch.setattr(sys.modules["cts_rules.manifest.beside"], "Index", noted)
    many = tuple(
        Consignment(document_number=f"X{n}", master_document_number=f"Y{n // 100}") for n in range(5_000)
    ) + tuple(Consignment(document_number=f"Y{n}", document_type="master") for n in range(50))
    manifest = Manifest(consignments=many)
    assert sum(len(houses(each, manifest) or ()) for each in many) == 5_000
    assert len(made) == 1
