"""Consignments beside one in its manifest: a master's houses, a house's master, those that share a container.

Documents are linked by their numbers within the manifest. What cannot be known from it is missing, never empty: a
master whose houses are not in this manifest may have them in another one. An index is made once for each manifest.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from cts_engine.values import Partial, Unreadable
from cts_grammar.vocabulary import as_is
from cts_rules.manifest.model import Consignment, Container, Manifest


class AllOfThem(tuple[Consignment, ...]):
    """The consignments of a manifest that is known to hold every house and every master: that of an example."""

    __slots__ = ()


class Index:
    """The consignments of one manifest by what links them."""

    def __init__(self, manifest: Manifest) -> None:
        self.of = manifest
        consignments = manifest.consignments
        self.whole = isinstance(consignments, AllOfThem)
        self.partial = isinstance(consignments, Partial)
        self.unlinked = any(isinstance(each.master_document_number, Unreadable) for each in consignments)
        """Some consignment may be a house of any master."""
        self.masters: dict[str, Consignment] = {}
        self.houses: dict[str, list[Consignment]] = {}
        self.sharing: dict[str, list[Consignment]] = {}
        for each in consignments:
            own, above = code_of(each.document_number), code_of(each.master_document_number)
            if own is not None:
                self.masters.setdefault(own, each)
            if above is not None and above != own:
                self.houses.setdefault(above, []).append(each)
            for number in containers_named(each):
                self.sharing.setdefault(number, []).append(each)


class _Latest(threading.local):
    """The index asked for last, for each thread: rules ask about one manifest after the other."""

    index: Index | None = None


_latest = _Latest()


def index_of(manifest: Manifest) -> Index:
    """The index of a manifest."""
    found = _latest.index
    if found is None or found.of is not manifest:
        found = _latest.index = Index(manifest)
    return found


def houses_under(consignment: Consignment, _: Consignment, manifest: Manifest) -> tuple[Consignment, ...] | None:
    """The houses under a master; of a house or a direct document none."""
    if consignment.document_type in ("house", "direct"):
        return ()
    number = code_of(consignment.document_number)
    index = index_of(manifest)
    if number is None:
        return () if index.whole else None
    found = tuple(index.houses.get(number, ()))
    if index.partial or (index.unlinked and not index.whole):
        return Partial(found)
    if found or index.whole:
        return found
    is_house = consignment.document_type is None and code_of(consignment.master_document_number) not in (None, number)
    return () if is_house else None


def master_over(consignment: Consignment, _: Consignment, manifest: Manifest) -> tuple[Consignment, ...] | None:
    """The master of a house, alone in a list; nothing over a master or a direct document."""
    if consignment.document_type in ("master", "direct"):
        return ()
    own, above = code_of(consignment.document_number), code_of(consignment.master_document_number)
    index = index_of(manifest)
    if above is None or above == own:
        known = consignment.master_document_number is None and consignment.document_type is None
        return () if index.whole and (known or above is not None) else None
    found = index.masters.get(above)
    if found is None:
        return () if index.whole else None
    return (found,)


def sharing_with(container: Container, _: Consignment, manifest: Manifest) -> tuple[Consignment, ...] | None:
    """All consignments of the manifest that are in a container, that which is asked about included."""
    number = code_of(container.number)
    if number is None:
        return None
    index = index_of(manifest)
    found = tuple(index.sharing.get(number, ()))
    return Partial(found) if index.partial else found


def containers_named(consignment: Consignment) -> set[str]:
    """The numbers of the containers that a consignment is in, by its list of containers or by a goods item."""
    named: set[Any] = {container.number for container in consignment.containers or ()}
    for item in consignment.goods_items or ():
        named.update(item.containers or ())
    return _codes(named)


def _codes(filed: Iterable[Any]) -> set[str]:
    return {code for code in map(code_of, filed) if code is not None}


def code_of(filed: Any) -> str | None:
    """A number as numbers are compared; None where there is none that can be read."""
    return as_is(filed) if isinstance(filed, str) else None
