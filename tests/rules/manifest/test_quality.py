import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

import cts_rules
from cts_engine.values import Unreadable
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal
from cts_rules.manifest.quality import quality_findings, with_quality
from cts_rules.readers.reading import ReadManifest, Tally
from cts_rules.reference.importing import import_list
from cts_rules.reference.reference import Reference, load_reference

SOUND = Consignment(
    document_number="NPLU0001234",
    movement="import",
    port_of_loading="ECGYE",
    port_of_discharge="NLRTM",
    country_of_origin="EC",
    gross_weight=18_000.0,
    packages=1000.0,
    package_type="CT",
    consignor=Party(name="FRUTAS SA", country="EC"),
    consignee=Party(name="DE GROOT BV", country="NL"),
    goods_items=(
        GoodsItem(hs_code="0803.90", description="bananas", weight=12_000.0, net_weight=11_000.0, packages=600.0),
        GoodsItem(hs_code="080450", description="mangoes", weight=6_000.0, packages=400.0, un_number="3480"),
    ),
    containers=(
        Container(number="CSQU3054383", size_type="45R1", temperature=13.0, weight=18_000.0, seals=(Seal("1"),)),
    ),
)
VOYAGE = Manifest(
    transport_mode="sea",
    imo_number="9074729",
    vessel_flag="PA",
    port_of_arrival="NLRTM",
    departure="2026-02-20",
    arrival="2026-03-08T05:30:00Z",
    consignments=(SOUND,),
)


def found(manifest: Manifest, reference: Reference) -> list[tuple[str, str]]:
    read = ReadManifest(manifest, "CTS JSON 1", "utf-8", (), Tally(0, 0, 0, 0))
    return [(finding.code, finding.where) for finding in quality_findings(read, reference)]


def changed(**changes: Any) -> Manifest:
    return msgspec.structs.replace(VOYAGE, consignments=(msgspec.structs.replace(SOUND, **changes),))


def item(**changes: Any) -> Manifest:
    return changed(goods_items=(GoodsItem(description="goods", weight=18_000.0, packages=1000.0, **changes),))


def test_a_sound_manifest_has_no_findings(reference: Reference) -> None:
    assert found(VOYAGE, reference) == []


@pytest.mark.parametrize(
    ("manifest", "code", "where"),
    [
        (msgspec.structs.replace(VOYAGE, transport_mode=None), "scope-missing", "transport_mode"),
        (changed(movement=None), "scope-missing", "movement"),
        (msgspec.structs.replace(VOYAGE, imo_number="9074728"), "imo-check-digit", "imo_number"),
        (msgspec.structs.replace(VOYAGE, vessel_flag="QQ"), "unknown-country", "vessel_flag"),
        (msgspec.structs.replace(VOYAGE, departure="2026-03-09"), "arrival-before-departure", "arrival"),
        (msgspec.structs.replace(VOYAGE, departure="2026-03-08T06:00:00Z"), "arrival-before-departure", "arrival"),
        (msgspec.structs.replace(VOYAGE, departure="1926-02-20"), "implausible-date", "departure"),
        (changed(document_number=None), "document-number-missing", "consignments[0].document_number"),
        (changed(consignor=Party(city="Quito")), "consignor-missing", "consignments[0].consignor"),
        (changed(consignee=Party()), "consignee-missing", "consignments[0].consignee"),
        (changed(consignee=Party(name=Unreadable("TBA"))), "party-placeholder", "consignments[0].consignee.name"),
        (changed(goods_items=None), "description-missing", "consignments[0].goods_items"),
        (
            changed(goods_items=(GoodsItem(weight=18_000.0, packages=1e3),)),
            "description-missing",
            "consignments[0].goods_items",
        ),
        (
            changed(gross_weight=None, goods_items=(GoodsItem(description="x"),)),
            "weight-missing",
            "consignments[0].gross_weight",
        ),
        (
            changed(containers=(Container(number="CSQU3054384"),)),
            "iso6346-check-digit",
            "consignments[0].containers[0].number",
        ),
        (
            changed(containers=(Container(number="SUDU123459"),)),
            "container-number-shape",
            "consignments[0].containers[0].number",
        ),
        (changed(country_of_origin="AN"), "withdrawn-country", "consignments[0].country_of_origin"),
        (changed(country_of_origin="EU"), "withdrawn-country", "consignments[0].country_of_origin"),
        (changed(country_of_origin="Ecuador"), "country-by-name", "consignments[0].country_of_origin"),
        (changed(routing_countries=("EC", "EN")), "unknown-country", "consignments[0].routing_countries[1]"),
        (changed(port_of_loading="US"), "location-not-locode", "consignments[0].port_of_loading"),
        (changed(port_of_loading="0901"), "location-not-locode", "consignments[0].port_of_loading"),
        (changed(transhipment_ports=("QQABC",)), "unknown-location", "consignments[0].transhipment_ports[0]"),
        (changed(package_type="QQQ"), "unknown-package-type", "consignments[0].package_type"),
        (item(hs_code="803"), "hs-code-shape", "consignments[0].goods_items[0].hs_code"),
        (item(hs_code="0003"), "unknown-hs-code", "consignments[0].goods_items[0].hs_code"),
        (item(un_number="9999"), "unknown-un-number", "consignments[0].goods_items[0].un_number"),
        (item(net_weight=18_001.0), "net-over-gross", "consignments[0].goods_items[0].net_weight"),
        (changed(gross_weight=17_000.0), "weight-total", "consignments[0].gross_weight"),
        (changed(packages=999.0), "package-total", "consignments[0].packages"),
        (
            changed(containers=(Container(weight=41_000.0),)),
            "implausible-weight",
            "consignments[0].containers[0].weight",
        ),
        (
            changed(containers=(Container(temperature=180.0),)),
            "implausible-temperature",
            "consignments[0].containers[0].temperature",
        ),
        (
            changed(goods_items=(GoodsItem(description="x"),), gross_weight=0.0),
            "zero-weight",
            "consignments[0].gross_weight",
        ),
    ],
)
def test_what_is_doubtful_is_found(reference: Reference, manifest: Manifest, code: str, where: str) -> None:
    assert found(manifest, reference) == [(code, where)]


def test_an_air_waybill_has_a_check_digit_and_a_unit_load_device_has_none(reference: Reference) -> None:
    flight = msgspec.structs.replace(
        changed(document_number="057-12345678", containers=(Container(number="PMC98669KZ"),)), transport_mode="air"
    )
    assert found(flight, reference) == [("awb-check-digit", "consignments[0].document_number")]
    assert found(changed(document_number="05712345678"), reference) == []


def test_a_tolerance_lets_rounding_pass(reference: Reference) -> None:
    assert found(changed(gross_weight=18_010.0), reference) == []


def test_totals_with_a_gap_are_not_compared(reference: Reference) -> None:
    unknown = (GoodsItem(description="x", weight=Unreadable("TBA")), GoodsItem(description="y", weight=1.0))
    assert found(changed(goods_items=unknown), reference) == []


def test_repeats_across_consignments(reference: Reference) -> None:
    other = msgspec.structs.replace(
        SOUND,
        document_number="nplu 0001234",
        containers=(Container(number="CSQU 3054383", size_type="22G1", seals=(Seal("2"), Seal("1"))),),
    )
    manifest = msgspec.structs.replace(VOYAGE, consignments=(SOUND, other))
    assert found(manifest, reference) == [
        ("document-number-twice", "consignments[1].document_number"),
        ("container-size-differs", "consignments[1].containers[0].size_type"),
        ("container-seals-differ", "consignments[1].containers[0].seals"),
    ]


def test_one_consignment_without_a_movement_is_named(reference: Reference) -> None:
    lacking = msgspec.structs.replace(SOUND, movement=None, document_number="X1")
    manifest = msgspec.structs.replace(VOYAGE, consignments=(SOUND, lacking))
    assert found(manifest, reference) == [("scope-missing", "consignments[1].movement")]


def test_ports_are_ports_where_the_official_list_is_loaded(tmp_path: Path) -> None:
    rows = [f"{a}{b}{n:03},place,1" for a in "AB" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for n in range(1000)]
    rows += ["CNSGH,Shanghai,1345", "ECGYE,Guayaquil,1", "NLRTM,Rotterdam,1", "ECUIO,Quito,4"]
    file = tmp_path / "list.csv"
    file.write_text("\n".join(["code,name,functions", *rows]), encoding="utf-8")
    import_list("locations", file, tmp_path, "2026-03-01")
    whole = load_reference(tmp_path)
    assert found(changed(port_of_loading="CNSHA"), whole) == []
    assert found(changed(port_of_loading="ECUIO"), whole) == [("location-function", "consignments[0].port_of_loading")]
    assert found(changed(place_of_receipt="ECUIO"), whole) == []
    assert found(changed(port_of_loading="ECESM"), whole) == [("unknown-location", "consignments[0].port_of_loading")]


def test_what_the_reader_has_found_already_is_not_said_twice(reference: Reference) -> None:
    told = Finding("weight-total", "warning", "CNT declares something else", "segment 12 (CNT)", 0)
    read = ReadManifest(changed(gross_weight=17_000.0), "UN/EDIFACT CUSCAR D.95B", "utf-8", (told,), Tally(0, 0, 0, 0))
    assert with_quality(read, reference).findings == (told,)


CODE = re.compile(
    r'(?:warning|note|report|_report|Finding|Fault)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"|yield "([a-z]+(?:-[a-z]+)+)"|return "([a-z]+(?:-[a-z]+)+)", "'
)


def test_every_code_of_mine_is_documented() -> None:
    folder = Path(cts_rules.__file__).parent
    modules = [
        *folder.glob("manifest/quality*.py"),
        *folder.glob("readers/json_*.py"),
        *folder.glob("readers/csv_*.py"),
    ]
    codes = {
        code
        for module in modules
        for groups in CODE.findall(module.read_text(encoding="utf-8"))
        for code in groups
        if code
    }
    documented = (folder.parent / "docs" / "findings.md").read_text(encoding="utf-8")
    assert len(codes) > 40
    assert [code for code in sorted(codes) if f"| `{code}` |" not in documented] == []
