"""Rules that fire exactly when another does, and rules that fire only where another does too.

What is told is proved, for every consignment there could be (tests/properties/test_repeated_rules.py); what cannot be
proved is not told. Rules whose tests look at the same things are set against each other, each against its nearest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cts_grammar import mistakes
from cts_grammar.check.context import Context
from cts_grammar.checked import (
    AllOf,
    Among,
    CheckedRule,
    Compare,
    Condition,
    Differs,
    HasFired,
    Likeness,
    Not,
    Quantified,
    Same,
    TextTest,
    Timing,
    Truth,
    Within,
)
from cts_grammar.comparing.intervals import Interval, interval
from cts_grammar.comparing.proving import Proof
from cts_grammar.diagnostics import Label
from cts_grammar.meaning import normal, written
from cts_grammar.source import Span

NEAR = 8
"""Rules before and after it, of those that look at what it looks at, that a rule is set against."""
STEPS = 500
"""Of one proof."""


@dataclass(frozen=True, eq=False, slots=True)
class Profile:
    """What decides when a rule fires, in normal form."""

    when: Condition
    exemptions: tuple[tuple[Condition, str], ...]
    """Each with its last day."""
    first_day: str
    last_day: str
    shadow: bool
    line: str
    """All of it: equal for rules that fire on the same consignments on the same days."""
    looked_at: frozenset[str]
    """What the tests that must all hold ask about; a test of several things says nothing here."""
    intervals: Mapping[str, tuple[tuple[float, float], ...]]
    """Between which numbers and moments what they ask about must lie, also inside quantifiers."""


Proved = Mapping[Profile, tuple[tuple[Profile, ...], tuple[int, ...]]]
"""The rules that one was set against, and the places of those among them that it covers."""


class Standing(Protocol):
    """A rule where it stands."""

    @property
    def span(self) -> Span: ...
    @property
    def checked(self) -> CheckedRule: ...
    @property
    def profile(self) -> Profile: ...


def profile_of(rule: CheckedRule) -> Profile:
    """The rule's profile."""
    when = normal(rule.when)
    exemptions = tuple((normal(e.condition), e.until) for e in rule.exemptions)
    held = sorted(f"{written(condition)} until {until}" for condition, until in exemptions)
    line = "\n".join((written(when), *held, rule.first_day, rule.last_day, str(rule.shadow)))
    parts = when.parts if isinstance(when, AllOf) else (when,)
    looked_at = frozenset(key for part in parts if (key := _looked_at(part)))
    intervals: dict[str, tuple[tuple[float, float], ...]] = {}
    for key, found in _intervals(when, ""):
        intervals[key] = (*intervals.get(key, ()), (found.low, found.high))
    return Profile(when, exemptions, rule.first_day, rule.last_day, rule.shadow, line, looked_at, intervals)


def _intervals(condition: Condition, inside: str) -> Iterator[tuple[str, Interval]]:
    """Of the tests that must all hold."""
    match condition:
        case AllOf(parts):
            for part in parts:
                yield from _intervals(part, inside)
        case Quantified():
            yield from _intervals(condition.where, f"{inside}{written(condition.over)} ")
        case _ if (found := interval(condition)) is not None:
            yield inside + found.subject, found


def tell_of_repeated(ctx: Context, rules: Sequence[Standing], known: Proved) -> Proved:
    """Reports each rule that says no more than another. What was proved is `known` to the next check."""
    profiles = [rule.profile for rule in rules]
    told: set[int] = set()
    first: dict[str, int] = {}
    for at, profile in enumerate(profiles):
        same = first.setdefault(profile.line, at)
        if same != at:
            told.add(at)
            _tell_same(ctx, rules[at], rules[same])
    groups = _groups(profiles)
    proved: dict[Profile, tuple[tuple[Profile, ...], tuple[int, ...]]] = {}
    for wide, profile in enumerate(profiles):
        near = _near(wide, profile, groups) if wide not in told else []
        others = tuple([profiles[at] for at in near])
        found = known.get(profile)
        if found is None or found[0] != others:
            found = others, tuple(place for place, other in enumerate(others) if covers(profile, other))
        proved[profile] = found
        for narrow in (near[place] for place in found[1]):
            if narrow not in told and (wide < narrow or not covers(profiles[narrow], profile)):
                told.add(narrow)
                _tell_covered(ctx, rules[narrow], rules[wide])
    return proved


def _groups(profiles: Sequence[Profile]) -> dict[str, list[int]]:
    """For each thing that is looked at the rules that do, in their order."""
    found: dict[str, list[int]] = {}
    for at, profile in enumerate(profiles):
        for key in profile.looked_at:
            found.setdefault(key, []).append(at)
    return found


def _near(at: int, profile: Profile, groups: Mapping[str, list[int]]) -> list[int]:
    """The nearest of the rules that look at what this one looks at, by the thing that the fewest look at."""
    if not profile.looked_at:
        return []
    group = min((groups[key] for key in profile.looked_at), key=len)
    here = bisect_left(group, at)
    return group[max(0, here - NEAR) : here] + group[here + 1 : here + 1 + NEAR]


def covers(one: Profile, other: Profile) -> bool:
    """Whether the first certainly fires wherever the second does."""
    return (
        one.looked_at <= other.looked_at
        and one.shadow is other.shadow
        and _days_inside(other, one)
        and all(
            any(wide[0] <= narrow[0] and narrow[1] <= wide[1] for narrow in other.intervals.get(key, ()))
            for key, wides in one.intervals.items()
            for wide in wides
        )
        and Proof(STEPS).implies(other.when, one.when)
        and all(any(_holds_back(theirs, mine) for theirs in other.exemptions) for mine in one.exemptions)
    )


def _holds_back(one: tuple[Condition, str], other: tuple[Condition, str]) -> bool:
    """Whether the first exception holds back whatever the second does, for as long."""
    (condition, until), (narrower, last) = one, other
    return (not until or ("" < last <= until)) and Proof(STEPS).implies(narrower, condition)


def _days_inside(one: Profile, other: Profile) -> bool:
    begins = not other.first_day or bool(one.first_day and other.first_day <= one.first_day)
    return begins and (not other.last_day or bool(one.last_day and one.last_day <= other.last_day))


def _looked_at(part: Condition) -> str:
    """What a test asks about; empty where a test of something else may say as much."""
    test = part.part if isinstance(part, Not) else part
    match test:
        case Compare():
            return f"{written(test.left)} {written(test.exchange)}"
        case Among() | Within() | TextTest() | Timing():
            return written(test.subject)
        case Same() | Differs() | Likeness():
            return f"{written(test.left)} {written(test.right)}"
        case Quantified():
            return written(test.over)
        case Truth() | HasFired():
            return written(test)
        case _:
            return ""


# --- words ----------------------------------------------------------------------------------------------------------


def _tell_same(ctx: Context, one: Standing, other: Standing) -> None:
    if _does(one.checked) == _does(other.checked):
        hint = "they also do the same: take one of them out"
    else:
        hint = f"they do different things: {_scores(one, other)}make one rule of them if that is not meant"
    ctx.report(mistakes.SAME_AS_RULE.at(one.span, _there(other), id=other.checked.id, hint=hint))


def _tell_covered(ctx: Context, one: Standing, other: Standing) -> None:
    added = _does(one.checked) - _does(other.checked)
    hint = _scores(one, other) + (
        "if that is not meant, narrow one of them" if added or one.checked.score else "it adds nothing: take it out"
    )
    ctx.report(mistakes.COVERED_BY_RULE.at(one.span, _there(other), id=other.checked.id, hint=hint))


def _does(rule: CheckedRule) -> set[str]:
    lane = {f"lane {rule.lane}"} if rule.lane else set()
    score = {f"score {rule.score} in {rule.area}"} if rule.score else set()
    told = {f"tell trader {written(normal(message.parts))}" for message in rule.tell_trader}
    return lane | score | told | {instruction.text for instruction in rule.instructions}


def _scores(one: Standing, other: Standing) -> str:
    scores = one.checked.score, other.checked.score
    return f"their scores add up, {scores[1]:+g} and {scores[0]:+g}; " if all(scores) else ""


def _there(other: Standing) -> Label:
    return Label(other.span, f"`{other.checked.id}` stands here")
