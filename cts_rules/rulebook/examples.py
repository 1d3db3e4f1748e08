"""The examples of a rulebook's rules, run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cts_engine.examples import Played, as_of, play
from cts_engine.facts import Facts
from cts_grammar import mistakes
from cts_grammar.check import Checking
from cts_grammar.checked import CheckedRulebook
from cts_grammar.diagnostics import Diagnostic, in_reading_order
from cts_rules.history.stated import past_of
from cts_rules.manifest.staging import staged


def played(rulebook: CheckedRulebook, today: str) -> Iterator[Played]:
    """Every example of every rule, in their order. `today` is what undated ones are judged by; empty: no date."""
    texts = {source.path: source.text for source in rulebook.sources}
    for rule in rulebook.rules:
        for example in rule.examples:
            judged = as_of(rule, example, today)
            facts = Facts.of(rulebook.vocabulary, *staged(example), past_of(example, judged))
            yield play(rule, example, facts, judged, texts)


def with_examples(checking: Checking, today: str) -> Checking:
    """The same, refused where an example fails."""
    if checking.rulebook is None:
        return checking
    failed = [failure(one) for one in played(checking.rulebook, today) if not one.passes]
    if not failed:
        return checking
    return replace(checking, rulebook=None, diagnostics=in_reading_order([*checking.diagnostics, *failed]))


def failure(one: Played) -> Diagnostic:
    """An example that came to something else, with what made it so."""
    without = f" without {' and '.join(one.missing)}" if one.missing else ""
    hint = "; ".join(one.because)
    if one.came == "matches":
        hint = "nothing that it asks for is missing" if one.example.expected == "is undecided" else "every part holds"
    elif without:
        hint = f"state {' and '.join(f'`{name}`' for name in one.missing)}, or say that the example is undecided"
    return mistakes.EXAMPLE_FAILS.at(
        one.example.span, name=one.example.name, expected=one.example.expected, came=one.came + without, hint=hint
    )
