"""`description is vague`: once the filler words are taken away, nothing but listed vague terms is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from cts_grammar.folding import fold

_WORD = re.compile(r"#|\w+")
_NUMBER = re.compile(r"\d+(?:x\d+)*(?:hc|hq|gp|dv|dc|st|rf|ft|kgs?|ctns?|plts?|pcs|pkgs?|cbm)?", re.ASCII)

NUMBER = "#"
"""Stands for any number, in texts and in filler phrases: `# cartons` is a filler, `cartons` may be the goods."""


def vague_test(terms: Iterable[str], fillers: Iterable[str]) -> Callable[[str], bool]:
    """The test over two word lists: whether terms, fillers and numbers, one after the other, make up the whole text.

    A text without any word, or of nothing but fillers, says nothing and is vague. The test remembers what it was asked.

    >>> is_vague = vague_test(["general cargo", "parts"], ["said to contain", "of", "the", "# cartons"])
    >>> is_vague("20 CARTONS SAID TO CONTAIN: General Cargo"), is_vague("parts of tractors"), is_vague("the")
    (True, False, True)
    >>> is_vague("cartons of parts")
    False
    """
    phrases = {tokens(phrase) for phrase in (*terms, *fillers)} - {()} | {(NUMBER,)}
    longest = max(map(len, phrases))
    return lru_cache(maxsize=65_536)(lambda text: laid_out(tokens(text), phrases, longest))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words, numbers as `#`.

    >>> tokens("1x40HC STC 12 CTNS Fret")
    ('#', 'stc', '#', 'ctns', 'fret')
    """
    return tuple(NUMBER if _NUMBER.fullmatch(word) else word for word in _WORD.findall(fold(text)))


def laid_out(said: Sequence[str], phrases: Collection[tuple[str, ...]], longest: int) -> bool:
    """Whether the words are whole phrases one after the other.

    >>> laid_out(("a", "b", "c"), {("a",), ("b", "c")}, 2), laid_out(("a", "c"), {("a",), ("b", "c")}, 2)
    (True, False)
    """
    reached = {0}
    for start in range(len(said)):
        if start in reached:
            reached |= {start + n for n in range(1, longest + 1) if tuple(said[start : start + n]) in phrases}
        elif max(reached) < start:
            return False
    return len(said) in reached
