"""The corpus of rule texts, and how each of its cases is checked: with the product's own vocabulary and file reader."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

from cts_grammar.check import Checking, check
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.limits import DEFAULT_LIMITS
from cts_grammar.showing import render
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.folder import check_rulebook, open_rulebook
from cts_rules.rulebook.patterns import pattern_fault

CORPUS = Path(__file__).parents[1] / "corpus" / "rules"
TODAY = "2026-06-01"
LIMITS = replace(DEFAULT_LIMITS, rules=8, list_entries=20)
"""The ordinary limits, but for two that no file of a corpus should have to exceed."""


@cache
def words() -> Vocabulary:
    """The vocabulary of manifests, over the built-in lists."""
    return vocabulary(load_reference(None))


def cases(kind: str) -> list[Path]:
    """The cases of one part of the corpus: `.rules` files, and folders for rulebooks of several files."""
    return sorted(p for p in (CORPUS / kind).iterdir() if p.suffix == ".rules" or p.is_dir())


def outcome(case: Path) -> Checking:
    """What checking a case comes to."""
    return check_rulebook(open_rulebook(case, LIMITS), words(), TODAY, LIMITS)


def checked(text: str, **files: str | bytes) -> Checking:
    """What checking one text comes to; files are told by their names, without `.csv`."""
    lists = {
        f"{name}.csv": content.encode() if isinstance(content, str) else content for name, content in files.items()
    }
    return check([Source("a.rules", text)], words(), lists.get, pattern_fault=pattern_fault)


def condition(text: str, declarations: str = "") -> Checking:
    """What checking a rulebook of one rule with this condition comes to."""
    return checked(f"rulebook x for all lane red from 70\n{declarations}\nrule A when {text} then score 1")


def codes(found: Checking) -> list[str]:
    """The codes of all findings, in reading order."""
    return [d.kind.code for d in found.diagnostics]


def as_text(found: Checking) -> str:
    """All findings as people see them."""
    return "".join(f"{render(d, found.sources)}\n{_fix(d.fix)}\n" for d in found.diagnostics)


def _fix(fix: Fix | None) -> str:
    return f"   = fix: {fix.span.line}:{fix.span.column} {fix.replacement!r}\n" if fix else ""


def as_json(found: Checking) -> str:
    """All findings as programs see them."""
    return json.dumps([d.as_json() for d in found.diagnostics], indent=2, ensure_ascii=False) + "\n"


def mended(found: Checking, diagnostic: Diagnostic) -> dict[str, str]:
    """The texts of the rulebook after a finding's fix, by path."""
    assert diagnostic.fix is not None
    span = diagnostic.fix.span
    texts = {path: source.text for path, source in found.sources.items()}
    text = texts[span.path]
    texts[span.path] = text[: span.start] + diagnostic.fix.replacement + text[span.end :]
    return texts


def checked_again(found: Checking, texts: dict[str, str]) -> Checking:
    """What checking the rulebook comes to with other texts, by path."""
    sources = [Source(path, text) for path, text in texts.items() if path.endswith(".rules")]
    return check(
        sources,
        words(),
        lambda path: texts[path].encode() if path in texts else found.files.get(path),
        today=TODAY,
        pattern_fault=pattern_fault,
        limits=LIMITS,
    )


def holds(path: Path, text: str) -> bool:
    """Whether a golden file holds the text; CTS_REWRITE=1 writes it anew, to be read in review."""
    if os.environ.get("CTS_REWRITE") == "1":
        path.write_text(text, encoding="utf-8")
    return path.exists() and path.read_text("utf-8") == text
