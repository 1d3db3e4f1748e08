"""The consignments of a stored manifest, read back only where a rule asks for those beside one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import msgspec
from sqlalchemy import Connection

from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.store.manifests import siblings_of


class Siblings(Sequence[Consignment]):
    """All consignments of the manifest that a stored one is of. Use it while the connection is open."""

    def __init__(self, connection: Connection, consignment: int) -> None:
        self._connection = connection
        self._consignment = consignment
        self._read: tuple[Consignment, ...] | None = None

    def _all(self) -> tuple[Consignment, ...]:
        if self._read is None:
            decode = msgspec.json.Decoder(Consignment).decode
            self._read = tuple(decode(model) for model in siblings_of(self._connection, self._consignment))
        return self._read

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Consignment: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Consignment, ...]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._all()[index]

    def __iter__(self) -> Iterator[Consignment]:
        return iter(self._all())


def manifest_around(connection: Connection, head: Any, consignment: int) -> Manifest:
    """The manifest of a stored consignment, by its own fields, with all its consignments."""
    siblings: Any = Siblings(connection, consignment)
    return msgspec.structs.replace(msgspec.convert(head, Manifest), consignments=siblings)
