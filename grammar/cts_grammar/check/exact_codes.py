"""A heading tested as the very code finds no subheading: `hs code is 0803` where `is within 0803` is meant."""

from __future__ import annotations

from collections.abc import Sequence

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context
from cts_grammar.checked import Constant, FieldValue, Value
from cts_grammar.diagnostics import Fix

_AS_FILED = 6
"""Digits that goods are filed with at least: what is shorter is a chapter or a heading."""


def warn_of_exact_codes(
    ctx: Context, v: Value, others: Sequence[Value], p: s.IsValue | s.IsAmong, list_name: str = ""
) -> None:
    """Warns of the first short code that a field's codes are tested against one by one."""
    codes = v.type.codes
    if not isinstance(v, FieldValue) or codes is None or not codes.hierarchical:
        return
    short = next((c for c in others if isinstance(c, Constant) and _is_short(str(c.value))), None)
    if short is None:
        return
    within = f"is {'not ' if p.negated else ''}within"
    meant = p.value.span if isinstance(p, s.IsValue) else p.members.span
    fix = Fix(p.span, f"{within} {list_name or ctx.exactly(meant)}")
    hint = f"write `{within} {list_name or ctx.words(meant)}`"
    ctx.report(mistakes.EXACT_CODE.at(p.span, code=short.text, hint=hint, fix=fix))


def _is_short(code: str) -> bool:
    return code.isdecimal() and len(code) < _AS_FILED
