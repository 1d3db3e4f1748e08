"""What a rule comes to on a consignment: its dates, its condition, its exemptions, put together as the definition says.

A moment at which the manifest was received that is not known puts no rule out of force and no exemption out of use.
"""

from __future__ import annotations

from typing import Literal

from cts_engine import clock
from cts_grammar.checked import CheckedRule, Exemption

Outcome = Literal["fired", "held back", "not fired", "undecided", "out of force"]


def in_force(rule: CheckedRule, received: str | None) -> bool:
    """Whether the day of receipt lies in the rule's days, both included."""
    day = _day(received)
    return not day or ((not rule.first_day or rule.first_day <= day) and (not rule.last_day or day <= rule.last_day))


def in_use(exemption: Exemption, received: str | None) -> bool:
    """Whether the exemption has not lapsed on the day of receipt."""
    day = _day(received)
    return not day or not exemption.until or day <= exemption.until


def _day(received: str | None) -> str:
    return received[:10] if isinstance(received, str) and clock.seconds(received) else ""


def outcome_of(applies: bool, condition: bool | None, exempt: bool) -> Outcome:
    """From whether the rule is in force, its condition's answer, and whether an exemption in use says yes.

    A rule that an exemption holds back could not fire whatever its condition turned out to be.
    """
    if not applies:
        return "out of force"
    if condition is False:
        return "not fired"
    if exempt:
        return "held back"
    return "undecided" if condition is None else "fired"
