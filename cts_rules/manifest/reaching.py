"""What the vocabulary computes from a consignment instead of following a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cts_engine.values import Partial, Unreadable
from cts_grammar.vocabulary import as_is
from cts_rules.manifest.code_lists import hs_digits
from cts_rules.manifest.model import Consignment, Container, Seal


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


def whole_description(consignment: Consignment) -> str | Unreadable | None:
    """The texts of all goods items, one after the other; missing where there is no item, or one has none."""
    texts = [item.description for item in consignment.goods_items or ()]
    unreadable = next((text for text in texts if isinstance(text, Unreadable)), None)
    known = [text for text in texts if isinstance(text, str) and text]
    if len(known) < len(texts) or not known:
        return unreadable
    return "; ".join(known)


NONE = "none"
"""What an empty list is compared as."""


def whole_list(name: str) -> Callable[[Consignment], str | None]:
    """What tells a consignment's list of codes from that of another version: all of them, in order."""
    return lambda consignment: _together(getattr(consignment, name))


def whole_containers(consignment: Consignment) -> str | None:
    """The numbers of all containers, whatever their order; missing where one has none."""
    return _numbers(consignment.containers)


def whole_seals(consignment: Consignment) -> str | None:
    """The numbers of all seals, whatever their order; missing where one has none."""
    seals = seals_of(consignment, consignment)
    return None if isinstance(seals, Partial) else _numbers(seals)


def _numbers(things: Sequence[Container | Seal] | None) -> str | None:
    if things is None:
        return None
    numbers = [thing.number if isinstance(thing.number, str) else None for thing in things]
    known = sorted(number for number in map(_plain, numbers) if number)
    return _together(known) if len(known) == len(numbers) else None


def _together(codes: Sequence[str] | None) -> str | None:
    if codes is None or isinstance(codes, Partial):
        return None
    texts = [_plain(code) for code in codes]
    return None if None in texts else ", ".join(text for text in texts if text) or NONE


def _plain(code: str | None) -> str | None:
    return as_is(code) if isinstance(code, str) else None


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
