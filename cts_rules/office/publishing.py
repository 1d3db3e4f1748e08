"""Versions added to a rulebook, and put in force. Nothing is changed that was there before."""

from __future__ import annotations

from sqlalchemy import Connection

from cts_grammar.checked import Applicability, CheckedRulebook
from cts_rules.access.accounts import who_can
from cts_rules.access.roles import Deed
from cts_rules.office.answers import Version
from cts_rules.office.drafting import Files, check_texts
from cts_rules.office.library import version
from cts_rules.office.office import LOCAL, Office
from cts_rules.office.refusals import OwnVersion, RulesDoNotCheck, WrongRulebook
from cts_rules.store import audit
from cts_rules.store import rulebooks as stored
from cts_rules.store.accounts import any_account


def add_version(office: Office, name: str, files: Files, note: str, by: str) -> tuple[Version, bool]:
    """Stores the files as the next version of a rulebook, the first if there is none of that name.

    The version, and whether it is new: the same content is never stored twice. RulesDoNotCheck where it has errors,
    WrongRulebook where its header has another name.
    """
    checking = check_texts(office, files)
    book = checking.rulebook
    if book is None:
        raise RulesDoNotCheck(checking)
    if book.name != name:
        raise WrongRulebook(f"the header of these rules says rulebook {book.name}, not {name}")
    with office.writing() as connection:
        known = stored.version_of_hash(connection, name, book.digest)
        if known is None:
            now = office.now()
            head = {**_head(book), "added": now, "added_by": by, "note": note}
            number = stored.add(connection, name, checking.files, head)
            audit.note(connection, now, by, "version added", f"{name} {number}", hash=book.digest)
        else:
            number = known.number
    return version(office, name, number), known is None


def put_in_force(office: Office, name: str, number: int, by: str) -> Version:
    """Puts a version in force from now on, in the place of the one before. NotFound where there is none.

    OwnVersion where `by` is who added it, and there are accounts.
    """
    wanted = version(office, name, number)
    with office.writing() as connection:
        row = stored.version_of_hash(connection, name, wanted.hash)
        if row is not None and row.since is None:
            _refuse_own(connection, row, by)
            now = office.now()
            before = next((_told(v) for v in stored.versions_in_force(connection) if v.rulebook == name), None)
            stored.put_in_force(connection, row.id, now, by)
            audit.note(connection, now, by, "put in force", f"{name} {number}", before=before, after=_told(row))
    return version(office, name, number)


def _told(row: stored.VersionRow) -> dict[str, object]:
    return {"version": row.number, "hash": row.hash}


def _refuse_own(connection: Connection, row: stored.VersionRow, by: str) -> None:
    """Two look at every version: who added it does not put it in force. This machine's owner is above that."""
    if by == LOCAL or row.added_by != by or not any_account(connection):
        return
    others = ", ".join(who_can(connection, Deed.PUT_IN_FORCE, but=by))
    told = f"it can be put in force by {others}" if others else "there is no other approver: an administrator makes one"
    raise OwnVersion(f"version {row.number} of {row.rulebook} was added by {by}, who must not put it in force: {told}")


def _head(book: CheckedRulebook) -> dict[str, object]:
    return {
        "hash": book.digest,
        "title": book.title,
        "owner": book.owner,
        "scopes": [_words(scope) for scope in book.scopes],
        "lanes": [lane.name for lane in book.lanes],
        "rules": len(book.rules),
    }


def _words(scope: Applicability) -> str:
    return " ".join(part for part in (scope.mode, scope.movement) if part)
