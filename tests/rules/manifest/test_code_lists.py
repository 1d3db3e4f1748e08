from pathlib import Path

import pytest

from cts_rules.manifest import valid
from cts_rules.manifest.code_lists import CodeLists, code_lists
from cts_rules.manifest.valid import Validity
from cts_rules.reference.importing import import_list
from cts_rules.reference.reference import Reference, load_reference


@pytest.fixture(scope="module")
def lists(reference: Reference) -> CodeLists:
    return code_lists(reference)


@pytest.fixture(scope="module")
def validity(reference: Reference, lists: CodeLists) -> Validity:
    return Validity(reference, lists.location.normalise, lists.package_type.normalise)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("location", " ecgye ", "ECGYE"),
        ("location", "EC GYE", "ECGYE"),
        ("location", "CNSHA", "CNSGH"),
        ("location", "CNSHG", "CNSGH"),
        ("location", "ec", "EC"),
        ("location", "Guayaquil", None),
        ("location", "0901", None),
        ("country", "ec", "EC"),
        ("country", "ECU", "EC"),
        ("country", "Ecuador", "EC"),
        ("country", "UK", "GB"),
        ("country", "QQ", "QQ"),
        ("country", "Atlantis", None),
        ("hs", "0803.90", "080390"),
        ("hs", "08 03", "0803"),
        ("hs", "803", None),
        ("hs", "0803901000123", None),
        ("hs", "bananas", None),
        ("package_type", "plt", "PX"),
        ("package_type", "CT", "CT"),
        ("un_number", "UN 3480", "3480"),
        ("un_number", "27", "0027"),
        ("un_number", "34801", None),
        ("imo_number", "IMO9074729", "9074729"),
        ("container_number", "CSQU 305438-3", "CSQU3054383"),
        ("size_type", "45r1", "45R1"),
        ("seal_party", "Carrier", "CA"),
        ("seal_party", "ca", "CA"),
        ("seal_party", "XY", "XY"),
        ("type_group", "Open  Top", "open top"),
        ("type_group", "big", None),
        ("weekday", "Sunday", "sunday"),
        ("movement", "IMPORT", "import"),
    ],
)
def test_a_code_is_normalised(lists: CodeLists, name: str, text: str, code: str | None) -> None:
    assert getattr(lists, name).normalise(text) == code


def test_closed_sets_read_their_words_as_the_model_stores_them(lists: CodeLists) -> None:
    assert lists.freight_payment.words["cash"] == "cash"
    assert lists.seal_party.words["customs"] == "CU"
    assert lists.type_group.words["open top"] == "open top"
    assert lists.type_group.complete
    assert not lists.seal_party.complete


def test_locations_are_of_a_country_by_their_beginning(lists: CodeLists) -> None:
    assert lists.location.hierarchical
    assert lists.hs.hierarchical
    assert lists.location.known is not None
    assert lists.location.known("EC")
    assert lists.location.known("ECGYE")
    assert not lists.location.known("ECQQQ")
    assert not lists.location.complete


@pytest.mark.parametrize(
    ("test", "text", "expected"),
    [
        (valid.container_number, "CSQU3054383", True),
        (valid.container_number, "CSQU3054384", False),
        (valid.container_number, "SUDU123459", False),
        (valid.imo_number, "9306237", True),
        (valid.imo_number, "9306238", False),
        (valid.document_number, "933-22405670", True),
        (valid.document_number, "93322405671", False),
        (valid.document_number, "MAEU 77/1", True),
        (valid.document_number, "A" * 36, False),
        (valid.document_number, "ÄÖ", False),
        (valid.document_number, "   ", False),
    ],
)
def test_check_digits(test: object, text: str, expected: bool) -> None:
    assert callable(test)
    assert test(text) is expected


@pytest.mark.parametrize(
    ("name", "text", "small", "whole"),
    [
        ("location", "ECGYE", True, True),
        ("location", "CNSHA", True, True),
        ("location", "ECQQ9", True, False),
        ("location", "QQGYE", False, False),
        ("location", "EC", False, False),
        ("country", "EC", True, True),
        ("country", "ECU", False, False),
        ("country", "AN", False, False),
        ("country", "XK", True, True),
        ("hs", "0803", True, True),
        ("hs", "080399", True, False),
        ("hs", "9999", True, False),
        ("hs", "0003", False, False),
        ("hs", "803", False, False),
        ("package_type", "PLT", True, True),
        ("package_type", "Q9", True, False),
        ("package_type", "QQQ", False, False),
        ("un_number", "3480", True, True),
        ("un_number", "3599", True, False),
        ("un_number", "9999", False, False),
    ],
)
def test_a_small_list_accuses_nobody(
    validity: Validity, complete: Validity, name: str, text: str, small: bool, whole: bool
) -> None:
    assert getattr(validity, name)(text) is small
    assert getattr(complete, name)(text) is whole


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Validity:
    """Over lists that are long enough to be taken for the official ones."""
    folder = tmp_path_factory.mktemp("complete")
    rows = {
        "locations": ["code,name", "ECGYE,Guayaquil", "CNSGH,Shanghai", *(f"ZZ{n:03X},place" for n in range(4096))],
        "hs": ["code,name", "0803,Bananas", *(f"{n:06},goods" for n in range(100000, 106000))],
        "packages": [
            "code,name",
            "PX,Pallet",
            *(f"{a}{b},x" for a in "ABCDEFGHI" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789"),
        ],
        "dangerous-goods": ["number,name,class", *(f"{n:04},goods,9" for n in range(1001, 3500))],
    }
    rows["locations"] += [
        f"{a}{b}{n:03},place" for a in "AB" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for n in range(1000)
    ]
    for kind, lines in rows.items():
        file = folder / f"{kind}.txt"
        file.write_text("\n".join(lines), encoding="utf-8")
        assert import_list(kind, file, folder / "reference", "2026-03-01").complete
    reference = load_reference(Path(folder / "reference"))
    lists = code_lists(reference)
    return Validity(reference, lists.location.normalise, lists.package_type.normalise)
