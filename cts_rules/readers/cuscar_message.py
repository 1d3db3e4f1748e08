"""One CUSCAR message, read segment by segment; only what is mapped or kept raw stays in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cts_rules.manifest.model import Container
from cts_rules.readers.cuscar_consignment import FiledConsignment, consignments
from cts_rules.readers.cuscar_context import Context, Reference
from cts_rules.readers.cuscar_equipment import container, is_container, key
from cts_rules.readers.cuscar_header import Filed, header_of
from cts_rules.readers.cuscar_outline import ConsignmentGroup, Group, Header, Outline
from cts_rules.readers.cuscar_structure import DIRECTORY, TAGS, matcher
from cts_rules.readers.edifact_account import Account
from cts_rules.readers.edifact_interchange import Message
from cts_rules.readers.edifact_segments import LONGEST_SEGMENT, Segment

STRUCTURE = frozenset({"UNH", "UNT", "UNS"})
_TAG = re.compile(r"[A-Z][A-Z0-9]{2}", re.ASCII)
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")


@dataclass(slots=True)
class ReadMessage:
    """A message that is read but for links between its goods and its containers."""

    message: Message
    context: Context
    header: Header
    filed: Filed
    consignments: list[FiledConsignment]
    equipment: dict[str, Container]
    """By `key` of its number."""
    cnis: int = 0
    pieces: int = 0
    """Pieces of equipment, of whatever kind."""


def read_message(message: Message, reference: Reference, place: str, interchange: Segment | None) -> ReadMessage:
    """Read a message; findings name places in it behind `place`."""
    account = Account(message.tokenizer, place)
    for finding in message.findings:
        account.find(finding.code, finding.severity, finding.message, finding.where)
    context = Context(reference, message.tokenizer.characters.decimal_mark, account)
    parts = _Parts(context)
    outline = Outline(parts.take_equipment, parts.take_consignment)
    for segment in _checked(context, message):
        outline.add(segment)
    outline.close()
    account.consignment = None
    parts.note_numbering()
    filed = header_of(context, outline.header, interchange)
    return ReadMessage(
        message, context, outline.header, filed, parts.consignments, parts.equipment, parts.cnis, parts.pieces
    )


@dataclass(slots=True)
class _Parts:
    """Reads each part of a message when its outline is complete."""

    context: Context
    consignments: list[FiledConsignment] = field(default_factory=list)
    equipment: dict[str, Container] = field(default_factory=dict)
    cnis: int = 0
    pieces: int = 0
    misnumbered: list[tuple[Segment, int]] = field(default_factory=list)

    def take_equipment(self, group: Group) -> None:
        """EQD of the message."""
        self.pieces += 1
        if is_container(group):
            number = key(group[0].part(2))
            if number in self.equipment:
                text = f"container {group[0].part(2)} is listed more than once"
                self.context.account.report(group[0], "equipment-duplicate", "warning", text)
            else:
                self.equipment[number] = container(self.context, group)
        self.context.account.close(group)

    def take_consignment(self, group: ConsignmentGroup) -> None:
        """CNI with all its houses."""
        self.cnis += 1
        if group.cni.part(1).lstrip("0") != str(self.cnis) and not self.misnumbered:
            self.misnumbered.append((group.cni, self.cnis))
        self.context.account.consignment = len(self.consignments)
        self.consignments.extend(consignments(self.context, group))
        self.context.account.consignment = len(self.consignments) - len(group.houses)
        self.context.account.close(group.segments)
        self.context.account.consignment = None

    def note_numbering(self) -> None:
        """Note where the numbers of consignments first leave 1, 2, 3."""
        for cni, expected in self.misnumbered:
            text = f"consignment {expected} has the number {cni.part(1) or '(none)'}"
            self.context.find("cni-numbering", "info", text, cni)


def _checked(context: Context, message: Message) -> Iterator[Segment]:
    """The segments of a message, with findings for what is wrong with their form and order."""
    structure = matcher(message.directory)
    if structure is None:
        directory = message.directory or "no directory"
        text = f"the message is of {directory}; its structure is not checked, it is read like {DIRECTORY}"
        context.find("other-directory", "info", text, "UNH")
    lower_case = broken = 0
    for segment in message.segments():
        raw, tag = segment.raw, segment.tag
        if "\n" in raw or "\r" in raw:
            segment.elements = [[_LINE_BREAK.sub(" ", part) for part in element] for element in segment.elements]
            broken += 1
        lower_case += raw[:3] != tag and raw[:3].upper() == tag
        segment.mapped = tag in STRUCTURE
        if not _fit(context, message, segment):
            context.account.close([segment])
            continue
        for code, text in structure.take(tag) if structure is not None else ():
            context.find(code, "info", text, segment)
        yield segment
    if lower_case:
        context.find("lower-case-tag", "info", f"segments with a tag in lower case: {lower_case}", "message")
    if broken:
        context.find("line-break-in-segment", "info", f"segments with a line end in them: {broken}", "message")


def _fit(context: Context, message: Message, segment: Segment) -> bool:
    """Whether a segment can be read at all; a finding where it cannot."""
    if len(segment.raw) > LONGEST_SEGMENT:
        text = f"the segment has {len(segment.raw):,} characters and is not read"
        context.find("segment-too-long", "error", text, segment)
        return False
    if segment.tag not in TAGS and not _TAG.fullmatch(segment.tag):
        context.find("not-a-segment", "error", f"{segment.tag[:20]!r} is no tag of a segment", segment)
        return False
    if message.cut_off and segment.number == message.length:
        context.find("segment-cut-off", "error", "the message ends within this segment, which is not read", segment)
        return False
    return True
