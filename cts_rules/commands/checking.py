"""`check` and `format`: what a specialist asks of the text before anything is run."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cts_rules.commands.shared import MOMENT, checking, now, settings, vocabulary
from cts_rules.commands.terminal import FAILED, complain, stop, tell, tell_json, visible

if TYPE_CHECKING:
    from cts_grammar.check import Checking
    from cts_grammar.source import Source


@click.command("check")
@click.argument("rulebook")
@click.option("--at", "at", type=MOMENT, help="Day by which rules are found out of force or past their review; now.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check_command(rulebook: str, at: str | None, as_json: bool) -> None:
    """Find every mistake in RULEBOOK. Only errors refuse it."""
    found = checking(rulebook, (at or now())[:10])
    if as_json:
        tell_json(_as_json(found))
    else:
        _tell(found, rulebook)
    if found.rulebook is None:
        sys.exit(FAILED)


def _as_json(found: Checking) -> dict[str, object]:
    from cts_rules.evaluation.contract import identity

    book = found.rulebook
    return {
        "schema": "cts-check/1",
        "ok": book is not None,
        "rulebook": identity(book) if book else None,
        "diagnostics": [d.as_json() for d in found.diagnostics],
    }


def _tell(found: Checking, rulebook: str) -> None:
    from cts_grammar.showing import render
    from cts_rules.evaluation.contract import identity

    for diagnostic in found.diagnostics:
        tell(render(diagnostic, found.sources) + "\n")
    errors = sum(d.is_error for d in found.diagnostics)
    warnings = len(found.diagnostics) - errors
    book = found.rulebook
    if book is None:
        tell(f"{rulebook}: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    else:
        told = f", {_count(warnings, 'warning')}" if warnings else ""
        tell(f"{book.name}: {_count(len(book.rules), 'rule')}, no errors{told}, version {identity(book).version}")


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


@click.command("format")
@click.argument("rulebook")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say what would change, and fail if any.")
def format_command(rulebook: str, only_check: bool) -> None:
    """Write RULEBOOK's files in the canonical form. A file that does not parse stays as it is."""
    from cts_rules.rulebook.folder import NoRulebook, open_rulebook
    from cts_rules.rulebook.starters import rulebook_place

    try:
        folder = open_rulebook(rulebook_place(rulebook), settings().rulebook)
    except NoRulebook as nothing:
        stop(str(nothing))
    failed = bool(folder.faults)
    for fault in folder.faults:
        complain(f"{fault.span.path}: {fault.message}, {fault.hint}")
    broken = {f.span.path for f in folder.faults}
    for source in folder.sources:
        if source.path not in broken:
            failed |= _format(folder.root / source.path, source, only_check)
    if failed:
        sys.exit(FAILED)


def _format(path: Path, source: Source, only_check: bool) -> bool:
    """Formats one file; whether that failed, or (checking) would have changed it."""
    from cts_grammar.parse import parse
    from cts_grammar.printing import format_file
    from cts_grammar.showing import render

    parsed = parse(source, settings().rulebook)
    if parsed.diagnostics:
        for diagnostic in parsed.diagnostics:
            click.echo(visible(render(diagnostic, {source.path: source})) + "\n", err=True)
        complain(f"{path} does not parse and stays as it is")
        return True
    formatted = format_file(source, parsed.file, vocabulary())
    if formatted.encode() == path.read_bytes():
        return False
    if only_check:
        import difflib

        lines = difflib.unified_diff(
            source.text.splitlines(), formatted.splitlines(), source.path, f"{source.path} (formatted)", lineterm=""
        )
        tell("\n".join(lines))
        return True
    _write_whole(path.resolve(), formatted)
    tell(f"formatted {path}")
    return False


def _write_whole(path: Path, text: str) -> None:
    """All of it or nothing, whenever the process ends."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
