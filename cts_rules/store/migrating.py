"""The store brought to the shape that this release wants: made where it is not there, upgraded where it is older."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from cts_rules.selection_key import make_key
from cts_rules.store.database import FILE, Store, make_database, open_database
from cts_rules.store.places import Place

SCRIPTS = Path(__file__).parent / "migrations"


class StoreUnusable(Exception):
    """What is there is no store, or one that a later release has changed; the message is one sentence for a person."""


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def make_ready(place: Place) -> Store:
    """The store at a place, made or upgraded. StoreUnusable where it cannot be, StoreAway where nothing answers.

    Two that do this at once do it one after the other; an upgrade is kept whole or not at all. A folder is given a key
    of random selection, once. A database of PostgreSQL is there already, empty or as an earlier release left it.
    """
    store = database_at(place)
    try:
        _upgrade(store)
    except BaseException as trouble:
        store.close()
        if isinstance(trouble, DatabaseError) and "not a database" in str(trouble.orig):
            raise StoreUnusable(f"{place}/{FILE} is no store of CTS Rules: move it away") from trouble
        raise
    if isinstance(place, Path):
        (place / FILE).chmod(0o600)
        make_key(place)
    return store


def database_at(place: Place) -> Store:
    """The database of a store, made if that can be, without regard to what is in it. StoreUnusable, StoreAway.

    Nobody but its owner can read a folder: it holds names of people.
    """
    if isinstance(place, Path):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_database(place)
        return open_database(place)
    store = open_database(place)
    try:
        with store.reading() as connection:
            if told := unfit(connection):
                raise StoreUnusable(f"the database {place} {told}")
    except BaseException:
        store.close()
        raise
    return store


def unfit(connection: Connection) -> str | None:
    """Why a database of PostgreSQL cannot hold a store; None where it can."""
    bytewise = "'B' < 'a' AND 'Z' < '_' AND '_' < 'a'"  # whoever provides the collation, and however it is called
    sorts, encoding = connection.exec_driver_sql(f"SELECT {bytewise}, current_setting('server_encoding')").one()
    if not sorts or encoding != "UTF8":
        return (
            f"is in {encoding}, and sorts texts {'by their bytes' if sorts else 'as a language does'}; a store wants"
            " UTF-8 and the order of bytes: make it by `createdb --template template0 --encoding UTF8 --locale C`"
        )
    return None


def _upgrade(store: Store) -> None:
    with store.reading() as connection:
        if revision(connection) == newest():
            return
    with store.restructuring() as connection:
        found = revision(connection)  # another process may have been here
        if told := of_a_later_release(found, store.place):
            raise StoreUnusable(told)
        if found != newest():
            command.upgrade(configuration(connection), "head")


def of_a_later_release(found: str | None, place: Place) -> str | None:
    """That a store has a revision which this release does not know, in one sentence; None where it does."""
    if found is None or found in known():
        return None
    return f"the store in {place} was changed by a later release ({found}): use that one"


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever done in a store, of whatever release: every write leaves an entry of the audit."""
    if revision(connection) is None:
        return not set(inspect(connection).get_table_names()) - {"alembic_version"}
    return connection.execute(text("SELECT max(id) FROM audit")).scalar_one() is None


def is_current(store: Store) -> bool:
    """Whether the store is there in the shape that this release wants. StoreAway where its database does not answer."""
    if isinstance(store.place, Path) and not (store.place / FILE).is_file():
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
