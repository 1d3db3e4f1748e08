"""Everything in a store taken elsewhere: to the other database and back the same, damaged or foreign files refused."""

from __future__ import annotations

import json
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from alembic import command

from cts_rules.office.office import Office, open_office
from cts_rules.office.reading import manifests
from cts_rules.office.submitting import submit
from cts_rules.store import messages
from cts_rules.store.backing_up import back_up, restore
from cts_rules.store.database import FILE, open_database
from cts_rules.store.exporting import export_store
from cts_rules.store.importing import NotImported, import_store
from cts_rules.store.migrating import configuration, make_ready
from cts_rules.store.places import Place, Postgres
from cts_rules.store.proving import prove
from cts_rules.store.whole_files import FileInTheWay
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import hand_in, office_at, with_rules
from tests.rules.office.offices import message as written
from tests.rules.store.earlier import FIRST, as_it_was_first, only, rows_of

NONE = {"CTS_REFERENCE": "no such folder"}


def fill(office: Office) -> Office:
    for n in range(3):
        hand_in(office, goods(f"A{n}", "ÉTÉ ☃", weight=20_000.1), goods(f"B{n}", f"C{n}"), manifest_number=f"M{n}")
    submit(office, written(goods("K1")), "application/json", "luis", key="k1")
    return office


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Office]:
    office = fill(with_rules(office_at(tmp_path / "filled")))
    yield office
    office.store.close()


@pytest.fixture
def exported(filled: Office, tmp_path: Path) -> Path:
    export_store(filled.store, tmp_path / "store.zip")
    return tmp_path / "store.zip"


def contents(archive: Path) -> dict[str, bytes]:
    with ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_to_a_store_and_back_is_the_same(exported: Path, place: Place, tmp_path: Path) -> None:
    assert import_store(place, exported).holds
    there = open_office(place, NONE)
    head = export_store(there.store, tmp_path / "there.zip")
    assert contents(tmp_path / "there.zip") == contents(exported)
    assert import_store(tmp_path / "back", tmp_path / "there.zip").head == head
    back = open_database(tmp_path / "back")
    export_store(back, tmp_path / "back.zip")
    back.close()
    assert contents(tmp_path / "back.zip") == contents(exported)
    number = max(manifest.message for manifest in manifests(there).items)
    hand_in(there, goods("NEW"))
    assert manifests(there).items[0].message == number + 1
    with there.reading() as connection:
        assert prove(connection).holds
    there.store.close()


@pytest.mark.needs("initdb")
def test_a_copy_of_a_database_is_an_export(exported: Path, postgres: Postgres, tmp_path: Path) -> None:
    import_store(postgres, exported)
    store = open_database(postgres)
    back_up(store, tmp_path / "copy")
    store.close()
    assert contents(tmp_path / "copy") == contents(exported)
    assert restore(tmp_path / "restored", tmp_path / "copy").holds


def test_an_export_of_the_first_release_is_upgraded(filled: Office, place: Place, tmp_path: Path) -> None:
    store = as_it_was_first(tmp_path / "first", filled.store)
    with store.reading() as connection:
        rows = rows_of(connection)
    store.close()
    store = make_ready(tmp_path / "first")
    with store.reading() as connection:
        head = str(prove(connection).head)
    store.close()
    old = changed_archive(filled, tmp_path, lambda files: as_first(files, rows, head))
    assert import_store(place, old).holds
    there = open_database(place)
    with there.reading() as connection:
        assert only(rows_of(connection), rows) == rows
    there.close()


def as_first(files: dict[str, bytes], rows: dict[str, list[dict[str, object]]], audit: str) -> None:
    """An export as the first release would have written it."""
    head = json.loads(files["store.json"])
    head["revision"] = FIRST
    head["tables"] = [table for table in head["tables"] if table["name"] in rows]
    kept: dict[str, bytes] = {}
    for table in head["tables"]:
        name = f"tables/{table['name']}.jsonl"
        places = [
            n for n, c in enumerate(table["columns"]) if not rows[table["name"]] or c["name"] in rows[table["name"]][0]
        ]
        table["columns"] = [table["columns"][n] for n in places]
        lines = [json.loads(line) for line in files[name].splitlines()]
        kept[name] = b"".join(json.dumps([line[n] for n in places]).encode() + b"\n" for line in lines)
    files.clear()
    files |= {"store.json": json.dumps(head).encode(), **kept}
    told(files, audit)


def told(files: dict[str, bytes], audit: str = "") -> None:
    """`contents.json` made anew, as one who changes a file would."""
    from hashlib import sha256

    lines = {name: content for name, content in files.items() if name.startswith("tables/")}
    tables = {
        name.removeprefix("tables/").removesuffix(".jsonl"): {"rows": content.count(b"\n"), "sha256": sha256(content).hexdigest()}
        for name, content in lines.items()
    }  # fmt: skip
    files["contents.json"] = json.dumps({"tables": tables, "audit": audit}).encode()


def changed_archive(office: Office, folder: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    export_store(office.store, folder / "whole.zip")
    files = contents(folder / "whole.zip")
    change(files)
    with ZipFile(folder / "changed.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return folder / "changed.zip"


def no_head(files: dict[str, bytes]) -> None:
    del files["store.json"]


def other_format(files: dict[str, bytes]) -> None:
    files["store.json"] = files["store.json"].replace(b"cts-store/1", b"cts-store/9")


def later_release(files: dict[str, bytes]) -> None:
    files["store.json"] = json.dumps(json.loads(files["store.json"]) | {"revision": "9999"}).encode()


def changed_row(files: dict[str, bytes]) -> None:
    files["tables/rulebook.jsonl"] = files["tables/rulebook.jsonl"].replace(b"trial", b"tried")


def row_too_few(files: dict[str, bytes]) -> None:
    files["tables/in_force.jsonl"] = b""


def row_too_few_and_told(files: dict[str, bytes]) -> None:
    files["tables/rulebook.jsonl"] = b""
    told(files, json.loads(files["contents.json"])["audit"])


def not_json(files: dict[str, bytes]) -> None:
    files["tables/message.jsonl"] = b"nothing\n"


def no_end(files: dict[str, bytes]) -> None:
    files["tables/message.jsonl"] = files["tables/message.jsonl"][:-1]


def no_table(files: dict[str, bytes]) -> None:
    del files["tables/message.jsonl"]


def strange_column(files: dict[str, bytes]) -> None:
    files["store.json"] = files["store.json"].replace(b'"media_type"', b'"password"')


def other_head(files: dict[str, bytes]) -> None:
    told(files, audit="4:" + "0" * 64)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (no_head, "is no export of a store"),
        (other_format, "this release reads cts-store/1"),
        (later_release, "comes from a later release"),
        (changed_row, r"rulebook.jsonl is not what was exported"),
        (row_too_few, r"in_force.jsonl is not what was exported"),
        (row_too_few_and_told, "do not fit together"),
        (not_json, "message.jsonl cannot be read"),
        (no_end, "message.jsonl cannot be read"),
        (no_table, "message.jsonl cannot be read"),
        (strange_column, "the columns of message"),
        (other_head, "its audit does not end as it says"),
    ],
)
def test_a_damaged_or_foreign_file_leaves_nothing(
    filled: Office, place: Place, tmp_path: Path, change: Callable[[dict[str, bytes]], object], sentence: str
) -> None:
    file = changed_archive(filled, tmp_path, change)
    with pytest.raises(NotImported, match=sentence):
        import_store(place, file)
    store = make_ready(place)
    with store.reading() as connection:
        assert messages.unassessed(connection) == []
        assert prove(connection).entries == 0
    store.close()


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.999])
def test_a_part_of_a_file_is_refused(exported: Path, tmp_path: Path, part: float) -> None:
    whole = exported.read_bytes()
    (tmp_path / "part.zip").write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(NotImported, match="no export of a store"):
        import_store(tmp_path / "new", tmp_path / "part.zip")


def test_a_store_with_something_in_it_is_left_alone(exported: Path, place: Place) -> None:
    office = with_rules(office_at(place))
    with office.reading() as connection:
        before = rows_of(connection)
    with pytest.raises(NotImported, match="is not empty"):
        import_store(place, exported)
    with office.reading() as connection:
        assert rows_of(connection) == before
    office.store.close()


def test_a_store_that_is_ready_and_empty_is_filled(exported: Path, place: Place) -> None:
    make_ready(place).close()
    assert import_store(place, exported).holds


def test_nothing_is_overwritten(filled: Office, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("dear to somebody")
    for write in (back_up, export_store):
        with pytest.raises(FileInTheWay, match="is there already"):
            write(filled.store, tmp_path / "kept")
    assert (tmp_path / "kept").read_text() == "dear to somebody"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_is_one_state_while_others_write(filled: Office, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        n = 0
        while not over.is_set():
            n += 1
            submit(filled, written(goods(f"W{n}"), manifest_number=f"W{n}"), "application/json", "t")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        heads = [back_up(filled.store, tmp_path / f"copy{n}") for n in range(3)]
    finally:
        over.set()
        writer.join()
    for n, head in enumerate(heads):
        assert [path.name for path in tmp_path.glob(f"copy{n}*")] == [f"copy{n}"]
        assert (tmp_path / f"copy{n}").stat().st_mode & 0o77 == 0
        proof = restore(tmp_path / f"restored{n}", tmp_path / f"copy{n}")
        assert (proof.holds, proof.head) == (True, head)
    restored = open_office(tmp_path / "restored2", NONE)
    hand_in(restored, goods("NEW"))
    restored.store.close()


def test_a_backup_of_the_first_release_is_upgraded(filled: Office, tmp_path: Path) -> None:
    as_it_was_first(tmp_path / "first", filled.store).close()
    assert restore(tmp_path / "restored", tmp_path / "first" / FILE).holds


def test_what_cannot_be_restored_is_refused(filled: Office, tmp_path: Path) -> None:
    back_up(filled.store, tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    half = len(whole) // 2
    (tmp_path / "zeroed").write_bytes(whole[:half] + b"\0" * 8192 + whole[half + 8192 :])
    (tmp_path / "cut").write_bytes(whole[:half])
    (tmp_path / "other").write_bytes(b"no store at all")
    for name in ("zeroed", "cut", "other"):
        with pytest.raises(NotImported, match=r"damaged|no export"):
            restore(tmp_path / f"from {name}", tmp_path / name)
    with pytest.raises(NotImported, match="is not empty"):
        restore(tmp_path / "filled", tmp_path / "copy")
    (tmp_path / "left").mkdir()
    (tmp_path / "left" / f"{FILE}-wal").write_bytes(b"of another store")
    with pytest.raises(NotImported, match="left from another store"):
        restore(tmp_path / "left", tmp_path / "copy")


def test_an_empty_store_is_replaced_unless_somebody_is_at_it(filled: Office, tmp_path: Path) -> None:
    back_up(filled.store, tmp_path / "copy")
    empty = make_ready(tmp_path / "empty")
    with empty.reading(), pytest.raises(NotImported, match="in use"):
        restore(tmp_path / "empty", tmp_path / "copy")
    empty.close()
    assert restore(tmp_path / "empty", tmp_path / "copy").holds


@pytest.mark.needs("initdb")
def test_a_copy_of_a_folder_is_not_restored_in_a_database(filled: Office, postgres: Postgres, tmp_path: Path) -> None:
    back_up(filled.store, tmp_path / "copy")
    with pytest.raises(NotImported, match="export and import it"):
        restore(postgres, tmp_path / "copy")


def test_memory_does_not_grow_with_the_store(tmp_path: Path) -> None:
    """Thirty messages of a megabyte, one in memory at a time; each is base64 and its bytes and a line."""
    store = make_ready(tmp_path / "large")
    for n in range(30):
        with store.writing() as connection:
            messages.add(
                connection, bytes([n]) * 1_000_000, "x", "x", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "t"
            )
    tracemalloc.start()
    export_store(store, tmp_path / "large.zip")
    import_store(tmp_path / "copied", tmp_path / "large.zip")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    store.close()
    assert most < 30_000_000


def test_a_store_of_another_revision_is_brought_to_the_files(exported: Path, place: Place) -> None:
    store = make_ready(place)
    with store.restructuring() as connection:
        command.downgrade(configuration(connection), FIRST)
    store.close()
    assert import_store(place, exported).holds
