"""A copy of a store as it is at one moment, and a store made of a copy."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from cts_rules.store.chain import NOTHING, Head
from cts_rules.store.database import FILE, Store, open_database
from cts_rules.store.exporting import export_store
from cts_rules.store.importing import NotImported, import_store
from cts_rules.store.migrating import is_empty, make_ready
from cts_rules.store.places import Place
from cts_rules.store.proving import Proof, prove
from cts_rules.store.whole_files import written_whole

SQLITE = b"SQLite format 3\x00"


def back_up(store: Store, file: Path) -> Head:
    """Copies a store while the service runs, and gives the head of the audit in the copy. FileInTheWay.

    Of a folder's store the copy is an SQLite file; of a database of PostgreSQL it is an export.
    """
    if not isinstance(store.place, Path):
        return export_store(store, file)
    with written_whole(file) as beside:
        with (
            closing(sqlite3.connect(store.place / FILE)) as source,
            closing(sqlite3.connect(beside)) as copy,
        ):
            source.backup(copy)  # all pages in one step: one state, and nobody waits for it
            copy.execute("PRAGMA journal_mode = DELETE")  # the copy is one file
        return _head_in(beside)


def _looked_at(file: Path) -> closing[sqlite3.Connection]:
    """A copy opened in a way that leaves nothing beside it."""
    return closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True))


def _head_in(file: Path) -> Head:
    with _looked_at(file) as copy:
        row = copy.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return Head(*row) if row else NOTHING


def restore(place: Place, file: Path) -> Proof:
    """Makes a store of a copy, upgraded if an earlier release made it, and proves its audit.

    NotImported where something was done in the store already, or the file is no copy or damaged; StoreUnusable,
    StoreAway, OSError.
    """
    with file.open("rb") as opened:
        is_sqlite = opened.read(len(SQLITE)) == SQLITE
    if not is_sqlite:
        return import_store(place, file)
    if not isinstance(place, Path):
        raise NotImported(f"{file} is the copy of a folder's store: restore it in a folder, export and import it")
    _check(file)
    _put_in_place(place, file)
    store = make_ready(place)
    try:
        with store.reading() as connection:
            return prove(connection)
    finally:
        store.close()


def _check(file: Path) -> None:
    try:
        with _looked_at(file) as copy:
            whole = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as trouble:
        raise NotImported(f"{file} is damaged, or no copy of a store ({trouble})") from trouble
    if not whole:
        raise NotImported(f"{file} is damaged: its pages do not fit together")


def _put_in_place(folder: Path, file: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (folder / FILE).exists():
        _remove_empty(folder)
    left = [path for path in (folder / f"{FILE}-wal", folder / f"{FILE}-shm") if path.exists()]
    if left:  # would be taken for the log of the copy
        raise NotImported(f"{left[0]} is left from another store: move it away")
    with written_whole(folder / FILE) as beside:
        shutil.copyfile(file, beside)
        with closing(sqlite3.connect(beside)) as restored:
            restored.execute("PRAGMA journal_mode = WAL")


def _remove_empty(folder: Path) -> None:
    there = open_database(folder)
    try:
        with there.reading() as connection:
            if not is_empty(connection):
                raise NotImported(f"the store in {folder} is not empty: restore in a new folder")
    finally:
        there.close()
    with closing(sqlite3.connect(folder / FILE)) as alone:
        try:
            alone.execute("PRAGMA journal_mode = DELETE")  # only who is alone can do that
        except sqlite3.OperationalError as trouble:
            raise NotImported(f"the store in {folder} is in use: stop the service first") from trouble
    (folder / FILE).unlink()
