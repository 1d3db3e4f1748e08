"""The migrations make exactly the tables that the code has, forwards and backwards, and never half of them."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateTable

from cts_rules.store.database import FILE, open_database
from cts_rules.store.migrating import StoreUnusable, configuration, is_current, make_ready, newest, revision
from cts_rules.store.places import Place, Postgres
from cts_rules.store.tables import metadata
from tests.rules.office.offices import consignment, hand_in, office_at
from tests.servers import Server


def schema(connection: Connection) -> dict[str, str]:
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"))
        return {row.name: "\n".join(sorted(line.strip("\t ,") for line in row.sql.splitlines())) for row in rows}
    seen = inspect(connection)
    asked = (
        seen.get_columns,
        seen.get_pk_constraint,
        seen.get_indexes,
        seen.get_unique_constraints,
        seen.get_foreign_keys,
    )
    return {name: str([ask(name) for ask in asked]) for name in sorted(seen.get_table_names())}


def test_the_tables_are_those_of_the_code(place: Place) -> None:
    store = make_ready(place)
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []
    store.close()


def test_tables_with_a_key_of_their_own_have_no_other(tmp_path: Path) -> None:
    store = make_ready(tmp_path)
    with store.reading() as connection:
        made = schema(connection)
    store.close()
    for table in metadata().sorted_tables:
        without = "WITHOUT ROWID" in str(CreateTable(table).compile(store.engine))
        assert ("WITHOUT ROWID" in made[table.name]) is without, table.name


def test_down_and_up_again_is_the_same(place: Place) -> None:
    store = make_ready(place)
    with store.restructuring() as connection:
        before = schema(connection)
        command.downgrade(configuration(connection), "base")
        assert set(schema(connection)) <= {"alembic_version", "sqlite_autoindex_alembic_version_1"}
        command.upgrade(configuration(connection), "head")
        assert schema(connection) == before
    store.close()


def test_every_column_that_does_not_say_it_itself_is_explained() -> None:
    plain = {"id", "title", "owner", "note", "path", "volume", "packages", "added_by", "accepted_by", "by", "rule"}
    for table in metadata().sorted_tables:
        assert table.comment, table.name
        for column in table.columns:
            assert column.comment or column.foreign_keys or column.name in plain, f"{table.name}.{column.name}"


def test_many_that_start_at_once_make_one_store(place: Place) -> None:
    failed: list[BaseException] = []

    def start() -> None:
        try:
            make_ready(place).close()
        except BaseException as trouble:  # noqa: BLE001 (told by the assertion below)
            failed.append(trouble)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    store = open_database(place)
    assert is_current(store)
    store.close()


def test_a_store_of_a_later_release_is_left_alone(place: Place) -> None:
    store = make_ready(place)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnusable, match="later release"):
        make_ready(place)
    assert not is_current(store)
    with store.reading() as connection:
        assert revision(connection) == "9999" != newest()
    store.close()


def test_no_store_is_not_current_and_none_is_made(tmp_path: Path) -> None:
    store = open_database(tmp_path)
    assert not is_current(store)
    assert not (tmp_path / FILE).exists()
    store.close()


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    make_ready(tmp_path / "deep" / "store").close()
    folder = tmp_path / "deep" / "store"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_what_is_stored_already_is_found_by_what_it_holds(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    boxes = [{"number": "mscu 1", "seals": [{"number": "S-1"}, {"number": None}]}, {"number": None, "seals": []}]
    hand_in(office, consignment("D1", containers=boxes, master_document_number="M 7"), consignment("D2"))
    with office.store.writing() as connection:
        remembered = text("SELECT field, value, received, consignment_id FROM remembered ORDER BY 1, 2, 3, 4")
        before = connection.execute(remembered).all()
        command.downgrade(configuration(connection), "0001")
        older = connection.execute(remembered).all()
        command.upgrade(configuration(connection), "head")
        assert connection.execute(remembered).all() == before
    held = {(row.field, row.value) for row in set(before) - set(older)}
    assert held == {("container number", "MSCU1"), ("seal number", "S1"), ("master document number", "M7")}
    office.store.close()


@pytest.mark.needs("initdb")
def test_a_database_that_is_empty_is_no_store_yet(postgres: Postgres) -> None:
    store = open_database(postgres)
    assert not is_current(store)
    store.close()


@pytest.mark.needs("initdb")
@pytest.mark.parametrize(
    "made",
    [
        "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'",
        "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'",
    ],
    ids=["a language", "no encoding"],
)
def test_a_database_that_sorts_otherwise_is_refused(server: Server, made: str) -> None:
    with server.database(made) as place, pytest.raises(StoreUnusable, match="createdb --template template0"):
        make_ready(place)
