"""Completion: what could be written at the caret, also in a draft that cannot be read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cts_grammar.complaints.expected import expected
from cts_grammar.editing.declared import Names, names_of
from cts_grammar.editing.expecting import Expectation, expectation, kind
from cts_grammar.editing.filling_in import ASKED, begun_in_brackets, can_be_filled_in, of_the_elements
from cts_grammar.editing.offering import Option, offers
from cts_grammar.parse import pieces
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_grammar.words import tidy

MOST = 250
"""Options of one answer."""
_LONGEST = 20_000
"""Characters of a declaration before the caret; in a longer one, a list of thousands, nothing is offered."""
_MOST_WORDS = 8
_OPEN = re.compile(r'(?:[^"#\n]|"(?:[^"\r\n]|"")*")*')
_WORD_BEFORE = re.compile(r"(?<![\w.-])[\w.-]+[^\S\n]*$")
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Completion:
    """What is offered in place of what stands between `start` and the caret."""

    start: int
    options: tuple[Option, ...]
    expected: str
    """What the parser expects, in words."""
    cut_short: bool
    """There are more options than are told: more letters would find them."""


def complete(
    text: str,
    position: int,
    vocabulary: Vocabulary,
    others: Iterable[Source] = (),
    remembered: Remembered | None = None,
) -> Completion:
    """What could be written at a position; `others` are the rulebook's other rule texts. Never raises."""
    position = min(max(position, 0), len(text))
    nothing = Completion(position, (), "", False)
    brackets = begun_in_brackets(text, position)
    if brackets is not None:
        names = names_of([Source("", text), *others], remembered)
        return _in_brackets(text[brackets:position], brackets, names, vocabulary)
    if _in_text_or_comment(text, position):
        return nothing
    begin = max((start for start, _ in pieces(text[:position])), default=position)
    if position - begin > _LONGEST:
        return nothing
    names = names_of([Source("", text), *others], remembered)
    return _completion(text, begin, position, names, vocabulary)


def _in_brackets(inner: str, begin: int, names: Names, vocabulary: Vocabulary) -> Completion:
    """What the brackets of a message can be filled in with; `begin` is where they begin."""
    asked = ASKED + inner
    found = _completion(asked, 0, len(asked), names, vocabulary)
    elements = [o for o in of_the_elements(names, vocabulary) if o.label.startswith(inner.lstrip().lower())]
    values = [o for o in found.options if can_be_filled_in(o)]
    whole = begin + len(inner) - len(inner.lstrip())
    start = max(found.start - len(ASKED) + begin, begin)
    if not values or start == whole:
        return _told(whole, (*values, *elements), inner.strip().lower(), found.expected)
    return replace(found, start=start, options=tuple(values))


def _in_text_or_comment(text: str, position: int) -> bool:
    line_start = text.rfind("\n", 0, position) + 1
    before = text[line_start:position]
    closed = _OPEN.match(before)
    return closed is None or closed.end() < len(before) or before.endswith('"')


def _completion(text: str, begin: int, position: int, names: Names, vocabulary: Vocabulary) -> Completion:
    """Of all ways to take the words before the caret as begun, the longest that something fits.

    After a blank what follows comes first, and then what the words before it are the beginning of.
    """
    starts = _starts(text, begin, position)
    follows = expectation(text[begin:position]) if starts[0] == position else None
    following = tuple(offers(follows, "", names, vocabulary)) if follows is not None else ()
    told = expected(follows.accepts) if follows is not None else ""
    for start in reversed(starts):
        here = expectation(text[begin:start])
        if here is None or (here is follows and start == position):
            continue
        typed = _GAP.sub(" ", text[start:position].lower())
        going_on = starts[0] == position
        found = tuple(o for o in offers(here, typed, names, vocabulary) if _fits(o, typed, going_on=going_on))
        if not found:
            continue
        if follows is None or (going_on and _unknown(follows, names, vocabulary)):
            return _told(start, found, typed, expected(here.accepts))
        rest = tuple(replace(o, label=o.label[len(typed) :], insert=o.insert[len(typed) :]) for o in found)
        return _told(position, (*following, *rest), "", told)
    return _told(position, following, "", told)


def _told(start: int, options: tuple[Option, ...], typed: str, told: str) -> Completion:
    once = tuple({o.label: o for o in reversed(options)}.values())[::-1]
    first = sorted(once, key=lambda o: not o.label.lower().startswith(typed)) if typed else once
    return Completion(start, tuple(first[:MOST]), told, len(once) > MOST)


def _unknown(follows: Expectation, names: Names, vocabulary: Vocabulary) -> bool:
    """Whether the last word is a name that nothing is called by."""
    if not follows.read or kind(follows.read[-1]) != "NAME":
        return False
    name = tidy(str(follows.read[-1]))
    things = (n for r in vocabulary.relations for n in (r.name, r.plural))
    fields = (f.name for f in vocabulary.fields)
    return name not in names.declared and name not in things and name not in fields


def _fits(o: Option, typed: str, *, going_on: bool) -> bool:
    """Whether the option goes on from what is typed; after a blank only where it is a part of its words."""
    label = o.label.lower()
    if going_on:
        return label.startswith(typed) and label != typed.strip() and o.kind != "code"
    return label.startswith(typed) or (o.kind == "code" and o.explanation.lower().startswith(typed))


def _starts(text: str, begin: int, position: int) -> list[int]:
    """The caret, or where its word begins; then where the words before it on the line begin."""
    in_a_word = position > begin and not text[position - 1].isspace()
    touching = _WORD_BEFORE.search(text, max(begin, position - 200), position) if in_a_word else None
    starts = [touching.start() if touching else position]
    while len(starts) <= _MOST_WORDS:
        before = _WORD_BEFORE.search(text, max(begin, starts[-1] - 200), starts[-1])
        if before is None:
            break
        starts.append(before.start())
    return starts
