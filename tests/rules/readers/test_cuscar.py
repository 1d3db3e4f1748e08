import os
from pathlib import Path

import pytest

from cts_engine.values import Money, Unreadable
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.readers.cuscar import read, recognises
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference

ROOT = Path(__file__).parents[3]
SAMPLES = Path(os.environ.get("CTS_TEST_DATA") or ROOT.parent / "shared" / "data") / "edifact"
HEADER = "BGM+85+N1+9'TDT+20+V1+1+++++9512343:146::SHIP'LOC+60+NLRTM'"
GOODS = "GID+1+10:CT'FTX+AAA+++SHIRTS'MEA+AAE+G+KGM:100'"


def all_read(text: str, reference: Reference) -> tuple[ReadManifest, ...]:
    return read(Document("message", text.encode()), reference)


def manifest(segments: str, reference: Reference) -> Manifest:
    (one,) = all_read(f"UNH+1+CUSCAR:D:95B:UN'{segments}UNT+9+1'", reference)
    return one.manifest


def consignment(segments: str, reference: Reference, before: str = "") -> Consignment:
    (one,) = manifest(f"{HEADER}{before}CNI+1+A'RFF+BM:A'{segments}", reference).consignments
    return one


def codes(one: ReadManifest) -> list[str]:
    return [finding.code for finding in one.findings]


@pytest.mark.parametrize(
    "content",
    [b"", b"document_number,weight\nA,1\n", b'{"consignments": []}', b"<Awmds/>", b"UNITED NATIONS", b"\x00\x01\x02"],
)
def test_other_formats_are_not_recognised(content: bytes, reference: Reference) -> None:
    assert not recognises(content)
    with pytest.raises(NotReadable, match="no UN/EDIFACT message"):
        read(Document("manifest.edi", content), reference)


def test_a_name_decides_nothing(reference: Reference) -> None:
    (one,) = read(Document("cargo.csv.1", b"UNH+1+CUSCAR:D:95B:UN'UNT+2+1'"), reference)
    assert one.format == "UN/EDIFACT CUSCAR D.95B"


def test_other_messages_are_refused_by_their_name(reference: Reference) -> None:
    with pytest.raises(NotReadable, match="of type BAPLIE, ORDERS and no customs cargo report"):
        all_read("UNH+1+ORDERS:D:96A:UN'UNT+2+1'UNH+2+BAPLIE:D:95B:UN'UNT+2+2'", reference)


def test_a_message_that_names_no_type_and_has_consignments_is_read(reference: Reference) -> None:
    (one,) = all_read("UNH+1'CNI+1+A'RFF+BM:A'UNT+4+1'", reference)
    assert one.manifest.consignments[0].document_number == "A"


@pytest.mark.parametrize(
    "other",
    ["N2", "V2", "NLAMS", "9074729", "+5'", "GIS+22'"],
    ids=["number", "voyage", "port", "conveyance", "function", "movement"],
)
def test_messages_are_joined_only_if_all_that_identifies_them_agrees(other: str, reference: Reference) -> None:
    first = f"UNH+1+CUSCAR:D:95B:UN'{HEADER}GIS+23'CNI+1+A'RFF+BM:A'{GOODS}UNT+11+1'"
    swap = {"N2": "N1", "V2": "V1", "NLAMS": "NLRTM", "9074729": "9512343", "+5'": "+9'", "GIS+22'": "GIS+23'"}
    same = first.replace("UNH+1", "UNH+2").replace("T+11+1", "T+11+2")
    assert len(all_read(first + same, reference)) == 1
    assert len(all_read(first + same.replace(swap[other], other, 1), reference)) == 2


@pytest.mark.parametrize("lacking", ["+N1", "+V1", "LOC+60+NLRTM'", "9512343:146::SHIP"])
def test_messages_that_do_not_say_what_they_belong_to_stay_apart(lacking: str, reference: Reference) -> None:
    one = f"UNH+1+CUSCAR:D:95B:UN'{HEADER}CNI+1+A'RFF+BM:A'{GOODS}UNT+10+1'".replace(
        lacking, "+" if lacking[0] == "+" else ""
    )
    assert len(all_read(one + one, reference)) == 2


def test_joined_messages_keep_their_consignments_apart_in_findings(reference: Reference) -> None:
    first = f"UNH+1+CUSCAR:D:95B:UN'{HEADER}CNI+1+A'RFF+BM:A'{GOODS}UNT+10+1'"
    second = f"UNH+2+CUSCAR:D:95B:UN'{HEADER}CNI+1+B'RFF+BM:C'RFF+UCN:X'{GOODS}UNT+11+2'"
    (one,) = all_read(first + second, reference)
    (found,) = [finding for finding in one.findings if finding.code == "document-number-differs"]
    assert (found.consignment, found.where) == (1, "message 2, segment 5 (CNI)")
    assert [(u.consignment, u.raw) for u in one.unmapped] == [(1, "RFF+UCN:X")]


@pytest.mark.parametrize(
    ("gis", "movement"),
    [
        ("GIS+22'", "export"),
        ("GIS+23'", "import"),
        ("GIS+24'", "transit"),
        ("GIS+28'", "transhipment"),
        ("GIS+19'", None),
        ("", None),
    ],
)
def test_movement_is_of_the_consignment_only_if_it_says_so(
    gis: str, movement: str | None, reference: Reference
) -> None:
    read_manifest = manifest(f"{HEADER}GIS+23'CNI+1+A'RFF+BM:A'{gis}{GOODS}", reference)
    assert read_manifest.movement == "import"
    assert read_manifest.consignments[0].movement == movement


@pytest.mark.parametrize(
    ("cpi", "payment"),
    [
        ("CPI+4++P'", "prepaid"),
        ("CPI+4++C'", "collect"),
        ("CPI+4+PP'", "prepaid"),
        ("CPI+2++P'CPI+4++C'", "collect"),
        ("CPI+4++A'", Unreadable("A")),
        ("CPI+4'", None),
        ("", None),
    ],
)
def test_freight_payment_is_that_of_the_basic_freight(cpi: str, payment: object, reference: Reference) -> None:
    assert consignment(cpi + GOODS, reference).freight_payment == payment


@pytest.mark.parametrize(
    ("references", "told"),
    [
        ("RFF+BM:A'", ("A", None, None)),
        ("RFF+AWB:A'", ("A", None, None)),
        ("RFF+MB:A'", ("A", "master", None)),
        ("RFF+BH:H'RFF+MB:A'", ("H", "house", "A")),
        ("RFF+MWB:A'RFF+HWB:H'", ("H", "house", "A")),
        ("RFF+BM:A'RFF+BH:H'", ("H", "house", "A")),
        ("RFF+BH:H'", ("H", "house", "A")),
        ("RFF+BM:B'RFF+MB:A'", ("B", "house", "A")),
        ("RFF+MB:M'", ("A", "house", "M")),
        ("RFF+UCN:U'", ("A", None, None)),
    ],
)
def test_documents_follow_their_references(
    references: str, told: tuple[str, str | None, str | None], reference: Reference
) -> None:
    (one,) = manifest(f"{HEADER}CNI+1+A'{references}{GOODS}", reference).consignments
    assert (one.document_number, one.document_type, one.master_document_number) == told


def test_houses_share_what_stands_before_them(reference: Reference) -> None:
    houses = f"RFF+BH:H1'NAD+CN+++ONE'{GOODS}RFF+BH:H2'LOC+9+COTRB'NAD+CN+++TWO'{GOODS}"
    one, two = manifest(f"{HEADER}CNI+1+M'RFF+MB:M'LOC+9+ECGYE'LOC+11+NLRTM'GIS+24'{houses}", reference).consignments
    assert [c.document_number for c in (one, two)] == ["H1", "H2"]
    assert [c.master_document_number for c in (one, two)] == ["M", "M"]
    assert [c.port_of_loading for c in (one, two)] == ["ECGYE", "COTRB"]
    assert [c.port_of_discharge for c in (one, two)] == ["NLRTM", "NLRTM"]
    assert [c.movement for c in (one, two)] == ["transit", "transit"]
    assert [c.consignee.name for c in (one, two)] == ["ONE", "TWO"]
    assert [len(c.goods_items or ()) for c in (one, two)] == [1, 1]


def test_bills_after_goods_are_consignments_of_their_own(reference: Reference) -> None:
    two = manifest(f"{HEADER}CNI+1+B1'RFF+BM:B1'NAD+CN+++ONE'{GOODS}RFF+BM:B2'NAD+CN+++TWO'{GOODS}", reference)
    assert [c.document_number for c in two.consignments] == ["B1", "B2"]
    assert [c.master_document_number for c in two.consignments] == [None, None]


def test_a_reference_after_the_parties_is_still_theirs(reference: Reference) -> None:
    (one,) = manifest(f"{HEADER}CNI+1+A'NAD+CN+++ONE'RFF+BM:A'{GOODS}", reference).consignments
    assert (one.document_number, one.consignee.name) == ("A", "ONE")


def test_totals_before_several_houses_are_nobodys(reference: Reference) -> None:
    houses = f"RFF+BH:H1'{GOODS}RFF+BH:H2'{GOODS}"
    (read_manifest,) = all_read(f"UNH+1+CUSCAR:D:95B:UN'CNI+1+M'CNT+7:200:KGM'RFF+MB:M'{houses}UNT+12+1'", reference)
    assert [c.gross_weight for c in read_manifest.manifest.consignments] == [None, None]
    assert "CNT+7:200:KGM" in [unmapped.raw for unmapped in read_manifest.unmapped]


def test_a_party_is_the_most_preferred_of_its_role(reference: Reference) -> None:
    one = consignment(
        f"NAD+SU+++SUPPLIES LTD'NAD+CZ+++SHIPPER LTD'NAD+BY+++BUYING LTD'NAD+SE+++SELLING LTD'{GOODS}", reference
    )
    assert (one.consignor.name, one.buyer.name, one.seller.name) == ("SHIPPER LTD", "BUYING LTD", "SELLING LTD")
    assert consignment(f"NAD+SU+++SUPPLIES LTD'{GOODS}", reference).consignor.name == "SUPPLIES LTD"


def test_lines_in_the_name_alone_are_name_and_address(reference: Reference) -> None:
    party = consignment(f"NAD+CN+++ACME LTD:KING STREET 4:ACCRA, GHANA'{GOODS}", reference).consignee
    assert (party.name, party.address, party.country) == ("ACME LTD", "KING STREET 4, ACCRA", "GH")


def test_a_long_name_of_a_structured_party_is_one_name(reference: Reference) -> None:
    party = consignment(
        f"NAD+CN+++ACME INTERNATIONAL:TRADING LTD+KING STREET 4+ACCRA+++GHANA'{GOODS}", reference
    ).consignee
    assert (party.name, party.address, party.city, party.country) == (
        "ACME INTERNATIONAL TRADING LTD",
        "KING STREET 4",
        "ACCRA",
        "GH",
    )


@pytest.mark.parametrize(
    ("eqd", "status"),
    [
        ("EQD+CN+X+22G1+++4'", "empty"),
        ("EQD+CN+X+22G1+++5'", "full"),
        ("EQD+CN+X+22G1+++7'", "lcl"),
        ("EQD+CN+X+22G1+++8'", "full"),
        ("EQD+CN+X+22G1+++5'TSR+30+3'", "lcl"),
        ("EQD+CN+X+22G1+++5'TSR+30+2'", "full"),
        ("EQD+CN+X+22G1+++6'", Unreadable("6")),
        ("EQD+CN+X+22G1'", None),
    ],
)
def test_load_status_is_of_the_equipment_and_its_service(eqd: str, status: object, reference: Reference) -> None:
    (container,) = consignment(GOODS + "SGP+X+10'", reference, before=eqd).containers or ()
    assert container.load_status == status


def test_a_container_belongs_to_every_consignment_whose_goods_are_in_it(reference: Reference) -> None:
    eqd = "EQD+CN+AAAU0000001+22G1'SEL+S1+CA'EQD+CN+BBBU0000002+45R1'"
    cni = f"CNI+1+A'RFF+BM:A'{GOODS}SGP+AAAU0000001+4'SGP+BBBU0000002+6'CNI+2+B'RFF+BM:B'{GOODS}SGP+AAAU0000001+10'"
    one, two = manifest(HEADER + eqd + cni + f"CNI+3+C'RFF+BM:C'{GOODS}", reference).consignments[:2]
    assert [c.number for c in one.containers or ()] == ["AAAU0000001", "BBBU0000002"]
    assert [c.number for c in two.containers or ()] == ["AAAU0000001"]
    assert [[s.number for s in c.seals or ()] for c in one.containers or ()] == [["S1"], []]


def test_goods_without_a_container_beside_goods_with_one_have_none(reference: Reference) -> None:
    cni = f"CNI+1+A'RFF+BM:A'{GOODS}SGP+AAAU0000001+4'CNI+2+B'RFF+BM:B'{GOODS}"
    _, two = manifest(HEADER + "EQD+CN+AAAU0000001+22G1'" + cni, reference).consignments
    assert two.containers == ()
    assert two.goods_items is not None
    assert two.goods_items[0].containers == ()


def test_no_transhipment_port_filed_is_missing_not_none(reference: Reference) -> None:
    assert consignment(GOODS, reference).transhipment_ports is None
    assert consignment("LOC+13+PABLB'LOC+13+BEANR'" + GOODS, reference).transhipment_ports == ("PABLB", "BEANR")
    assert consignment("LOC+49+CO'LOC+49+BEANR'" + GOODS, reference).routing_countries == ("CO", "BE")


def test_currency_of_the_consignment_is_that_of_amounts_without_one(reference: Reference) -> None:
    one = consignment("MOA+40:100'MOA+64:5:EUR'CUX+2:USD'GID+1+10:CT'MOA+44:7'", reference)
    assert (one.value, one.freight_charges) == (Money(100.0, "USD"), Money(5.0, "EUR"))
    assert one.goods_items is not None
    assert one.goods_items[0].value == Money(7.0, "USD")


@pytest.mark.parametrize(
    ("ftx", "text"),
    [
        ("COTTON SHIRTS+EN", "COTTON SHIRTS"),
        ("NUTS+OIL", "NUTS+OIL"),
        ("VITAMIN C+E", "VITAMIN C+E"),
        ("BOLTS+NUTS+1:2+", "BOLTS+NUTS+1:2+"),
        ("A?+B", "A+B"),
        ("", None),
    ],
)
def test_a_plus_that_cuts_a_text_is_put_back_but_a_language_is_none(
    ftx: str, text: str | None, reference: Reference
) -> None:
    one = consignment(f"GID+1+10:CT'FTX+AAA+++{ftx}'", reference)
    assert one.goods_items is not None
    assert one.goods_items[0].description == text


@pytest.mark.parametrize(
    ("totals", "stowed", "items"),
    [
        ("CNT+8:10'", "+10", 1),
        ("CNT+8:20'", "+10", 2),
        ("CNT+8:20'", "+5", 2),
        ("CNT+7:100:KGM'", "+10", 1),
        ("CNT+7:200:KGM'", "", 2),
        ("", "+5", 1),
        ("", "+10", 2),
        ("", "", 1),
    ],
)
def test_a_repeated_item_is_a_part_only_if_something_says_so(
    totals: str, stowed: str, items: int, reference: Reference
) -> None:
    twice = f"{GOODS}SGP+X{stowed}'{GOODS}SGP+Y{stowed}'"
    (one,) = manifest(f"{HEADER}CNI+1+A'{totals}RFF+BM:A'{twice}", reference).consignments
    assert len(one.goods_items or ()) == items
    assert [c.number for c in one.containers or ()] == ["X", "Y"]


def test_only_a_number_that_is_called_imo_is_one(reference: Reference) -> None:
    for listed, expected in (("146", "9512343"), ("103", None), ("", None)):
        found = manifest(f"TDT+20+V1+1+++++9512343:{listed}::SHIP:PA'", reference)
        assert (found.imo_number, found.vessel_name, found.vessel_flag) == (expected, "SHIP", "PA")


@pytest.mark.parametrize(
    ("tdt", "mode"),
    [
        ("1", "sea"),
        ("2", "rail"),
        ("3", "road"),
        ("4", "air"),
        ("8", Unreadable("8")),
        ("+6", "air"),
        ("+11", "sea"),
        ("", None),
    ],
)
def test_mode_of_transport(tdt: str, mode: object, reference: Reference) -> None:
    assert manifest(f"TDT+20+V1+{tdt}'", reference).transport_mode == mode


def test_totals_at_the_end_of_a_later_directory_are_the_messages(reference: Reference) -> None:
    cnis = f"CNI+1+A'RFF+BM:A'{GOODS}CNI+2+B'RFF+BM:B'{GOODS}CNT+8:21'"
    (one,) = all_read(f"UNH+1+CUSCAR:D:03B:UN'{cnis}UNT+13+1'", reference)
    assert [c.packages for c in one.manifest.consignments] == [None, None]
    assert "message-total" in codes(one)


def test_findings_of_one_kind_are_counted_beyond_a_limit(reference: Reference) -> None:
    (one,) = all_read("UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'" + "XYZ'" * 2000 + "UNT+2003+1'", reference)
    kind = [finding for finding in one.findings if finding.code == "segment-not-allowed"]
    assert len(kind) == 500
    assert kind[-1].message.endswith("and 1,500 more of this kind")
    assert one.tally.kept_raw == 2000


def test_samples_are_read_whole(reference: Reference) -> None:
    for file in SAMPLES.glob("cuscar_synth_*.edi"):
        content = file.read_bytes()
        (one,) = read(Document(file.name, content), reference)
        assert len(one.manifest.consignments) == content.count(b"\nCNI+")
        assert sum(len(c.goods_items or ()) for c in one.manifest.consignments) == content.count(b"\nGID+")
        assert {u.raw[:6] for u in one.unmapped} <= {"RFF+AA", "LOC+76", "MEA+AA", "SEL+ML", "SEL+FX", "EQD+CN"}
        assert not {f.code for f in one.findings if f.code.startswith(("segment-", "un"))}
