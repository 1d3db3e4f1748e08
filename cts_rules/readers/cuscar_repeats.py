"""Goods items that are filed once for each container: the same item again, or a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cts_rules.manifest.model import GoodsItem, Quantity
from cts_rules.readers.cuscar_context import Context
from cts_rules.readers.cuscar_goods import FiledItem

ROUNDING = 0.5
"""Packages or kilograms."""


def without_repeats(
    context: Context, items: Sequence[FiledItem], packages: Quantity, weight: Quantity
) -> list[FiledItem]:
    """The items of a consignment with its declared totals; what only names the next container counts once.

    Items that say the same in everything but their containers are either the whole item, repeated for each container,
    or equal parts of it. Numbers of packages in SGP tell, else the declared totals; where neither does, the item is
    counted once: repeating is a known habit of senders, equal parts without any total are not.
    """
    kept: list[FiledItem] = []
    for number, together in groupby(items, key=lambda filed: filed.item.number):
        same = list(together)
        if number is None or len(same) == 1:
            kept.extend(same)
        else:
            kept.extend(_distinct(context, same, packages, weight))
    return kept


def _distinct(context: Context, same: list[FiledItem], packages: Quantity, weight: Quantity) -> list[FiledItem]:
    head, rest = same[0], same[1:]
    if all(filed.stowed and _adds_nothing(head.item, filed.item) for filed in rest):
        if _are_parts(same, packages, weight):
            return same
        text = f"goods item {head.item.number} is filed once for each of its containers and counted once"
        context.find("gid-per-container", "info", text, rest[0].gid or "GID")
        return [FiledItem(head.item, head.gid, [segment for filed in same for segment in filed.stowed])]
    text = f"{len(same)} goods items have the number {head.item.number}"
    context.find("gid-duplicate", "warning", text, rest[0].gid or "GID")
    return same


def _adds_nothing(head: GoodsItem, item: GoodsItem) -> bool:
    """Whether an item says the same as the first, or nothing but its number."""
    return item in (head, GoodsItem(number=head.number))


def _are_parts(same: list[FiledItem], packages: Quantity, weight: Quantity) -> bool:
    """Whether items that say the same are parts of the goods: by the declared totals, else by the packages in SGP."""
    head = same[0].item
    if any(filed.item != head for filed in same):
        return False
    for one, declared in ((head.packages, packages), (head.weight, weight)):
        if _is(declared, one, 1):
            return False
        if _is(declared, one, len(same)):
            return True
    stowed = [_stowed_packages(filed) for filed in same]
    return bool(head.packages) and all(held == head.packages for held in stowed)


def _is(declared: Quantity, one: Quantity, times: int) -> bool:
    return isinstance(one, float) and isinstance(declared, float) and abs(one * times - declared) < ROUNDING


def _stowed_packages(filed: FiledItem) -> float | None:
    """Packages that the SGP of an item count; None where one of them does not say."""
    figures = [segment.part(2) for segment in filed.stowed]
    return sum(map(float, figures)) if all(f.isascii() and f.isdigit() and len(f) < 10 for f in figures) else None
