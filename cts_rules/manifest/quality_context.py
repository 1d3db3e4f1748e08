"""What every check of quality needs: the manifest, what is known about codes, and walks over its parts with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cts_rules.manifest.code_lists import location_normaliser, package_normaliser
from cts_rules.manifest.findings import Finding, Severity
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party
from cts_rules.manifest.valid import Validity
from cts_rules.reference.reference import Reference

PARTIES = ("consignor", "consignee", "notify", "forwarder", "buyer", "seller")


@dataclass(frozen=True)
class Checked:
    """A manifest under check."""

    manifest: Manifest
    reference: Reference

    @cached_property
    def validity(self) -> Validity:
        """The tests of codes."""
        return Validity(self.reference, location_normaliser(self.reference), package_normaliser(self.reference))

    def consignments(self) -> Iterator[tuple[int, Consignment, str]]:
        """Each consignment with its index and its place."""
        for index, consignment in enumerate(self.manifest.consignments):
            yield index, consignment, f"consignments[{index}]"

    def items(self) -> Iterator[tuple[int, GoodsItem, str]]:
        """Each goods item with the index of its consignment and its place."""
        for index, consignment, where in self.consignments():
            for n, item in enumerate(consignment.goods_items or ()):
                yield index, item, f"{where}.goods_items[{n}]"

    def containers(self) -> Iterator[tuple[int, Container, str]]:
        """Each container with the index of its consignment and its place."""
        for index, consignment, where in self.consignments():
            for n, container in enumerate(consignment.containers or ()):
                yield index, container, f"{where}.containers[{n}]"

    def parties(self) -> Iterator[tuple[int, str, Party, str]]:
        """Each party with its role, the index of its consignment and its place."""
        for index, consignment, where in self.consignments():
            for role in PARTIES:
                yield index, role, getattr(consignment, role), f"{where}.{role}"


def warning(code: str, message: str, where: str, consignment: int | None = None) -> Finding:
    """Something that is wrong."""
    return _finding(code, "warning", message, where, consignment)


def note(code: str, message: str, where: str, consignment: int | None = None) -> Finding:
    """Something that is worth a look."""
    return _finding(code, "info", message, where, consignment)


def _finding(code: str, severity: Severity, message: str, where: str, consignment: int | None) -> Finding:
    return Finding(code, severity, message, where, consignment)
