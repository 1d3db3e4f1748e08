import time
from pathlib import Path

import pytest

from cts_rules.reference import stored
from cts_rules.reference.importing import ListRefused, import_list, list_lists, rejoined
from cts_rules.reference.kinds import KINDS
from cts_rules.reference.reference import load_reference
from cts_rules.reference.stored import CATALOGUE, ReferenceDamaged, default_folder

DAY = "2026-03-01"
PUBLISHED = [
    ("locations", "unlocode_geoapify_merged.csv", "ECGYE"),
    ("hs", "harmonized-system.csv", "080390"),
    ("countries", "unlocode_country-codes.csv", "EC"),
    ("countries", "dcsa/countrycodes.csv", "AD"),
    ("packages", "unece_rec21_package_codes.csv", "PX"),
    ("packages", "dcsa/packagecodes.csv", "1A"),
    ("dangerous-goods", "un_dangerous_goods_numbers.csv", "3480"),
    ("currencies", "dcsa/currencycodes.csv", "AED"),
]


@pytest.mark.parametrize(("kind", "name", "code"), PUBLISHED)
def test_published_lists_are_read(published: Path, tmp_path: Path, kind: str, name: str, code: str) -> None:
    done = import_list(kind, published / name, tmp_path, DAY)
    assert done.file.read_text(encoding="utf-8").count("\n") == done.rows + 1
    assert f"\n{code}," in done.file.read_text(encoding="utf-8")
    assert done.file.name == f"{kind}-{done.sha256[:16]}.csv"


def test_an_official_list_of_locations_is_whole_and_quick(published: Path, tmp_path: Path) -> None:
    done = import_list("locations", published / "unlocode_geoapify_merged.csv", tmp_path, DAY)
    assert done.complete == (done.rows > 50_000)
    assert done.repeated > 0
    reference = load_reference(tmp_path)
    start = time.perf_counter()
    assert reference.location_title("CRLIO") == "Puerto Limon, Costa Rica"
    assert time.perf_counter() - start < 3  # a tenth of a second where nothing else runs
    assert reference.location_title("JPNGO") == "Nagoya, Aichi, Japan"
    assert reference.location_title("CNSHA") == reference.location_title("CNSGH") == "Shanghai, China"


def test_rows_no_longer_in_use_are_told(published: Path, tmp_path: Path) -> None:
    done = import_list("dangerous-goods", published / "un_dangerous_goods_numbers.csv", tmp_path, DAY)
    assert "`3001` is no longer in use" in [problem.message for problem in done.problems]
    done = import_list("packages", published / "unece_rec21_package_codes.csv", tmp_path, DAY)
    assert [problem.message for problem in done.problems] == ["`SX` is marked as deleted"]


def test_words_are_added_and_removed(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("Term;Status\nAs Discussed;\nprivate;removed\n", encoding="utf-8")
    import_list("placeholders", own, tmp_path / "folder", DAY)
    placeholders = load_reference(tmp_path / "folder").placeholders
    assert "as discussed" in placeholders
    assert "private" not in placeholders
    assert "unknown" in placeholders


def test_a_national_port_code_can_be_an_alias(tmp_path: Path) -> None:
    own = tmp_path / "ports.csv"
    own.write_text("code,stands_for\n0901,NLRTM\n", encoding="utf-8")
    import_list("location-aliases", own, tmp_path, DAY)
    reference = load_reference(tmp_path)
    assert reference.canonical_location("0901") == "NLRTM"
    assert reference.canonical_location("CNSHA") == "CNSGH"


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("hs", "section,name\nI,animals\n", "no column for code"),
        ("hs", "", "is empty"),
        ("hs", "code,name\nfruit,bananas\n", "row 2: `fruit` is not an HS code"),
        ("fruit", "", "there is no kind of list `fruit`: choose one of locations,"),
    ],
)
def test_what_is_no_such_list_is_refused(tmp_path: Path, kind: str, text: str, message: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ListRefused, match=message):
        import_list(kind, file, tmp_path / "folder", DAY)
    assert not (tmp_path / "folder").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="cannot be read"):
        import_list("hs", tmp_path / "nothing.csv", tmp_path, DAY)


def test_one_bad_row_in_many_is_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "Code\tName\n" + "".join(f"{n:04}\tgoods\n" for n in range(100, 140)) + "12x\tbad\n", encoding="utf-8"
    )
    done = import_list("hs", file, tmp_path, DAY)
    assert [(problem.row, problem.message[:21]) for problem in done.problems] == [(42, "`12x` is not an HS co")]
    assert done.rows == 40


def test_a_small_list_is_laid_over_the_built_in_one(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("code,name\n0803,Bananas only\n", encoding="utf-8")
    assert not import_list("hs", file, tmp_path, DAY).complete
    reference = load_reference(tmp_path)
    assert (reference.hs_title("0803"), reference.hs_title("0804") is not None) == ("Bananas only", True)


def test_all_lists_in_use_are_listed(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("code,name\n0803,Bananas only\n", encoding="utf-8")
    import_list("hs", file, tmp_path, DAY)
    infos = {info.kind: info for info in list_lists(tmp_path)}
    assert list(infos) == [kind.name for kind in KINDS]
    assert (infos["hs"].source, infos["hs"].rows, infos["hs"].date) == ("list.csv", 1, DAY)
    assert infos["placeholders"].source == "built in"
    assert infos["countries"].complete
    assert all(info.rows for info in infos.values())
    assert [info.kind for info in list_lists(None)] == list(infos)


def test_an_import_changes_the_digest(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("code,name\n0803,Bananas only\n", encoding="utf-8")
    before = load_reference(tmp_path / "folder").digest
    import_list("hs", file, tmp_path / "folder", DAY)
    first = load_reference(tmp_path / "folder").digest
    import_list("hs", file, tmp_path / "folder", "2026-04-01")
    assert before != first == load_reference(tmp_path / "folder").digest


def test_an_interrupted_import_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list.csv"
    file.write_text("code,name\n0803,Bananas only\n", encoding="utf-8")
    folder = tmp_path / "folder"
    import_list("hs", file, folder, DAY)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    file.write_text("code,name\n0803,Other bananas\n", encoding="utf-8")

    def fails(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="no space"):
        import_list("hs", file, folder, DAY)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_list_that_was_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("code,name\n0803,Bananas only\n", encoding="utf-8")
    done = import_list("hs", file, tmp_path, DAY)
    done.file.write_text("code,name\n0803,Flowers\n", encoding="utf-8")
    with pytest.raises(ReferenceDamaged, match="was changed after its import: import hs again"):
        load_reference(tmp_path)
    done.file.unlink()
    with pytest.raises(ReferenceDamaged, match="cannot be read: import hs again"):
        load_reference(tmp_path)
    (tmp_path / CATALOGUE).write_text("{", encoding="utf-8")
    with pytest.raises(ReferenceDamaged, match="import the lists again"):
        load_reference(tmp_path)


def test_the_folder_is_chosen_by_the_environment(tmp_path: Path) -> None:
    assert default_folder({"CTS_REFERENCE": str(tmp_path)}) == tmp_path
    assert default_folder({}).parts[-2:] == ("cts-rules", "reference")


def test_names_that_were_quoted_twice_are_put_together() -> None:
    assert rejoined(["a", '"b', ' c"', "d"]) == ["a", "b, c", "d"]
    assert rejoined(["a", "b"]) == ["a", "b"]


def test_an_import_without_a_day_is_dated_today(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("code,name\n0803,Bananas only\n", encoding="utf-8")
    import_list("hs", file, tmp_path)
    assert len(stored.read_catalogue(tmp_path).lists["hs"].imported) == len(DAY)
