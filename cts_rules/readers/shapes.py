"""The model as tables: for each of its structures the fields with their sort, for readers that go field by field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

import msgspec

from cts_engine.values import Money
from cts_rules.manifest import model
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal


class Sort(StrEnum):
    """How a field's value is read."""

    TEXT = "text"
    NAME = "name of a party"
    CODE = "code"
    HS_CODE = "HS code"
    QUANTITY = "number, not negative"
    TEMPERATURE = "number"
    COUNT = "whole number"
    MOMENT = "date or time"
    WORD = "word"
    TRUTH = "true or false"
    MONEY = "amount of money"
    CODES = "list of codes"
    STRUCT = "object"
    STRUCTS = "list of objects"


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a structure."""

    name: str
    sort: Sort
    struct: type[msgspec.Struct] | None = None
    words: tuple[str, ...] = ()


_SORTS = {
    "Text": Sort.TEXT,
    "Code": Sort.CODE,
    "Quantity": Sort.QUANTITY,
    "Temperature": Sort.TEMPERATURE,
    "Moment": Sort.MOMENT,
    "Money | None": Sort.MONEY,
    "int | None": Sort.COUNT,
    "bool | None": Sort.TRUTH,
    "tuple[str, ...] | None": Sort.CODES,
}
_STRUCTS = {struct.__name__: struct for struct in (Party, GoodsItem, Seal, Container, Consignment, Manifest)}
_SPECIAL = {(Party, "name"): Sort.NAME, (GoodsItem, "hs_code"): Sort.HS_CODE}


def _slot(struct: type[msgspec.Struct], name: str, annotation: str) -> Slot:
    if sort := _SPECIAL.get((struct, name)) or _SORTS.get(annotation):
        return Slot(name, sort)
    if annotation in _STRUCTS:
        return Slot(name, Sort.STRUCT, _STRUCTS[annotation])
    first = annotation.partition(" | ")[0]
    if first.startswith("tuple["):
        return Slot(name, Sort.STRUCTS, _STRUCTS[first.removeprefix("tuple[").partition(",")[0]])
    return Slot(name, Sort.WORD, words=get_args(getattr(model, first)))


SLOTS: dict[type[msgspec.Struct], tuple[Slot, ...]] = {
    struct: tuple(_slot(struct, name, str(annotation)) for name, annotation in struct.__annotations__.items())
    for struct in _STRUCTS.values()
}
"""In the order of the model's fields."""

BY_NAME: dict[type[msgspec.Struct], dict[str, Slot]] = {
    struct: {slot.name: slot for slot in slots} for struct, slots in SLOTS.items()
}

MONEY_FIELDS = Money.__struct_fields__
