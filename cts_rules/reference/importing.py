"""Official lists from their published files into a reference folder, checked row by row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pycountry

from cts_grammar.folding import fold
from cts_rules.reference.code_table import read_rows
from cts_rules.reference.kinds import COUNTRIES, CURRENCIES, KINDS, Column, Kind, Row
from cts_rules.reference.reference import built_in_file
from cts_rules.reference.stored import Entry, read_catalogue, store

MOST_REFUSED = 0.05
"""Share of a file's rows that may be left out; with more than that it is not the list that it is taken for."""


class ListRefused(Exception):
    """The file cannot be imported as this kind of list; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was left out."""

    row: int
    """Its line in the file."""
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    kind: str
    rows: int
    repeated: int
    """Rows whose code had come before: the first one counts."""
    problems: tuple[RowProblem, ...]
    complete: bool
    """Taken for the official whole: a code that is not in it will be called a mistake."""
    file: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One list in use."""

    kind: str
    title: str
    source: str
    """Name of the imported file, or `built in`."""
    rows: int
    sha256: str
    date: str
    """Day of the import; empty for built-in lists."""
    complete: bool


def kind_named(name: str) -> Kind:
    """The kind of list of that name. ListRefused, naming all kinds, where there is none."""
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        raise ListRefused(f"there is no kind of list `{name}`: choose one of {', '.join(k.name for k in KINDS)}")
    return found


def import_list(kind: str, path: Path, into: Path, today: str | None = None) -> Imported:
    """Read a published list and put it into the reference folder, whole or not at all.

    Columns are found by their headings. A row that cannot be right is left out and told with its number. ListRefused
    where the file has no such columns, or where too many of its rows are wrong. `today` dates it, else the clock does.
    """
    wanted = kind_named(kind)
    try:
        content = path.read_bytes()
    except OSError as trouble:
        raise ListRefused(f"{path} cannot be read: {trouble.strerror}") from trouble
    rows, repeated, problems = _rows(wanted, path, content)
    stored = _written(wanted, rows)
    digest = hashlib.sha256(stored).hexdigest()
    entry = Entry(
        kind=wanted.name,
        file=f"{wanted.name}-{digest[:16]}.csv",
        sha256=digest,
        rows=len(rows),
        source=path.name,
        source_sha256=hashlib.sha256(content).hexdigest(),
        imported=today or datetime.now(UTC).date().isoformat(),
        complete=0 < wanted.official_from <= len(rows),
    )
    store(into, wanted.name, stored, entry)
    return Imported(wanted.name, len(rows), repeated, tuple(problems), entry.complete, into / entry.file, digest)


def list_lists(folder: Path | None) -> tuple[ListInfo, ...]:
    """All lists in use: of each kind the imported one, else the built-in one."""
    imported = read_catalogue(folder).lists if folder else {}
    return tuple(_info(kind, imported.get(kind.name)) for kind in KINDS)


def _info(kind: Kind, entry: Entry | None) -> ListInfo:
    if entry:
        return ListInfo(kind.name, kind.title, entry.source, entry.rows, entry.sha256, entry.imported, entry.complete)
    file = built_in_file(kind)
    content = file.read_bytes() if file.exists() else b""
    digest, rows = hashlib.sha256(content).hexdigest(), len(read_rows(file)) if content else 0
    if official := _OFFICIAL.get(kind.name):
        source = f"pycountry {pycountry.__version__}, built in" if rows else f"pycountry {pycountry.__version__}"
        return ListInfo(kind.name, kind.title, source, rows + len(official), digest, "", True)
    return ListInfo(kind.name, kind.title, "built in", rows, digest, "", False)


_OFFICIAL = {COUNTRIES.name: pycountry.countries, CURRENCIES.name: pycountry.currencies}
"""Lists that a library keeps whole."""


def _rows(kind: Kind, path: Path, content: bytes) -> tuple[list[Row], int, list[RowProblem]]:
    reader, headings = _table(path, content)
    places = _places(kind, path, headings)
    kept: dict[str, Row] = {}
    repeated, problems = 0, []
    for line, cells in reader:
        row = kind.tidy(tuple(cells[at].strip() if at is not None and at < len(cells) else "" for at in places))
        if isinstance(row, str):
            problems.append(RowProblem(line, row))
        elif row[0] in kept:
            repeated += 1
        else:
            kept[row[0]] = row
    if not kept or len(problems) > MOST_REFUSED * (len(kept) + len(problems)):
        first = f", the first in row {problems[0].row}: {problems[0].message}" if problems else ""
        raise ListRefused(f"{path.name} has {len(problems)} unusable rows of {len(kept) + len(problems)}{first}")
    return sorted(kept.values()), repeated, problems


def _table(path: Path, content: bytes) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    """Rows with their lines, and the headings above them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("iso-8859-1")
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        headings = [heading.strip() for heading in next(reader)]
    except (StopIteration, csv.Error):
        raise ListRefused(f"{path.name} is empty") from None
    return _numbered(path, reader), headings


def _numbered(path: Path, reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 1
    try:
        for cells in reader:
            line += 1
            if any(cells):
                yield line, rejoined(cells)
    except csv.Error as trouble:
        raise ListRefused(f"{path.name} cannot be read after row {line}: {trouble}") from trouble


def rejoined(cells: list[str]) -> list[str]:
    """Cells that were quoted twice and split at the comma in between, put together again.

    >>> rejoined(["JP", '"Nagoya', ' Aichi"', "23"])
    ['JP', 'Nagoya, Aichi', '23']
    """
    if not any(cell.startswith('"') for cell in cells):
        return cells
    whole: list[str] = []
    for cell in cells:
        if whole and whole[-1].startswith('"'):
            whole[-1] += "," + cell
        else:
            whole.append(cell)
        if len(whole[-1]) > 1 and whole[-1].startswith('"') and whole[-1].endswith('"'):
            whole[-1] = whole[-1].strip('"')
    return whole


def _places(kind: Kind, path: Path, headings: Sequence[str]) -> list[int | None]:
    """Where each column stands. ListRefused where one that is needed is not there."""
    keys = [_key(heading) for heading in headings]
    places = [_place(column, keys) for column in kind.columns]
    lacking = [c.name for c, place in zip(kind.columns, places, strict=True) if place is None and not c.optional]
    if lacking:
        raise ListRefused(
            f"{path.name} has no column for {', '.join(lacking)} among its headings {', '.join(headings[:12])}"
        )
    return places


def _place(column: Column, keys: Sequence[str]) -> int | None:
    return next((keys.index(key) for heading in column.headings if (key := _key(heading)) in keys), None)


def _key(heading: str) -> str:
    return "".join(filter(str.isalnum, fold(heading)))


def _written(kind: Kind, rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(kind.stored)
    writer.writerows(rows)
    return text.getvalue().encode()
