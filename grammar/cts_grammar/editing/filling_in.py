"""Completion between the brackets of a message: `say "From {port of loading}"`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cts_grammar.editing.declared import Names
from cts_grammar.editing.offering import Option, told_option
from cts_grammar.vocabulary import Vocabulary

ASKED = "define value as "
"""What is written between the brackets is an expression, as after these words."""
_MESSAGE = re.compile(r'\b(?:say|tell\s+trader)\s+"(?:[^"\r\n]|"")*\{(?P<inner>[^{}"\r\n]*)$')
_VALUES = frozenset(["field", "definition", "parameter"])
_NUMBERS = ("number of", "total", "largest", "smallest", "average")


def begun_in_brackets(text: str, position: int) -> int | None:
    """Where the brackets begin that the position is in; None outside the brackets of a message."""
    line_start = text.rfind("\n", 0, position) + 1
    found = _MESSAGE.search(text, line_start, position)
    return found.start("inner") if found else None


def can_be_filled_in(option: Option) -> bool:
    """Whether an option is part of a value, not of a test."""
    return option.insert == option.label and (option.kind in _VALUES or option.label.strip() in _NUMBERS)


def of_the_elements(names: Names, vocabulary: Vocabulary) -> Iterator[Option]:
    """`container number`: of the elements that made the rule fire."""
    for relation in vocabulary.relations_of(vocabulary.root).values():
        if relation.pending or relation.element is not None:
            continue
        for field in vocabulary.fields_of(relation.to).values():
            name = f"{relation.name} {field.name}"
            if not field.pending and name not in names.declared:
                yield told_option(name, field)
