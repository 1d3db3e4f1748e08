"""Which conditions of a rule its examples made true, false, undecided, and which answers none ever gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from cts_engine.examples import Played
from cts_engine.excerpt import excerpt
from cts_engine.trace import Trace
from cts_grammar.checked import (
    AllOf,
    AnyOf,
    AtLeastOf,
    CheckedRule,
    Condition,
    Is,
    Not,
    Quantified,
    State,
)

ANSWERS: dict[bool | None, str] = {True: "true", False: "false", None: "undecided"}
_ALWAYS_DECIDED = (State.MISSING, State.PRESENT, State.UNREADABLE)


class Covered(msgspec.Struct, frozen=True):
    """One condition of a rule."""

    text: str
    """As its author wrote it."""
    line: int
    answers: tuple[str, ...]
    """Which of true, false, undecided some example made it."""
    never: tuple[str, ...]
    """Which of those that it can be no example did."""


def coverage(rule: CheckedRule, played: Iterable[Played], texts: Mapping[str, str]) -> tuple[Covered, ...]:
    """The rule's conditions in reading order: what is joined by `and`, `or` and the like taken apart, what is asked of
    the elements of a list beside the list's own condition."""
    seen: dict[int, set[bool | None]] = {}
    for one in played:
        for trace in one.traces:
            _note(trace, seen)
    asked = (rule.when, *(exemption.condition for exemption in rule.exemptions))
    conditions = {id(c): c for condition in asked for c in conditions_of(condition)}
    return tuple(_covered(c, seen.get(key, set()), texts) for key, c in conditions.items())


def conditions_of(condition: Condition) -> Iterator[Condition]:
    """The conditions that are looked at one by one."""
    match condition:
        case AllOf() | AnyOf() if all(part.span == condition.span for part in condition.parts):
            yield condition  # one test in the rule's words: `mentions all of (…)`, `is in (a, b)`
        case AllOf() | AnyOf() | AtLeastOf():
            for part in condition.parts:
                yield from conditions_of(part)
        case Not(part=AllOf() | AnyOf() | AtLeastOf() | Not()):
            yield from conditions_of(condition.part)
        case Not(part=Quantified() as inner) | (Quantified() as inner):
            yield condition
            yield from conditions_of(inner.where)
        case _:
            yield condition


def _note(trace: Trace, seen: dict[int, set[bool | None]]) -> None:
    seen.setdefault(id(trace.node), set()).add(trace.answer)
    for part in trace.parts:
        _note(part, seen)


def _covered(condition: Condition, seen: set[bool | None], texts: Mapping[str, str]) -> Covered:
    inner = condition.part if isinstance(condition, Not) else condition
    decided = isinstance(inner, Is) and inner.state in _ALWAYS_DECIDED
    wanted = [answer for answer in ANSWERS if not (decided and answer is None)]
    return Covered(
        text=excerpt(texts, condition.span),
        line=condition.span.line,
        answers=tuple(ANSWERS[answer] for answer in ANSWERS if answer in seen),
        never=tuple(ANSWERS[answer] for answer in wanted if answer not in seen),
    )
