"""The code lists of an office: kept with the assessments that are made with them, and those of then taken up again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from cts_grammar.remembering import Remembered
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.office.compiled import CompiledVersions
from cts_rules.office.office import LOCAL, Office
from cts_rules.reference.reference import reference_of
from cts_rules.reference.stored import StoredList
from cts_rules.store import audit, references
from cts_rules.store.contents import sha256


def keep_lists(office: Office, connection: Connection, at: str) -> None:
    """Keeps the imported lists of an office, unless they are kept, or their files are gone."""
    digest = office.reference.digest
    if not office.imported or references.are_kept(connection, digest):
        return
    contents = _contents(office.imported)
    if contents is not None:
        references.keep(connection, digest, [(kind, contents[kind], s.complete) for kind, s in office.imported.items()])
        hashes = {kind: stored.sha256 for kind, stored in office.imported.items()}
        audit.note(connection, at, LOCAL, "code lists kept", f"code lists {digest}", lists=hashes)


def _contents(imported: Mapping[str, StoredList]) -> dict[str, bytes] | None:
    try:
        found = {kind: stored.path.read_bytes() for kind, stored in imported.items()}
    except OSError:
        return None
    return found if all(sha256(found[kind]) == stored.sha256 for kind, stored in imported.items()) else None


@contextmanager
def office_of_then(office: Office, connection: Connection, digest: str) -> Iterator[Office]:
    """The office with the code lists of that digest, while it lasts; as it is where they are not there any more."""
    if office.reference.digest == digest:
        yield office
        return
    with TemporaryDirectory() as folder:
        imported = {}
        for kind, content, complete in references.lists_of(connection, digest):
            path = Path(folder) / f"{kind}.csv"
            path.write_bytes(content)
            imported[kind] = StoredList(kind, path, sha256(content), complete)
        then = reference_of(imported)
        if then.digest != digest:
            yield office
            return
        yield replace(
            office,
            reference=then,
            vocabulary=vocabulary(then),
            imported=imported,
            compiled=CompiledVersions(),
            remembered=Remembered(office.settings.rulebook),
        )
