"""Explanations for people and as JSON: one rule in full, or all in short with the near misses."""

from __future__ import annotations

from typing import Any

import msgspec

from cts_engine.applicability import belongs
from cts_engine.compile import CompiledRulebook
from cts_engine.explain import Explanation, explain
from cts_engine.facts import Facts
from cts_engine.history import NO_HISTORY, History
from cts_engine.missing import missing_of
from cts_engine.near_misses import near_misses
from cts_engine.render import render
from cts_grammar.checked import CheckedRule
from cts_rules.commands.terminal import tell, tell_json
from cts_rules.evaluation.results import readable
from cts_rules.manifest.model import Consignment
from cts_rules.readers.reading import ReadManifest


class Explaining:
    """One consignment under one rulebook."""

    def __init__(
        self,
        book: CompiledRulebook,
        read: ReadManifest,
        consignment: Consignment,
        received: str,
        history: History = NO_HISTORY,
    ) -> None:
        self.book = book
        self.document = readable(consignment.document_number)
        self.in_scope = belongs(book, read.manifest, consignment) is not False
        self.received = received
        self.facts = Facts.of(book.vocabulary, read.manifest, consignment, history)

    def one(self, rule: CheckedRule, as_json: bool) -> None:
        """One rule, why and why not."""
        found = self._explained(rule)
        if as_json:
            tell_json(self._head("cts-explanation/1") | self._as_json(rule, found))
            return
        self._tell_scope()
        tell(render(found))
        if missing := self._missing(rule, found):
            tell(f"  for want of {', '.join(missing)}")

    def all(self, as_json: bool) -> None:
        """Every rule's outcome, and the rules that one thing kept from firing."""
        rules = self.book.checked.rules
        found = [(rule, self._explained(rule)) for rule in rules]
        near = near_misses(rules, self.facts, self.received, self.book.checked.sources)
        if as_json:
            told = {"rules": [self._as_json(*each) for each in found], "near_misses": msgspec.to_builtins(near)}
            tell_json(self._head("cts-explanations/1") | told)
            return
        self._tell_scope()
        width = max((len(rule.id) for rule in rules), default=0)
        for rule, e in found:
            by = f" by {', '.join(e.held_back_by)}" if e.held_back_by else ""
            missing = self._missing(rule, e)
            wanting = f" for want of {', '.join(missing)}" if missing else ""
            tell(f"{e.rule:<{width}}  {e.outcome}{by}{wanting}  {e.title}")
        if near:
            tell("\nnear misses")
        for miss in near:
            tell(f"  {miss.rule}  {'exempt' if miss.exemption else 'kept'} by: {miss.kept_by}")

    def _explained(self, rule: CheckedRule) -> Explanation:
        return explain(rule, self.facts, self.received, self.book.checked.sources)

    def _missing(self, rule: CheckedRule, found: Explanation) -> tuple[str, ...]:
        return missing_of(rule, self.facts) if found.outcome == "undecided" else ()

    def _head(self, schema: str) -> dict[str, Any]:
        return {"schema": schema, "document": self.document, "in_scope": self.in_scope}

    def _as_json(self, rule: CheckedRule, found: Explanation) -> dict[str, Any]:
        return found.to_json() | {"missing": list(self._missing(rule, found))}

    def _tell_scope(self) -> None:
        if not self.in_scope:
            name = self.book.checked.name
            tell(f"{name} is not for this mode and movement, and asks no rule here; if it did:")
