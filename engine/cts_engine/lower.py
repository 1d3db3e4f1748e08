"""From a condition with three answers to two monotone conditions with two: 'certainly yes' and 'certainly no'.

`not` swaps them, so that no negation is left but inside the leaves; what no leaf decides is neither, hence undecided.
Every evaluator but the interpreter works from these few forms and knows no third value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    Between,
    Compare,
    Condition,
    Differs,
    HasChanged,
    HasFired,
    Is,
    Likeness,
    ListOf,
    Named,
    Not,
    OnList,
    Order,
    Passes,
    Quantified,
    Quantifier,
    Same,
    SameParty,
    TextTest,
    Timing,
    Truth,
    Within,
)
from cts_grammar.source import Span

Test = (
    Compare
    | Differs
    | Same
    | SameParty
    | Among
    | Within
    | TextTest
    | Likeness
    | OnList
    | Is
    | Truth
    | Timing
    | HasChanged
    | HasFired
    | Passes
)
"""A condition without conditions in it (but inside the aggregates of its values)."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds. Of no parts: holds always."""

    parts: tuple[Lowered, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part holds. Of no parts: never holds."""

    parts: tuple[Lowered, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """At least `n` parts hold."""

    n: int
    parts: tuple[Lowered, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A test that is certainly so (`positive`), or certainly not: in both cases its values are there."""

    test: Test
    positive: bool
    at: Span
    """Where to point to in the rule's own file: for a test inside a definition of another file, at the reference."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The list is there, whole or in part, and `part` holds for at least `n` of its elements."""

    over: ListOf
    level: int
    part: Lowered
    n: int
    at: Span


@dataclass(frozen=True, slots=True)
class AllBut:
    """The whole list is there, and `part` holds for all of its elements but at most `spare`."""

    over: ListOf
    level: int
    part: Lowered
    spare: int
    at: Span


Lowered = All | Any | Several | Leaf | AtLeast | AllBut

ALWAYS = All(())
NEVER = Any(())


@dataclass(frozen=True, slots=True)
class Answers:
    """What a condition comes to: `yes` and `no` never hold together; where neither does, it is undecided."""

    yes: Lowered
    no: Lowered


def lower(condition: Condition, file: str | None = None) -> Answers:
    """Both conditions. `file` is the path of the file that the places point into; by default the condition's own."""
    return _Lowering(file or condition.span.path, condition.span).lower(condition)


@dataclass(frozen=True, slots=True)
class _Lowering:
    file: str
    at: Span
    """The innermost place that lies in the file."""

    def lower(self, condition: Condition) -> Answers:
        inside = _Lowering(self.file, condition.span) if condition.span.path == self.file else self
        match condition:
            case Named():
                return inside.lower(condition.condition)
            case Not():
                answers = inside.lower(condition.part)
                return Answers(answers.no, answers.yes)
            case AllOf():
                return inside.all_of(condition.parts)
            case AnyOf():
                return inside.any_of(condition.parts)
            case AtLeastOf():
                return inside.at_least_of(condition)
            case Between():
                return inside.all_of(_ends(condition))
            case Quantified():
                return inside.quantified(condition)
            case _:
                return Answers(Leaf(condition, True, inside.at), Leaf(condition, False, inside.at))

    def all_of(self, parts: tuple[Condition, ...]) -> Answers:
        answers = [self.lower(part) for part in parts]
        return Answers(_all(a.yes for a in answers), _any(a.no for a in answers))

    def any_of(self, parts: tuple[Condition, ...]) -> Answers:
        answers = [self.lower(part) for part in parts]
        return Answers(_any(a.yes for a in answers), _all(a.no for a in answers))

    def at_least_of(self, condition: AtLeastOf) -> Answers:
        answers = [self.lower(part) for part in condition.parts]
        enough_are_no = len(answers) - condition.n + 1
        return Answers(
            Several(condition.n, tuple(a.yes for a in answers)), Several(enough_are_no, tuple(a.no for a in answers))
        )

    def quantified(self, condition: Quantified) -> Answers:
        over, level, answers = condition.over, condition.level, self.lower(condition.where)
        if condition.quantifier is Quantifier.AT_LEAST:
            return Answers(
                AtLeast(over, level, answers.yes, condition.n, self.at),
                AllBut(over, level, answers.no, condition.n - 1, self.at),
            )
        not_empty = AtLeast(over, level, ALWAYS, 1, self.at)
        empty = AllBut(over, level, NEVER, 0, self.at)
        return Answers(
            All((not_empty, AllBut(over, level, answers.yes, 0, self.at))),
            Any((empty, AtLeast(over, level, answers.no, 1, self.at))),
        )


def _ends(condition: Between) -> tuple[Condition, Condition]:
    return (
        Compare(Order.AT_LEAST, condition.subject, condition.low, condition.span, condition.exchange),
        Compare(Order.AT_MOST, condition.subject, condition.high, condition.span, condition.exchange),
    )


def _all(parts: Iterable[Lowered]) -> Lowered:
    """The parts together, with an All among them taken apart."""
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, All) else (part,)))
    return flat[0] if len(flat) == 1 else All(flat)


def _any(parts: Iterable[Lowered]) -> Lowered:
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, Any) else (part,)))
    return flat[0] if len(flat) == 1 else Any(flat)
