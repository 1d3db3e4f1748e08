"""Changes of a text as small replacements, so that the caret and what can be undone stay where they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from cts_grammar.parse import pieces

_PARTS = re.compile(r"\n|[^\S\n]+|\w+|.", re.DOTALL)
_MOST_PARTS = 5_000
"""Of one stretch; a longer one that has changed is replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces what stands from start up to end. Edits of one text are told in its order and do not overlap."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits.

    >>> applied("weight>10 t", [Edit(6, 7, " is over ")])
    'weight is over 10 t'
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Few and small edits that make the new text of the old one, word by word within each declaration and rule."""
    if old == new:
        return ()
    before, after = _stretches(old), _stretches(new)
    if len(before) != len(after):
        before, after = [(0, len(old))], [(0, len(new))]
    found: list[Edit] = []
    for (start, end), (begin, finish) in zip(before, after, strict=True):
        found += _within(old[start:end], new[begin:finish], start)
    return tuple(found)


def _stretches(text: str) -> list[tuple[int, int]]:
    """The whole text, cut where declarations and rules begin."""
    begins = [start for start, _ in pieces(text)] or [0]
    begins[0] = 0
    return list(zip(begins, [*begins[1:], len(text)], strict=True))


def _within(old: str, new: str, offset: int) -> Iterator[Edit]:
    if old == new:
        return
    before, after = _PARTS.findall(old), _PARTS.findall(new)
    if len(before) + len(after) > _MOST_PARTS:
        yield Edit(offset, offset + len(old), new)
        return
    starts = [offset]
    for part in before:
        starts.append(starts[-1] + len(part))
    # What stands everywhere, as commas and blanks, is no guide, and would cost the square of a long list.
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=True).get_opcodes():
        if tag != "equal":
            yield Edit(starts[i], starts[j], "".join(after[k:m]))
