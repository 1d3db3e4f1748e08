"""A counterexample in words and as JSON: what is filed, and what each version decides about it."""

from __future__ import annotations

from typing import Any

import msgspec

from cts_engine.assessment import Assessment
from cts_engine.values import Money, Unreadable
from cts_rules.counterexample.example import Example, Place
from cts_rules.counterexample.finding import Counterexample

SINGULAR = {
    "goods_items": "goods item",
    "containers": "container",
    "seals": "seal",
    "transhipment_ports": "transhipment port",
    "routing_countries": "routing country",
}
UNITS = {"weight": "kg", "tare": "kg", "volume": "m3", "temperature": "degrees"}


def in_words(found: Counterexample) -> tuple[str, ...]:
    """One line for each thing filed, then one for each version."""
    return (
        *_filed(found.example),
        f"the old version: {_decision(found.old)}",
        f"the new version: {_decision(found.new)}",
    )


def as_document(found: Counterexample) -> dict[str, Any]:
    """The manifest as `cts-manifest/1` reads it, when it is received, and both decisions."""
    example = found.example
    manifest = msgspec.structs.replace(example.manifest, consignments=(example.consignment,))
    return {
        "manifest": {"schema": "cts-manifest/1", "manifest": msgspec.to_builtins(manifest)},
        "received": example.received,
        "earlier": {"number": example.earlier.number, "days": example.earlier.days} if example.earlier else None,
        "old": _as_json(found.old),
        "new": _as_json(found.new),
    }


def _filed(example: Example) -> list[str]:
    lines = [f"received: {example.received}"]
    for place in example.filed():
        value = example.at(place)
        if isinstance(value, tuple) and not value:
            lines.append(f"{_name(place)}: none")
        elif not isinstance(value, tuple | msgspec.Struct) or isinstance(value, Money | Unreadable):
            if place[0] != "earlier":
                lines.append(f"{_name(place)}: {_shown(value, str(place[-1]))}")
        elif isinstance(value, msgspec.Struct) and not any(getattr(value, n) for n in value.__struct_fields__):
            lines.append(f"{_name(place)}: nothing said of it")
    if example.earlier:
        lines.append(f"earlier consignments: {example.earlier.number:g}, {example.earlier.days} days before")
    return lines


def _name(place: Place) -> str:
    """`goods item 1 weight`."""
    words: list[str] = []
    for step, following in zip(place[1:], (*place[2:], ""), strict=True):
        if isinstance(step, int):
            words.append(str(step + 1))
        elif isinstance(following, int):
            words.append(SINGULAR.get(step, step))
        else:
            words.append(step.replace("_", " "))
    return " ".join(words)


def _shown(value: Any, name: str) -> str:
    match value:
        case Unreadable():
            return f"{value.unreadable} (not to be read)"
        case Money():
            return f"{value.amount:.10g} {value.currency}" if isinstance(value.amount, float) else "an amount"
        case bool():
            return "yes" if value else "no"
        case float() | int():
            unit = UNITS.get(name.rpartition("_")[2], "")
            return f"{value:.10g} {unit}".strip()
        case _:
            return str(value)


def _decision(assessment: Assessment) -> str:
    if not assessment.in_scope:
        return "not in its scope"
    fired = ", ".join(rule.rule for rule in assessment.fired) or "no rule"
    undecided = ", ".join(rule.rule for rule in assessment.undecided)
    told = f"lane {assessment.lane}, score {assessment.score:g}, fired: {fired}"
    return f"{told}; undecided: {undecided}" if undecided else told


def _as_json(assessment: Assessment) -> dict[str, Any]:
    return {
        "in_scope": assessment.in_scope,
        "lane": assessment.lane,
        "score": assessment.score,
        "actions": list(assessment.actions),
        "fired": [rule.rule for rule in assessment.fired],
        "undecided": [rule.rule for rule in assessment.undecided],
    }
