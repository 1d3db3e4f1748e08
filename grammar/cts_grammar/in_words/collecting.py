"""What the rules of a rulebook refer to: definitions, lists, parameters, tables, watch lists, exchange rates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cts_grammar.checked import (
    Aggregate,
    Among,
    CheckedRule,
    Constant,
    Exchange,
    Lookup,
    Named,
    NamedValue,
    OnList,
    Parameter,
    Quantified,
    TextTest,
    Value,
    Within,
)
from cts_grammar.in_words.levels import level_of
from cts_grammar.in_words.scope import Scope


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition as it is used of one sort of thing."""

    node: Named | NamedValue
    scope: Scope
    """Of the thing that it is asked of."""


@dataclass(slots=True)
class Used:
    """All that is referred to, in the order in which it is met; each once."""

    definitions: dict[tuple[str, str], Defined] = field(default_factory=dict)
    """By name and what the thing is called."""
    lists: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    tables: dict[str, Lookup] = field(default_factory=dict)
    watch_lists: dict[str, OnList] = field(default_factory=dict)
    exchanges: list[Exchange] = field(default_factory=list)

    def met(self, node: Any, scope: Scope) -> None:
        """Notes a node that refers to something."""
        match node:
            case Named() | NamedValue():
                at = scope.cut(level_of(node, scope.innermost))
                self.definitions.setdefault((node.name, at.label_of(at.innermost).one), Defined(node, at))
            case Among() | Within():
                self.lists.setdefault(node.list_name, node.members)
            case TextTest():
                self.lists.setdefault(node.list_name, node.needles)
            case Parameter():
                self.parameters.setdefault(node.name, node)
            case Lookup():
                self.tables.setdefault(node.table, node)
            case OnList():
                self.watch_lists.setdefault(node.list_name, node)
            case Exchange() if node not in self.exchanges:
                self.exchanges.append(node)


def used_by(rules: Iterable[CheckedRule], scope: Scope) -> Used:
    """What these rules refer to, by way of definitions too."""
    found = Used()
    for rule in rules:
        told = (rule.when, *(e.condition for e in rule.exemptions), *rule.say, *rule.tell_trader)
        for node, at in _nodes(told, scope):
            found.met(node, at)
    found.lists.pop("", None)
    return found


def _nodes(node: Any, scope: Scope) -> Iterator[tuple[Any, Scope]]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part, scope)
        return
    if not dataclasses.is_dataclass(node) or type(node).__module__ != Named.__module__ or isinstance(node, Constant):
        return
    yield node, scope
    match node:
        case Named() | NamedValue():
            inside = node.condition if isinstance(node, Named) else node.value
            yield from _nodes(inside, scope.cut(level_of(node, scope.innermost)))
        case Quantified():
            yield from _nodes(node.where, scope.within(node.over.relation, node.level))
        case Aggregate():
            inner = scope.within(node.over.relation, node.level)
            yield from _nodes((node.value, node.where, node.exchange), inner)
        case _:
            for each in dataclasses.fields(node):
                yield from _nodes(getattr(node, each.name), scope)
