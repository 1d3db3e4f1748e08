"""`store`: copies of a store, and everything in it in a form that belongs to no database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cts_rules.commands.progress import waiting
from cts_rules.commands.stores import PLACE, PLACE_HELP, chosen, opened_store
from cts_rules.commands.terminal import FAILED, complain, stop, tell

if TYPE_CHECKING:
    from cts_rules.store.chain import Head
    from cts_rules.store.database import Store
    from cts_rules.store.places import Place
    from cts_rules.store.proving import Proof

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("store")
def store_group() -> None:
    """Back a store up and restore it; export all of it and import it, also into another database."""


@store_group.command("backup")
@click.argument("file", type=FILE)
@click.option("--store", type=PLACE, help=PLACE_HELP)
def backup_command(file: Path, store: Place | None) -> None:
    """Copy the store to FILE as it is at this moment; the service may run."""
    from cts_rules.store.backing_up import back_up

    _write(back_up, file, store, "backed up")


@store_group.command("export")
@click.argument("file", type=FILE)
@click.option("--store", type=PLACE, help=PLACE_HELP)
def export_command(file: Path, store: Place | None) -> None:
    """Write all rows of the store to FILE as they are at this moment; the service may run."""
    from cts_rules.store.exporting import export_store

    _write(export_store, file, store, "exported")


@store_group.command("restore")
@click.argument("file", type=FILE)
@click.option("--store", type=PLACE, help=PLACE_HELP)
def restore_command(file: Path, store: Place | None) -> None:
    """Make an empty store what it was when FILE was backed up."""
    from cts_rules.store.backing_up import restore

    _read(restore, file, store, "restored")


@store_group.command("import")
@click.argument("file", type=FILE)
@click.option("--store", type=PLACE, help=PLACE_HELP)
def import_command(file: Path, store: Place | None) -> None:
    """Fill an empty store with what was exported to FILE."""
    from cts_rules.store.importing import import_store

    _read(import_store, file, store, "imported")


def _write(write: Callable[[Store, Path], Head], file: Path, store: Place | None, done: str) -> None:
    from cts_rules.store.whole_files import FileInTheWay

    with opened_store(chosen(store)) as opened, waiting("copying the store"):
        try:
            head = write(opened, file)
        except FileInTheWay as refusal:
            stop(str(refusal))
    tell(f"{done} to {file}, head of the audit {head}")


def _read(read: Callable[[Place, Path], Proof], file: Path, store: Place | None, done: str) -> None:
    with _refusals(), waiting("filling the store"):
        proof = read(chosen(store), file)
    tell(f"{done} from {file}, head of the audit {proof.head}")
    for broken in proof.broken:
        complain(f"the audit does not hold: {broken.message}")
    if not proof.holds:
        sys.exit(FAILED)


@contextmanager
def _refusals() -> Iterator[None]:
    from cts_rules.store.database import StoreAway, StoreBusy
    from cts_rules.store.importing import NotImported
    from cts_rules.store.migrating import StoreUnusable

    try:
        yield
    except (NotImported, StoreAway, StoreBusy, StoreUnusable) as refusal:
        stop(str(refusal))
