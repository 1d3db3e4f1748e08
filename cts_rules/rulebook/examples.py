"""The examples of a rulebook's rules, run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cts_engine.examples import Played, as_of, play
from cts_engine.facts import Facts
from cts_grammar import mistakes
from cts_grammar.check import Checking
from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.diagnostics import Diagnostic
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


class Passed:
    """Rules that passed their examples on a day, and ask no others; for one vocabulary, and for threads."""

    def __init__(self) -> None:
        self._known: tuple[str, frozenset[CheckedRule]] = "", frozenset()

    def of(self, today: str) -> frozenset[CheckedRule]:
        """Those that passed on that day, in the latest rulebook that was tried."""
        day, rules = self._known
        return rules if day == today else frozenset()

    def note(self, today: str, rules: Iterable[CheckedRule]) -> None:
        """In the place of those that were noted before."""
        self._known = today, frozenset(rules)


def with_examples(checking: Checking, today: str, passed: Passed | None = None) -> Checking:
    """The same, refused where an example fails. Rules that are known to have `passed` theirs are not tried again."""
    book = checking.rulebook
    if book is None:
        return checking
    known = passed.of(today) if passed is not None and not book.order else frozenset()
    tried = replace(book, rules=tuple(rule for rule in book.rules if rule.examples and rule not in known))
    failed = [failure(one) for one in played(tried, today) if not one.passes]
    if not failed and passed is not None and not book.order:
        passed.note(today, (rule for rule in book.rules if rule.examples))
    if not failed:
        return checking
    return checking.refused([*checking.diagnostics, *failed])


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
