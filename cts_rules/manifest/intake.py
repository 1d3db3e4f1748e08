"""What is completed once, when a manifest comes in: facts that follow from the manifest as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from cts_grammar.vocabulary import as_is
from cts_rules.manifest.beside import containers_named
from cts_rules.manifest.model import Consignment, Container, Manifest, Movement
from cts_rules.readers.as_filed import type_group
from cts_rules.readers.reading import ReadManifest
from cts_rules.reference.reference import Reference


def intake(read: ReadManifest, reference: Reference, received: str | None) -> ReadManifest:
    """The same reading with its manifest completed.

    `received` is the argument, else the manifest's own, else when the sender wrote the message; where all are missing
    it stays missing. A consignment without a movement takes the manifest's; a container without a type group takes
    that of its size and type code and learns how many consignments name it. Nothing that was filed is changed.
    """
    manifest = read.manifest
    consignments = completed(manifest.consignments, manifest.movement)
    complete = msgspec.structs.replace(
        manifest, received=received or moment_of_receipt(manifest), consignments=consignments
    )
    return replace(read, manifest=complete)


def moment_of_receipt(manifest: Manifest) -> str | None:
    """The manifest's own moment of receipt, else that of its message; None where neither can be read."""
    own = (manifest.received, manifest.message_time)
    return next((moment for moment in own if isinstance(moment, str)), None)


def completed(consignments: tuple[Consignment, ...], movement: Movement | Any) -> tuple[Consignment, ...]:
    """Each consignment with its movement and its containers completed."""
    shared = sharing(consignments)
    return tuple(_completed(consignment, movement, shared) for consignment in consignments)


def sharing(consignments: Iterable[Consignment]) -> Mapping[str, int]:
    """How many consignments name each container, in their list of containers or in a goods item."""
    return Counter(number for consignment in consignments for number in containers_named(consignment))


def _completed(consignment: Consignment, movement: Movement | Any, shared: Mapping[str, int]) -> Consignment:
    changes: dict[str, Any] = {}
    if consignment.movement is None and movement is not None:
        changes["movement"] = movement
    if consignment.containers:
        changes["containers"] = type(consignment.containers)(_container(c, shared) for c in consignment.containers)
    return msgspec.structs.replace(consignment, **changes) if changes else consignment


def _container(container: Container, shared: Mapping[str, int]) -> Container:
    number = as_is(container.number) if isinstance(container.number, str) else None
    group = container.type_group
    if group is None and isinstance(container.size_type, str):
        derived = type_group(container.size_type)
        group = derived if isinstance(derived, str) else None
    return msgspec.structs.replace(
        container, number_of_sharing_consignments=shared.get(number) if number else None, type_group=group
    )
