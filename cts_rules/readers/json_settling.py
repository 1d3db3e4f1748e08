"""The last step of reading JSON, however it was read: texts trimmed, texts that say nothing made unreadable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from cts_engine.values import Money, Unreadable
from cts_grammar.folding import words
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Consignment, Manifest, Party
from cts_rules.readers import as_filed
from cts_rules.readers.shapes import SLOTS, Slot, Sort

Structure = TypeVar("Structure", bound=msgspec.Struct)
Clean = Callable[[str], object]
Where = tuple["Where", str | int] | None
"""A place, innermost part first, so that it costs nothing until a finding needs it in words."""

NOBODY = Party()
EXPECTED = {
    Sort.NAME: "stands for no name",
    Sort.CODE: "stands for no code",
    Sort.HS_CODE: "is not an HS code of two to fourteen digits",
    Sort.MOMENT: "is not a date such as `2026-03-01` or a time such as `2026-03-01T04:30:00Z`",
}


def settled(manifest: Manifest, placeholders: frozenset[str]) -> tuple[Manifest, tuple[Finding, ...]]:
    """The manifest as the model promises it, and a finding for each text that could not be read."""
    settling = _Settling(placeholders)
    top = (None, "consignments")
    consignments = tuple(
        settling.structure(consignment, (top, index), index) for index, consignment in enumerate(manifest.consignments)
    )
    head = settling.structure(msgspec.structs.replace(manifest, consignments=()), None, None)
    return msgspec.structs.replace(head, consignments=consignments), tuple(settling.findings)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with one structure: only the fields that may need cleaning."""

    slots: tuple[Slot, ...]
    cleaners: tuple[Clean | None, ...]
    values: Callable[[msgspec.Struct], tuple[object, ...]]


_CLEANED = frozenset((Sort.TEXT, Sort.NAME, Sort.CODE, Sort.HS_CODE, Sort.MOMENT))
_NESTED = frozenset((Sort.STRUCT, Sort.STRUCTS, Sort.CODES, Sort.MONEY))


@dataclass(slots=True)
class _Settling:
    placeholders: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    plans: dict[type[msgspec.Struct], _Plan] = field(init=False)

    def __post_init__(self) -> None:
        cleaners: dict[Sort, Clean] = {
            Sort.TEXT: as_filed.text,
            Sort.CODE: lru_cache(maxsize=4_096)(as_filed.code),
            Sort.HS_CODE: lru_cache(maxsize=4_096)(as_filed.hs_code),
            Sort.NAME: _name_cleaner(self.placeholders),
            Sort.MOMENT: as_filed.iso_moment,
        }
        self.plans = {struct: _plan(slots, cleaners) for struct, slots in SLOTS.items()}

    def structure(self, structure: Structure, where: Where, index: int | None) -> Structure:
        """The structure with its texts cleaned: itself, where there was nothing to clean."""
        plan = self.plans[type(structure)]
        changes: dict[str, Any] = {}
        for slot, clean, value in zip(plan.slots, plan.cleaners, plan.values(structure), strict=True):
            if value is None:
                continue
            if clean is None:
                after = self._nested(slot, value, where, index)
            elif type(value) is str:
                after = clean(value)
                if isinstance(after, Unreadable):
                    self._report(f"`{after.unreadable}` {EXPECTED[slot.sort]}", (where, slot.name), index)
            else:
                continue
            if after is not value:
                changes[slot.name] = after
        return msgspec.structs.replace(structure, **changes) if changes else structure

    def _nested(self, slot: Slot, value: Any, where: Where, index: int | None) -> object:
        if slot.sort is Sort.STRUCT:
            return value if value == NOBODY else self.structure(value, (where, slot.name), index)
        if slot.sort is Sort.STRUCTS:
            return self._structures(value, (where, slot.name), index)
        return _codes(value) if slot.sort is Sort.CODES else self._money(value, (where, slot.name), index)

    def _structures(self, values: tuple[Any, ...], where: Where, index: int | None) -> tuple[Any, ...]:
        after: list[Any] = []
        for n, value in enumerate(values):
            settled_value = self.structure(value, (where, n), index)
            if settled_value is not value:
                after = after or list(values)
                after[n] = settled_value
        return type(values)(after) if after else values

    def _money(self, money: Money, where: Where, index: int | None) -> Money:
        amount, currency = money.amount, (money.currency or "").strip().upper()
        if isinstance(amount, float) and amount < 0:
            self._report(f"`{amount:g}` is negative", (where, "amount"), index)
            amount = Unreadable(f"{amount:g}")
        if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            self._report(f"`{money.currency}` is not a currency code of three letters", (where, "currency"), index)
            currency = ""
        after = Money(amount, currency or None)
        return money if after == money else after

    def _report(self, message: str, where: Where, index: int | None) -> None:
        self.findings.append(Finding("unreadable-value", "warning", message, _written(where), index))


def _plan(slots: tuple[Slot, ...], cleaners: Mapping[Sort, Clean]) -> _Plan:
    concerned = tuple(slot for slot in slots if slot.sort in _CLEANED or slot.sort in _NESTED)
    return _Plan(
        concerned,
        tuple(cleaners.get(slot.sort) for slot in concerned),
        attrgetter(*(slot.name for slot in concerned)),
    )


def _name_cleaner(placeholders: frozenset[str]) -> Clean:
    """`as_filed.party_name`, spared for names that begin as no placeholder does."""
    beginnings = {words(phrase).strip()[:2] for phrase in placeholders}
    full = lru_cache(maxsize=4_096)(lambda name: as_filed.party_name(name, placeholders))

    def clean(name: str) -> object:
        begins = name[:2]
        if begins.isascii() and begins.isalnum() and len(begins) == 2 and begins.lower() not in beginnings:
            return name.strip()
        return full(name)

    return clean


def _written(where: Where) -> str:
    if where is None:
        return ""
    outer, part = _written(where[0]), where[1]
    return f"{outer}[{part}]" if isinstance(part, int) else f"{outer}.{part}".lstrip(".")


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """The codes without blanks around them and without empty ones."""
    after = [code for value in values if (code := value.strip())]
    return values if len(after) == len(values) and all(map(str.__eq__, after, values)) else type(values)(after)


def consignments_with_content(manifest: Manifest) -> Iterator[Consignment]:
    """Those of which at least one value was read."""
    return (consignment for consignment in manifest.consignments if consignment != Consignment())
