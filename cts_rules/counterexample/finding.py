"""From two versions to the smallest consignment that they treat differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from random import Random
from time import monotonic

from cts_engine.assessment import Assessment
from cts_engine.compile import CompiledRulebook
from cts_grammar.checked import Applicability, CheckedRule
from cts_grammar.comparing.matching import pairs
from cts_grammar.meaning import rule_meaning, rulebook_meaning
from cts_rules.counterexample.decision import decided, differ, differ_at_all
from cts_rules.counterexample.distance import NOT_YES
from cts_rules.counterexample.example import Example
from cts_rules.counterexample.goals import Goal, all_fire, goals
from cts_rules.counterexample.minimal import minimal
from cts_rules.counterexample.places import Surroundings
from cts_rules.counterexample.searching import Search
from cts_rules.manifest.model import Consignment, Manifest

SECONDS = 5.0
"""How long is looked, unless it is said otherwise."""
SEED = 1
TOGETHER = 3
"""Rules that are made to fire together, so that the score comes between two thresholds."""
SETS = 40

Pair = tuple[CheckedRule | None, CheckedRule | None]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A consignment on which the versions differ, with what each decides."""

    example: Example
    old: Assessment
    new: Assessment


def counterexample(
    old: CompiledRulebook, new: CompiledRulebook, seconds: float = SECONDS, seed: int = SEED
) -> Counterexample | None:
    """The smallest that was found in the time; None where the versions mean the same or nothing was found.

    It is verified by running both versions, and minimal: with any field left out they would agree.
    """
    if rulebook_meaning(old.checked) == rulebook_meaning(new.checked):
        return None
    began = monotonic()
    search = Search(new.vocabulary, began + seconds, Random(seed))
    for differs, until in ((differ, began + seconds * 0.7), (differ_at_all, began + seconds)):
        holds = partial(differs, old, new)
        search.until = until
        found = _found(old, new, search, holds)
        if found is not None:
            small = minimal(found, holds)
            return Counterexample(small, decided(old, small), decided(new, small))
    return None


def _found(
    old: CompiledRulebook, new: CompiledRulebook, search: Search, holds: Callable[[Example], bool]
) -> Example | None:
    starts = _starts(old, new)
    lone = next(filter(holds, starts), None)
    if lone is not None:
        return lone
    changed = _changed(old, new)
    while not search.over:
        for goal, around in _goals(old, new, changed):
            start = _received(starts[0], goal.day) if goal.day else starts[0]
            found = search.reach(goal, around, start, holds)
            if found is None and goal.alone:
                found = _alone(old, new, search, goal, holds)
            if found is not None or search.over:
                return found
    return None


def _alone(
    old: CompiledRulebook, new: CompiledRulebook, search: Search, goal: Goal, holds: Callable[[Example], bool]
) -> Example | None:
    """With whatever else fires on the way made silent, so that scores add up to no more than was meant."""
    meant = {id(condition) for condition, _ in goal.wanted}
    rules = {rule.id: rule for rule in new.checked.rules if id(rule.when) not in meant}
    silent: dict[str, CheckedRule] = {}
    example = _starts(old, new)[0]
    for _ in range(len(rules)):
        loud = [f.rule for f in decided(new, example).fired if f.rule in rules and f.score > 0]
        if not set(loud) - silent.keys():
            return None
        silent.update({id_: rules[id_] for id_ in loud})
        wanted = (*goal.wanted, *((rule.when, NOT_YES) for rule in silent.values()))
        read = [condition for condition, _ in wanted]
        reached = search.approach(Goal(wanted, "", alone=True), Surroundings(read, read), example, holds)
        if holds(reached) or search.over:
            return reached if holds(reached) else None
        example = reached
    return None


def _goals(old: CompiledRulebook, new: CompiledRulebook, changed: list[Pair]) -> Iterator[tuple[Goal, Surroundings]]:
    for before, after in changed:
        around = Surroundings(_read_by(before), _read_by(after))
        for goal in goals(before, after):
            yield goal, around
    if old.lanes != new.lanes:
        yield from _between_thresholds(old, new)


def _changed(old: CompiledRulebook, new: CompiledRulebook) -> list[Pair]:
    """Rules that do not mean the same in both, and those that only one has."""
    both = pairs(old.checked.rules, new.checked.rules)
    known = {rule.id for pair in both for rule in pair}
    differing: list[Pair] = [(a, b) for a, b in both if a.id != b.id or rule_meaning(a) != rule_meaning(b)]
    differing += [(None, rule) for rule in new.checked.rules if rule.id not in known]
    return differing + [(rule, None) for rule in old.checked.rules if rule.id not in known]


def _read_by(rule: CheckedRule | None) -> list[object]:
    return [rule.when, *(exemption.condition for exemption in rule.exemptions)] if rule else []


def _between_thresholds(old: CompiledRulebook, new: CompiledRulebook) -> Iterator[tuple[Goal, Surroundings]]:
    """Rules whose scores add up to what one version sends to another lane than the other does."""
    limits = {lane.threshold for lane in old.lanes} ^ {lane.threshold for lane in new.lanes}
    limits |= {lane.threshold for lane in (*old.lanes, *new.lanes)} if len(limits) < 2 else set()
    low, high = min(limits), max(limits)
    scoring = sorted((r for r in new.checked.rules if r.score > 0 and not r.shadow), key=lambda r: -r.score)
    sets = [
        c for n in range(1, TOGETHER + 1) for c in combinations(scoring, n) if low <= sum(r.score for r in c) < high
    ]
    for rules in sets[:SETS]:
        read = [node for rule in rules for node in _read_by(rule)]
        yield all_fire(list(rules)), Surroundings(read, read)


def _starts(old: CompiledRulebook, new: CompiledRulebook) -> list[Example]:
    """Bare consignments of every mode and movement that either version is for."""
    scopes = dict.fromkeys([*new.scopes, *old.scopes]) or {Applicability("sea", "import"): None}
    return [_bare(scope) for scope in scopes]


def _bare(scope: Applicability) -> Example:
    manifest = Manifest(transport_mode=scope.mode)  # type: ignore[arg-type]
    return Example(manifest, Consignment(movement=scope.movement), "2026-03-02T12:00:00Z")  # type: ignore[arg-type]


def _received(example: Example, day: str) -> Example:
    return Example(example.manifest, example.consignment, f"{day}T12:00:00Z", example.earlier)
