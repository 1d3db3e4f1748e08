"""What cannot be asked of an earlier consignment: its own past, what rules came to on it, this one's fields."""

from __future__ import annotations

import dataclasses

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.parts import parts_of
from cts_grammar.checked import HasFired, Past
from cts_grammar.source import Span

_BEYOND = ("Changed", "HasChanged", "Earlier", "EarlierValue")
"""Names of the nodes that ask for earlier versions."""


def refuse_further_past(ctx: Context, node: object, span: Span) -> None:
    """Refuses a filter or a value that asks for the past of what is past, or for what rules came to on it."""
    seen: set[int] = set()
    left = [node]
    while left:
        part = left.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, Past) or type(part).__name__ in _BEYOND:
            hint = "ask it beside this question, of this consignment"
            raise Refusal(mistakes.FURTHER_PAST.at(span, what="its own past", hint=hint))
        if isinstance(part, HasFired):
            hint = "say what the rule asks"
            raise Refusal(mistakes.FURTHER_PAST.at(span, what="whether rules fired on it", hint=hint))
        left += parts_of(part)


def refuse_which(ctx: Context, where: s.Expression) -> None:
    """Refuses `consignment's …` and `manifest's …`: both this and the earlier one are called so."""
    owners = (ctx.vocabulary.outer, ctx.vocabulary.root)
    left: list[object] = [where]
    while left:
        part = left.pop()
        if isinstance(part, s.Possessive) and part.owner in owners:
            hint = f"in these brackets names mean the other consignment's: write `{part.name.text}`"
            named = f"{part.owner}'s {part.name.text}"
            raise Refusal(mistakes.WHICH_ONE.at(part.span, name=named, hint=hint))
        if isinstance(part, tuple):
            left += part
        elif dataclasses.is_dataclass(part) and not isinstance(part, Span):
            left += [getattr(part, f.name) for f in dataclasses.fields(part)]
