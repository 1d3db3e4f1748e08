"""The store brought to the shape that this release wants: made where it is not there, upgraded where it is older."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from cts_rules.selection_key import make_key
from cts_rules.store.database import FILE, Store, make_database, open_database

SCRIPTS = Path(__file__).parent / "migrations"


class StoreUnusable(Exception):
    """What is there is no store, or one that a later release has changed; the message is one sentence for a person."""


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def make_ready(folder: Path) -> Store:
    """The store in a folder, made or upgraded. Nobody but its owner can read the folder: it holds names of people, and
    the key of random selection, made here once.

    Two that do this at once do it one after the other; an upgrade is kept whole or not at all. StoreUnusable where
    a later release was here, or something else lies there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_database(folder)
    store = open_database(folder)
    try:
        with store.writing() as connection:
            found = revision(connection)
            if found is not None and found not in known():
                raise StoreUnusable(f"the store in {folder} was changed by a later release ({found}): use that one")
            if found != newest():
                command.upgrade(configuration(connection), "head")
    except DatabaseError as trouble:
        store.close()
        if "not a database" in str(trouble.orig):
            raise StoreUnusable(f"{folder / FILE} is no store of CTS Rules: move it away") from trouble
        raise
    (folder / FILE).chmod(0o600)
    make_key(folder)
    return store


def is_current(store: Store) -> bool:
    """Whether the store is there in the shape that this release wants."""
    if not (store.place / FILE).is_file():
        return False
    try:
        with store.reading() as connection:
            return revision(connection) == newest()
    except DatabaseError:
        return False


def revision(connection: Connection) -> str | None:
    """The revision of a database; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def known() -> frozenset[str]:
    """The revisions that this release can upgrade from."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions())


def newest() -> str | None:
    """The newest revision of this release."""
    return ScriptDirectory.from_config(configuration()).get_current_head()
