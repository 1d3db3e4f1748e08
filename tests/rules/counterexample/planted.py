"""Edits of a rulebook as people make them, each in a place drawn by chance.

Of twelve kinds in the starters, of six in the data beside the rules of `with-data`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from cts_grammar.check import check
from cts_grammar.checked import CheckedRulebook
from cts_grammar.meaning import rulebook_meaning
from cts_grammar.source import Source
from cts_rules.rulebook.patterns import pattern_fault
from tests.grammar.cases import words

RULEBOOKS = Path(__file__).parents[3] / "rulebooks"
STARTERS = ("maritime-imports", "data-quality")
WITH_DATA = "with-data"

Files = dict[str, str]
_EXAMPLE = re.compile(r"^  example .*\n(?:    .*\n)*", re.MULTILINE)
_OTHER_UNIT = {"t": "kg", "kg": "t", "hours": "days", "days": "hours", "USD": "EUR", "months": "days", "g": "kg"}


def texts(name: str) -> Files:
    """Rule texts and lists of a starter, by path; without their examples, in which an edit would change no meaning."""
    root = Path(__file__).parent / WITH_DATA if name == WITH_DATA else RULEBOOKS / name
    return {
        str(p.relative_to(root)): _EXAMPLE.sub("", p.read_text("utf-8"))
        for p in sorted(root.rglob("*"))
        if p.suffix in (".rules", ".csv") and "samples" not in p.parts
    }


def checked(files: Files) -> CheckedRulebook | None:
    """The rulebook of these files; None where they do not check."""
    sources = [Source(path, text) for path, text in files.items() if path.endswith(".rules")]
    found = check(sources, words(), lambda p: files[p].encode() if p in files else None, pattern_fault=pattern_fault)
    return found.rulebook


def planted(kind: str, seed: int) -> tuple[str, CheckedRulebook, CheckedRulebook]:
    """A starter and the same after one edit of the kind that changes its meaning, with a word on where."""
    random = Random(f"{kind} {seed}")
    while True:
        name = WITH_DATA if kind in IN_DATA else random.choice(STARTERS)
        files = texts(name)
        old = checked(files)
        assert old is not None
        for _ in range(20):
            edited = (EDITS | IN_DATA)[kind](dict(files), random)
            new = checked(edited) if edited is not None else None
            if edited is not None and new is not None and rulebook_meaning(new) != rulebook_meaning(old):
                return _where(files, edited), old, new


def _where(files: Files, edited: Files) -> str:
    for path, text in files.items():
        lines = zip(text.splitlines(), edited[path].splitlines(), strict=False)
        for number, (was, now) in enumerate(lines, 1):
            if was != now:
                return f"{path}:{number}: {was.strip()} → {now.strip()}"
    return "at the end"


def _replaced(pattern: str, by: Callable[[re.Match[str]], str], suffix: str = ".rules") -> Callable[..., Files | None]:
    """An edit that exchanges one match of a pattern, in lines that are no comments."""

    def edit(files: Files, random: Random) -> Files | None:
        spots = [
            (path, found)
            for path, text in files.items()
            if path.endswith(suffix)
            for found in re.finditer(pattern, text, re.MULTILINE)
            if "#" not in text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        ]
        if not spots:
            return None
        path, found = random.choice(spots)
        text = files[path]
        return {**files, path: text[: found.start()] + by(found) + text[found.end() :]}

    return edit


def _joined_otherwise(files: Files, random: Random) -> Files | None:
    blocks = _replaced(r"^  when\n(?:    .*\n)+", lambda m: re.sub(r"(?m)^    and ", "    or ", m[0]))
    return blocks(files, random)


EDITS: dict[str, Callable[[Files, Random], Files | None]] = {
    "threshold": _replaced(r"(is (?:over|under|at least|at most)) (\d+)", lambda m: f"{m[1]} {int(m[2]) * 2 + 1}"),
    "and or": _joined_otherwise,
    "some every": _replaced(r"\bsome (?=\w+(?: \w+)? has)", lambda m: "every "),
    "unit": _replaced(r"(\d) (t|kg|hours|days|USD|months|g)\b", lambda m: f"{m[1]} {_OTHER_UNIT[m[2]]}"),
    "list entry": _replaced(r"^(list [\w -]+ = )[^,\n]+, ", lambda m: m[1]),
    "list row": _replaced(r"(?<=\n)[^\n]+\n", lambda m: "", ".csv"),
    "unless removed": _replaced(r"^  unless [^\n]*\n(?:    [^\n]*\n)*", lambda m: ""),
    "missing present": _replaced(
        r"is (missing|present)", lambda m: f"is {'present' if m[1] == 'missing' else 'missing'}"
    ),
    "score": _replaced(r"score ([+-]\d+)", lambda m: f"score {int(m[1]) + 7:+d}"),
    "lane": _replaced(r"(lane \w+ from) (\d+)", lambda m: f"{m[1]} {int(m[2]) - 15}"),
    "part removed": _replaced(r"^    and [^\n(]*\n", lambda m: ""),
    "in not in": _replaced(r"\bis (in|within) ", lambda m: f"is not {m[1]} "),
}

IN_DATA: dict[str, Callable[[Files, Random], Files | None]] = {
    "table cell": _replaced(
        r"(?<=,)(\d+)$", lambda m: str((int(m[1]) + 6) % 11 if len(m[1]) < 3 else int(m[1]) * 2), "s.csv"
    ),
    "table row": _replaced(r"(?<=\n)(?:[A-Z]{2}|\d{4}),[^\n]+\n", lambda m: "", ".csv"),
    "parameter": _replaced(r"(?m)(?<=[ ,])(\d+)(?= (?:EUR|t)\b)(?=[^\n]*$)", lambda m: str(int(m[1]) + 5)),
    "watch list entry": _replaced(r"(?<=\n)([A-Z][a-z]+)( [^,\n]+,[^\n]+\n)", lambda m: "", "wanted.csv"),
    "watch list alias": _replaced(
        r"(?<=[a-z],)[A-Z][a-z]+ [A-Z][a-z]+(?=,)", lambda m: "Zenith Ventures", "wanted.csv"
    ),
    "exchange rate": _replaced(r"(?<=-01,)([\d.]+)$", lambda m: str(float(m[1]) * 1.3), "rates.csv"),
}
"""Edits of the data beside the rules, and of parameters."""
