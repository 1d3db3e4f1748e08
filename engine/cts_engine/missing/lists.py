"""How far filling what is missing could narrow down a number over the elements of a list."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from cts_engine.missing.amounts import Amount, Opposite
from cts_engine.missing.prospects import YES, Prospect, Settled, Spare, Wanted

Entry = tuple[Prospect, Amount | None]
"""Whether an element counts, and with which number."""


class Count(Amount):
    """How many of the parts are yes."""

    __slots__ = ("open", "spare")

    def __init__(self, parts: Sequence[Prospect], spare: Spare | None) -> None:
        sure = sum(part is YES for part in parts)
        self.open = [part for part in parts if not isinstance(part, Settled)]
        self.spare = spare
        top = inf if spare and spare.part.can_yes else sure + sum(part.can_yes for part in self.open)
        bottom = sure + sum(not part.can_no for part in self.open)
        super().__init__(top, bottom, narrow=all(part.can_yes or part.can_no for part in self.open))

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        for part in self.open:
            part.name(up and part.can_yes, down and part.can_no, wanted)
        if self.spare is not None:
            self.spare.name(up, down, down, wanted)


class Entries(Amount):
    """A number over the entries of a list: what its kinds have in common."""

    __slots__ = ("entries", "more", "spare")

    def __init__(
        self, top: float, bottom: float, entries: Sequence[Entry], spare: Spare | None, more: Amount | None
    ) -> None:
        amounts = [amount for _, amount in entries if amount is not None]
        currency = next((amount.currency for amount in amounts if amount.currency), "")
        super().__init__(top, bottom, currency, narrow=all(closable(entry) for entry in entries))
        self.entries = entries
        self.spare = spare
        self.more = more
        """The number of an element of the missing part."""

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        for part, amount in self.entries:
            part.name((up or down) and part.can_yes, (up or down) and part.can_no, wanted)
            if amount is not None and part.can_yes:
                amount.name(up, down, wanted)
        if self.spare is not None and (up or down):
            self.spare.name(True, True, True, wanted)
            if self.more is not None:
                self.more.name(up, down, wanted)


def closable(entry: Entry) -> bool:
    """Whether filling could tell what the entry adds."""
    part, amount = entry
    if part.can_yes and amount is not None and amount.narrow:
        return True
    return part.can_no


class Total(Entries):
    """The sum of those that count."""

    __slots__ = ()

    def __init__(self, entries: Sequence[Entry], spare: Spare | None, more: Amount | None, floor: float) -> None:
        top = sum(_most(part, amount, floor) for part, amount in entries)
        bottom = sum(_least(part, amount) for part, amount in entries)
        if spare is not None and spare.part.can_yes and more is not None:
            top = top + inf if more.top > 0 else top
            bottom = bottom - inf if more.bottom < 0 else bottom
        super().__init__(top, bottom, entries, spare, more)
        self.narrow = all(closable(entry) or _can_be_nothing(entry[1]) for entry in entries)

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        for part, amount in self.entries:
            rises, falls = (amount is None or amount.top > 0), (amount is None or amount.bottom < 0)
            sinks, lifts = (amount is None or amount.attainable.high > 0), (amount is None or amount.attainable.low < 0)
            part.name((up and rises) or (down and falls), (down and sinks) or (up and lifts), wanted)
            if amount is not None:
                amount.name(up, down, wanted)
        if self.spare is not None:
            self.spare.name(up or down, False, down or up, wanted)
            if self.more is not None and self.spare.part.can_yes:
                self.more.name(up, down, wanted)


def _can_be_nothing(amount: Amount | None) -> bool:
    """Whether it is all the same if the entry counts."""
    return amount is not None and amount.narrow and amount.bottom <= 0 <= amount.top


def _most(part: Prospect, amount: Amount | None, floor: float) -> float:
    """The highest lower bound of what an entry adds."""
    as_yes = floor if amount is None else amount.top
    if part is YES:
        return as_yes
    return max(min(0.0, as_yes if amount else floor), as_yes if part.can_yes else -inf, 0.0 if part.can_no else -inf)


def _least(part: Prospect, amount: Amount | None) -> float:
    """The lowest upper bound of what an entry adds."""
    as_yes = inf if amount is None else amount.bottom
    if part is YES:
        return as_yes
    return min(max(0.0, as_yes), as_yes if part.can_yes else inf, 0.0 if part.can_no else inf)


def average(entries: Sequence[Entry], spare: Spare | None, more: Amount | None) -> Amount | None:
    """The average of those that count, if all gaps can be closed."""
    usable = _usable(entries, spare, more)
    if not usable or not all(closable(entry) for entry in entries):
        return None
    return Entries(max(a.top for a in usable), min(a.bottom for a in usable), entries, spare, more)


def largest(entries: Sequence[Entry], spare: Spare | None, more: Amount | None) -> Amount | None:
    """The largest of those that count: raised by any, brought down only if all gaps can be closed."""
    usable = _usable(entries, spare, more)
    if not usable:
        return None
    sure = [inf if amount is None else amount.bottom for part, amount in entries if part is YES]
    bottom = max(sure) if sure else min(amount.bottom for amount in usable)
    if not all(closable(entry) for entry in entries):
        bottom = inf
    return Entries(max(amount.top for amount in usable), bottom, entries, spare, more)


def smallest(entries: Sequence[Entry], spare: Spare | None, more: Amount | None) -> Amount | None:
    """The smallest of those that count."""
    turned = [(part, amount and Opposite(amount)) for part, amount in entries]
    found = largest(turned, spare, more and Opposite(more))
    return found and Opposite(found)


def _usable(entries: Sequence[Entry], spare: Spare | None, more: Amount | None) -> list[Amount]:
    usable = [amount for part, amount in entries if amount is not None and part.can_yes]
    return [*usable, more] if spare is not None and spare.part.can_yes and more is not None else usable


class Different(Amount):
    """How many different values there are among those that count."""

    __slots__ = ("entries", "spare")

    def __init__(self, entries: Sequence[tuple[Prospect, object, Prospect]], spare: Spare | None) -> None:
        """Each entry: whether it counts, its value (None: a gap), and whether the gap can be filled."""
        sure = {key for part, key, _ in entries if part is YES and key is not None}
        others: dict[object, list[Prospect]] = {}
        for part, key, _ in entries:
            if key is not None and key not in sure and part is not YES:
                others.setdefault(key, []).append(part)
        gaps = [(part, filling) for part, key, filling in entries if key is None]
        top = len(sure) + sum(any(p.can_yes for p in parts) for parts in others.values())
        top += sum(part.can_yes and filling.can_yes for part, filling in gaps)
        bottom = len(sure) + sum(not all(p.can_no for p in parts) for parts in others.values())
        bottom += sum(not part.can_no and not filling.can_yes for part, filling in gaps)
        if not bottom and any(part is YES for part, _ in gaps):
            bottom = 1
        more = spare is not None and spare.part.can_yes
        narrow = all((p.can_yes and (k is not None or f.can_yes)) or p.can_no for p, k, f in entries)
        super().__init__(inf if more else top, bottom, narrow=narrow)
        self.entries = entries
        self.spare = spare

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        for part, key, filling in self.entries:
            part.name(up and part.can_yes, down and part.can_no, wanted)
            if key is None and part.can_yes:
                filling.name(up or down, up or down, wanted)
        if self.spare is not None:
            self.spare.name(up, down, down, wanted)
