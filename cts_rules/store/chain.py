"""The chain of the audit: each entry's hash is over its own content and the hash of the entry before it.

`cts-audit/1`: SHA-256 of the JSON of an entry (sorted keys, no spaces, ASCII), in which its number, what it says and
the previous entry's hash stand. The form never changes; another one would be another version, told by its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

FORM = "cts-audit/1"
GENESIS = "0" * 64
"""What the first entry has in the place of the one before it."""

Fault = Literal["changed", "missing", "out of order"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is kept."""

    number: int
    at: str
    by: str
    action: str
    object: str
    details: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the chain does not hold."""

    number: int
    """Of the entry; of the first one that is missing."""
    fault: Fault
    message: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: who keeps it elsewhere finds that later entries were cut off, or all of them made anew."""

    number: int
    hash: str

    def __str__(self) -> str:
        """As it is printed and given back: `120:3fab…`."""
        return f"{self.number}:{self.hash}"

    @classmethod
    def of(cls, text: str) -> Head:
        """Reads what was printed. ValueError where it is no head.

        >>> Head.of("2:" + "ab" * 32).number
        2
        """
        number, _, digest = text.strip().partition(":")
        if not number.isascii() or not number.isdigit() or len(digest) != len(GENESIS):
            raise ValueError(f"{text!r} is no head of an audit: it is `number:hash`, as `audit verify` prints it")
        int(digest, 16)
        return cls(int(number), digest.lower())


NOTHING = Head(0, GENESIS)
"""The head of an audit without entries."""


def entry_hash(entry: Entry) -> str:
    """The hash that belongs to an entry, whatever it has."""
    content = {
        "form": FORM,
        "number": entry.number,
        "at": entry.at,
        "by": entry.by,
        "action": entry.action,
        "object": entry.object,
        "details": entry.details,
        "before": entry.before,
        "after": entry.after,
        "previous": entry.previous,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Proving:
    """A walk along the chain; `head` and `entries` tell how far it has come."""

    def __init__(self) -> None:
        self.head = NOTHING
        self.entries = 0

    def walk(self, entries: Iterable[Entry]) -> Iterator[Broken]:
        """What is wrong with entries that come by their number. An entry that is wrong itself does not hide others."""
        for entry in entries:
            if entry.number > self.head.number + 1:
                yield _missing(self.head.number + 1, entry.number - 1)
            elif entry.previous != self.head.hash:
                yield self._misplaced(entry)
            if entry.hash != entry_hash(entry):
                yield Broken(entry.number, "changed", f"entry {entry.number} was changed: its hash is of other content")
            self.head = Head(entry.number, entry.hash)
            self.entries += 1

    def _misplaced(self, entry: Entry) -> Broken:
        before = f"entry {self.head.number}" if self.head.number else "the beginning"
        return Broken(
            entry.number,
            "out of order",
            f"entry {entry.number} does not follow {before}: one of them was put in, exchanged or made anew",
        )


def _missing(first: int, last: int) -> Broken:
    which = f"entry {first} is" if first == last else f"entries {first} to {last} are"
    return Broken(first, "missing", f"{which} missing")
