"""Whatever is done to a text, reading, checking and formatting it never raise, and what they say can be shown.

`CTS_MUTATIONS=100000 pytest tests/grammar/test_mutations.py` tries as many texts, from `CTS_SEED` on; `--junit-xml`
says of each part which text took longest.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import cache
from random import Random
from time import perf_counter

import pytest

from cts_grammar.check import Checking, check
from cts_grammar.comparing import as_document, compare
from cts_grammar.editing.completing import complete
from cts_grammar.parse import parse
from cts_grammar.printing import format_text
from cts_grammar.showing import render
from cts_grammar.source import Source
from cts_rules.rulebook.patterns import pattern_fault
from tests.grammar.cases import CORPUS, TODAY, words

SEED = int(os.environ.get("CTS_SEED", "0"))
MUTATIONS = int(os.environ.get("CTS_MUTATIONS", "2000"))
CHUNKS = max(10, MUTATIONS // 1000)
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
    """The corpora of rules, without what is long for its own sake."""
    found = (p.read_bytes().decode("utf-8", "replace") for p in sorted(CORPUS.parent.glob("*/**/*.rules")))
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


def tried_everywhere(text: str, random: Random) -> None:
    """Read, checked, formatted, checked again, compared with itself, completed somewhere."""
    found = tried(text)
    source = Source("a.rules", text)
    parsed = parse(source)
    once = format_text(source, words())
    complete(text, random.randrange(len(text) + 1), words())
    assert once == text or not parsed.diagnostics
    if parsed.diagnostics:
        return
    again = parse(Source("a.rules", once))
    assert not again.diagnostics
    assert format_text(Source("a.rules", once), words()) == once
    assert sorted(c.text for c in again.file.comments) == sorted(c.text for c in parsed.file.comments)
    if found.rulebook is not None:
        second = tried(once).rulebook
        assert second is not None
        assert second.rules == found.rulebook.rules
        comparison = compare(found.rulebook, second)
        assert comparison.same_meaning
        assert as_document(comparison)["rules"] == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_raises_and_formatting_keeps_the_meaning(
    chunk: int, record_property: Callable[[str, object], None]
) -> None:
    slowest = (0.0, -1)
    for seed in range(SEED + chunk, SEED + MUTATIONS, CHUNKS):
        random = Random(seed)
        text = mutated(random)
        began = perf_counter()
        try:
            tried_everywhere(text, random)
        except Exception as trouble:
            trouble.add_note(f"the text of seed {seed}")
            raise
        slowest = max(slowest, (perf_counter() - began, seed))
    record_property("slowest", f"{slowest[0]:.3f} s, seed {slowest[1]}")
