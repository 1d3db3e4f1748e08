"""A goods item: GID with what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from cts_engine.values import Money, Unreadable
from cts_rules.manifest.model import Code, GoodsItem, Quantity
from cts_rules.readers import as_filed, cuscar_codes
from cts_rules.readers.cuscar_context import Context, by_qualifier, first, joined, taken
from cts_rules.readers.cuscar_place import country
from cts_rules.readers.cuscar_text import announced_hs_codes, announced_un_numbers, description
from cts_rules.readers.edifact_segments import Segment


@dataclass(slots=True)
class FiledItem:
    """A goods item with the containers that SGP puts it into."""

    item: GoodsItem
    gid: Segment | None
    stowed: list[Segment] = field(default_factory=list)
    """SGP with a container number."""

    @property
    def says_nothing(self) -> bool:
        """Whether it is there only because the standard demands a GID: no goods, no packages, no weight."""
        item = self.item
        nothing = GoodsItem(item.number, packages=item.packages, package_type=item.package_type, weight=item.weight)
        return item.number in (0, None) and not item.packages and not item.weight and item == nothing


def goods_item(context: Context, group: Sequence[Segment], currency: str) -> FiledItem:
    """The goods item of a GID group."""
    gid = taken(group[0]) or group[0]
    by_tag = _by_tag(group)
    texts = [s for s in by_tag("FTX") if s.part(1).upper() in cuscar_codes.DESCRIPTION]
    said = description(context, texts)
    packages, package_type = _packages(context, gid, by_tag("PAC"))
    weights = by_tag("MEA")
    item = GoodsItem(
        number=_item_number(gid),
        hs_code=_hs_code(context, by_tag("CST"), said, gid),
        description=said,
        weight=measured(context, weights, cuscar_codes.GROSS_WEIGHT),
        net_weight=measured(context, weights, cuscar_codes.NET_WEIGHT),
        volume=measured(context, weights, cuscar_codes.VOLUME),
        packages=packages,
        package_type=package_type,
        value=amount(context, by_tag("MOA"), cuscar_codes.GOODS_VALUE, currency),
        country_of_origin=country(context, by_qualifier(by_tag("LOC")), cuscar_codes.COUNTRY_OF_ORIGIN),
        un_number=_un_number(by_tag("DGS"), [said, *(" ".join(s.parts(4)) for s in by_tag("FTX") if s not in texts)]),
        marks=marks(by_tag("PCI")),
        quantity=_quantity(context, by_tag("QTY")),
    )
    stowed = [segment for segment in by_tag("SGP") if segment.part(1) and taken(segment)]
    return FiledItem(item, gid, stowed)


def with_description(filed: FiledItem, said: str) -> FiledItem:
    """The item with a description that was filed for the consignment, and what that announces."""
    codes, numbers = announced_hs_codes(said), announced_un_numbers(said)
    item = msgspec.structs.replace(
        filed.item,
        description=said,
        hs_code=filed.item.hs_code or (codes[0] if len(codes) == 1 else None),
        un_number=filed.item.un_number or (numbers[0] if len(numbers) == 1 else None),
    )
    return FiledItem(item, filed.gid, filed.stowed)


def measured(context: Context, segments: Sequence[Segment], dimensions: frozenset[str]) -> Quantity:
    """The first MEA of such a dimension (6313); one without dimension goes by its unit."""
    for mea in segments:
        dimension, unit, value = mea.part(2).upper(), mea.part(3).upper(), mea.part(3, 1)
        if not dimension:
            dimension = "VOL" if unit in as_filed.CUBIC_METRES or mea.part(1).upper() == "VOL" else "G"
        if dimension in dimensions and value:
            mea.mapped = True
            read = context.volume if dimensions is cuscar_codes.VOLUME else context.mass
            return read(value, unit, mea)
    return None


def amount(context: Context, segments: Sequence[Segment], qualifiers: Sequence[str], currency: str) -> Money | None:
    """The MOA of the most preferred qualifier."""
    segment = taken(first(segments, qualifiers))
    return context.money(segment, currency) if segment else None


def marks(segments: Sequence[Segment]) -> str | None:
    """Marks and numbers of all PCI."""
    filed = [segment for segment in segments if any(map(str.strip, segment.parts(2)))]
    return joined(part for segment in filed if taken(segment) for part in segment.parts(2))


def _by_tag(group: Sequence[Segment]) -> Callable[[str], list[Segment]]:
    tags: dict[str, list[Segment]] = {}
    for segment in group:
        tags.setdefault(segment.tag, []).append(segment)
    return lambda tag: tags.get(tag, [])


def _item_number(gid: Segment) -> int | None:
    filed = gid.part(1)
    return int(filed) if filed.isascii() and filed.isdigit() and len(filed) < 10 else None


def _packages(context: Context, gid: Segment, pac: Sequence[Segment]) -> tuple[Quantity, Code]:
    """Number and type from GID, else from the first PAC; a type that is only named stands for its code."""
    for segment, types in ((gid, gid.parts(2)[1:]), *((s, s.parts(3)) for s in pac[:1])):
        number = segment.part(2) if segment is gid else segment.part(1)
        kind = (types[0].strip() or types[-1].strip()) if types else ""
        if number or kind:
            segment.mapped = True
            return context.count(number, segment, "number of packages"), as_filed.code(kind)
    return None, None


def _hs_code(context: Context, cst: Sequence[Segment], said: str | None, gid: Segment) -> Code:
    for segment in cst:
        for element in segment.elements[2:]:
            if element[0].strip():
                segment.mapped = True
                return as_filed.hs_code(element[0])
    codes = announced_hs_codes(said) if said else ()
    if len(codes) > 1:
        context.find("several-hs-codes", "info", f"the text announces several HS codes: {', '.join(codes[:5])}", gid)
    return codes[0] if len(codes) == 1 else None


def _un_number(dgs: Sequence[Segment], texts: Sequence[str | None]) -> Code:
    for segment in dgs:
        filed = segment.part(3)
        if filed:
            segment.mapped = True
            digits = filed.upper().removeprefix("UN").strip()
            return digits if digits.isascii() and digits.isdigit() and len(digits) == 4 else Unreadable(filed)
    numbers = announced_un_numbers("\n".join(filter(None, texts)))
    return numbers[0] if len(numbers) == 1 else None


def _quantity(context: Context, segments: Sequence[Segment]) -> Quantity:
    for segment in segments:
        if segment.part(1, 1):
            segment.mapped = True
            return context.count(segment.part(1, 1), segment, "quantity")
    return None
