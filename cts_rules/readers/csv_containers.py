"""Containers and seals out of the cells of one row: several stand in one cell, parted by `;`.

With one container `;` parts its seals; with several it parts the containers, and `+` the seals of each.
"""

from __future__ import annotations

import re

from cts_rules.manifest.model import Seal
from cts_rules.readers.csv_account import RowAccount
from cts_rules.readers.csv_cells import SEVERAL
from cts_rules.readers.csv_columns import COLUMNS, Column
from cts_rules.readers.csv_drafts import ConsignmentDraft

Filled = list[tuple[Column, str]]

NUMBER = COLUMNS["container_number"]
_SEAL_NUMBER = COLUMNS["seal_number"]
_SEAL_PARTY = COLUMNS["seal_party"]


def fill_containers(draft: ConsignmentDraft, filled: Filled, account: RowAccount) -> tuple[str, ...]:
    """Put the containers of a row into its consignment; gives their numbers."""
    cells = {column.name: (column, cell) for column, cell in filled}
    _, number_cell = cells.pop(NUMBER.name, (NUMBER, ""))
    numbers = [account.value(NUMBER, part) for part in _parts(number_cell)]
    count = len(numbers) or 1
    seals = _split(account, cells.pop(_SEAL_NUMBER.name, (_SEAL_NUMBER, "")), count)
    parties = _split(account, cells.pop(_SEAL_PARTY.name, (_SEAL_PARTY, "")), count)
    values = [(column, _split(account, (column, cell), count)) for column, cell in cells.values()]
    for n, number in enumerate(numbers or [None]):
        filed = [(NUMBER, number), *((column, account.value(column, parts[n])) for column, parts in values if parts)]
        known = [(column, value) for column, value in filed if value is not None]
        affixed = _seals(account, seals[n], parties[n] if parties else "") if seals else []
        if known or affixed:
            container = draft.container(number if isinstance(number, str) else None)
            container.take(known, affixed, account.differs)
            container.seals_lost = container.seals_lost or seals is None
    return tuple(number for number in numbers if isinstance(number, str))


def _parts(cell: str) -> list[str]:
    return [part for text in cell.split(SEVERAL) if (part := text.strip())]


def _split(account: RowAccount, cell: tuple[Column, str], count: int) -> list[str] | None:
    """One part for each container: the cell itself for one, its parts for several, None where they do not fit."""
    column, text = cell
    if count == 1 or not text:
        return [text] * count
    parts = [part.strip() for part in text.split(SEVERAL)]
    if len(parts) == count:
        return parts
    if len(parts) == 1 and column not in (_SEAL_NUMBER, _SEAL_PARTY):
        return parts * count
    account.report("csv-parts", "warning", f"{len(parts)} values for {count} containers", column.name)
    account.keep(column.name, text)
    return None


def _seals(account: RowAccount, numbers: str, parties: str) -> list[Seal]:
    """The seals of one container, each with its party; one party stands for all of them."""
    found = [part for text in re.split(r"[;+]", numbers) if (part := text.strip())]
    affixed = [part for text in re.split(r"[;+]", parties) if (part := text.strip())]
    if len(affixed) == 1:
        affixed *= len(found)
    if len(affixed) != len(found):
        if affixed:
            account.report("csv-parts", "warning", f"{len(affixed)} parties for {len(found)} seals", _SEAL_PARTY.name)
            account.keep(_SEAL_PARTY.name, parties)
        affixed = [""] * len(found)
    return [
        Seal(number=account.value(_SEAL_NUMBER, number), party=account.value(_SEAL_PARTY, party))  # type: ignore[arg-type]
        for number, party in zip(found, affixed, strict=True)
    ]
