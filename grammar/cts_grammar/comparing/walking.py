"""Everything that rules are made of, once each."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

from cts_grammar.checked import CheckedRule, CheckedRulebook, Named

Rules = Sequence[CheckedRule]

_DATA = frozenset({"rows", "entries", "rates"})
"""What is not gone into: thousands of rows, none of which holds a condition."""


def everything(rules: Rules) -> Iterator[Any]:
    """Every node of the rules; what several of them share comes once."""
    seen: dict[int, Any] = {}
    for rule in rules:
        yield from _nodes((rule.when, *(e.condition for e in rule.exemptions), *rule.say, *rule.tell_trader), seen)


def is_parameter(rulebook: CheckedRulebook, name: str) -> bool:
    """Whether the texts declare a parameter of that name."""
    words = r"[ \t\u00a0]+".join(map(re.escape, name.split(" ")))
    declared = re.compile(rf"^[ \t\u00a0\ufeff]*parameter\s+{words}\s*=", re.MULTILINE | re.IGNORECASE)
    return any(declared.search(source.text) for source in rulebook.sources)


def _nodes(node: Any, seen: dict[int, Any]) -> Iterator[Any]:
    if isinstance(node, tuple):
        if id(node) not in seen:
            seen[id(node)] = node
            for part in node:
                yield from _nodes(part, seen)
    elif dataclasses.is_dataclass(node) and type(node).__module__ == Named.__module__:
        yield node
        for field in dataclasses.fields(node):
            if field.name not in _DATA:
                yield from _nodes(getattr(node, field.name), seen)
