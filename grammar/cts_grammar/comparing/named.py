"""Lists and definitions as the rules of a rulebook use them, by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from cts_grammar.checked import Among, CheckedRule, CheckedRulebook, Constant, Named, NamedValue, TextTest, Within
from cts_grammar.comparing.changes import Change, EntriesChange
from cts_grammar.comparing.excerpts import excerpt
from cts_grammar.comparing.proving import relation
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import written

Rules = Sequence[CheckedRule]


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
    """Of the definitions that both versions use; one that says the same in other words has not changed."""
    old, new = _definitions(olds), _definitions(news)
    found = []
    for name in sorted(old.keys() & new.keys()):
        was, now = old[name], new[name]
        if written(normal(was)) == written(normal(now)):
            continue
        both = isinstance(was, Named) and isinstance(now, Named)
        told = relation(was.condition, now.condition) if both else None
        found.append(Change(f"definition `{name}`", _body(before, was), _body(after, now), told))
    return tuple(found)


def _lists(rules: Rules) -> dict[str, dict[str, str]]:
    """For each list its entries: what each means, and how it is written."""
    found: dict[str, dict[str, str]] = {}
    for node in _everything(rules):
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
    for node in _everything(rules):
        if isinstance(node, Named | NamedValue):
            found.setdefault(node.name, node)
    return found


def _body(rulebook: CheckedRulebook, node: Named | NamedValue) -> str:
    return excerpt(rulebook, (node.condition if isinstance(node, Named) else node.value).span)


def _everything(rules: Rules) -> Iterator[Any]:
    for rule in rules:
        yield from _nodes((rule.when, *(e.condition for e in rule.exemptions), *rule.say, *rule.tell_trader))


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif dataclasses.is_dataclass(node) and type(node).__module__ == Named.__module__:
        yield node
        for field in dataclasses.fields(node):
            yield from _nodes(getattr(node, field.name))
