"""Two versions of a rulebook: header, lists, definitions, rules."""

from __future__ import annotations

from collections.abc import Iterator

from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.comparing.changes import Change, Comparison, RuleChange, Standing
from cts_grammar.comparing.matching import Pair, moved, pairs
from cts_grammar.comparing.named import definition_changes, list_changes
from cts_grammar.comparing.rules import rule_change
from cts_grammar.meaning.hashing import mean_the_same
from cts_grammar.meaning.writing import number_written


def compare(old: CheckedRulebook, new: CheckedRulebook) -> Comparison:
    """What changed from the old version to the new one."""
    found = pairs(old.rules, new.rules)
    equal = {now.id for was, now in found if was == now}
    kept = {was.id for was, _ in found}
    gone = [rule for rule in old.rules if rule.id not in kept]
    olds = [was for was, now in found if now.id not in equal] + gone
    news = [rule for rule in new.rules if rule.id not in equal]
    return Comparison(
        same_meaning=mean_the_same(old, new),
        header=tuple(_header(old, new)),
        lists=list_changes(olds, news),
        definitions=definition_changes(old, olds, new, news),
        rules=(*_changed(old, new, found, equal), *(_lone(Standing.REMOVED, rule) for rule in gone)),
    )


def _changed(old: CheckedRulebook, new: CheckedRulebook, found: list[Pair], equal: set[str]) -> Iterator[RuleChange]:
    elsewhere = moved(found, old.rules)
    before = {now.id: was for was, now in found}
    for rule in new.rules:
        if rule.id not in before:
            yield _lone(Standing.ADDED, rule)
        elif rule.id not in equal or rule.id in elsewhere:
            change = rule_change(before[rule.id], rule, old, new, moved=rule.id in elsewhere)
            if change.changes or change.moved or change.old_id or not change.same_meaning:
                yield change


def _lone(standing: Standing, rule: CheckedRule) -> RuleChange:
    return RuleChange(standing, rule.id, rule.title)


def _header(old: CheckedRulebook, new: CheckedRulebook) -> list[Change]:
    pairs = [(name, str(getattr(old, name)), str(getattr(new, name))) for name in ("name", "title", "owner")]
    pairs.append(("scope", _scope(old), _scope(new)))
    was, now = ({lane.name: number_written(lane.threshold) for lane in book.lanes} for book in (old, new))
    pairs += [(f"lane {name} from", was.get(name, ""), now.get(name, "")) for name in dict.fromkeys([*was, *now])]
    pairs.append(("random selection", _random(old), _random(new)))
    return [Change(what, a, b) for what, a, b in pairs if a != b]


def _random(rulebook: CheckedRulebook) -> str:
    selection = rulebook.random_selection
    return f"{selection.share * 100:.10g}%" if selection else ""


def _scope(rulebook: CheckedRulebook) -> str:
    told = (" ".join(word for word in (scope.mode, scope.movement) if word) for scope in rulebook.scopes)
    return ", ".join(sorted(told)) or "all"
