"""Single cells: from text under a heading to a value of the model, `Unreadable` where it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cts_engine.values import Unreadable
from cts_rules.readers import as_filed
from cts_rules.readers.csv_columns import Column
from cts_rules.readers.json_values import TRUTHS
from cts_rules.readers.shapes import Sort

WEIGHTS = frozenset(("gross_weight", "weight", "net_weight", "tare"))
SEVERAL = ";"
"""Between several values of one cell."""

_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_AMOUNT_AND_WORD = re.compile(
    r"(?P<amount>[-+\d., ']*\d)\s*(?P<word>[A-Za-z]{2,}[23]?)|(?P<first>[A-Za-z]{3})\s*(?P<then>[\d.,']+)"
)
ROUNDED_CODE = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
"""What a spreadsheet makes of a long number: the digits are gone."""


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells of one table are read."""

    placeholders: frozenset[str]
    decimal_mark: str

    def value(self, column: Column, cell: str) -> object:
        """The value, None for an empty cell. Amounts of money come without their currency."""
        return _READERS[column.slot.sort](self, column, plain(cell))


def plain(cell: str) -> str:
    """The cell without blanks around it and without the marks by which spreadsheets keep text as text.

    >>> plain('="0803"'), plain(" '0803 "), plain(" Cotton ")
    ('0803', '0803', 'Cotton')
    """
    bare = cell.strip()
    if bare.startswith("=") and (formula := _FORMULA.fullmatch(bare)):
        return formula[1].strip()
    return bare[1:] if bare.startswith("'") and bare[1:2].isdigit() else bare


def amount_and_currency(cell: str) -> tuple[str, str | None]:
    """The amount and the currency, where a cell holds both.

    >>> amount_and_currency("500 USD"), amount_and_currency("EUR 1,250.00"), amount_and_currency("500")
    (('500', 'USD'), ('1,250.00', 'EUR'), ('500', None))
    """
    found = _AMOUNT_AND_WORD.fullmatch(cell)
    if found is None:
        return cell, None
    amount, word = found["amount"] or found["then"], found["word"] or found["first"]
    return (amount, word) if len(word) == 3 and word.isalpha() else (cell, None)


def _text(_: Cells, __: Column, cell: str) -> object:
    return as_filed.text(cell)


def _name(cells: Cells, _: Column, cell: str) -> object:
    return as_filed.party_name(cell, cells.placeholders)


def _code(_: Cells, __: Column, cell: str) -> object:
    return Unreadable(cell) if ROUNDED_CODE.fullmatch(cell) else as_filed.code(cell)


def _hs_code(_: Cells, __: Column, cell: str) -> object:
    return as_filed.hs_code(cell)


def _quantity(cells: Cells, column: Column, cell: str) -> object:
    if column.slot.name in WEIGHTS:
        return _measured(cells, column, cell, as_filed.mass, "KGM")
    if column.slot.name == "volume":
        return _measured(cells, column, cell, as_filed.volume, "MTQ")
    return as_filed.number(cell, cells.decimal_mark)


Converter = Callable[[str | None, str | None, str], float | Unreadable | None]


def _measured(cells: Cells, column: Column, cell: str, convert: Converter, base: str) -> object:
    value = convert(cell, column.unit or base, cells.decimal_mark)
    with_unit = _AMOUNT_AND_WORD.fullmatch(cell) if isinstance(value, Unreadable) else None
    if with_unit and with_unit["amount"]:
        spelled = convert(with_unit["amount"], with_unit["word"], cells.decimal_mark)
        return spelled if isinstance(spelled, float) else value
    return value


def _temperature(cells: Cells, column: Column, cell: str) -> object:
    return as_filed.temperature(cell, column.unit.lstrip("°") or "CEL", cells.decimal_mark)


def _count(_: Cells, __: Column, cell: str) -> object:
    return (
        int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= 9 else as_filed.text(cell) and Unreadable(cell)
    )


def _moment(_: Cells, __: Column, cell: str) -> object:
    return as_filed.iso_moment(cell)


def _word(_: Cells, column: Column, cell: str) -> object:
    word = " ".join(cell.lower().replace("_", " ").split())
    return word if word in column.slot.words else as_filed.text(cell) and Unreadable(cell)


def _truth(_: Cells, __: Column, cell: str) -> object:
    return TRUTHS.get(cell.lower(), as_filed.text(cell) and Unreadable(cell))


def _money(cells: Cells, column: Column, cell: str) -> object:
    if column.currency:
        return as_filed.text(cell)
    return as_filed.number(amount_and_currency(cell)[0], cells.decimal_mark)


def _codes(_: Cells, __: Column, cell: str) -> object:
    return tuple(code for part in cell.split(SEVERAL) if (code := part.strip()))


_READERS: Mapping[Sort, Callable[[Cells, Column, str], object]] = {
    Sort.TEXT: _text,
    Sort.NAME: _name,
    Sort.CODE: _code,
    Sort.HS_CODE: _hs_code,
    Sort.QUANTITY: _quantity,
    Sort.TEMPERATURE: _temperature,
    Sort.COUNT: _count,
    Sort.MOMENT: _moment,
    Sort.WORD: _word,
    Sort.TRUTH: _truth,
    Sort.MONEY: _money,
    Sort.CODES: _codes,
}
