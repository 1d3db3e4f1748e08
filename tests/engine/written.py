"""Rules of the small world written as text, for tests of what is told about them."""

from __future__ import annotations

from cts_grammar.check import check
from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.source import Source
from tests.properties import small_world

HEADER = """
rulebook small "The small world"
  for all
  owner "Tests"
  lane red from 70
"""

FRAME = """
rule R-1 "A rule"
  area tests
  owner "Tests"
  when {}
  then {}
"""


def rulebook(text: str) -> CheckedRulebook:
    """A rulebook with these lists, definitions and rules."""
    checking = check([Source("small.rules", HEADER + text)], small_world.vocabulary(), lambda path: None)
    assert checking.rulebook is not None, [(d.message, d.hint) for d in checking.diagnostics]
    return checking.rulebook


def rule(when: str, before: str = "", then: str = "score +10") -> CheckedRule:
    """One rule with this condition and action."""
    return rulebook(before + FRAME.format(when, then)).rules[0]
