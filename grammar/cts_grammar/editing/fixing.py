"""What mends a mistake, as an edit."""

from __future__ import annotations

from cts_grammar.diagnostics import Diagnostic
from cts_grammar.editing.edits import Edit


def fixes(diagnostic: Diagnostic) -> tuple[tuple[str, Edit], ...]:
    """The ways to mend it, each with a title; none where a person has to think."""
    fix = diagnostic.fix
    if fix is None:
        return ()
    title = f"write `{' '.join(fix.replacement.split())}`" if fix.replacement.strip() else "take it away"
    return ((title, Edit(fix.span.start, fix.span.end, fix.replacement)),)
