"""Results as one JSON document, written as they come: fifteen thousand consignments never stand in memory together."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import msgspec

from cts_rules.evaluation.contract import SCHEMA, identity
from cts_rules.evaluation.results import findings_of, manifest_head

if TYPE_CHECKING:
    from cts_rules.commands.run import Run


def write_json(run: Run, out: BinaryIO) -> None:
    """Writes the document of the contract; every consignment stands on a line of its own."""
    encode = msgspec.json.encode
    out.write(b'{"schema":' + encode(SCHEMA) + b',"rulebook":' + encode(identity(run.book.checked)) + b',"manifests":[')
    for index, file, read, received in run.manifests():
        found = findings_of(read)
        head = encode(manifest_head(read, index, file, received))
        out.write((b",\n" if index else b"\n") + head[:-1] + b',"consignments":[')
        for number, result in enumerate(run.consignments(read, received, found)):
            out.write((b",\n" if number else b"\n") + encode(result))
        out.write(b'],\n"findings":' + encode(found) + b"}")
    out.write(b"]}\n")
    out.flush()
