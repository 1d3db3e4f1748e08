"""Names as other systems, forms and languages have them, and the name of ours that is meant."""

from __future__ import annotations

from dataclasses import replace

from cts_grammar import mistakes
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary

_LONGEST = 60
"""Characters of a name that is looked for."""


def our_name(vocabulary: Vocabulary, name: str) -> str | None:
    """`consignor` for `shipper`, `consignor country` for `shipper country`; None where nothing is known of it."""
    said = " ".join(name.lower().replace(".", " ").replace("_", " ").split())
    if len(said) > _LONGEST:
        return None
    if said in vocabulary.elsewhere:
        return vocabulary.elsewhere[said]
    words = said.split(" ")
    for count in range(len(words) - 1, 0, -1):
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        if first in vocabulary.elsewhere:
            better = f"{vocabulary.elsewhere[first]} {rest}"
            return better if any(field.name == better for field in vocabulary.fields) else None
    return None


def in_our_words(diagnostic: Diagnostic, vocabulary: Vocabulary, sources: dict[str, Source]) -> Diagnostic:
    """What could not be read because a name stands in it as others write it (`B/L number`) offers ours."""
    source = sources.get(diagnostic.span.path)
    if source is None or diagnostic.kind not in (mistakes.LOWER_CASE_WORD, mistakes.UNEXPECTED):
        return diagnostic
    written = source.slice(diagnostic.span)
    ours = our_name(vocabulary, written)
    if ours is None or diagnostic.span.line != diagnostic.span.end_line:
        return diagnostic
    told = mistakes.UNKNOWN_NAME.at(diagnostic.span, name=written, hint=f"here it is called `{ours}`")
    return replace(told, fix=Fix(diagnostic.span, ours))
