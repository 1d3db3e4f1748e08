"""A comparison as JSON: `cts-comparison/1`, whose members never change meaning."""

from __future__ import annotations

from typing import Any

from cts_grammar.comparing.changes import Change, Comparison, RuleChange
from cts_grammar.comparing.sentences import sentences

SCHEMA = "cts-comparison/1"


def as_document(comparison: Comparison) -> dict[str, Any]:
    """Ready for `json.dumps`. What was not there, or is gone, is null."""
    return {
        "schema": SCHEMA,
        "same_meaning": comparison.same_meaning,
        "sentences": list(sentences(comparison)),
        "header": [_change(change) for change in comparison.header],
        "lists": [
            {"name": change.name, "added": list(change.added), "removed": list(change.removed)}
            for change in comparison.lists
        ],
        "definitions": [_change(change) for change in comparison.definitions],
        "rules": [_rule(rule) for rule in comparison.rules],
    }


def _rule(rule: RuleChange) -> dict[str, Any]:
    return {
        "standing": rule.standing.value,
        "id": rule.id,
        "old_id": rule.old_id or None,
        "title": rule.title,
        "moved": rule.moved,
        "same_meaning": rule.same_meaning,
        "fires": rule.relation.value if rule.relation else None,
        "changes": [_change(change) for change in rule.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "what": change.what,
        "old": change.old or None,
        "new": change.new or None,
        "relation": change.relation.value if change.relation else None,
    }
