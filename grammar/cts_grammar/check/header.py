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
from cts_grammar.diagnostics import Label
from cts_grammar.source import Span

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
    said: dict[str, Span] = {}
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


def _once(ctx: Context, what: str, line: s.HeaderLine, said: dict[str, Span]) -> None:
    if what in said:
        ctx.report(mistakes.LINE_TWICE.at(line.span, Label(said[what], "first said here"), line=what))
    said.setdefault(what, line.span)


def _lane(ctx: Context, line: s.LaneLine, lanes: list[Lane]) -> list[Lane]:
    if line.name == GREEN:
        ctx.report(mistakes.GREEN_DECLARED.at(line.span, hint="leave the line out"))
        return []
    named = next((lane for lane in lanes if lane.name == line.name), None)
    if named is not None:
        place = Label(named.span, "the first one")
        hint = "each lane begins once: take one out, or name it otherwise"
        ctx.report(mistakes.LANE_TWICE.at(line.span, place, name=line.name, hint=hint))
        return []
    threshold = _threshold(ctx, line)
    if threshold is None:
        return []
    same = [lane for lane in lanes if lane.threshold == threshold]
    if same:
        hint = f"`{same[0].name}` begins there"
        place = Label(same[0].span, "the first one")
        ctx.report(mistakes.LANE_TWICE.at(line.span, place, name=f"from {line.numeral}", hint=hint))
        return []
    return [Lane(line.name, threshold, line.span)]


def _threshold(ctx: Context, line: s.LaneLine) -> float | None:
    at = ctx.sources[line.span.path].span(line.span.end - len(line.numeral), line.span.end)
    with ctx.reporting():
        return plain_number(s.Number(line.numeral, "", at))
    return None


_MODES = {"maritime": "sea", "ocean": "sea", "ship": "sea", "vessel": "sea", "plane": "air", "truck": "road"}


def _meant_scope(words: list[str], ctx: Context) -> list[str]:
    """`imports by sea`, `maritime imports`: a mode and a movement in another order, or under other names."""
    scope = ctx.vocabulary.scope
    said = [_MODES.get(word, word) for word in words if word not in ("by", "via", "over")]
    modes = [word for word in said if word in scope.modes]
    plurals = {movement: plural for plural, movement in scope.movements.items()}
    movements = [plurals[scope.movements[word]] for word in said if word in scope.movements]
    if len(said) == len(modes) + len(movements) and len(modes) <= 1 and len(movements) <= 1 and said:
        return [" ".join([*modes, *movements])]
    return []


def _scope(ctx: Context, name: s.Name) -> list[Applicability]:
    """`sea imports`, `sea`, `imports`: a mode, a movement, or both."""
    scope = ctx.vocabulary.scope
    words = name.text.split(" ")
    mode = scope.modes.get(words[0])
    rest = words[1:] if mode else words
    movement = scope.movements.get(" ".join(rest)) if rest else None
    if (rest and movement is None) or not words:
        known = [f"{m} {v}" for m in scope.modes for v in scope.movements if v.endswith("s") or v == "transit"]
        near = _meant_scope(words, ctx) or nearest(name.text, known)
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
