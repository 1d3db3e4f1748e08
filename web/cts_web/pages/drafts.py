"""Rule texts on a form, as they were typed: nothing of them is lost, and what was not touched stays as it is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request

from cts_grammar.check import Checking
from cts_grammar.diagnostics import Diagnostic
from cts_rules.office import drafting, library
from cts_rules.office.answers import Version
from cts_rules.office.office import Office
from cts_rules.office.refusals import RulesDoNotCheck

LARGEST_EDITED = 64 * 1024
"""Characters of a list that are edited on the page; a larger one stays as it is."""

PREFIX = "file:"


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of a rulebook, as edited from a version."""

    base: Version
    texts: dict[str, str]
    """What can be edited, by path; lines end in \\n."""
    kept: dict[str, str]
    """What is too large for the page."""
    note: str = ""
    edited: frozenset[str] = frozenset()
    """Paths of the texts that are no longer as they are stored."""

    def files(self) -> dict[str, str | bytes]:
        """All files, as they would be stored."""
        return {**self.kept, **self.texts}

    def rules(self) -> dict[str, str]:
        """The rule texts."""
        return {path: text for path, text in self.texts.items() if path.endswith(".rules")}

    def lists(self) -> dict[str, str]:
        """Lists and tables."""
        return {path: text for path, text in self.texts.items() if not path.endswith(".rules")}


def draft_from(office: Office, name: str, number: int | None) -> Draft:
    """A version as the beginning of a draft."""
    base = library.version(office, name, number)
    stored = {f.path: f.text for f in library.files(office, name, base.number)}
    texts = {p: t for p, t in stored.items() if p.endswith(".rules") or len(t) <= LARGEST_EDITED}
    return Draft(base, texts, {p: t for p, t in stored.items() if p not in texts})


def typed(draft: Draft) -> Draft:
    """The draft with what the form holds."""
    texts = {path: _typed(path, text) for path, text in draft.texts.items()}
    edited = frozenset(path for path, text in texts.items() if text != draft.texts[path])
    return replace(draft, texts=texts, edited=edited, note=request.form.get("note", "").strip())


def formatted(office: Office, draft: Draft) -> tuple[Draft, str]:
    """The draft in the canonical form, and what is to be said of it; unchanged where it cannot be read."""
    try:
        found = drafting.format_texts(office, draft.rules())
    except RulesDoNotCheck:
        return draft, "unformatted"
    other = {path for path, text in found.items() if text != draft.texts[path]}
    changed = replace(draft, texts={**draft.texts, **found}, edited=draft.edited | other)
    return changed, "formatted" if other else "as-it-was"


def mended(draft: Draft, checking: Checking, fault: str) -> tuple[Draft, str]:
    """The draft with the fix of one fault, named as `name_of` does; unchanged where the text is not what it was."""
    for diagnostic in checking.diagnostics:
        fix = diagnostic.fix
        if fix and name_of(diagnostic) == fault and fix.span.path in draft.texts:
            text = draft.texts[fix.span.path]
            whole = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
            return replace(draft, texts={**draft.texts, fix.span.path: whole}), "mended"
    return draft, "not-mended"


def name_of(diagnostic: Diagnostic) -> str:
    """A fault by its place and kind, so that a button can mean it."""
    where = diagnostic.span
    return f"{diagnostic.kind.code}:{where.start}:{where.end}:{where.path}"


def _typed(path: str, stored: str) -> str:
    """What was typed. A form sends line ends of its own: a text that is otherwise the same has not been touched."""
    text = request.form.get(PREFIX + path)
    if text is None:
        return stored
    text = text.replace("\r\n", "\n")
    return stored if text == stored.replace("\r\n", "\n") else text
