"""The envelopes of ISO 9735: interchanges (UNB, UNZ), groups (UNG, UNE) and messages (UNH, UNT), with their checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cts_rules.manifest.findings import Finding, Severity
from cts_rules.readers.edifact_segments import BLANKS, Segment, Tokenizer, start_of, stretches

REPETITION_FROM = 4
"""Syntax version from which `*` parts the repetitions of an element."""


@dataclass(slots=True)
class Message:
    """One message: a stretch of raw segments, not yet cut further."""

    tokenizer: Tokenizer
    raws: list[str]
    start: int
    header: Segment
    """UNH."""
    stop: int = 0
    cut_off: bool = False
    """Whether the text ends within its last segment."""
    findings: list[Finding] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Message type (0065) in upper case; empty where none was filed."""
        return self.header.part(2).upper()

    @property
    def directory(self) -> str:
        """Version and release (0052, 0054): `D.95B`; empty where none was filed."""
        return ".".join(filter(None, (self.header.part(2, 1).upper(), self.header.part(2, 2).upper())))

    def segments(self) -> Iterator[Segment]:
        """The segments from UNH to UNT, cut one at a time."""
        for number, index in enumerate(range(self.start, self.stop), 1):
            yield self.tokenizer.segment(number, self.raws[index])

    @property
    def length(self) -> int:
        """How many segments it has, UNH and UNT included."""
        return self.stop - self.start

    def has(self, tag: str) -> bool:
        """Whether a segment of that tag is in it."""
        return any(self.raws[i].upper().startswith(tag) for i in range(self.start, self.stop))


@dataclass(slots=True)
class Interchange:
    """What stands between UNB and UNZ, or without them where they are missing."""

    header: Segment | None = None
    """UNB."""
    messages: list[Message] = field(default_factory=list)
    groups: int = 0
    envelopes: int = 0
    """Segments UNB, UNG, UNE, UNZ."""
    stray: int = 0
    """Segments that stand in no message."""
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, severity: Severity, message: str, where: str) -> None:
        """Note what is wrong with the envelope."""
        self.findings.append(Finding(code, severity, message, where))


def interchanges(text: str) -> list[Interchange]:
    """All interchanges of a text, each with its messages; never fails, an empty list where there is no segment."""
    reader = _Reader()
    before = text[: start_of(text) or 0].strip(BLANKS)
    for stretch in stretches(text):
        reader.read(Tokenizer.for_text(stretch.body, stretch.characters), stretch.body)
    if reader.all and before:
        reader.all[0].find("text-before-interchange", "info", f"{len(before)} characters stand before it", "UNB")
    return reader.all


class _Reader:
    """Follows the envelopes; whatever is still open when the next begins was not closed."""

    def __init__(self) -> None:
        self.all: list[Interchange] = []
        self.open = False
        self.message: Message | None = None
        self.in_group: Segment | None = None
        self.first_in_group = 0

    def read(self, tokenizer: Tokenizer, body: str) -> None:
        """Read one stretch of the text; nothing stays open at its end."""
        cut = tokenizer.cut(body)
        ended = not cut[-1].rstrip(BLANKS)
        if ended:
            cut.pop()
        raws = [raw for raw in cut if raw]
        for index, raw in enumerate(raws):
            tag = raw[:3].upper() if raw[:2] in ("UN", "un", "Un", "uN") else ""
            if tag == "UNB":
                tokenizer = self.begin_interchange(tokenizer, raws, index)
            elif tag in _ENVELOPES:
                _ENVELOPES[tag](self, tokenizer, raws, index)
            elif self.message is None:
                self.interchange.stray += 1
        if self.message is not None:
            self.message.cut_off = not ended
        self.close_interchange(len(raws))
        if self.all:
            self.note_layout(len(cut) - len(raws), ended)

    @property
    def interchange(self) -> Interchange:
        """The open interchange; one without UNB begins where none is open."""
        if not self.open:
            self.all.append(Interchange())
            self.open = True
        return self.all[-1]

    def begin_interchange(self, tokenizer: Tokenizer, raws: list[str], index: int) -> Tokenizer:
        """UNB: open an interchange and return the tokenizer for its syntax version."""
        if self.open:
            self.close_interchange(index)
        header = tokenizer.segment(0, raws[index])
        self.interchange.header = header
        self.interchange.envelopes += 1
        version = header.part(1, 1)
        repeats = version.isascii() and version.isdigit() and int(version[:3]) >= REPETITION_FROM
        return replace(tokenizer, repetition=(tokenizer.characters.repetition or "*") if repeats else "")

    def begin_group(self, tokenizer: Tokenizer, raws: list[str], index: int) -> None:
        """UNG."""
        self.close_group(index)
        self.in_group = tokenizer.segment(0, raws[index])
        self.interchange.envelopes += 1
        self.interchange.groups += 1
        self.first_in_group = len(self.interchange.messages)

    def begin_message(self, tokenizer: Tokenizer, raws: list[str], index: int) -> None:
        """UNH."""
        self.close_message(index)
        self.message = Message(tokenizer, raws, index, tokenizer.segment(1, raws[index]))
        self.interchange.messages.append(self.message)

    def end_message(self, tokenizer: Tokenizer, raws: list[str], index: int) -> None:
        """UNT: check count and reference."""
        message = self.message
        if message is None:
            self.interchange.stray += 1
            return
        message.stop = index + 1
        trailer = tokenizer.segment(message.length, raws[index])
        if not _counts(trailer.part(1), message.length):
            said = trailer.part(1) or "no"
            self.find_in_message(
                "unt-count", "warning", f"UNT counts {said} segments, the message has {message.length}", str(trailer)
            )
        if trailer.part(2) != message.header.part(1):
            text = f"UNT refers to message {trailer.part(2) or '(none)'}, UNH to {message.header.part(1) or '(none)'}"
            self.find_in_message("unt-reference", "warning", text, str(trailer))
        self.message = None

    def end_group(self, tokenizer: Tokenizer, raws: list[str], index: int) -> None:
        """UNE: check count and reference."""
        self.close_message(index)
        self.interchange.envelopes += 1
        trailer = tokenizer.segment(0, raws[index])
        count = len(self.interchange.messages) - self.first_in_group
        if not _counts(trailer.part(1), count):
            said = trailer.part(1) or "no"
            self.interchange.find("une-count", "warning", f"UNE counts {said} messages, the group has {count}", "UNE")
        if self.in_group is not None and trailer.part(2) != self.in_group.part(5):
            text = f"UNE refers to group {trailer.part(2) or '(none)'}, UNG to {self.in_group.part(5) or '(none)'}"
            self.interchange.find("une-reference", "warning", text, "UNE")
        self.in_group = None

    def end_interchange(self, tokenizer: Tokenizer, raws: list[str], index: int) -> None:
        """UNZ: check count and reference."""
        self.close_group(index)
        interchange = self.interchange
        interchange.envelopes += 1
        trailer = tokenizer.segment(0, raws[index])
        count, what = (interchange.groups, "groups") if interchange.groups else (len(interchange.messages), "messages")
        if not _counts(trailer.part(1), count):
            said = trailer.part(1) or "no"
            interchange.find("unz-count", "warning", f"UNZ counts {said} {what}, the interchange has {count}", "UNZ")
        reference = interchange.header.part(5) if interchange.header else ""
        if interchange.header and trailer.part(2) != reference:
            text = f"UNZ refers to interchange {trailer.part(2) or '(none)'}, UNB to {reference or '(none)'}"
            interchange.find("unz-reference", "warning", text, "UNZ")
        if not interchange.header:
            interchange.find("unb-missing", "warning", "the interchange has an end (UNZ) and no beginning (UNB)", "UNZ")
        self.open = False

    def close_message(self, index: int) -> None:
        """End a message that has no UNT before the segment of that index."""
        if self.message is not None:
            self.message.stop = index
            self.find_in_message("unt-missing", "error", "the message has no end (UNT) and may be cut off", "UNT")
            self.message = None

    def close_group(self, index: int) -> None:
        """End a group that has no UNE."""
        self.close_message(index)
        if self.in_group is not None:
            self.interchange.find("une-missing", "warning", "the group has no end (UNE)", "UNE")
            self.in_group = None

    def close_interchange(self, index: int) -> None:
        """End an interchange that has no UNZ."""
        self.close_group(index)
        if self.open and self.interchange.header:
            self.interchange.find(
                "unz-missing", "warning", "the interchange has no end (UNZ) and may be cut off", "UNZ"
            )
        elif self.open and self.interchange.messages:
            self.interchange.find("unb-missing", "info", "the message stands in no interchange (UNB, UNZ)", "UNH")
        self.open = False

    def find_in_message(self, code: str, severity: Severity, text: str, where: str) -> None:
        """Note what is wrong with the envelope of the open message."""
        if self.message is not None:
            self.message.findings.append(Finding(code, severity, text, where))

    def note_layout(self, empty: int, ended: bool) -> None:
        """Note what is odd about the segments of a stretch, with its last interchange."""
        last = self.all[-1]
        if empty:
            last.find("empty-segment", "info", f"empty segments: {empty}", "interchange")
        if not ended:
            last.find("no-final-terminator", "info", "nothing ends the last segment", "interchange")
        for interchange in self.all:
            if interchange.stray and not any(f.code == "stray-segment" for f in interchange.findings):
                text = f"segments that stand in no message and are not read: {interchange.stray}"
                interchange.find("stray-segment", "warning", text, "interchange")


_ENVELOPES = {
    "UNG": _Reader.begin_group,
    "UNH": _Reader.begin_message,
    "UNT": _Reader.end_message,
    "UNE": _Reader.end_group,
    "UNZ": _Reader.end_interchange,
}


def _counts(said: str, count: int) -> bool:
    """Whether a trailer's figure is that count; leading zeros are allowed."""
    return said.isascii() and said.isdigit() and said.lstrip("0") == (str(count) if count else "")
