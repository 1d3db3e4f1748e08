"""Rule texts that are not stored: checked, compiled, formatted as they come."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cts_engine.compile import CompiledRulebook, compile_rulebook
from cts_grammar.check import Checking, check
from cts_grammar.diagnostics import Diagnostic, in_reading_order
from cts_grammar.parse import parse
from cts_grammar.printing import format_file
from cts_grammar.source import Source
from cts_rules.office.office import Office
from cts_rules.office.refusals import RulesDoNotCheck, WrongRulebook
from cts_rules.rulebook.examples import with_examples
from cts_rules.rulebook.folder import SUFFIX, read_source
from cts_rules.rulebook.patterns import pattern_fault

Files = Mapping[str, str | bytes]
"""Texts, lists and tables of a rulebook, by path."""

PATH_LENGTH = 300


def as_bytes(files: Files) -> dict[str, bytes]:
    """The files as they are stored. WrongRulebook where there is no rule text, or a path that no folder could have."""
    if not any(path.endswith(SUFFIX) for path in files):
        raise WrongRulebook(f"no file ends in {SUFFIX}: a rulebook has at least one rule text")
    for path in files:
        parts = path.split("/")
        if len(path) > PATH_LENGTH or not path.isprintable() or "\\" in path or {"", ".", ".."} & set(parts):
            raise WrongRulebook(f"{path[:80]!r} is no path inside a rulebook")
        if path.endswith(SUFFIX) and len(parts) > 1:
            raise WrongRulebook(f"{path} lies in a folder: rule texts lie at the top of a rulebook")
    return {path: c if isinstance(c, bytes) else c.encode("utf-8", "surrogatepass") for path, c in files.items()}


def check_texts(office: Office, files: Files, today: str | None = None) -> Checking:
    """Every mistake in the files, failing examples among them, and the checked rulebook where there is no error."""
    return with_examples(_checked(office, files, today), today or office.now()[:10], office.passed)


def _checked(office: Office, files: Files, today: str | None = None) -> Checking:
    contents = as_bytes(files)
    limits = office.settings.rulebook
    sources: list[Source] = []
    faults: list[Diagnostic] = []
    for path, content in contents.items():
        if path.endswith(SUFFIX):
            source, fault = read_source(path, content, limits)
            sources.append(source)
            faults += fault
    checking = check(
        sources,
        office.vocabulary,
        contents.get,
        today=today,
        pattern_fault=pattern_fault,
        limits=limits,
        remembered=office.remembered,
    )
    if not faults:
        return checking
    return checking.refused([*faults, *checking.diagnostics])


def compile_texts(office: Office, files: Files) -> CompiledRulebook:
    """The files ready to run, whatever their examples come to. RulesDoNotCheck where they have errors."""
    checking = _checked(office, files)
    book = checking.rulebook
    if book is None:
        raise RulesDoNotCheck(checking)
    return office.compiled.get(book.digest, partial(compile_rulebook, book))


def format_texts(office: Office, files: Files) -> dict[str, str]:
    """The rule texts in the canonical form, by path. RulesDoNotCheck where one cannot be read."""
    formatted: dict[str, str] = {}
    broken: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    for path, content in as_bytes(files).items():
        if not path.endswith(SUFFIX):
            continue
        source, faults = read_source(path, content, office.settings.rulebook)
        parsed = parse(source, office.settings.rulebook)
        sources[path] = source
        if faults or parsed.diagnostics:
            broken += [*faults, *parsed.diagnostics]
        else:
            formatted[path] = format_file(source, parsed.file, office.vocabulary)
    if broken:
        raise RulesDoNotCheck(Checking(None, in_reading_order(broken), sources, {}))
    return formatted
