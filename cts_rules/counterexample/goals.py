"""What would have to be so for the difference between two rules to show."""

from __future__ import annotations

from dataclasses import dataclass

from cts_grammar.checked import CheckedRule, Condition
from cts_rules.counterexample.beside import Beside
from cts_rules.counterexample.distance import NO, NOT_NO, NOT_YES, YES, Answers


@dataclass(frozen=True, slots=True)
class Goal:
    """Conditions with the answers that are wanted of them, on one day."""

    wanted: tuple[tuple[Condition, Answers], ...]
    day: str
    """Of receipt; empty: any."""
    alone: bool = False
    """Whether other rules should be silent: what is looked for is a score, not a rule."""


Wanted = tuple[Condition, Answers]


def goals(old: CheckedRule | None, new: CheckedRule | None) -> list[Goal]:
    """One fires where the other does not; both fire, and what they say or do differs; one is undecided, one is not."""
    rules = [rule for rule in (old, new) if rule is not None]
    wanted = [[*_fires(new), (old.when, NOT_YES)], [*_fires(old), (new.when, NOT_YES)]] if old and new else []
    if old and new:
        wanted += [[*_fires(one), held] for one, other in ((new, old), (old, new)) for held in _held_back(other)]
        wanted.append(_fires(old) + _fires(new))
        wanted += [[(a.when, NOT_YES), (a.when, NOT_NO), (b.when, NO)] for a, b in ((new, old), (old, new))]
    wanted += [_fires(rule) for rule in rules]
    wanted += [[(rule.when, YES), held] for rule in rules for held in _held_back(rule)]
    days = dict.fromkeys(["", *(day for rule in rules for day in _days(rule)), *_days_of_data(rules)])
    return [Goal(tuple(each), day) for each in wanted for day in days]


def all_fire(rules: list[CheckedRule]) -> Goal:
    """Rules that fire together, so that their scores add up."""
    return Goal(tuple(wanted for rule in rules for wanted in _fires(rule)), "", alone=True)


def _fires(rule: CheckedRule) -> list[Wanted]:
    return [(rule.when, YES), *((exemption.condition, NOT_YES) for exemption in rule.exemptions)]


def _held_back(rule: CheckedRule) -> list[Wanted]:
    return [(exemption.condition, YES) for exemption in rule.exemptions]


def _days_of_data(rules: list[CheckedRule]) -> list[str]:
    """From which parameters and rates have another value."""
    read = [tuple((rule.when, *(e.condition for e in rule.exemptions)) for rule in each)
            for each in (rules[:1], rules[1:])]  # fmt: skip
    return Beside(*read).days


def _days(rule: CheckedRule) -> list[str]:
    return [day for day in (rule.first_day, rule.last_day, *(e.until for e in rule.exemptions)) if day]
