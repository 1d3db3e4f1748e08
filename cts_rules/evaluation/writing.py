"""Results as JSON, written as they come: fifteen thousand consignments never stand in memory together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from cts_engine.compile import CompiledRulebook
from cts_rules.evaluation.contract import SCHEMA, ConsignmentResult, Found, ManifestHead, identity

Assessing = Callable[[list[Found]], Iterable[ConsignmentResult]]
"""The results of a manifest, one at a time; what assessing finds is added to the list."""


def evaluation_as_json(
    compiled: CompiledRulebook, manifests: Iterable[tuple[ManifestHead, list[Found], Assessing]]
) -> Iterator[bytes]:
    """The document of the contract in pieces; every consignment stands on a line of its own.

    `manifests`: each with its head, the findings of its reading, and its assessing.
    """
    encode = msgspec.json.encode
    yield b'{"schema":' + encode(SCHEMA) + b',"rulebook":' + encode(identity(compiled.checked)) + b',"manifests":['
    for index, (head, found, assessing) in enumerate(manifests):
        yield (b",\n" if index else b"\n") + encode(head)[:-1] + b',"consignments":['
        for number, result in enumerate(assessing(found)):
            yield (b",\n" if number else b"\n") + encode(result)
        yield b'],\n"findings":' + encode(found) + b"}"
    yield b"]}\n"
