"""From a checked rulebook to functions."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from cts_engine.predicates import Answer, Predicate, Shared, predicate_of
from cts_engine.source_lines import register
from cts_grammar.checked import Applicability, CheckedRule, CheckedRulebook, Condition, Lane
from cts_grammar.vocabulary import Vocabulary

DAYS_KEPT = 64


@dataclass(frozen=True, slots=True, eq=False)
class CompiledExemption:
    """One `unless`."""

    name: str
    """As it is told to people, also where the author gave none."""
    predicate: Predicate
    until: str
    """Last day on which it applies; empty: for ever."""


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRule:
    """One rule, ready to be asked."""

    checked: CheckedRule
    predicate: Predicate
    answer: Answer
    """The predicate's own, a step nearer."""
    exemptions: tuple[CompiledExemption, ...]
    position: int
    """Among the rulebook's rules."""

    def in_force(self, day: str) -> bool:
        """Whether a day lies in the rule's days, both included; an unknown day (empty) does."""
        first, last = self.checked.first_day, self.checked.last_day
        return not day or ((not first or first <= day) and (not last or day <= last))


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRulebook:
    """A rulebook ready to assess with. It never changes; compiled again, it decides the same."""

    checked: CheckedRulebook
    digest: str
    """Of the rulebook's files: what decides."""
    rules: tuple[CompiledRule, ...]
    shared: Shared
    seconds: float
    """How long compiling took."""
    _order: tuple[CompiledRule, ...]
    """The rules, each after those that it is built upon."""
    _by_day: dict[str, tuple[CompiledRule, ...]] = field(default_factory=dict)

    @property
    def scopes(self) -> tuple[Applicability, ...]:
        """Modes and movements that it is for; empty: all."""
        return self.checked.scopes

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Most severe first."""
        return self.checked.lanes

    @property
    def vocabulary(self) -> Vocabulary:
        """The names that its rules use."""
        return self.checked.vocabulary

    def in_force(self, day: str) -> tuple[CompiledRule, ...]:
        """The rules in force on a day, each after those that it is built upon."""
        found = self._by_day.get(day)
        if found is None:
            found = tuple(rule for rule in self._order if rule.in_force(day))
            if len(self._by_day) >= DAYS_KEPT:
                self._by_day.clear()
            self._by_day[day] = found
        return found


def compile_rulebook(checked: CheckedRulebook) -> CompiledRulebook:
    """Make functions of a rulebook's conditions."""
    began = time.perf_counter()
    shared = Shared(checked.vocabulary.vague)
    compiler = _Compiler(checked, shared)
    rules = tuple(compiler.rule(rule, position) for position, rule in enumerate(checked.rules))
    order = tuple(rules[position] for position in checked.order) or rules
    return CompiledRulebook(checked, checked.digest, rules, shared, time.perf_counter() - began, order)


class _Compiler:
    def __init__(self, checked: CheckedRulebook, shared: Shared) -> None:
        self.shared = shared
        self.sources = {source.path: source for source in checked.sources}
        self.names = {s.path: register(s, checked.name, checked.digest) for s in checked.sources}

    def rule(self, rule: CheckedRule, position: int) -> CompiledRule:
        exemptions = []
        for index, exemption in enumerate(rule.exemptions):
            name = _name_of_exemption(rule, index)
            predicate = self.predicate(exemption.condition, f"{rule.id} unless {name}")
            exemptions.append(CompiledExemption(name, predicate, exemption.until))
        predicate = self.predicate(rule.when, rule.id)
        return CompiledRule(rule, predicate, predicate.answer, tuple(exemptions), position)

    def predicate(self, condition: Condition, name: str) -> Predicate:
        path = condition.span.path
        return predicate_of(condition, f"rule {name}", self.sources.get(path), self.names.get(path, path), self.shared)


def _name_of_exemption(rule: CheckedRule, index: int) -> str:
    name = rule.exemptions[index].name
    return name or ("unnamed exemption" if len(rule.exemptions) == 1 else f"exemption {index + 1}")
