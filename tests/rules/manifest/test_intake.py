from cts_engine.values import Partial, Unreadable
from cts_rules.manifest.intake import intake
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest
from cts_rules.readers.reading import ReadManifest, Tally
from cts_rules.reference.reference import Reference

DAY = "2026-03-01"


def taken_in(manifest: Manifest, reference: Reference, received: str | None = None) -> Manifest:
    read = ReadManifest(manifest, "CTS JSON 1", "utf-8", (), Tally(0, 0, 0, 0))
    return intake(read, reference, received).manifest


def test_the_moment_of_receipt_is_the_callers_else_the_manifests_else_the_messages(reference: Reference) -> None:
    manifest = Manifest(received="2026-02-02", message_time="2026-01-01")
    assert taken_in(manifest, reference, DAY).received == DAY
    assert taken_in(manifest, reference).received == "2026-02-02"
    assert taken_in(Manifest(message_time="2026-01-01"), reference).received == "2026-01-01"
    assert (
        taken_in(Manifest(received=Unreadable("soon"), message_time="2026-01-01"), reference).received == "2026-01-01"
    )
    assert taken_in(Manifest(), reference).received is None


def test_a_consignment_without_a_movement_takes_the_manifests(reference: Reference) -> None:
    consignments = (Consignment(), Consignment(movement="transit"), Consignment(movement=Unreadable("?")))
    after = taken_in(Manifest(movement="import", consignments=consignments), reference).consignments
    assert [consignment.movement for consignment in after] == ["import", "transit", Unreadable("?")]
    assert taken_in(Manifest(consignments=(Consignment(),)), reference).consignments[0].movement is None


def test_a_container_learns_how_many_consignments_name_it(reference: Reference) -> None:
    box, same = Container(number="CSQU3054383"), Container(number="csqu 305438-3")
    consignments = (
        Consignment(containers=(box, box, Container())),
        Consignment(containers=(same,)),
        Consignment(goods_items=(GoodsItem(containers=("CSQU-3054383",)),)),
        Consignment(containers=(Container(number="MSKU1234565", number_of_sharing_consignments=9),)),
    )
    after = taken_in(Manifest(consignments=consignments), reference).consignments
    counts = [[c.number_of_sharing_consignments for c in one.containers or ()] for one in after]
    assert counts == [[3, 3, None], [3], [], [1]]


def test_a_container_without_a_type_group_takes_that_of_its_size_and_type(reference: Reference) -> None:
    containers = (
        Container(size_type="45R1"),
        Container(size_type="45R1", type_group="dry"),
        Container(size_type="big one"),
        Container(size_type=Unreadable("XX")),
        Container(),
    )
    (after,) = taken_in(Manifest(consignments=(Consignment(containers=containers),)), reference).consignments
    assert [container.type_group for container in after.containers or ()] == ["refrigerated", "dry", None, None, None]


def test_missing_and_partial_lists_stay_what_they_are(reference: Reference) -> None:
    consignments = (Consignment(), Consignment(containers=()), Consignment(containers=Partial((Container(),))))
    after = taken_in(Manifest(consignments=consignments), reference).consignments
    assert [one.containers for one in after[:2]] == [None, ()]
    assert isinstance(after[2].containers, Partial)
