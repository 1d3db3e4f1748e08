"""A comparison as sentences that a reviewer can sign."""

from __future__ import annotations

from collections.abc import Sequence

from cts_grammar.comparing.changes import (
    Change,
    Comparison,
    EntriesChange,
    EntryChange,
    ParameterChange,
    Relation,
    RuleChange,
    Standing,
)

NO_CHANGE = "no change in meaning"
SHOWN = 20
"""Entries that are named of those that came, went or changed."""
_FIRES = {
    Relation.STRICTER: "can only fire on fewer consignments",
    Relation.LOOSER: "can only fire on more consignments",
    Relation.DIFFERENT: "may fire on other consignments",
}


def sentences(comparison: Comparison) -> tuple[str, ...]:
    """One a change, the rulebook's own first; `no change in meaning` before those that change nothing."""
    told = [f"{_called(rule)}: {sentence}" for rule in comparison.rules for sentence in rule_sentences(rule)]
    return (*rulebook_sentences(comparison), *told)


def rulebook_sentences(comparison: Comparison) -> tuple[str, ...]:
    """What is no single rule's: whether anything changed at all, the header, lists, definitions."""
    told = [f"header: {_told(change)}" for change in comparison.header]
    told += [_entries(change) for change in (*comparison.lists, *comparison.data)]
    told += [_parameter(change) for change in comparison.parameters]
    told += [_told(change) for change in comparison.definitions]
    return (NO_CHANGE, *told) if comparison.same_meaning else tuple(told)


def rule_sentences(rule: RuleChange) -> tuple[str, ...]:
    """What became of one rule, without its name."""
    if rule.standing in (Standing.ADDED, Standing.REMOVED):
        return (rule.standing.value,)
    told = [f"renamed, was {rule.old_id}"] if rule.old_id else []
    told += ["moved"] if rule.moved else []
    told += map(_told, rule.changes)
    if rule.same_meaning:
        told.append(NO_CHANGE)
    elif rule.relation in _FIRES:
        told.append(_FIRES[rule.relation])
    return tuple(told)


def _called(rule: RuleChange) -> str:
    return f'{rule.id} "{rule.title}"' if rule.title else rule.id


def _told(change: Change) -> str:
    how = f": {change.relation.value}" if change.relation else ""
    if change.old == change.new:
        return f"{change.what} `{change.new}`: the same words, what they stand for has changed{how}"
    if not change.old:
        return f"{change.what} added: `{change.new}`{how}"
    if not change.new:
        return f"{change.what} removed: `{change.old}`{how}"
    return f"{change.what}: `{change.old}` → `{change.new}`{how}"


def _entries(change: EntriesChange) -> str:
    changed = [_entry(entry) for entry in change.changed]
    counted = (("added", change.added), ("removed", change.removed), ("changed", changed))
    parts = [f"{word} {_some(texts)}" for word, texts in counted if texts]
    called = f"{change.what} `{change.name}`" if change.name else change.what
    return f"{called}: {'; '.join(parts)}"


def _some(texts: Sequence[str]) -> str:
    """As many as can be read, and how many more there are."""
    more = len(texts) - SHOWN
    return ", ".join(texts[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _entry(change: EntryChange) -> str:
    where = " of ".join(word for word in (change.column, change.entry) if word)
    return f"{where}: {change.old or 'nothing'} → {change.new or 'nothing'}"


def _parameter(change: ParameterChange) -> str:
    days = f"from {change.since}" if change.since else ""
    days += f"{' ' if days else ''}until {change.until}" if change.until else ""
    was, now = change.old or "no value", change.new or "no value"
    return f"parameter `{change.name}`: {days}{': ' if days else ''}{now} instead of {was}"
