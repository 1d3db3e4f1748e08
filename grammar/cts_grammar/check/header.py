"""The header: what the rulebook is called, what it is for, its lanes."""

from __future__ import annotations

from dataclasses import dataclass

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context
from cts_grammar.check.literals import plain_number
from cts_grammar.check.names import nearest
from cts_grammar.check.random_selection import random_selection
from cts_grammar.checked import Applicability, Lane, RandomSelection

GREEN = "green"


@dataclass(frozen=True, slots=True)
class CheckedHeader:
    """What the header says."""

    name: str
    title: str
    owner: str
    scopes: tuple[Applicability, ...]
    lanes: tuple[Lane, ...]
    random_selection: RandomSelection | None = None


def header(ctx: Context, h: s.Header) -> CheckedHeader:
    """Checks the header's lines; reports what is wrong and keeps the rest."""
    scopes: list[Applicability] = []
    lanes: list[Lane] = []
    owner = ""
    random: s.RandomLine | None = None
    said: set[str] = set()
    for line in h.lines:
        match line:
            case s.ScopeLine():
                _once(ctx, "for", line, said)
                scopes += [a for name in line.names for a in _scope(ctx, name)]
            case s.OwnerLine():
                _once(ctx, "owner", line, said)
                owner = line.text
            case s.RandomLine():
                _once(ctx, "random selection", line, said)
                random = line
            case s.LaneLine():
                lanes += _lane(ctx, line, lanes)
    ordered = sorted(lanes, key=lambda lane: -lane.threshold)
    selection = random_selection(ctx, random, ordered) if random is not None else None
    return CheckedHeader(h.name.text, h.title, owner, tuple(scopes), tuple(ordered), selection)


def _once(ctx: Context, what: str, line: s.HeaderLine, said: set[str]) -> None:
    if what in said:
        ctx.report(mistakes.LINE_TWICE.at(line.span, line=what))
    said.add(what)


def _lane(ctx: Context, line: s.LaneLine, lanes: list[Lane]) -> list[Lane]:
    if line.name == GREEN:
        ctx.report(mistakes.GREEN_DECLARED.at(line.span, hint="leave the line out"))
        return []
    if any(lane.name == line.name for lane in lanes):
        ctx.report(mistakes.LANE_TWICE.at(line.span, name=line.name))
        return []
    threshold = _threshold(ctx, line)
    if threshold is None:
        return []
    same = [lane for lane in lanes if lane.threshold == threshold]
    if same:
        hint = f"`{same[0].name}` begins there"
        ctx.report(mistakes.LANE_TWICE.at(line.span, name=f"from {line.numeral}", hint=hint))
        return []
    return [Lane(line.name, threshold, line.span)]


def _threshold(ctx: Context, line: s.LaneLine) -> float | None:
    at = ctx.sources[line.span.path].span(line.span.end - len(line.numeral), line.span.end)
    with ctx.reporting():
        return plain_number(s.Number(line.numeral, "", at))
    return None


def _scope(ctx: Context, name: s.Name) -> list[Applicability]:
    """`sea imports`, `sea`, `imports`: a mode, a movement, or both."""
    scope = ctx.vocabulary.scope
    words = name.text.split(" ")
    mode = scope.modes.get(words[0])
    rest = words[1:] if mode else words
    movement = scope.movements.get(" ".join(rest)) if rest else None
    if (rest and movement is None) or not words:
        known = [f"{m} {v}" for m in scope.modes for v in scope.movements if v.endswith("s") or v == "transit"]
        near = nearest(name.text, known)
        ctx.report(
            mistakes.UNKNOWN_SCOPE.at(
                name.span,
                name=name.text,
                fix=near[0] if near else None,
                hint=f"did you mean `{near[0]}`?"
                if near
                else "for instance `for sea imports, air transit`, or `for all`",
            )
        )
        return []
    return [Applicability(mode, movement)]
