"""What a test asks about is a name: a code or a text by itself has no answer that could differ."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.called_elsewhere import our_name
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.names import is_known_name
from cts_grammar.diagnostics import Fix


def refuse_written_subject(ctx: Context, e: s.Test) -> None:
    """`POL is ECGYE`, `ECGYE is port of loading`, `"fish" is contained …`."""
    subject = e.subject
    if not isinstance(subject, s.Code | s.Text):
        return
    text, span = subject.text, subject.span
    ours = our_name(ctx.vocabulary, text) if isinstance(subject, s.Code) else None
    if ours is not None:
        raise Refusal(mistakes.UNKNOWN_NAME.at(span, name=text, hint=f"here it is called `{ours}`", fix=ours))
    lower = text.lower()
    if isinstance(subject, s.Code) and is_known_name(ctx, lower):
        raise Refusal(mistakes.LOWER_CASE_WORD.at(span, found=text, hint=f"write `{lower}`", fix=lower))
    what = "a code" if isinstance(subject, s.Code) else "a text"
    other = e.predicate.value if isinstance(e.predicate, s.IsValue) else None
    if isinstance(other, s.Name):
        negated = " not" if isinstance(e.predicate, s.IsValue) and e.predicate.negated else ""
        better = f"{other.text} is{negated} {ctx.exactly(span)}"
        hint, fix = f"what is asked about comes first: `{better}`", Fix(e.span, better)
    else:
        hint, fix = f"what is asked about comes first: `… is {ctx.words(span)}`", None
    raise Refusal(mistakes.CODE_AS_SUBJECT.at(span, text=ctx.words(span), what=what, hint=hint, fix=fix))
