"""An office made ready: the store made or migrated, starter rulebooks and samples loaded into it, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cts_rules.manifest.intake import moment_of_receipt
from cts_rules.office.evaluating import read
from cts_rules.office.library import rulebooks
from cts_rules.office.office import LOCAL, Office
from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.office.submitting import submit
from cts_rules.readers.reading import Document
from cts_rules.rulebook.folder import open_rulebook
from cts_rules.rulebook.starters import samples_of, starter_names, starters_folder
from cts_rules.store import audit
from cts_rules.store import rulebooks as stored

BEGUN, LOADED = "starters begun", "starters loaded"
"""Actions of the audit."""

Tell = Callable[[str], None]

MEDIA_TYPES = {".edi": "application/edifact", ".csv": "text/csv", ".json": "application/json"}


def load_starters(office: Office, tell: Tell = lambda sentence: None) -> None:
    """Puts the starter rulebooks in force and assesses their samples, where the office has no rulebook yet.

    What a killed process left half done is finished by the next: the audit says that it began and did not end, and
    versions and messages are stored once, whoever loads them.
    """
    with office.writing() as connection:
        began, ended = (audit.is_noted(connection, action) for action in (BEGUN, LOADED))
        if ended or (not began and stored.versions(connection)):
            return
        if not began:
            audit.note(connection, office.now(), LOCAL, BEGUN, "starters")
    there = {book.name for book in rulebooks(office) if book.in_force}
    for name in starter_names():
        if name not in there:
            load_starter(office, name, tell)
    for name in starter_names():
        load_samples(office, name, tell)
    with office.writing() as connection:
        audit.note(connection, office.now(), LOCAL, LOADED, "starters")


def load_starter(office: Office, name: str, tell: Tell) -> None:
    """Puts a starter rulebook in force."""
    folder = open_rulebook(starters_folder() / name, office.settings.rulebook)
    files = {source.path: source.text for source in folder.sources}
    lists = {path: content for path in _lists(folder.root) if (content := folder.read_file(path)) is not None}
    version, _ = add_version(office, name, {**files, **lists}, "the starter rulebook of this release", LOCAL)
    put_in_force(office, name, version.number, LOCAL)
    tell(f"put {name} {version.number} in force: {version.rules} rules")


def _lists(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*.csv") if "samples" not in p.parts)


def load_samples(office: Office, name: str, tell: Tell) -> None:
    """Assesses a starter's samples as if each had come in when its sender wrote it."""
    for path in samples_of(starters_folder() / name):
        document = Document(path.name, path.read_bytes())
        moments = [moment_of_receipt(each.manifest) for each in read(office, document)]
        received = next((moment for moment in moments if moment), None)
        submit(office, document, MEDIA_TYPES.get(path.suffix, "application/octet-stream"), LOCAL, received)
    tell(f"assessed the samples of {name}")
