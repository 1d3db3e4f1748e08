"""Rules upon rules: what an assessment makes of them is what the plain interpreter makes of each, by random trees."""

from __future__ import annotations

from random import Random
from typing import Any

from cts_engine.assess import assess
from cts_engine.compile import compile_rulebook
from cts_engine.explain import explain
from cts_engine.ruling import Outcome
from cts_grammar.checked import (
    AllOf,
    AnyOf,
    CheckedRule,
    CheckedRulebook,
    Condition,
    Exemption,
    HasFired,
    Not,
    RuleReference,
)
from tests.engine.small import AT, rule, rulebook
from tests.properties import small_world, trees

RULEBOOKS = 150
EACH = 12
RULES = 6
DAYS = ("2026-02-01", "2026-03-01", "2026-04-01")
CONSIGNMENTS = [small_world.facts(Random(f"consignment {n}")) for n in range(200)]


def upon(random: Random, earlier: list[CheckedRule], depth: int = 2) -> Condition:
    """A condition built upon some of the earlier rules and on what was filed."""
    draw = random.random()
    if earlier and draw < 0.4:
        asked = random.choice(earlier)
        reference = RuleReference(asked.id)
        reference.rule = asked
        return HasFired(reference, AT)
    if depth and draw < 0.75:
        parts = tuple(upon(random, earlier, depth - 1) for _ in range(2))
        return random.choice((AllOf(parts, AT), AnyOf(parts, AT), Not(parts[0], AT)))
    return trees.condition(random, 1)


def drawn(random: Random) -> CheckedRulebook:
    """Rules of which each may be built upon those before it, written in another order."""
    rules: list[CheckedRule] = []
    for n in range(RULES):
        exempt = [Exemption(f"e{i}", upon(random, rules, 1), random.choice(("", *DAYS)), AT) for i in range(2)]
        days: dict[str, Any] = {"first_day": random.choice(("", "", *DAYS)), "last_day": random.choice(("", "", *DAYS))}
        exemptions = tuple(exempt[: random.choice((0, 0, 1, 2))])
        rules.append(rule(f"R-{n}", upon(random, rules), exemptions=exemptions, **days))
    written = random.sample(rules, len(rules))
    return rulebook(*written, order=tuple(written.index(one) for one in rules))


def test_assessment_and_interpreter_agree() -> None:
    seen: set[Outcome] = set()
    for seed in range(RULEBOOKS):
        random = Random(f"rules upon rules {seed}")
        book = drawn(random)
        compiled = compile_rulebook(book)
        for facts in random.sample(CONSIGNMENTS, EACH):
            day = random.choice((*DAYS, None))
            told = assess(compiled, facts.manifest, facts.consignment, day, history=facts.history)
            outcomes = {r.id: explain(r, facts, day, ()).outcome for r in book.rules}
            seen |= set(outcomes.values())
            assert [f.rule for f in told.fired] == [id_ for id_, o in outcomes.items() if o == "fired"], seed
            assert [u.rule for u in told.undecided] == [id_ for id_, o in outcomes.items() if o == "undecided"], seed
    assert seen == {"fired", "not fired", "undecided", "held back", "out of force"}
