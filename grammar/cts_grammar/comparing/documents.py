"""A comparison as JSON: `cts-comparison/1`, whose members never change meaning."""

from __future__ import annotations

from typing import Any

from cts_grammar.comparing.changes import Change, Comparison, EntriesChange, ParameterChange, RuleChange
from cts_grammar.comparing.sentences import sentences

SCHEMA = "cts-comparison/1"
MOST = 1_000
"""Entries of one list or table that came, went or changed; how many there are is said beside."""


def as_document(comparison: Comparison) -> dict[str, Any]:
    """Ready for `json.dumps`. What was not there, or is gone, is null."""
    return {
        "schema": SCHEMA,
        "same_meaning": comparison.same_meaning,
        "sentences": list(sentences(comparison)),
        "header": [_change(change) for change in comparison.header],
        "lists": [
            {"name": change.name, "added": list(change.added[:MOST]), "removed": list(change.removed[:MOST])}
            for change in comparison.lists
        ],
        "data": [_data(change) for change in comparison.data],
        "parameters": [_parameter(change) for change in comparison.parameters],
        "definitions": [_change(change) for change in comparison.definitions],
        "rules": [_rule(rule) for rule in comparison.rules],
    }


def _data(change: EntriesChange) -> dict[str, Any]:
    return {
        "what": change.what,
        "name": change.name or None,
        "added": list(change.added[:MOST]),
        "removed": list(change.removed[:MOST]),
        "changed": [
            {"entry": c.entry, "column": c.column or None, "old": c.old or None, "new": c.new or None}
            for c in change.changed[:MOST]
        ],
        "counts": {"added": len(change.added), "removed": len(change.removed), "changed": len(change.changed)},
    }


def _parameter(change: ParameterChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "from": change.since or None,
        "until": change.until or None,
        "old": change.old or None,
        "new": change.new or None,
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
