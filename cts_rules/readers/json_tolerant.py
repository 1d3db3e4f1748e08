"""JSON of nearly the right shape, read field by field: every fault is a finding with its path, the rest is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from cts_engine.values import Partial
from cts_rules.manifest.findings import Finding, Severity
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.readers.json_tree import Members, kind, nearest, parsed, too_deep, written
from cts_rules.readers.json_values import ABSENT, Fault, value_of
from cts_rules.readers.reading import NotReadable, Unmapped
from cts_rules.readers.shapes import BY_NAME, Slot, Sort

Structure = TypeVar("Structure", bound=msgspec.Struct)

_ENVELOPE = ("schema", "manifest", "manifests")


@dataclass(slots=True)
class Lenient:
    """One manifest read field by field."""

    manifest: Manifest = field(default_factory=Manifest)
    entries: int = 0
    """How many consignments were filed, whatever could be made of them."""
    findings: list[Finding] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)


def read_tolerantly(text: str, schema: str) -> list[Lenient]:
    """All manifests of a document. NotReadable where it is no JSON or holds none."""
    tree, control_characters = parsed(text)
    if not isinstance(tree, Members):
        raise NotReadable(f"the document is JSON, but it is {kind(tree)} and not an object with a `manifest` in it")
    try:
        return _manifests(tree, schema, control_characters)
    except RecursionError as trouble:
        raise too_deep() from trouble


def _manifests(tree: Members, schema: str, control_characters: bool) -> list[Lenient]:
    envelope = dict(tree)
    if "consignments" in envelope and "manifest" not in envelope and "manifests" not in envelope:
        bare = _Walk()
        bare.report("json-schema", "warning", f"a manifest without the envelope `{schema}`", "document")
        return [bare.manifest(tree)]
    filed = [envelope["manifest"]] if "manifest" in envelope else []
    several = envelope.get("manifests")
    filed += several if isinstance(several, list) and not isinstance(several, Members) else []
    found = [_Walk().manifest(one) for one in filed if isinstance(one, Members)]
    if not found:
        raise NotReadable(
            "the document is JSON, but there is no manifest in it: expected "
            f'{{"schema": "{schema}", "manifest": {{"consignments": [...]}}}}'
        )
    first = _Walk(found[0])
    first.envelope(tree, schema, len(filed) - len(found))
    if control_characters:
        first.report("json-control-character", "warning", "a line break or tab stands unescaped in a text", "document")
    return found


@dataclass(slots=True)
class _Walk:
    """Goes through one manifest and collects."""

    into: Lenient = field(default_factory=Lenient)
    consignment: int | None = None

    def report(self, code: str, severity: Severity, message: str, where: str) -> None:
        """One more finding."""
        self.into.findings.append(Finding(code, severity, message, where, self.consignment))

    def keep(self, where: str, raw: object) -> None:
        """Keep what no field takes."""
        self.into.unmapped.append(Unmapped(where, written(raw), self.consignment))

    def envelope(self, tree: Members, schema: str, unread: int) -> None:
        """What is around the manifests."""
        self.members(tree, "", _ENVELOPE)
        named = dict(tree).get("schema")
        if named != schema:
            there = f"is {kind(named)}" if named is not None else "is missing"
            self.report("json-schema", "warning", f"`schema` {there}; read as `{schema}`", "schema")
        if unread:
            self.report("json-type", "error", f"{unread} of the manifests are no objects", "manifests")

    def manifest(self, tree: Members) -> Lenient:
        """The manifest and all that is in it."""
        self.into.manifest = self.structure(Manifest, tree, "")
        return self.into

    def members(self, tree: Members, where: str, names: object) -> dict[str, object]:
        """The last of each member, with a finding for each one before it and for each that has no field."""
        assert isinstance(names, tuple | dict)
        last = dict(tree)
        seen: set[str] = set()
        for key, raw in tree:
            place = f"{where}.{key}" if where else key
            if key in seen:
                self.report("json-duplicate-key", "warning", f"`{key}` stands more than once; the last counts", place)
            elif key not in names:
                self.report("unknown-field", "warning", f"`{key}` is no field here{nearest(key, names)}", place)
                self.keep(place, raw)
            seen.add(key)
        return last

    def structure(self, struct: type[Structure], tree: Members, where: str) -> Structure:
        """A structure of the model from an object."""
        slots = BY_NAME[struct]
        values: dict[str, object] = {}
        for key, raw in self.members(tree, where, slots).items():
            if key not in slots or raw is None:
                continue
            value = self.value(slots[key], raw, f"{where}.{key}" if where else key)
            if value is not ABSENT:
                values[key] = value
        return struct(**values)

    def value(self, slot: Slot, raw: object, where: str) -> object:
        """The value of one field, or ABSENT."""
        if slot.sort is Sort.STRUCT and slot.struct and isinstance(raw, Members):
            return self.structure(slot.struct, raw, where)
        if slot.sort is Sort.STRUCTS and slot.struct and isinstance(raw, list):
            return self.structures(slot.struct, raw, where)
        faults: list[Fault] = []
        value = value_of(slot, raw, faults)
        for fault in faults:
            self.report(fault.code, fault.severity, fault.message, where + fault.below)
            if fault.lost is not None:
                self.keep(where + fault.below, fault.lost)
        return value

    def structures(self, struct: type[msgspec.Struct], raw: list[object], where: str) -> tuple[object, ...]:
        """A list of objects; one object that stands for itself is a list of one."""
        if isinstance(raw, Members):
            self.report("json-type", "warning", "expected a list, found one object; read as a list of one", where)
            raw = [raw]
        top = struct is Consignment
        read: list[object] = []
        for n, entry in enumerate(raw):
            if top:
                self.into.entries += 1
                self.consignment = n
            if isinstance(entry, Members):
                read.append(self.structure(struct, entry, f"{where}[{n}]"))
            else:
                self.report("json-type", "error", f"expected an object, found {kind(entry)}", f"{where}[{n}]")
                self.keep(f"{where}[{n}]", entry)
                if top:  # it keeps its place, so that somebody sees that something was filed
                    read.append(Consignment())
        if top:
            self.consignment = None
        return tuple(read) if top or len(read) == len(raw) else Partial(read)
