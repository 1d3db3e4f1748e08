"""Lists and definitions as the rules of a rulebook use them, by name."""

from __future__ import annotations

from typing import Any

from cts_grammar.checked import AllOf, Among, AnyOf, CheckedRulebook, Constant, Named, NamedValue, TextTest, Within
from cts_grammar.comparing.changes import Change, EntriesChange
from cts_grammar.comparing.excerpts import excerpt
from cts_grammar.comparing.parts import condition_changes
from cts_grammar.comparing.proving import relation
from cts_grammar.comparing.walking import Rules, everything, is_parameter
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import written


def list_changes(olds: Rules, news: Rules) -> tuple[EntriesChange, ...]:
    """Entry by entry, of the lists that the rules of both versions use; of all rules, those that are not equal."""
    old, new = _lists(olds), _lists(news)
    found = []
    for name in sorted(old.keys() & new.keys()):
        added = sorted(text for line, text in new[name].items() if line not in old[name])
        removed = sorted(text for line, text in old[name].items() if line not in new[name])
        if added or removed:
            found.append(EntriesChange(name, tuple(added), tuple(removed)))
    return tuple(found)


def definition_changes(before: CheckedRulebook, olds: Rules, after: CheckedRulebook, news: Rules) -> tuple[Change, ...]:
    """Of the definitions that both versions use, condition by condition; other words for the same are no change."""
    old, new = _definitions(olds), _definitions(news)
    found: list[Change] = []
    for name in sorted(old.keys() & new.keys()):
        was, now = old[name], new[name]
        if written(normal(was)) == written(normal(now)):
            continue
        if _is_parameter(before, was) or _is_parameter(after, now):
            continue
        found += _definition(name, was, now, before, after)
    return tuple(found)


def _definition(name: str, was: Any, now: Any, before: CheckedRulebook, after: CheckedRulebook) -> tuple[Change, ...]:
    called = f"definition `{name}`"
    if not isinstance(was, Named) or not isinstance(now, Named):
        return (Change(called, _body(before, was), _body(after, now)),)
    if any(isinstance(node.condition, AllOf | AnyOf) for node in (was, now)):
        found = condition_changes(f"{called}, part", was.condition, now.condition, before, after)
        if all(change.what != f"{called}, part" for change in found):
            return found
    return (Change(called, _body(before, was), _body(after, now), relation(was.condition, now.condition)),)


def _is_parameter(rulebook: CheckedRulebook, node: Any) -> bool:
    """A parameter that never changes is a named constant, as a definition may be."""
    constant = isinstance(node, NamedValue) and isinstance(node.value, Constant)
    return constant and is_parameter(rulebook, node.name)


def _lists(rules: Rules) -> dict[str, dict[str, str]]:
    """For each list its entries: what each means, and how it is written."""
    found: dict[str, dict[str, str]] = {}
    for node in everything(rules):
        if isinstance(node, Among | Within | TextTest) and node.list_name:
            entries = node.needles if isinstance(node, TextTest) else node.members
            constants = (entry for entry in entries if isinstance(entry, Constant))
            found.setdefault(node.list_name, {}).update({_entry(c): c.text for c in constants})
    return found


def _entry(constant: Constant) -> str:
    """One list may be read as codes here and as texts there: an entry is one all the same."""
    return str(constant.value).casefold()


def _definitions(rules: Rules) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in everything(rules):
        if isinstance(node, Named | NamedValue):
            found.setdefault(node.name, node)
    return found


def _body(rulebook: CheckedRulebook, node: Named | NamedValue) -> str:
    return excerpt(rulebook, (node.condition if isinstance(node, Named) else node.value).span)
