"""An explanation as plain text, for an officer with thirty seconds."""

from __future__ import annotations

from collections.abc import Iterator

from cts_engine.explain import Answer, Explanation, Step
from cts_engine.seen import SeenValue, shown

MARKS: dict[Answer, str] = {"yes": "✓", "no": "✗", "undecided": "?"}


def render(explanation: Explanation) -> str:
    """Lines without a final line end: the outcome first, then each part under its mark (✓ yes, ✗ no, ? undecided)."""
    return "\n".join(_lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    shadow = " (shadow: without effect)" if explanation.shadow else ""
    yield f'{explanation.rule} "{explanation.title}": {_outcome(explanation)}{shadow}'
    yield from _step(explanation.condition, 1)
    for exemption in explanation.exemptions:
        lapsed = f" (lapsed after {exemption.until}: without effect)" if exemption.lapsed else ""
        yield f"  unless {exemption.name}{lapsed}"
        yield from _step(exemption.step, 2)


def _outcome(explanation: Explanation) -> str:
    match explanation.outcome:
        case "held back":
            return f"held back by {', '.join(explanation.held_back_by)}"
        case "out of force":
            return f"out of force on {explanation.received[:10]} ({_days(explanation)})"
        case "fired" if explanation.unchecked:
            return f"fired, {', '.join(explanation.unchecked)} could not be checked"
        case outcome:
            return outcome


def _days(explanation: Explanation) -> str:
    first = f"from {explanation.first_day}" if explanation.first_day else ""
    last = f"to {explanation.last_day}" if explanation.last_day else ""
    return " ".join(filter(None, ("in force", first, last)))


def _step(step: Step, depth: int) -> Iterator[str]:
    mark = f"{'  ' * depth}{MARKS[step.answer]} "
    at = f"{step.at}: " if step.at else ""
    yield f"{mark}{at}{step.head or step.text}{_values(step)}"
    for inner in step.steps:
        yield from _step(inner, depth + 1)
    if step.counts and step.counts.not_shown:
        yield f"{'  ' * (depth + 1)}… and {step.counts.not_shown} more"


def _values(step: Step) -> str:
    counts = step.counts
    parts = [_value(value) for value in step.values]
    if counts and counts.not_shown:
        parts.append(f"{counts.yes} yes, {counts.no} no, {counts.undecided} undecided")
    parts += [step.note] if step.note else []
    return f"   [{'; '.join(parts)}]" if parts else ""


def _value(value: SeenValue) -> str:
    if value.state == "unreadable":
        return f"{value.name}: {shown(value)}, not readable"
    return f"{value.name}: {shown(value)}"
