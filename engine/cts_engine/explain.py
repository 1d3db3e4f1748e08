"""Why a rule fired on a consignment, or why not: every part with its answer and the values that it looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from cts_engine import interpreter
from cts_engine.excerpt import excerpt
from cts_engine.facts import Facts, name_of
from cts_engine.history import in_words
from cts_engine.ruling import Outcome, in_force, in_use, outcome_of
from cts_engine.seen import SeenValue, values_at
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import (
    About,
    AllOf,
    AnyOf,
    AtLeastOf,
    CheckedRule,
    Condition,
    HasChanged,
    HasFired,
    Named,
    NamedValue,
    Not,
    Past,
    Quantified,
    Quantifier,
)
from cts_grammar.source import Source

SHOWN_ELEMENTS = 5
"""Elements of one list that are shown one by one."""

Answer = Literal["yes", "no", "undecided"]


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part of a condition."""

    text: str
    """As the rule's author wrote it, on one line."""
    answer: Answer
    head: str = ""
    """What joins the steps inside, in words: `all of`, `some container has`; empty for a test."""
    at: str = ""
    """For a step about one element of a list: `container MSCU1234567`."""
    values: tuple[SeenValue, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""
    """Why it is undecided beyond missing values, or what is to be known about the list."""
    counts: Counts | None = None
    """For a list: how its elements answered."""


class Counts(msgspec.Struct, frozen=True):
    """How the elements of a list answered, and how many of them are not shown one by one."""

    yes: int
    no: int
    undecided: int
    not_shown: int


class ExemptionStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """One `unless`."""

    name: str
    answer: Answer
    step: Step
    until: str = ""
    lapsed: bool = False
    """Past its last day: without effect whatever it answers."""


class Explanation(msgspec.Struct, frozen=True):
    """Why and why not, for one rule and one consignment."""

    rule: str
    title: str
    outcome: Outcome
    in_force: bool
    first_day: str
    last_day: str
    received: str
    """The moment by which dates are judged; empty where it is not known."""
    shadow: bool
    condition: Step
    exemptions: tuple[ExemptionStep, ...]
    held_back_by: tuple[str, ...]
    """Exemptions that say yes, by name."""
    unchecked: tuple[str, ...]
    """Exemptions that could not be decided: the rule fires all the same, and says so."""

    def to_json(self) -> dict[str, Any]:
        """As plain dictionaries and lists, keys as the attributes are called, without what is empty in a step."""
        document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return document


def explain(rule: CheckedRule, facts: Facts, received: str | None, sources: Iterable[Source]) -> Explanation:
    """Explain a rule on a consignment, whatever came of it.

    `received` is the moment by which dates go, `sources` are the rulebook's own. Never raises over data.
    """
    texts = {source.path: source.text for source in sources}
    facts = facts.judged(received)
    trace = interpreter.trace(rule.when, facts)
    exemptions = tuple(_exemption(rule, n, facts, received, texts) for n in range(len(rule.exemptions)))
    working = [e for e in exemptions if not e.lapsed]
    held_back = tuple(e.name for e in working if e.answer == "yes")
    applies = in_force(rule, received)
    return Explanation(
        rule=rule.id,
        title=rule.title,
        outcome=outcome_of(applies, trace.answer, bool(held_back)),
        in_force=applies,
        first_day=rule.first_day,
        last_day=rule.last_day,
        received=received or "",
        shadow=rule.shadow,
        condition=step(trace, texts),
        exemptions=exemptions,
        held_back_by=held_back,
        unchecked=tuple(e.name for e in working if e.answer == "undecided"),
    )


def name_of_exemption(rule: CheckedRule, index: int) -> str:
    """Its name, or its place among the rule's exemptions where the author gave none."""
    name = rule.exemptions[index].name
    return name or ("unnamed exemption" if len(rule.exemptions) == 1 else f"exemption {index + 1}")


def _exemption(
    rule: CheckedRule, index: int, facts: Facts, received: str | None, texts: dict[str, str]
) -> ExemptionStep:
    exemption = rule.exemptions[index]
    inside = step(interpreter.trace(exemption.condition, facts), texts)
    lapsed = not in_use(exemption, received)
    return ExemptionStep(name_of_exemption(rule, index), inside.answer, inside, exemption.until, lapsed)


# --- steps ----------------------------------------------------------------------------------------------------------


def step(trace: Trace, texts: dict[str, str], at: str = "") -> Step:
    """A trace as people read it; `texts` are the sources by path."""
    text = excerpt(texts, trace.node.span)
    answer = _ANSWERS[trace.answer]
    if isinstance(trace.node, HasChanged):
        return Step(text, answer, at=at, values=values_at(trace), note=trace.note)
    if trace.readings:
        return Step(text, answer, at=at, values=values_at(trace), note=trace.note or _notes(trace.readings))
    match trace.node:
        case Quantified():
            return _quantified(trace, trace.node, texts, text, at)
        case Not():
            return _negative(trace, texts, text, at)
        case AllOf() | AnyOf() | AtLeastOf() | Named():
            steps = tuple(step(part, texts) for part in trace.parts)
            return Step(text, answer, _head(trace.node), at, steps=steps)
        case HasFired():
            steps = (step(trace.parts[0], texts),)
            return Step(text, answer, trace.note, at, steps=steps)
        case _:
            return Step(text, answer, at=at, values=values_at(trace))


def _negative(trace: Trace, texts: dict[str, str], text: str, at: str) -> Step:
    """A test and its `not` are one step, worded as the author worded it; of more than a test, `not` is a head."""
    inner = step(trace.parts[0], texts)
    answer = _ANSWERS[trace.answer]
    if inner.head and trace.node.span != trace.parts[0].node.span:
        return Step(text, answer, "not", at, steps=(inner,))
    head = _NEGATIVE_HEADS.get(inner.head, inner.head.replace("some ", "no ", 1))
    return msgspec.structs.replace(inner, text=text, answer=answer, head=head, at=at)


def _quantified(trace: Trace, node: Quantified, texts: dict[str, str], text: str, at: str) -> Step:
    found = trace.listing
    head, answer = _head(node), _ANSWERS[trace.answer]
    if found is None or found.unknown:
        unknown = found.unknown if found else "missing"
        return Step(text, answer, head, at, note=f"the list of {node.over.relation.plural} is {unknown}")
    answered = list(zip(found.elements, trace.parts, strict=True))
    shown = sorted(answered, key=lambda pair: _TELLING[node.quantifier].index(pair[1].answer))[:SHOWN_ELEMENTS]
    answers = [part.answer for part in trace.parts]
    counts = Counts(answers.count(True), answers.count(False), answers.count(None), len(answered) - len(shown))
    steps = tuple(step(part, texts, name_of(element)) for element, part in shown)
    note = "a part of the list is missing" if not found.complete else "" if answered else "the list is empty"
    return Step(text, answer, head, at, steps=steps, note=note, counts=counts)


def _head(node: Condition) -> str:
    match node:
        case AllOf():
            return "all of"
        case AnyOf():
            return "any of"
        case AtLeastOf():
            return f"at least {node.n} of"
        case Named():
            return node.name
        case Quantified(quantifier=Quantifier.EVERY):
            return f"every {node.over.relation.name} has"
        case Quantified(n=1):
            return f"some {node.over.relation.name} has"
        case Quantified():
            return f"at least {node.n} {node.over.relation.plural} have"
        case _:
            return ""


def _notes(readings: tuple[Reading, ...]) -> str:
    """What the values say about themselves: `no currency`, `division by zero`, `3 earlier consignments, …`."""
    return ", ".join(dict.fromkeys(note for reading in readings for note in _notes_of(reading) if note))


def _notes_of(reading: Reading) -> Iterator[str]:
    if reading.past is not None:
        yield in_words(reading.past, reading.node.about if isinstance(reading.node, Past) else About.CONSIGNMENTS)
        return
    for part in reading.parts:
        yield from _notes_of(part)
    if not isinstance(reading.node, NamedValue):  # which repeats what its value says
        yield reading.note


_ANSWERS: dict[bool | None, Answer] = {True: "yes", False: "no", None: "undecided"}
_NEGATIVE_HEADS = {"any of": "none of"}
_TELLING: dict[Quantifier, tuple[bool | None, ...]] = {
    Quantifier.AT_LEAST: (True, None, False),
    Quantifier.EVERY: (False, None, True),
}
"""The elements that tell most are shown first."""
