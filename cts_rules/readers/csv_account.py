"""One row being read: its cells become values, and what is wrong with them becomes findings at row and column."""

from __future__ import annotations

from dataclasses import dataclass

from cts_engine.values import Money, Unreadable
from cts_rules.manifest.findings import Finding, Severity
from cts_rules.readers.csv_cells import ROUNDED_CODE, Cells, amount_and_currency, plain
from cts_rules.readers.csv_columns import Column
from cts_rules.readers.csv_drafts import ManifestDraft
from cts_rules.readers.reading import Unmapped
from cts_rules.readers.shapes import Sort

CANNOT = {
    Sort.NAME: "stands for no name",
    Sort.CODE: "stands for no code",
    Sort.HS_CODE: "is not an HS code of two to fourteen digits",
    Sort.QUANTITY: "cannot be read as a number of 0 or more",
    Sort.TEMPERATURE: "cannot be read as a temperature",
    Sort.COUNT: "is not a whole number",
    Sort.MOMENT: "is not a date such as `2026-03-01` or a time such as `2026-03-01T04:30:00Z`",
    Sort.TRUTH: "is neither yes nor no",
    Sort.MONEY: "cannot be read as an amount of 0 or more",
}
_NEVER_UNREADABLE = (Sort.COUNT, Sort.TRUTH)


@dataclass(frozen=True, slots=True)
class RowAccount:
    """Reads the cells of one row and reports to its manifest."""

    manifest: ManifestDraft
    cells: Cells
    row: int
    consignment: int | None = None

    def report(self, code: str, severity: Severity, message: str, column: str = "") -> None:
        """A finding at the row, or at one of its columns."""
        self.manifest.findings.append(Finding(code, severity, message, self._where(column), self.consignment))

    def keep(self, column: str, raw: str) -> None:
        """Keep what no field takes."""
        self.manifest.unmapped.append(Unmapped(self._where(column), raw, self.consignment))

    def _where(self, column: str) -> str:
        return f"row {self.row}, column {column}" if column else f"row {self.row}"

    def differs(self, column: Column, value: object, before: object) -> None:
        """A repeated value is another one: the first counts."""
        message = f"{_shown(value)} differs from {_shown(before)} in an earlier row; the first counts"
        self.report("csv-conflict", "warning", message, column.name)

    def value(self, column: Column, cell: str) -> object:
        """The value of a cell, None where the model can hold nothing of it; amounts come with their currency."""
        value = self.cells.value(column, cell)
        if isinstance(value, Unreadable):
            self.report("unreadable-value", "warning", f"`{value.unreadable}` {_why(column, value)}", column.name)
            if column.slot.sort in _NEVER_UNREADABLE:
                self.keep(column.name, value.unreadable)
                return None
        if column.slot.sort is not Sort.MONEY:
            return value
        return self._currency(column, value) if column.currency else _money(value, plain(cell), column)

    def _currency(self, column: Column, value: object) -> str | None:
        if value is None or (currency := _currency_code(str(value))):
            return currency if value is not None else None
        self.report("unreadable-value", "warning", f"`{value}` is not a currency code of three letters", column.name)
        self.keep(column.name, str(value))
        return None


def _money(amount: object, cell: str, column: Column) -> Money | None:
    if not isinstance(amount, float | Unreadable):
        return None
    return Money(amount, _currency_code(amount_and_currency(cell)[1] or column.unit))


def _currency_code(text: str) -> str | None:
    code = text.strip().upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None


def _why(column: Column, value: Unreadable) -> str:
    if column.slot.sort is Sort.CODE and ROUNDED_CODE.fullmatch(value.unreadable):
        return "was rounded by a spreadsheet and is lost"
    if column.slot.sort is Sort.WORD:
        return "is none of " + ", ".join(f"`{word}`" for word in column.slot.words)
    return CANNOT[column.slot.sort]


def _shown(value: object) -> str:
    if isinstance(value, Unreadable):
        return f"`{value.unreadable}`"
    if isinstance(value, Money):
        amount = value.amount if not isinstance(value.amount, Unreadable) else value.amount.unreadable
        return f"`{amount} {value.currency or ''}`".replace(" `", "`")
    return f"`{'; '.join(value) if isinstance(value, tuple) else value}`"
