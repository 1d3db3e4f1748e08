"""Results as one JSON document on standard output."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from cts_rules.evaluation.results import findings_of, manifest_head
from cts_rules.evaluation.writing import Assessing, evaluation_as_json

if TYPE_CHECKING:
    from cts_rules.commands.run import Run
    from cts_rules.evaluation.contract import Found, ManifestHead


def write_json(run: Run, out: BinaryIO) -> None:
    """Writes the document of the contract as the results come."""
    for piece in evaluation_as_json(run.book, _manifests(run)):
        out.write(piece)
    out.flush()


def _manifests(run: Run) -> Iterator[tuple[ManifestHead, list[Found], Assessing]]:
    for index, file, read, received in run.manifests():
        head = manifest_head(read, index, file, received)
        yield head, findings_of(read), partial(run.consignments, read, received)
