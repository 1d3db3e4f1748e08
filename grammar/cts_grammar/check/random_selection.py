"""`random selection 0.5%`: a share that can select something, and a lane for what it selects."""

from __future__ import annotations

from collections.abc import Sequence

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context
from cts_grammar.check.literals import plain_number
from cts_grammar.checked import Lane, RandomSelection


def random_selection(ctx: Context, line: s.RandomLine, lanes: Sequence[Lane]) -> RandomSelection | None:
    """What the line says; `lanes` are the header's, the most severe first. None where it was reported."""
    percent = _percent(ctx, line)
    if percent is None:
        return None
    if not 0 < percent <= 100:
        hint = "leave the line out where nothing is to be selected" if percent <= 0 else "`100%` selects everything"
        ctx.report(mistakes.RANDOM_SHARE.at(line.span, hint=hint))
        return None
    if not lanes:
        hint = "declare the lane, such as `lane amber from 40`: the lowest above green is given"
        ctx.report(mistakes.RANDOM_WITHOUT_LANE.at(line.span, hint=hint))
        return None
    return RandomSelection(percent / 100, lanes[-1].name, line.span)


def _percent(ctx: Context, line: s.RandomLine) -> float | None:
    source = ctx.sources[line.span.path]
    start = source.text.rfind(line.numeral, line.span.start, line.span.end)
    with ctx.reporting():
        return plain_number(s.Number(line.numeral, "", source.span(start, start + len(line.numeral))))
    return None
