"""What conditions answer, from text to answer: the corpus of `tests/corpus/evaluation`, by both evaluators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.compile import compile_rulebook
from cts_engine.facts import Facts
from cts_engine.history import NO_HISTORY, Own, Recollection, Unknown, Version, Weigh
from cts_engine.limits import Watch
from cts_engine.missing import missing_of
from cts_engine.reasons import reasons_in
from cts_grammar.check import check
from cts_grammar.checked import Past
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_rules.history.recording import question_about
from cts_rules.history.within import WithinManifest
from cts_rules.manifest.intake import intake
from cts_rules.manifest.model import Manifest
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.readers.choose import read_document
from cts_rules.readers.reading import Document
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.patterns import pattern_fault

CORPUS = Path(__file__).parents[2] / "corpus" / "evaluation"
ANSWERS = {"yes": True, "no": False, "undecided": None}
DECLARING = ("define", "list", "parameter", "table", "watchlist", "exchange rates")
LINE = re.compile(
    r"(?P<answer>yes|no|undecided) +(?P<condition>.*?)(?: \[(?P<missing>[^\]]*)\])?(?: {2,}\((?P<reason>[^)]*)\))?"
)
PAST = re.compile(
    r"past +(?:without (?P<without>.*?)|(?P<least>\d+)(?: to (?P<most>\d+)|(?P<open> or more))?) {2,}(?P<asked>.*)"
)


@dataclass(frozen=True)
class Told:
    """A history that says what a case says."""

    answers: dict[str, Recollection | Unknown]

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        return self.answers[question_about(question, own)]

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        return ()


def recollection(found: re.Match[str]) -> Recollection | Unknown:
    if found["without"]:
        return Unknown(missing=tuple(found["without"].split(", ")))
    least = float(found["least"])
    most = None if found["open"] else float(found["most"] or least)
    return Recollection(least, most, int(least))


@dataclass(frozen=True)
class Case:
    file: Path
    line: int
    declarations: tuple[str, ...]
    condition: str
    answer: bool | None
    missing: tuple[str, ...] | None
    reason: str | None
    past: Told | None
    """None: no history is kept."""


def cases() -> Iterator[Case]:
    for file in sorted(CORPUS.glob("*.txt")):
        lines = file.read_text("utf-8").splitlines()
        declarations: list[str] = []
        answers: dict[str, Recollection | Unknown] = {}
        start = lines.index("---") + 1
        for number, line in enumerate(lines[start:], start + 1):
            if line.startswith(DECLARING):
                declarations.append(line)
            elif said := PAST.fullmatch(line):
                answers = {**answers, said["asked"]: recollection(said)}
            elif line and not line.startswith("#"):
                found = LINE.fullmatch(line)
                assert found, f"{file.name}:{number}: {line}"
                missing = found["missing"]
                named = None if missing is None else tuple(n.strip() for n in missing.split(",") if n.strip())
                past = Told(answers) if answers else None
                declared, answer = tuple(declarations), ANSWERS[found["answer"]]
                yield Case(file, number, declared, found["condition"], answer, named, found["reason"], past)


def data(path: str) -> bytes | None:
    """A file that a declaration names."""
    place = CORPUS / "data" / path
    return place.read_bytes() if place.is_file() else None


@cache
def words() -> Vocabulary:
    return vocabulary(load_reference(None))


@cache
def manifest(file: Path) -> Manifest:
    content = file.read_text("utf-8").partition("\n---\n")[0].encode()
    (read,) = read_document(Document(file.name, content), load_reference(None))
    return intake(read, load_reference(None), None).manifest


@pytest.mark.parametrize("case", list(cases()), ids=lambda c: f"{c.file.stem}:{c.line}")
def test_the_condition_answers(case: Case) -> None:
    text = "\n".join(
        ["rulebook x for all lane red from 1", *case.declarations, f"rule A when {case.condition} then hold"]
    )
    found = check([Source("a.rules", text)], words(), data, pattern_fault=pattern_fault)
    assert found.rulebook is not None, [(d.message, d.hint) for d in found.diagnostics]
    whole = manifest(case.file)
    (consignment,) = whole.consignments
    facts = Facts.of(words(), whole, consignment, WithinManifest(case.past or NO_HISTORY))
    when = found.rulebook.rules[0].when
    assert interpreter.answer(when, facts) is case.answer
    watch = Watch(history=facts.history)
    assert compile_rulebook(found.rulebook).rules[0].predicate(whole, consignment, watch) is case.answer
    if case.missing is not None:
        assert missing_of(when, facts) == case.missing
    if case.reason is not None:
        assert reasons_in(interpreter.trace(when, facts)) == (case.reason,)
