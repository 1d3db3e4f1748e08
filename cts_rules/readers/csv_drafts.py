"""Consignments as they grow row by row, until the table ends and they become values of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cts_engine.values import Money
from cts_grammar.vocabulary import as_is
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal
from cts_rules.readers.csv_columns import PARTIES, Column
from cts_rules.readers.reading import Tally, Unmapped
from cts_rules.readers.shapes import Sort

Differs = Callable[[Column, object, object], None]
"""Told of a value that differs from the one filed before: column, value, the one before."""


class Carried(NamedTuple):
    """Which lists the columns of a table can carry; the others stay missing."""

    items: bool
    containers: bool
    stowage: bool
    """Which containers an item is in."""
    seals: bool
    codes: tuple[str, ...]
    """Lists of codes of a consignment: `transhipment_ports`."""


@dataclass(slots=True)
class Values:
    """Values of one structure by column."""

    columns: dict[str, Column] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    """The last cell of each column as it stood: most of a table repeats what stands above."""
    conflicts: list[str] = field(default_factory=list)

    def repeats(self, column: Column, cell: str) -> bool:
        """Whether the same stood in this column before."""
        if self.cells.get(column.name) == cell:
            return True
        self.cells[column.name] = cell
        return False

    def add(self, column: Column, value: object, differs: Differs) -> None:
        """Keep the first value of a column and tell, once, of another one."""
        if column.name not in self.values:
            self.columns[column.name], self.values[column.name] = column, value
        elif self.values[column.name] != value and column.name not in self.conflicts:
            self.conflicts.append(column.name)
            differs(column, value, self.values[column.name])

    def fields(self, party: str = "") -> dict[str, Any]:
        """By field of the model, amounts of money with their currency."""
        chosen = {n: c for n, c in self.columns.items() if c.party == party and not c.currency}
        return {
            column.slot.name: self._money(name) if column.slot.sort is Sort.MONEY else self.values[name]
            for name, column in chosen.items()
        }

    def _money(self, name: str) -> Money:
        amount: Any = self.values[name]
        currency: Any = self.values.get(f"{name}_currency")
        return Money(amount.amount, amount.currency or currency)


@dataclass(slots=True)
class ContainerDraft:
    """A container that several rows may name."""

    values: Values = field(default_factory=Values)
    seals: dict[Seal, None] = field(default_factory=dict)
    seals_lost: bool = False
    """A row's seals could not be told apart, so that the list is not known."""

    def take(self, filed: Iterable[tuple[Column, object]], seals: Iterable[Seal], differs: Differs) -> None:
        """What another row says of it; its number may be spelled in another way there."""
        for column, value in filed:
            if column.name != "container_number" or not self.values.values:
                self.values.add(column, value, differs)
        self.seals.update(dict.fromkeys(seals))

    def finished(self, carried: Carried) -> Container:
        """The container."""
        seals = tuple(self.seals) if carried.seals and not self.seals_lost else None
        return Container(**self.values.fields(), seals=seals)


@dataclass(slots=True)
class ItemDraft:
    """A goods item; a row that repeats it adds containers."""

    values: Values = field(default_factory=Values)
    containers: dict[str, None] = field(default_factory=dict)

    def finished(self, carried: Carried) -> GoodsItem:
        """The goods item."""
        return GoodsItem(**self.values.fields(), containers=tuple(self.containers) if carried.stowage else None)


@dataclass(slots=True)
class ConsignmentDraft:
    """A consignment that several rows may name."""

    index: int
    values: Values = field(default_factory=Values)
    items: list[ItemDraft] = field(default_factory=list)
    containers: dict[str, ContainerDraft] = field(default_factory=dict)
    stowed_last: list[tuple[Column, str]] = field(default_factory=list)
    """The cells of the containers in the row before, which the next row mostly repeats, and their numbers."""
    numbers_last: tuple[str, ...] = ()

    def item(self, values: Values) -> ItemDraft:
        """The item of a row: one filed before, where number and all values agree, else a new one."""
        numbered = "item_number" in values.values
        same = (item for item in self.items if numbered and item.values.values == values.values)
        if (found := next(same, None)) is None:
            found = ItemDraft(values)
            self.items.append(found)
        return found

    def container(self, number: str | None) -> ContainerDraft:
        """The container of that number; one without a number is always another one."""
        key = (as_is(number) if number else None) or f"without number {len(self.containers)}"
        return self.containers.setdefault(key, ContainerDraft())

    def finished(self, carried: Carried) -> Consignment:
        """The consignment."""
        own: dict[str, Any] = {**dict.fromkeys(carried.codes, ()), **self.values.fields()}
        own |= {party: Party(**fields) for party in PARTIES if (fields := self.values.fields(party))}
        items = tuple(item.finished(carried) for item in self.items) if carried.items else None
        containers = tuple(c.finished(carried) for c in self.containers.values()) if carried.containers else None
        return Consignment(**own, goods_items=items, containers=containers)


@dataclass(slots=True)
class ManifestDraft:
    """A manifest with what was found while reading it; rows with another manifest number begin another one."""

    values: Values = field(default_factory=Values)
    consignments: list[ConsignmentDraft] = field(default_factory=list)
    by_number: dict[str, ConsignmentDraft] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    mapped: int = 0
    reported: int = 0
    kept_raw: int = 0

    def consignment(self, number: str | None) -> ConsignmentDraft:
        """The consignment of that document number; one without a number is always another one."""
        key = as_is(number) if number else None
        if key in self.by_number:
            return self.by_number[key]
        draft = ConsignmentDraft(len(self.consignments))
        self.consignments.append(draft)
        if key:
            self.by_number[key] = draft
        return draft

    def finished(self, carried: Carried) -> Manifest:
        """The manifest."""
        consignments = tuple(draft.finished(carried) for draft in self.consignments)
        return Manifest(**self.values.fields(), consignments=consignments)

    def tally(self) -> Tally:
        """The account of its rows."""
        return Tally(self.mapped + self.reported + self.kept_raw, self.mapped, self.reported, self.kept_raw)
