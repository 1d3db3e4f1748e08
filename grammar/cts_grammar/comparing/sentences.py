"""A comparison as sentences that a reviewer can sign."""

from __future__ import annotations

from cts_grammar.comparing.changes import Change, Comparison, EntriesChange, Relation, RuleChange, Standing

NO_CHANGE = "no change in meaning"
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
    told += [_entries(change) for change in comparison.lists]
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
    parts = [
        f"{word} {', '.join(texts)}" for word, texts in (("added", change.added), ("removed", change.removed)) if texts
    ]
    return f"list `{change.name}`: {'; '.join(parts)}"
