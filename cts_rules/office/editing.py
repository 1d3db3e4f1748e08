"""Rule texts while they are being written: completed, explained, renamed, looked over; nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cts_grammar.check import Checking
from cts_grammar.editing.colouring import coloured
from cts_grammar.editing.completing import Completion, complete
from cts_grammar.editing.conditions import ConditionPlace, conditions
from cts_grammar.editing.declared import names_of
from cts_grammar.editing.edits import Edit, edits_between
from cts_grammar.editing.hovering import Hover, hover
from cts_grammar.editing.outlining import Entry, folds, outline
from cts_grammar.editing.renaming import Renaming, rename
from cts_grammar.parse import parse
from cts_grammar.source import Source
from cts_rules.office.drafting import as_bytes, format_texts
from cts_rules.office.office import Office
from cts_rules.rulebook.folder import SUFFIX

Texts = Mapping[str, str]
"""Texts, lists and tables of a rulebook, by path."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One rule text at a glance; offsets are code points."""

    tokens: list[tuple[int, int, str]]
    """Start, length, type."""
    folds: list[tuple[int, int]]
    outline: list[Entry]
    conditions: list[ConditionPlace]


def sources_of(files: Texts) -> list[Source]:
    """The rule texts among the files. WrongRulebook where there is none, or a path that no folder could have."""
    as_bytes(files)
    return [Source(path, text) for path, text in sorted(files.items()) if path.endswith(SUFFIX)]


def completion(office: Office, files: Texts, path: str, position: int) -> Completion:
    """What could be written at a position of one of the rule texts."""
    others = [source for source in sources_of(files) if source.path != path]
    return complete(files[path], position, office.vocabulary, others, office.remembered)


def hovered(office: Office, files: Texts, path: str, position: int) -> Hover | None:
    """What stands at a position of one of the rule texts; None where nothing is to be told."""
    others = [source for source in sources_of(files) if source.path != path]
    contents = as_bytes(files)
    return hover(files[path], position, office.vocabulary, others, contents.get, office.remembered)


def renamed(office: Office, files: Texts, old: str, new: str) -> Renaming:
    """A name or a rule's identifier renamed everywhere."""
    return rename(sources_of(files), old, new, office.vocabulary, office.remembered)


def format_edits(office: Office, files: Texts) -> dict[str, tuple[Edit, ...]]:
    """What makes the canonical form, by path, of the texts that change. RulesDoNotCheck where one cannot be read."""
    formatted = format_texts(office, files)
    found = {path: edits_between(files[path], text) for path, text in formatted.items()}
    return {path: edits for path, edits in found.items() if edits}


def looked_over(office: Office, files: Texts, checking: Checking) -> dict[str, Looked]:
    """Every rule text at a glance, with the problems that a check found counted."""
    sources = sources_of(files)
    names = names_of(sources, office.remembered)
    return {
        source.path: Looked(
            coloured(source.text, names, office.vocabulary),
            folds(source),
            outline(source, checking.diagnostics, office.remembered),
            list(conditions(parse(source, office.settings.rulebook, office.remembered).file.items)),
        )
        for source in sources
    }
