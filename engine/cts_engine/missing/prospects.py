"""What an undecided condition could still become, and whose values would bring it there.

Each part says whether filling what is missing could make it yes, and no. Asked for one of these (`name`), it names the
fields that could help. Parts are taken as independent of each other: where one field is asked in two parts that
exclude each other, it may be named although no value of it satisfies both.
"""

from __future__ import annotations

from collections.abc import Sequence

Wanted = dict[str, None]
"""Names of fields and lists, in the order in which they were found."""


class Prospect:
    """One part of a condition."""

    __slots__ = ("can_no", "can_yes")

    def __init__(self, can_yes: bool, can_no: bool) -> None:
        self.can_yes = can_yes
        self.can_no = can_no

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        """Add the fields that could help to make it yes (where `yes`), or no (where `no`)."""


class Settled(Prospect):
    """Decided: it cannot become anything else, and names nothing."""

    __slots__ = ()

    def __init__(self, answer: bool) -> None:
        super().__init__(answer, not answer)


YES, NO, NEVER = Settled(True), Settled(False), Prospect(False, False)
"""NEVER is undecided, and nothing that could be filled in changes that."""


class Open(Prospect):
    """A test that waits for some fields."""

    __slots__ = ("fields",)

    def __init__(self, fields: Sequence[str], can_yes: bool = True, can_no: bool = True) -> None:
        super().__init__(can_yes, can_no)
        self.fields = fields

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        if (yes and self.can_yes) or (no and self.can_no):
            wanted.update(dict.fromkeys(self.fields))


class Negative(Prospect):
    """`not` of what is open."""

    __slots__ = ("part",)

    def __init__(self, part: Prospect) -> None:
        super().__init__(part.can_no, part.can_yes)
        self.part = part

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        self.part.name(no, yes, wanted)


class Both(Prospect):
    """Two tests of the same thing, joined by `and`; `compatible`: whether it could pass both."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Prospect, Prospect], compatible: bool) -> None:
        super().__init__(compatible and all(p.can_yes for p in parts), any(p.can_no for p in parts))
        self.parts = parts

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        for part in self.parts:
            part.name(yes and self.can_yes, no and part.can_no, wanted)


class Spare:
    """The part of a list that is missing: it may hold nothing, or any number of elements like `part`."""

    __slots__ = ("fields", "part")

    def __init__(self, fields: Sequence[str], part: Prospect) -> None:
        self.fields = fields
        """The list by name; nothing where it belongs to an element that is itself but imagined."""
        self.part = part

    def name(self, yes: bool, no: bool, nothing: bool, wanted: Wanted) -> None:
        """Add the list where an element that is yes, or no, or that there is none could help; and what that asks."""
        yes, no = yes and self.part.can_yes, no and self.part.can_no
        if yes or no or nothing:
            wanted.update(dict.fromkeys(self.fields))
            self.part.name(yes, no, wanted)


def negative(part: Prospect) -> Prospect:
    """`not`."""
    if isinstance(part, Settled):
        return NO if part.can_yes else YES
    return Negative(part)


def at_least(n: int, parts: Sequence[Prospect], spare: Spare | None = None) -> Prospect:
    """At least n of some parts, and of those in the missing part of a list; `and` and `or` are all, and one of them."""
    sure, no = sum(part is YES for part in parts), sum(part is NO for part in parts)
    if sure >= n:
        return YES
    return NO if len(parts) - no < n and spare is None else AtLeast(n, parts, spare)


def every(parts: Sequence[Prospect], spare: Spare | None = None) -> Prospect:
    """Every element of a list, and there is at least one."""
    if NO in parts or (not parts and spare is None):
        return NO
    return YES if spare is None and all(part is YES for part in parts) else Every(parts, spare)


class AtLeast(Prospect):
    """So many of some parts are yes; neither reached nor out of reach."""

    __slots__ = ("open", "spare")

    def __init__(self, n: int, parts: Sequence[Prospect], spare: Spare | None = None) -> None:
        sure = sum(part is YES for part in parts)
        self.open = [part for part in parts if not isinstance(part, Settled)]
        self.spare = spare
        more = spare is not None and spare.part.can_yes
        super().__init__(
            can_yes=more or sure + sum(part.can_yes for part in self.open) >= n,
            can_no=sure + sum(not part.can_no for part in self.open) < n,
        )

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        yes, no = yes and self.can_yes, no and self.can_no
        for part in self.open:
            part.name(yes and part.can_yes, no and part.can_no, wanted)
        if self.spare is not None:
            self.spare.name(yes, no, no, wanted)


class Every(Prospect):
    """Every element is yes, and there is at least one; none is no."""

    __slots__ = ("empty", "open", "spare")

    def __init__(self, parts: Sequence[Prospect], spare: Spare | None) -> None:
        self.open = [part for part in parts if not isinstance(part, Settled)]
        self.spare = spare
        self.empty = not parts
        fillable = spare is not None and spare.part.can_yes
        failable = spare is not None and (self.empty or spare.part.can_no)
        super().__init__(
            can_yes=all(part.can_yes for part in self.open) and (fillable or not self.empty),
            can_no=failable or any(part.can_no for part in self.open),
        )

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        yes, no = yes and self.can_yes, no and self.can_no
        for part in self.open:
            part.name(yes and part.can_yes, no and part.can_no, wanted)
        if self.spare is not None:
            self.spare.name(yes, no, (no and self.empty) or (yes and not self.empty), wanted)
