"""The corpus of editing cases: what is offered, told and renamed. CTS_REWRITE=1 writes what hover and rename say."""

import os
from pathlib import Path

import pytest

from cts_grammar.editing.completing import complete
from cts_grammar.editing.edits import applied
from cts_grammar.editing.hovering import hover
from cts_grammar.editing.renaming import rename
from cts_grammar.source import Source
from tests.grammar.cases import words

CORPUS = Path(__file__).parents[1] / "corpus" / "editing"


def cases(kind: str) -> list[Path]:
    return sorted((CORPUS / kind).glob("*.txt"))


def with_caret(text: str) -> tuple[str, int]:
    position = text.index("|")
    return text[:position] + text[position + 1 :], position


@pytest.mark.parametrize("case", cases("complete"), ids=lambda case: case.stem)
def test_offers(case: Path) -> None:
    written, _, wanted = case.read_text("utf-8").rpartition("\n---\n")
    text, position = with_caret(written)
    labels = [option.label for option in complete(text, position, words()).options]
    assert len(labels) == len(set(labels))
    for line in wanted.splitlines():
        sign, _, label = line.partition(" ")
        match sign:
            case "+":
                assert label in labels
            case "-":
                assert label not in labels
            case "=":
                assert sorted(labels) == sorted(label.split(", "))
            case _:
                assert (line, labels) == ("none", [])


def told(text: str, position: int) -> str:
    found = hover(text, position, words())
    if found is None:
        return "nothing\n"
    lines = (found.kind, found.title, found.detail, found.text, found.example)
    return "".join(f"{line}\n" for line in lines if line)


@pytest.mark.parametrize("case", cases("hover"), ids=lambda case: case.stem)
def test_what_is_told(case: Path) -> None:
    written, _, wanted = case.read_text("utf-8").rpartition("\n---\n")
    found = told(*with_caret(written))
    if os.environ.get("CTS_REWRITE") == "1":
        case.write_text(f"{written}\n---\n{found}", "utf-8")
        wanted = found
    assert found == wanted


@pytest.mark.parametrize("case", cases("rename"), ids=lambda case: case.stem)
def test_what_is_renamed(case: Path) -> None:
    asked, text, wanted = case.read_text("utf-8").split("---\n")
    old, new = asked.strip().split(" -> ")
    found = rename([Source("a.rules", text)], old, new, words())
    outcome = f"refused: {found.refusal}\n" if found.refusal else applied(text, found.edits["a.rules"])
    if os.environ.get("CTS_REWRITE") == "1" and (found.refusal or not wanted):
        case.write_text(f"{asked}---\n{text}---\n{outcome}", "utf-8")
        wanted = outcome
    assert outcome == wanted
