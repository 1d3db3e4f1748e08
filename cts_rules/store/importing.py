"""What was exported brought into an empty store: all of it as it was, or nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import msgspec
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from cts_rules.store.exchange import CONTENTS, FORMAT, HEADER, TYPES, Contents, StoreHead, TableContents, TableHead
from cts_rules.store.migrating import configuration, database_at, is_empty, known, of_a_later_release, revision
from cts_rules.store.places import Place
from cts_rules.store.postgresql import count_on
from cts_rules.store.proving import Proof, prove

ROWS, BYTES = 500, 8 * 1024 * 1024
"""Rows, or bytes of them, that are in memory at once."""
LONGEST_LINE = 1024 * 1024 * 1024
LONGEST_HEAD = 16 * 1024 * 1024


class NotImported(Exception):
    """What kept a file from being imported, in one sentence; the store is as it was."""


def import_store(place: Place, file: Path) -> Proof:
    """Fills an empty store, made if need be, with what was exported, and proves its audit.

    An export of an earlier release is upgraded. NotImported where the file is none, or damaged, or something was done
    in the store already; StoreUnusable, StoreAway, OSError.
    """
    store = database_at(place)
    try:
        with _opened(file) as archive, store.restructuring() as connection:
            head, contents = _read_heads(archive, file)
            _empty(connection, head.revision, place)
            for table in head.tables:
                _load(archive, connection, table, contents.tables[table.name], file)
            if connection.dialect.name == "postgresql":
                count_on(connection)
            command.upgrade(configuration(connection), "head")
            proof = prove(connection)
            if str(proof.head) != contents.audit:
                raise NotImported(f"{file} is damaged: its audit does not end as it says")
        return proof
    except IntegrityError as trouble:
        raise NotImported(f"{file} is damaged: its rows do not fit together") from trouble
    finally:
        store.close()


def _opened(file: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except BadZipFile as trouble:
        raise NotImported(f"{file} is no export of a store, or only a part of one") from trouble


def _read_heads(archive: ZipFile, file: Path) -> tuple[StoreHead, Contents]:
    try:
        head = msgspec.json.decode(_read(archive, HEADER), type=StoreHead)
        contents = msgspec.json.decode(_read(archive, CONTENTS), type=Contents)
    except (KeyError, BadZipFile, zlib.error, msgspec.MsgspecError) as trouble:
        raise NotImported(f"{file} is no export of a store ({trouble})") from trouble
    if head.format != FORMAT:
        raise NotImported(f"{file} is in the format {head.format}: this release reads {FORMAT}")
    if head.revision not in known():
        raise NotImported(f"{file} comes from a later release ({head.revision}): use that one")
    if {table.name for table in head.tables} != set(contents.tables):
        raise NotImported(f"{file} is damaged: its tables are not those that it says")
    return head, contents


def _read(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LONGEST_HEAD:
        raise BadZipFile(f"{name} is too large")
    return archive.read(name)


def _empty(connection: Connection, wanted: str, place: Place) -> None:
    """The tables of that revision without a row; refused where anything was ever done."""
    found = revision(connection)
    if told := of_a_later_release(found, place):
        raise NotImported(told)
    if not is_empty(connection):
        raise NotImported(f"the store in {place} is not empty: import into a new one")
    if found != wanted:
        if found is not None:
            command.downgrade(configuration(connection), "base")
        command.upgrade(configuration(connection), wanted)
    tables = sa.MetaData()
    tables.reflect(connection)
    for table in reversed(tables.sorted_tables):  # what a migration put there comes from the file, too
        if table.name != "alembic_version":
            connection.execute(table.delete())


def _load(archive: ZipFile, connection: Connection, head: TableHead, told: TableContents, file: Path) -> None:
    table = _table(connection, head, file)
    digest, rows = hashlib.sha256(), 0
    try:
        decode = msgspec.json.Decoder(tuple[tuple(TYPES[c.kind] for c in head.columns)]).decode  # type: ignore[misc]
        with archive.open(head.file) as lines:
            for batch in _batches(lines, digest.update):
                rows += len(batch)
                values = [dict(zip(table.columns.keys(), decode(line), strict=True)) for line in batch]
                connection.execute(table.insert(), values)
    except (KeyError, BadZipFile, EOFError, zlib.error, msgspec.MsgspecError, OverflowError) as trouble:
        raise NotImported(f"{file} is damaged: {head.file} cannot be read") from trouble
    except DBAPIError as trouble:
        raise NotImported(f"{file} is damaged: the rows of {head.name} do not fit together") from trouble
    if (rows, digest.hexdigest()) != (told.rows, told.sha256):
        raise NotImported(f"{file} is damaged: {head.file} is not what was exported")


def _table(connection: Connection, head: TableHead, file: Path) -> sa.TableClause:
    """The table as the database has it, with the columns in the order of the file."""
    kinds: dict[str, Callable[[bool], sa.types.TypeEngine[Any]]] = {
        "json": lambda nullable: sa.JSON(none_as_null=nullable),
        "bytes": lambda _: sa.LargeBinary(),
        "boolean": lambda _: sa.Boolean(),
        "integer": lambda _: sa.BigInteger(),
        "real": lambda _: sa.Double(),
        "text": lambda _: sa.Text(),
    }
    seen = sa.inspect(connection)
    there = {c["name"]: c for c in seen.get_columns(head.name)} if seen.has_table(head.name) else {}
    if set(there) != {column.name for column in head.columns}:
        raise NotImported(f"{file} is damaged: the columns of {head.name} are not those of its revision")
    return sa.table(head.name, *(sa.column(c.name, kinds[c.kind](there[c.name]["nullable"])) for c in head.columns))


def _batches(lines: IO[bytes], seen: Callable[[bytes], None]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    while line := lines.readline(LONGEST_LINE):
        if not line.endswith(b"\n"):
            raise BadZipFile("a line has no end")
        seen(line)
        batch.append(line)
        size += len(line)
        if len(batch) >= ROWS or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
