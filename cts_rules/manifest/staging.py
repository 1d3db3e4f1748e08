"""The consignment that an example states, as a manifest of the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from cts_engine.values import Money, Unreadable
from cts_grammar.checked import Constant, Example, State, Stated, StatedThing
from cts_grammar.vocabulary import Kind
from cts_rules.manifest.beside import AllOfThem
from cts_rules.manifest.intake import completed
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal

UNREADABLE = Unreadable("N/A")
UNNUMBERED = "UNNUMBERED"
"""The number of a master of which an example states houses, or of a house of which it states the master, and none."""

Attributes = dict[str, Any]


def staged(example: Example) -> tuple[Manifest, Consignment]:
    """The manifest and the consignment that it is about, completed as at intake.

    What is not stated is missing, lists that are not stated are empty. A goods item that is stated inside a container
    is one of the consignment that is stowed in that container.
    """
    return staged_as(example.outer, example.root, example.past.others)


def staged_as(
    outer: StatedThing, root: StatedThing, others: tuple[StatedThing, ...] = ()
) -> tuple[Manifest, Consignment]:
    """The same of what is stated of a manifest and a consignment of it, besides which it may hold others."""
    beside: list[Consignment] = []
    stated = (*(_consignment(each, beside) for each in (root, *others)), *beside)
    manifest = Manifest(**_attributes(outer, []))
    known = tuple if any(one.elements is None and one.relation.beside is not None for one in root.lists) else AllOfThem
    whole = known(map(_as_stated, completed(stated, manifest.movement), stated))
    return msgspec.structs.replace(manifest, consignments=whole), whole[0]


def _consignment(root: StatedThing, beside: list[Consignment]) -> Consignment:
    """A consignment; those that are stated in it, its houses and its master, are put beside it and linked by number."""
    stowed: list[GoodsItem] = []
    attributes = _attributes(root, stowed)
    if stowed:
        attributes["goods_items"] = (*(attributes["goods_items"] or ()), *stowed)
    for stated in root.lists:
        for element in stated.elements or () if stated.relation.beside is not None else ():
            _link(attributes, stated.relation.name == "house consignment", element, beside)
    return Consignment(**attributes)


def _link(attributes: Attributes, below: bool, element: StatedThing, beside: list[Consignment]) -> None:
    number = attributes.setdefault("document_number" if below else "master_document_number", UNNUMBERED)
    other = _consignment(element, beside)
    linked = {"master_document_number": number} if below else {"document_number": number}
    beside.append(msgspec.structs.replace(other, **linked))


def _as_stated(whole: Consignment, stated: Consignment) -> Consignment:
    """A container is shared by as many as the example says, where it says so."""
    if not whole.containers or not stated.containers:
        return whole
    containers = tuple(
        one if said.number_of_sharing_consignments is None else said_of(one, said)
        for one, said in zip(whole.containers, stated.containers, strict=True)
    )
    return msgspec.structs.replace(whole, containers=containers)


def said_of(one: Container, said: Container) -> Container:
    """The container with the number of consignments that share it as it was stated."""
    return msgspec.structs.replace(one, number_of_sharing_consignments=said.number_of_sharing_consignments)


def _attributes(thing: StatedThing, stowed: list[GoodsItem]) -> Attributes:
    """What the model's class of a thing is made with."""
    found: Attributes = dict(_EMPTY.get(thing.thing, {}))
    parties: dict[str, Attributes] = {}
    for fact in thing.facts:
        first, *rest = fact.field.path
        into = parties.setdefault(first, {}) if rest else found
        into[rest[0] if rest else first] = value_of(fact)
    found |= {party: Party(**details) for party, details in parties.items()}
    for stated in thing.lists:
        name = stated.relation.plural.replace(" ", "_")
        if stated.relation.beside is not None:
            continue
        if stated.relation.through is None:
            elements = stated.elements
            found[name] = None if elements is None else tuple(_made(e, stowed) for e in elements)
        elif stated.elements is not None and isinstance(found.get("number"), str):
            within = (found["number"],)
            stowed += [GoodsItem(**_attributes(e, stowed) | {"containers": within}) for e in stated.elements]
    return found


def _made(thing: StatedThing, stowed: list[GoodsItem]) -> Any:
    make = _CLASSES.get(thing.thing)
    return value_of(thing.facts[0]) if make is None else make(**_attributes(thing, stowed))


_CLASSES: dict[str, Callable[..., Any]] = {"goods item": GoodsItem, "container": Container, "seal": Seal}

_EMPTY: dict[str, Attributes] = {
    "consignment": {"goods_items": (), "containers": (), "transhipment_ports": (), "routing_countries": ()},
    "container": {"seals": ()},
    "goods item": {"containers": ()},
}
"""Lists that an example does not mention are empty, not missing."""


def value_of(fact: Stated) -> Any:
    """What was filed for a field: codes as received, words of a closed set and quantities as the model keeps them."""
    said = fact.value
    if isinstance(said, State):
        return UNREADABLE if said is State.UNREADABLE else None
    if not isinstance(said, Constant):
        return said
    type_ = fact.field.type
    if type_.kind is Kind.NUMBER and type_.dimension is not None and type_.dimension.money:
        return Money(float(said.value), said.currency)
    if type_.kind is Kind.CODE and type_.codes is not None and not type_.codes.words:
        return said.text
    return said.value
