import subprocess
import sys
from pathlib import Path

import pytest

from cts_grammar.folding import fold
from cts_rules.reference.code_table import BUILT_IN, read_rows
from cts_rules.reference.reference import Reference, load_reference

# What a sea carrier writes, and the UN/LOCODE of the same place.
SAME_PLACES = [("CNSHA", "CNSHG", "CNSGH"), ("CNTAO", "CNQDG", "CNQIN"), ("CNNGB", "CNNBG", "CNNBO")]


@pytest.mark.parametrize("codes", SAME_PLACES)
def test_codes_of_one_place_are_one_place(reference: Reference, codes: tuple[str, ...]) -> None:
    assert {reference.canonical_location(code) for code in codes} == {codes[-1]}
    assert all(map(reference.known_location, codes))
    assert len({reference.location_title(code) for code in codes}) == 1


def test_a_location_is_told_with_its_country(reference: Reference) -> None:
    assert reference.location_title("ECGYE") == "Guayaquil, Ecuador"
    assert reference.location_title("EC") == "Ecuador"
    assert reference.location_title("ECXXX") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UNITEDSTATES", "US"),
        ("United States of America", "US"),
        ("USA", "US"),
        ("us", "US"),
        ("Estados Unidos", "US"),
        ("États-Unis", "US"),
        ("Alemania", "DE"),
        ("Deutschland", "DE"),
        ("Côte d'Ivoire", "CI"),
        ("IVORY COAST", "CI"),
        ("Korea, Republic of", "KR"),
        ("P.R. CHINA", "CN"),
        ("Hongkong", "HK"),
        ("Türkiye", "TR"),
        ("Viet Nam", "VN"),
        ("VIETNAM", "VN"),
        ("UK", "GB"),
        ("Kosovo", "XK"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_names(reference: Reference, name: str, code: str | None) -> None:
    assert reference.country_named(name) == code


def test_every_further_name_means_a_country_in_use(reference: Reference) -> None:
    for name, code in read_rows(BUILT_IN / "country-names.csv"):
        assert reference.known_country(code), name
        assert reference.country_named(name) == code


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("EC", "in use"),
        ("XK", "in use"),
        ("XI", "in use"),
        ("AN", "withdrawn"),
        ("ZR", "withdrawn"),
        ("EU", "grouping"),
        ("QQ", None),
    ],
)
def test_a_country_has_a_status(reference: Reference, code: str, status: str | None) -> None:
    assert reference.countries.status(code) == status
    assert reference.known_country(code) == (status == "in use")
    assert (reference.country_title(code) is None) == (status is None)


def test_hs_codes_are_told_by_their_longest_known_beginning(reference: Reference) -> None:
    assert reference.hs_title("0803901000") == reference.hs_title("0803") == "Bananas and plantains"
    assert reference.hs_title("0899") == reference.hs_title("08")
    assert reference.known_hs("0803")
    assert reference.known_hs_chapter("0899")
    assert {f"{chapter:02}" for chapter in range(1, 98)} <= set(reference.hs.rows)


def test_packages_are_known_as_carriers_write_them(reference: Reference) -> None:
    assert {reference.canonical_package_type(code) for code in ("PLT", "PAL", "PX")} == {"PX"}
    assert all(map(reference.known_package_type, ("UNT", "BOX", "COL", "PLT", "SDR", "IBC", "CT")))
    assert not reference.known_package_type("QQ")
    assert reference.package_title("BOX") == "Box"


def test_dangerous_goods_are_told_with_their_class(reference: Reference) -> None:
    assert reference.un_number_title("3480") == "Lithium ion batteries (class 9)"
    assert not reference.known_un_number("9999")


def test_to_order_is_no_placeholder(reference: Reference) -> None:
    assert {"unknown", "private", "same as consignee", "n/a"} <= reference.placeholders
    assert not any(term.startswith("to order") for term in reference.placeholders)


def test_words_are_folded(reference: Reference) -> None:
    for words in (reference.placeholders, reference.vague_terms, reference.filler_words):
        assert {fold(word) for word in words} == words


def test_built_in_lists_hold_no_code_twice() -> None:
    for file in BUILT_IN.glob("*.csv"):
        codes = [row[0] for row in read_rows(file)]
        assert sorted(codes) == sorted(set(codes)), file.name


def test_aliases_lead_to_known_codes(reference: Reference) -> None:
    assert all(code in reference.locations for code in reference.location_aliases.values())
    assert all(code in reference.packages for code in reference.package_aliases.values())
    assert not any(code in reference.locations for code in reference.location_aliases)


def test_the_digest_is_the_same_in_another_process() -> None:
    script = "from cts_rules.reference.reference import load_reference; print(load_reference(None).digest)"
    other = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()
    assert load_reference(None).digest == other


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path, reference: Reference) -> None:
    assert load_reference(tmp_path / "nowhere").digest == reference.digest
