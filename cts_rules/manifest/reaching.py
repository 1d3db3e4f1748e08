"""What the vocabulary computes from a consignment instead of following a path."""

from __future__ import annotations

from cts_engine.values import Partial, Unreadable
from cts_rules.manifest.code_lists import hs_digits
from cts_rules.manifest.model import Consignment, Party, Seal


def seals_of(consignment: Consignment, _: Consignment) -> tuple[Seal, ...] | None:
    """The seals of all its containers: None where no list of them is known, `Partial` where one container has none."""
    containers = consignment.containers
    if containers is None:
        return None
    lists = [container.seals for container in containers]
    known = [seals for seals in lists if seals is not None]
    if lists and not known:
        return None
    flat = tuple(seal for seals in known for seal in seals)
    return flat if len(known) == len(lists) else Partial(flat)


_NO_PARTY = Party()


def parties_of(consignment: Consignment, _: Consignment) -> tuple[Party, ...]:
    """The parties that were filed, whatever their part: `Partial` where the consignor or the consignee is not among
    them, whom every consignment has; nobody knows whether there are others.
    """
    needed = (consignment.consignor, consignment.consignee)
    others = (consignment.notify, consignment.forwarder, consignment.buyer, consignment.seller)
    filed = tuple(party for party in (*needed, *others) if party != _NO_PARTY)
    return Partial(filed) if _NO_PARTY in needed else filed


def main_hs_code(consignment: Consignment) -> str | Unreadable | None:
    """The HS code that all goods items share, else that of the heaviest (the first of equals).

    Missing where there are no items, and where codes differ and a weight is missing.
    """
    items = consignment.goods_items
    if not items:
        return None
    codes = {hs_digits(item.hs_code) if isinstance(item.hs_code, str) else None for item in items}
    if len(items) == 1 or (len(codes) == 1 and None not in codes):
        return items[0].hs_code
    heaviest = _first_of_largest([item.weight for item in items])
    return items[heaviest].hs_code if heaviest is not None else None


def _first_of_largest(weights: list[float | Unreadable | None]) -> int | None:
    """Index of the largest; None where one is not known."""
    known = [weight for weight in weights if isinstance(weight, int | float)]
    return known.index(max(known)) if len(known) == len(weights) else None
