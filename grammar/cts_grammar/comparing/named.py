"""Lists and definitions as the rules of a rulebook use them, by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from cts_grammar.checked import Among, CheckedRulebook, Constant, Named, NamedValue, TextTest, Within
from cts_grammar.comparing.changes import Change, EntriesChange
from cts_grammar.comparing.excerpts import excerpt
from cts_grammar.comparing.proving import relation
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import written


def list_changes(before: CheckedRulebook, after: CheckedRulebook) -> tuple[EntriesChange, ...]:
    """Entry by entry, of the lists that both versions use."""
    old, new = _lists(before), _lists(after)
    found = []
    for name in sorted(old.keys() & new.keys()):
        added = sorted(text for line, text in new[name].items() if line not in old[name])
        removed = sorted(text for line, text in old[name].items() if line not in new[name])
        if added or removed:
            found.append(EntriesChange(name, tuple(added), tuple(removed)))
    return tuple(found)


def definition_changes(before: CheckedRulebook, after: CheckedRulebook) -> tuple[Change, ...]:
    """Of the definitions that both versions use; one that says the same in other words has not changed."""
    old, new = _definitions(before), _definitions(after)
    found = []
    for name in sorted(old.keys() & new.keys()):
        was, now = old[name], new[name]
        if written(normal(was)) == written(normal(now)):
            continue
        both = isinstance(was, Named) and isinstance(now, Named)
        told = relation(was.condition, now.condition) if both else None
        found.append(Change(f"definition `{name}`", _body(before, was), _body(after, now), told))
    return tuple(found)


def _lists(rulebook: CheckedRulebook) -> dict[str, dict[str, str]]:
    """For each list its entries: what each means, and how it is written."""
    found: dict[str, dict[str, str]] = {}
    for node in _everything(rulebook):
        if isinstance(node, Among | Within | TextTest) and node.list_name:
            entries = node.needles if isinstance(node, TextTest) else node.members
            constants = (entry for entry in entries if isinstance(entry, Constant))
            found.setdefault(node.list_name, {}).update({_entry(c): c.text for c in constants})
    return found


def _entry(constant: Constant) -> str:
    """One list may be read as codes here and as texts there: an entry is one all the same."""
    return str(constant.value).casefold()


def _definitions(rulebook: CheckedRulebook) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in _everything(rulebook):
        if isinstance(node, Named | NamedValue):
            found.setdefault(node.name, node)
    return found


def _body(rulebook: CheckedRulebook, node: Named | NamedValue) -> str:
    return excerpt(rulebook, (node.condition if isinstance(node, Named) else node.value).span)


def _everything(rulebook: CheckedRulebook) -> Iterator[Any]:
    for rule in rulebook.rules:
        yield from _nodes((rule.when, *(e.condition for e in rule.exemptions), *rule.say, *rule.tell_trader))


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif dataclasses.is_dataclass(node) and type(node).__module__ == Named.__module__:
        yield node
        for field in dataclasses.fields(node):
            yield from _nodes(getattr(node, field.name))
