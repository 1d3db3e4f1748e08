"""A folder of imported lists: one file a list, named by its content, and `lists.json`, which says what is what.

Files are never changed: a new import writes a new file and then, by one rename, a new `lists.json`. A run that started
before goes on with what it read, and an interrupted import leaves everything as it was.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

CATALOGUE = "lists.json"


class ReferenceDamaged(Exception):
    """A reference folder does not hold what its catalogue says; the message names the file and what to do."""


class Entry(msgspec.Struct, frozen=True):
    """What the catalogue keeps about one imported list."""

    kind: str
    file: str
    sha256: str
    rows: int
    source: str
    """Name of the file that it was read from."""
    source_sha256: str
    imported: str
    """Day of the import, as it was given."""
    complete: bool


class Catalogue(msgspec.Struct, frozen=True):
    """All imported lists, by kind, the newest of each."""

    schema: str
    lists: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class StoredList:
    """An imported list in its place, whose content has been compared with its hash."""

    kind: str
    path: Path
    sha256: str
    complete: bool


def default_folder(environment: Mapping[str, str]) -> Path:
    """CTS_REFERENCE, else `reference` where this system keeps a program's data."""
    if chosen := environment.get("CTS_REFERENCE"):
        return Path(chosen)
    return data_folder(environment) / "reference"


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where this system keeps the data of this program."""
    if sys.platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "cts-rules"


def read_catalogue(folder: Path) -> Catalogue:
    """What has been imported into the folder; nothing, if it does not exist."""
    try:
        return msgspec.json.decode((folder / CATALOGUE).read_bytes(), type=Catalogue)
    except FileNotFoundError:
        return Catalogue("cts-reference/1", {})
    except msgspec.MsgspecError as trouble:
        raise ReferenceDamaged(f"{folder / CATALOGUE} cannot be read ({trouble}): import the lists again") from trouble


def read_folder(folder: Path) -> dict[str, StoredList]:
    """The imported lists, each compared with its hash. ReferenceDamaged where one was changed or is gone."""
    return {kind: _verified(folder, entry) for kind, entry in read_catalogue(folder).lists.items()}


def _verified(folder: Path, entry: Entry) -> StoredList:
    path = folder / entry.file
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as trouble:
        raise ReferenceDamaged(f"{path} cannot be read: import {entry.kind} again") from trouble
    if found != entry.sha256:
        raise ReferenceDamaged(f"{path} was changed after its import: import {entry.kind} again")
    return StoredList(entry.kind, path, entry.sha256, entry.complete)


def store(folder: Path, kind: str, content: bytes, entry: Entry) -> None:
    """Put a list into the folder and into its catalogue, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / entry.file, content)
    lists = {**read_catalogue(folder).lists, kind: entry}
    catalogue = msgspec.json.encode(Catalogue("cts-reference/1", dict(sorted(lists.items()))))
    write_whole(folder / CATALOGUE, msgspec.json.format(catalogue, indent=2) + b"\n")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there complete or not at all."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
