"""What comes out for one consignment."""

from __future__ import annotations

from typing import Literal

import msgspec

from cts_engine.seen import SeenValue

GREEN = "green"
"""The lane below all thresholds."""

SCOPE_UNCERTAIN = "scope-uncertain"
"""Mode or movement is missing or cannot be read: the rulebook may not be meant for this consignment."""
EVALUATION_TOO_LONG = "evaluation-too-long"
"""A rule was given up because it took more than its limits."""


RandomOutcome = Literal["selected", "not applied"]
"""The lane is that of random selection, no rule's; or nothing could be drawn, for no key was at hand."""


class Fired(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule whose condition is certainly met, and that no exemption certainly holds back."""

    rule: str
    title: str
    area: str
    score: float
    instructions: tuple[str, ...] = ()
    shadow: bool = False
    """Counted, without effect on score, lane and actions."""
    messages: tuple[str, ...] = ()
    """What the rule says, with the consignment's values filled in."""
    tell_trader: tuple[str, ...] = ()
    """What may be disclosed; nothing of a rule in shadow."""
    values: tuple[SeenValue, ...] = ()
    """What made it fire; only where values were asked for."""
    exemptions_unchecked: tuple[str, ...] = ()
    """Names of exemptions that could not be decided, so that they hold nothing back."""


class Undecided(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that could have fired had more been filed."""

    rule: str
    title: str
    area: str
    shadow: bool = False
    missing: tuple[str, ...] = ()
    """Names of the fields and lists whose values could change the answer; only where they were asked for."""
    reason: str = ""
    """Why it could not be decided, where not for missing data: no exchange rate, a division by zero, a limit."""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something about the assessment itself that an officer has to know."""

    code: str
    message: str
    rule: str = ""


class Assessment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rulebook's verdict on a consignment."""

    in_scope: bool
    """False: the rulebook is not for this mode and movement, and no rule was looked at."""
    lane: str | None
    """None where the consignment is out of scope."""
    selected_by: tuple[str, ...] = ()
    """The rules that name the lane outright; where none does, those that score towards it. Empty for green, and where
    it was selected at random."""
    score: float = 0.0
    areas: dict[str, float] = {}
    """The score by area, for areas in which a rule scored."""
    actions: tuple[str, ...] = ()
    """What is to be done, each once, in the order of the rules."""
    fired: tuple[Fired, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    findings: tuple[Finding, ...] = ()
    random_selection: RandomOutcome | None = None
    """None: the rulebook selects nothing at random, or rules gave this consignment a lane or an action, or it was
    not drawn."""
