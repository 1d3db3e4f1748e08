"""Two versions of a rulebook: header, lists, definitions, rules."""

from __future__ import annotations

from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.comparing.changes import Change, Comparison, RuleChange, Standing
from cts_grammar.comparing.matching import moved, pairs
from cts_grammar.comparing.named import definition_changes, list_changes
from cts_grammar.comparing.rules import rule_change
from cts_grammar.meaning.hashing import rulebook_meaning
from cts_grammar.meaning.writing import number_written


def compare(old: CheckedRulebook, new: CheckedRulebook) -> Comparison:
    """What changed from the old version to the new one."""
    return Comparison(
        same_meaning=rulebook_meaning(old) == rulebook_meaning(new),
        header=tuple(_header(old, new)),
        lists=list_changes(old, new),
        definitions=definition_changes(old, new),
        rules=tuple(_rules(old, new)),
    )


def _rules(old: CheckedRulebook, new: CheckedRulebook) -> list[RuleChange]:
    found = pairs(old.rules, new.rules)
    elsewhere = moved(found, old.rules)
    before = {now.id: was for was, now in found}
    kept = {was.id for was, _ in found}
    changes: list[RuleChange] = []
    for rule in new.rules:
        if rule.id not in before:
            changes.append(_lone(Standing.ADDED, rule))
            continue
        change = rule_change(before[rule.id], rule, old, new, moved=rule.id in elsewhere)
        if change.changes or change.moved or change.old_id or not change.same_meaning:
            changes.append(change)
    return changes + [_lone(Standing.REMOVED, rule) for rule in old.rules if rule.id not in kept]


def _lone(standing: Standing, rule: CheckedRule) -> RuleChange:
    return RuleChange(standing, rule.id, rule.title)


def _header(old: CheckedRulebook, new: CheckedRulebook) -> list[Change]:
    pairs = [(name, str(getattr(old, name)), str(getattr(new, name))) for name in ("name", "title", "owner")]
    pairs.append(("scope", _scope(old), _scope(new)))
    was, now = ({lane.name: number_written(lane.threshold) for lane in book.lanes} for book in (old, new))
    pairs += [(f"lane {name} from", was.get(name, ""), now.get(name, "")) for name in dict.fromkeys([*was, *now])]
    return [Change(what, a, b) for what, a, b in pairs if a != b]


def _scope(rulebook: CheckedRulebook) -> str:
    told = (" ".join(word for word in (scope.mode, scope.movement) if word) for scope in rulebook.scopes)
    return ", ".join(sorted(told)) or "all"
