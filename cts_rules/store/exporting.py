"""Everything that is in a store written down, row by row, as it is at one moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
from sqlalchemy import Connection, Table, select

from cts_rules.store import audit
from cts_rules.store.chain import Head
from cts_rules.store.contents import Content
from cts_rules.store.database import Store
from cts_rules.store.exchange import CONTENTS, FORMAT, HEADER, Contents, StoreHead, TableContents, head_of
from cts_rules.store.migrating import newest
from cts_rules.store.tables import metadata
from cts_rules.store.whole_files import written_whole

AT_ONCE = 200
"""Rows that are in memory at once; of whole messages, one."""


def export_store(store: Store, file: Path) -> Head:
    """Writes all rows of a store to a file, as one state of it has them, and gives the head of its audit.

    The service may run meanwhile. FileInTheWay where the file is there.
    """
    tables = metadata().sorted_tables
    head = StoreHead(FORMAT, newest() or "", version("cts-rules"), [head_of(table) for table in tables])
    with written_whole(file) as beside, ZipFile(beside, "w") as archive, store.reading() as connection:
        _write(archive, HEADER, msgspec.json.encode(head))
        written = {
            told.name: _write_table(archive, told.file, connection, table)
            for table, told in zip(tables, head.tables, strict=True)
        }
        last = audit.head(connection)
        _write(archive, CONTENTS, msgspec.json.encode(Contents(written, str(last))))
    return last


def _write_table(archive: ZipFile, name: str, connection: Connection, table: Table) -> TableContents:
    rows, digest = 0, hashlib.sha256()
    with archive.open(_member(name), "w", force_zip64=True) as out:
        for line in _lines(connection, table):
            rows += 1
            digest.update(line)
            out.write(line)
    return TableContents(rows, digest.hexdigest())


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    at_once = 1 if table is Content.__table__ else AT_ONCE
    wanted = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(wanted, execution_options={"yield_per": at_once}):
        values: tuple[Any, ...] = tuple(row)
        yield encode(values) + b"\n"


def _write(archive: ZipFile, name: str, content: bytes) -> None:
    with archive.open(_member(name), "w") as out:
        out.write(content)


def _member(name: str) -> ZipInfo:
    """With the same moment in every archive, so that the same contents are the same file."""
    member = ZipInfo(name)
    member.compress_type = ZIP_DEFLATED
    return member
