"""A real PostgreSQL server in a folder of its own, on a socket there, by a user who is not root."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

import dev
from cts_rules.store.places import DRIVER, Postgres

UNPRIVILEGED = ("postgres", "nobody")
"""Who runs the server where these tests are run by root, whom it refuses."""
SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=200", "shared_buffers=32MB", "autovacuum=off")
"""The tests kill processes, never the machine: nothing has to reach the disk."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    folder: Path
    user: str | None
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def address(self, database: str) -> Postgres:
        """One of its databases."""
        return Postgres(f"{DRIVER}cts@/{database}?host={self.folder}")

    def connection(self) -> psycopg.Connection:
        """A connection of its superuser."""
        return psycopg.connect(host=str(self.folder), user="cts", dbname="postgres", autocommit=True)

    @contextmanager
    def database(self, made: str = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'") -> Iterator[Postgres]:
        """A new database; it is gone afterwards, whoever is still connected."""
        name = f"trial_{next(self._numbers)}"
        with self.connection() as connection:
            connection.execute(f"CREATE DATABASE {name} {made}")
        try:
            yield self.address(name)
        finally:
            with self.connection() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, program: str, *arguments: str) -> None:
        """Runs one of its programs as its user, whose complaints are in the server's log."""
        found = dev.find(program)
        assert found is not None
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            subprocess.run(
                [found, *arguments], cwd=self.folder, user=self.user, check=True, stdout=log, stderr=log,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            )  # fmt: skip

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        settings = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={self.folder}"))
        self.run("pg_ctl", "start", "--wait", "-D", str(self.folder / "data"), "-o", settings)

    def stop(self, mode: str = "immediate") -> None:
        """Ends it, in the way of `pg_ctl`."""
        self.run("pg_ctl", "stop", "--wait", "-D", str(self.folder / "data"), "-m", mode)


@contextmanager
def started() -> Iterator[Server]:
    """A server, ended and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="cts-pg-"))  # short, for a socket's path is; in reach of another user
    user = _other_user() if os.geteuid() == 0 else None
    server = Server(folder, user)
    try:
        if user is not None:
            shutil.chown(folder, user)
        server.run(
            "initdb", "-D", str(folder / "data"), "-U", "cts", "-E", "UTF8", "--locale=C", "--no-sync", "-A", "trust"
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _other_user() -> str:
    there = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in UNPRIVILEGED if user in there)
