"""Which goods items stand in which container: looked up once for a consignment, however many containers ask."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from cts_engine.values import Partial
from cts_grammar.vocabulary import as_is
from cts_rules.manifest.model import Consignment, Container, GoodsItem


class Stowage:
    """The goods items of one consignment by the container numbers that they name."""

    def __init__(self, consignment: Consignment) -> None:
        items = consignment.goods_items or ()
        self.of = consignment
        self.told = all(item.containers is not None for item in items)
        """Every item says where it is stowed."""
        self.silent = bool(items) and all(item.containers is None for item in items)
        """No item does."""
        self.by_number: Mapping[str | None, tuple[GoodsItem, ...]] = _by_number(items)


def _by_number(items: tuple[GoodsItem, ...]) -> dict[str | None, tuple[GoodsItem, ...]]:
    found: dict[str | None, list[GoodsItem]] = {}
    for item in items:
        for number in dict.fromkeys(map(as_is, item.containers or ())):
            found.setdefault(number, []).append(item)
    return {number: tuple(stowed) for number, stowed in found.items()}


class _Latest(threading.local):
    """The stowage asked for last, for each thread: rules ask about one consignment after the other."""

    stowage: Stowage | None = None


_latest = _Latest()


def goods_stowed_in(container: Container, consignment: Consignment) -> tuple[GoodsItem, ...] | None:
    """The goods items that name the container: `Partial` where some item does not say, None where none does."""
    if consignment.goods_items is None or not isinstance(container.number, str):
        return None
    stowage = _latest.stowage
    if stowage is None or stowage.of is not consignment:
        stowage = _latest.stowage = Stowage(consignment)
    if stowage.silent:
        return None
    stowed = stowage.by_number.get(as_is(container.number), ())
    return stowed if stowage.told else Partial(stowed)
