"""Row by row from a table into drafts of manifests; every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from cts_grammar.folding import fold
from cts_grammar.vocabulary import as_is
from cts_rules.manifest.findings import Severity
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Seal
from cts_rules.readers.csv_account import RowAccount
from cts_rules.readers.csv_cells import Cells, plain
from cts_rules.readers.csv_columns import MANIFEST_KEYS, Column, column_named, key_of
from cts_rules.readers.csv_containers import Filled, fill_containers
from cts_rules.readers.csv_dialect import Row, Table
from cts_rules.readers.csv_drafts import Carried, ConsignmentDraft, ManifestDraft, Values
from cts_rules.readers.shapes import Sort

_TRAILER = re.compile(
    r"(?:grand )?(?:totals?|subtotals?|count|sum|rows|records|number of (?:rows|records)|end(?: of \w+)?|eof|fin)"
    r"\b[\s:=.]*[\d.,]*"
)


@dataclass(slots=True)
class RowReader:
    """Takes the rows of one table."""

    table: Table
    cells: Cells
    manifests: list[ManifestDraft] = field(default_factory=lambda: [ManifestDraft()])
    by_number: dict[str, ManifestDraft] = field(default_factory=dict)
    head: Values = field(default_factory=Values)
    """Manifest values from above the headings."""

    @property
    def carried(self) -> Carried:
        """Which lists the columns carry."""
        columns = [column for column in self.table.columns if column]
        structs = {column.struct for column in columns}
        return Carried(
            items=GoodsItem in structs,
            containers=not structs.isdisjoint((Container, Seal)),
            stowage=any(column.name == "container_number" for column in columns),
            seals=Seal in structs,
            codes=tuple(column.slot.name for column in columns if column.slot.sort is Sort.CODES),
        )

    @property
    def _has_numbers(self) -> bool:
        return any(column and column.name == "document_number" for column in self.table.columns)

    def take_above(self, rows: Iterable[Row]) -> None:
        """What stands above the headings: manifest values as `# key: value`, and titles, which are kept raw."""
        manifest = self.manifests[0]
        for row in rows:
            account = RowAccount(manifest, self.cells, row.line)
            line = self.table.delimiter.join(row.cells).strip().strip(self.table.delimiter)
            key, colon, text = line.lstrip("# ").partition(":")
            column = _manifest_column(key) if line.startswith("#") and colon else None
            if column is None:
                account.report("csv-above-headings", "info", f"`{line}` holds no value of the manifest")
                account.keep("", line)
                manifest.kept_raw += 1
                continue
            value = account.value(column, text)
            if value is not None:
                self.head.add(column, value, account.differs)
            manifest.mapped += 1
        manifest.values = deepcopy(self.head)

    def take_all(self, rows: Iterable[Row]) -> int:
        """All rows below the headings; gives their number."""
        taken = 0
        for row in rows:
            self.take(row)
            taken += 1
        return taken

    def take(self, row: Row) -> None:
        """One row below the headings, of which at least one cell is filled."""
        filled = [(c, t) for c, t in zip(self.table.columns, row.cells, strict=False) if c and t.strip()]
        manifest = self._manifest(filled)
        account = RowAccount(manifest, self.cells, row.line)
        if finding := self._no_data(row.cells):
            account.report(*finding)
            manifest.reported += 1
            return
        draft = self._consignment(manifest, filled, account) if filled else None
        account = replace(account, consignment=draft.index if draft else None)
        self._keep_unknown(row.cells, account)
        if draft is None:
            manifest.kept_raw += 1
        elif _fill(draft, filled, account):
            manifest.mapped += 1
        else:
            manifest.reported += 1

    def _no_data(self, cells: Sequence[str]) -> tuple[str, Severity, str] | None:
        """Finding of a row that is no goods: the headings again, a count at the end."""
        if [c for t in cells if (c := fold(t))] == [c for t in self.table.headings.cells if (c := fold(t))]:
            return "csv-repeated-headings", "info", "the headings stand here again"
        first = next(t for cell in cells if (t := fold(cell)))
        if _TRAILER.fullmatch(first):
            return "csv-trailer", "info", f"`{first}` ends or sums up the table and is no consignment"
        return None

    def _manifest(self, filled: Filled) -> ManifestDraft:
        """The manifest that a row is of: by its number, or that of the row above."""
        number = as_is(next((plain(cell) for column, cell in filled if column.name == "manifest_number"), ""))
        if number is None:
            return self.manifests[-1]
        if number not in self.by_number:
            if self.by_number:
                self.manifests.append(ManifestDraft(deepcopy(self.head)))
            self.by_number[number] = self.manifests[-1]
        return self.by_number[number]

    def _consignment(self, manifest: ManifestDraft, filled: Filled, account: RowAccount) -> ConsignmentDraft:
        """The consignment that a row is of: by its number, or that of the row above if it names nothing of one."""
        number = next((self.cells.value(c, cell) for c, cell in filled if c.name == "document_number"), None)
        if isinstance(number, str):
            return manifest.consignment(number)
        if manifest.consignments and not any(column.struct is Consignment for column, _ in filled):
            return manifest.consignments[-1]
        if number is None and self._has_numbers:
            message = "no document number: the row was read as a consignment of its own"
            account.report("csv-no-document-number", "warning", message)
        return manifest.consignment(None)

    def _keep_unknown(self, cells: Sequence[str], account: RowAccount) -> None:
        """Cells of unknown columns and cells beyond the last heading are kept as they stand."""
        headings = self.table.headings.cells
        if len(cells) <= len(headings) and None not in self.table.columns:
            return
        for n, cell in enumerate(cells):
            if not cell.strip():
                continue
            if n >= len(headings):
                account.report("csv-width", "warning", f"`{cell}` stands beyond the last heading")
                account.keep("", cell)
            elif self.table.columns[n] is None:
                account.keep(headings[n].strip() or f"{n + 1}", cell)


def _fill(draft: ConsignmentDraft, filled: Filled, account: RowAccount) -> bool:
    """Put the cells of a row where they belong; whether any of them gave a value."""
    item = Values()
    containers = [(column, plain(cell)) for column, cell in filled if column.struct in (Container, Seal)]
    gave = bool(containers)
    places = {Manifest: account.manifest.values, Consignment: draft.values}
    for column, cell in filled:
        if column.struct in (Container, Seal):
            continue
        place = places.get(column.struct, item)
        if place is not item and place.repeats(column, cell):
            gave = True
        elif (value := account.value(column, cell)) is not None:
            gave = True
            place.add(column, value, account.differs)
    if containers and containers != draft.stowed_last:
        draft.numbers_last = fill_containers(draft, containers, account)
        draft.stowed_last = containers
    if item.values:
        draft.item(item).containers.update(dict.fromkeys(draft.numbers_last if containers else ()))
    return gave


def _manifest_column(key: str) -> Column | None:
    """The column of a key above the headings; `movement` there is that of the whole manifest."""
    if key_of(key) == "movement":
        return Column("movement", Manifest, MANIFEST_KEYS["movement"])
    column = column_named(key)
    return column if column and column.struct is Manifest else None
