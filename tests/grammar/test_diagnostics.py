"""Mistakes as data: the form that programs read, one by one, in reading order."""

from __future__ import annotations

import dataclasses
import json

import pytest

from cts_grammar import mistakes
from cts_grammar.check import check
from cts_grammar.diagnostics import Kind, in_reading_order
from cts_grammar.notes import NOTES, REMEDIES
from cts_grammar.showing import render
from cts_grammar.source import Source
from tests.grammar.cases import checked, condition, words


def test_a_mistake_as_json() -> None:
    found = condition("gros weight is over 10 t")
    assert [d.as_json() for d in found.diagnostics] == [
        {
            "code": "CTS-E101",
            "severity": "error",
            "message": "unknown name `gros weight`",
            "path": "a.rules",
            "line": 3,
            "column": 13,
            "end_line": 3,
            "end_column": 24,
            "help": "did you mean `gross weight`?",
            "fix": {"start": 49, "end": 60, "text": "gross weight"},
        }
    ]


def test_what_is_not_known_is_left_out_of_the_json() -> None:
    diagnostic = mistakes.FILE_MISSING.at(Source("a.rules", "").span(0, 0), file="ports.csv")
    assert set(diagnostic.as_json()) == {
        "code", "severity", "message", "path", "line", "column", "end_line", "end_column"
    }  # fmt: skip
    json.dumps(diagnostic.as_json())


def test_mistakes_come_by_file_and_place_without_repeats() -> None:
    texts = {
        "b.rules": "rule B when zork is 3 and zork is 3 then score 1",
        "a.rules": "rulebook x rule A when zork is 3 then score 1",
    }
    found = check([Source(path, text) for path, text in texts.items()], words(), lambda path: None)
    assert [(d.span.path, d.span.column) for d in found.diagnostics] == [
        ("a.rules", 24),
        ("b.rules", 13),
        ("b.rules", 27),
    ]
    assert in_reading_order([*found.diagnostics, *found.diagnostics]) == found.diagnostics


def test_a_mistake_is_shown_without_its_source_too() -> None:
    (diagnostic,) = condition("zork is 3").diagnostics
    assert render(diagnostic, {}).splitlines()[:2] == ["error[CTS-E101]: unknown name `zork`", "  --> a.rules:3:13"]


def test_warnings_do_not_refuse() -> None:
    found = checked("rulebook x list p = ECGYE rule A when packages is 3 then score 1")
    assert [d.kind.severity for d in found.diagnostics] == ["warning"]
    assert found.rulebook is not None


@pytest.mark.parametrize("kind", [k for k in vars(mistakes).values() if isinstance(k, Kind)], ids=lambda k: k.code)
def test_a_kind_is_a_fragment(kind: Kind) -> None:
    assert kind.code.startswith("CTS-E" if kind.severity == "error" else "CTS-W")
    assert not kind.message.endswith((".", "!"))
    assert kind.message[0].islower() or kind.message[0] in "`{"


@pytest.mark.parametrize(("code", "note"), [*NOTES.items(), *REMEDIES.items()])
def test_a_note_is_a_fragment_of_a_kind_that_there_is(code: str, note: str) -> None:
    assert not note.endswith((".", "!"))
    assert note[0].islower() or note[0] == "`"
    assert code in {kind.code for kind in vars(mistakes).values() if isinstance(kind, Kind)}


def test_labels_are_other_places_of_the_json() -> None:
    found = checked("rulebook x for all\nrule A when packages is 3 then hold\nrule A when packages is 4 then hold")
    (told,) = [d for d in found.diagnostics if d.kind is mistakes.DUPLICATE_RULE]
    assert told.as_json()["labels"] == [
        {"path": "a.rules", "line": 2, "column": 1, "end_line": 2, "end_column": 7, "text": "first declared here"}
    ]
    assert told.as_json()["note"] == told.note == mistakes.DUPLICATE_RULE.note


def test_labels_in_another_file_are_shown_under_its_name() -> None:
    texts = {
        "a.rules": "rulebook x for all\nrule A when packages is 3 then hold",
        "b.rules": "\nrule A when packages is 4 then hold",
    }
    found = check([Source(path, text) for path, text in texts.items()], words(), lambda path: None)
    (told,) = found.diagnostics
    assert render(told, found.sources).splitlines()[1:9] == [
        "  --> b.rules:2:1",
        "   |",
        " 2 | rule A when packages is 4 then hold",
        "   | ^^^^^^",
        "  ::: a.rules:2:1",
        "   |",
        " 2 | rule A when packages is 3 then hold",
        "   | ------ first declared here",
    ]


def test_kinds_are_declared_in_the_order_of_their_codes() -> None:
    declared = [k.code for k in vars(mistakes).values() if isinstance(k, Kind)]
    assert declared == sorted(declared)


def test_a_kind_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        mistakes.NO_RULES.code = "CTS-E000"  # type: ignore[misc]
