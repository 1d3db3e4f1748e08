"""Whatever is done to a text, reading, checking and formatting it never raise, and what they say can be shown.

`CTS_MUTATIONS=100000 pytest tests/grammar/test_mutations.py` tries as many texts.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from random import Random

import pytest

from cts_grammar.check import Checking, check
from cts_grammar.parse import parse
from cts_grammar.printing import format_text
from cts_grammar.showing import render
from cts_grammar.source import Source
from cts_rules.rulebook.patterns import pattern_fault
from tests.grammar.cases import CORPUS, TODAY, words

MUTATIONS = int(os.environ.get("CTS_MUTATIONS", "2000"))
CHUNKS = 10
ODD = [
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    '"',
    "(",
    ")",
    ",",
    "#",
    "{",
    "}",
    "é",
    "\u00a0",
    "\ufeff",
    "\x00",
    "𝔸",
    "²",
    "٣",
    "'",
]
FILES = {"lists/tins.csv": b"tin,name\nA,1\nB,2\n"}


@cache
def texts() -> list[str]:
    """The corpus, without what is long for its own sake."""
    found = (p.read_bytes().decode("utf-8", "replace") for p in sorted(CORPUS.glob("*/**/*.rules")))
    return [text for text in found if len(text) < 3000]


@cache
def pieces() -> list[str]:
    """Words, numbers and signs of the corpus."""
    return sorted({piece for text in texts() for piece in split(text) if piece.strip() and len(piece) < 40})


def split(text: str) -> list[str]:
    return re.findall(r'"[^"\n]*"|\w+|\s+|[^\w\s]', text)


def mutated(random: Random) -> str:
    """A corpus text with a few words taken out, put in, doubled, exchanged, or joined with another text's."""
    parts = split(random.choice(texts()))
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        at = random.randrange(len(parts) or 1)
        match random.randrange(7):
            case 0:
                del parts[at : at + random.choice((1, 1, 2, 5))]
            case 1:
                parts.insert(at, random.choice(pieces()))
            case 2:
                parts.insert(at, random.choice(ODD))
            case 3:
                parts[at : at + 1] = parts[at : at + 1] * 2
            case 4:
                parts[at : at + 1] = [random.choice(pieces())]
            case 5:
                other = split(random.choice(texts()))
                start = random.randrange(len(other) or 1)
                parts[at:at] = other[start : start + 12]
            case _:
                parts[at : at + 3] = parts[at : at + 3][::-1]
    return "".join(parts)


def tried(text: str) -> Checking:
    found = check([Source("a.rules", text)], words(), FILES.get, today=TODAY, pattern_fault=pattern_fault)
    assert (found.rulebook is None) is any(d.is_error for d in found.diagnostics)
    json.dumps([d.as_json() for d in found.diagnostics])
    for diagnostic in found.diagnostics:
        assert render(diagnostic, found.sources)
        length = len(found.sources[diagnostic.span.path].text)
        for span in (diagnostic.span, *([diagnostic.fix.span] if diagnostic.fix else [])):
            assert 0 <= span.start <= span.end <= length
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_raises_and_formatting_keeps_the_meaning(chunk: int) -> None:
    for seed in range(chunk, MUTATIONS, CHUNKS):
        text = mutated(Random(seed))
        found = tried(text)
        source = Source("a.rules", text)
        once = format_text(source, words())
        if parse(source).diagnostics:
            assert once == text, seed
            continue
        again = Source("a.rules", once)
        assert not parse(again).diagnostics, seed
        assert format_text(again, words()) == once, seed
        assert sorted(c.text for c in parse(again).file.comments) == sorted(c.text for c in parse(source).file.comments)
        if found.rulebook is not None:
            second = tried(once).rulebook
            assert second is not None, seed
            assert second.rules == found.rulebook.rules, seed
