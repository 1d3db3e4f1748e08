"""`cts-store/1`: everything that is in a store, in a form that belongs to no database.

A ZIP file. `store.json` says what it is: the format, the revision of the tables, the release that wrote it, and each
table with its columns and their kinds. `tables/<name>.jsonl` has a line for each row: a JSON array of its values in the
order of the columns, bytes in base64, rows in the order of the primary key. `contents.json`, the last, has for each
table the number of rows and the SHA-256 of its lines, and the head of the audit. The same contents give the same lines,
whichever database they come from.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, String, Table
from sqlalchemy.types import TypeEngine

FORMAT = "cts-store/1"
HEADER, CONTENTS = "store.json", "contents.json"

KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (JSON, "json"),
    (LargeBinary, "bytes"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "real"),
    (String, "text"),
)
TYPES: dict[str, Any] = {
    "json": Any,
    "bytes": bytes | None,
    "boolean": bool | None,
    "integer": int | None,
    "real": float | None,
    "text": str | None,
}
"""What stands for a kind in a line."""


class ColumnHead(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    kind: str


class TableHead(msgspec.Struct, frozen=True):
    """A table and its columns, in the order of its lines."""

    name: str
    columns: list[ColumnHead]

    @property
    def file(self) -> str:
        """Where its lines are."""
        return f"tables/{self.name}.jsonl"


class StoreHead(msgspec.Struct, frozen=True):
    """What stands in `store.json`."""

    format: str
    revision: str
    """Of the tables, as the migrations name it."""
    release: str
    tables: list[TableHead]
    """Each after those that it refers to."""


class TableContents(msgspec.Struct, frozen=True):
    """How much a table holds, and the hash of its lines."""

    rows: int
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """What stands in `contents.json`."""

    tables: dict[str, TableContents]
    audit: str
    """The head of the audit: `number:hash`."""


def head_of(table: Table) -> TableHead:
    """A table of the code as it is exchanged."""
    return TableHead(str(table.name), [ColumnHead(str(column.name), kind_of(column)) for column in table.columns])


def kind_of(column: Column[Any]) -> str:
    """The kind of a column; every type that tables are made of has one."""
    return next(kind for known, kind in KINDS if isinstance(column.type, known))
