"""`up`: a store made ready, starter rulebooks and samples in it, and the service in front of it."""

from __future__ import annotations

import os
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import click

from cts_rules.access.settings import HOST
from cts_rules.commands.stores import PLACE, PLACE_HELP, chosen
from cts_rules.commands.terminal import stop
from cts_rules.reach import LOOPBACK, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cts_rules.office.office import Office
    from cts_rules.store.places import Place

    Server = Callable[[Place, str, int, int, int, Mapping[str, str]], int]

SERVERS = "cts_rules.serve"
"""Entry points of what can serve: the service is found by name, not imported, for it lies above."""


@click.command("up")
@click.option("--store", type=PLACE, help=PLACE_HELP)
@click.option(
    "--host", default="127.0.0.1", show_default=True, envvar=HOST, help="Only this machine, until there are accounts."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any that is free.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Threads of each process.")
@click.option("--samples/--no-samples", default=True, help="Load the starter rulebooks and their samples when empty.")
@click.option("--demonstration", is_flag=True, help="Add accounts to look around with, and print their passwords once.")
@click.option("--prepare-only", is_flag=True, help="Make the store ready, and stop.")
def up_command(
    store: Place | None,
    host: str,
    port: int,
    workers: int,
    threads: int,
    samples: bool,
    demonstration: bool,
    prepare_only: bool,
) -> None:
    """Make the store ready and serve its pages and its API."""
    place = chosen(store)
    try:
        refusal = why_not(host, place, os.environ)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    if refusal:
        stop(refusal)
    if demonstration and host not in LOOPBACK:
        stop("demonstration accounts are for this machine alone: leave --host and CTS_HOST out")
    _prepare(place, samples, demonstration)
    if not prepare_only:
        sys.exit(_server()(place, host, port, workers, threads, os.environ))


def _prepare(place: Place, samples: bool, demonstration: bool) -> None:
    """Before the service starts, in one process: no worker then finds a store that is half ready."""
    from cts_rules.office.office import open_office
    from cts_rules.office.refusals import Refusal
    from cts_rules.office.starting import load_starters
    from cts_rules.office.submitting import assess_left_over
    from cts_rules.reference.stored import ReferenceDamaged
    from cts_rules.store.database import StoreAway
    from cts_rules.store.migrating import StoreUnusable, make_ready

    try:
        make_ready(place).close()
        office = open_office(place, os.environ)
        try:
            assess_left_over(office)
            if samples:
                load_starters(office, tell_progress)
            if demonstration:
                _demonstrate(office)
        finally:
            office.store.close()
    except (Refusal, ReferenceDamaged, StoreAway, StoreUnusable) as refusal:
        stop(str(refusal))
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong


def _demonstrate(office: Office) -> None:
    """Adds accounts to look around with, and tells their passwords, on standard output and nowhere else."""
    from cts_rules.access.accounts import add_demonstration

    made = add_demonstration(office)
    if not made:
        tell_progress("the demonstration accounts are there already; their passwords are not told again")
        return
    click.echo("Accounts for demonstration. Their passwords are told this once:")
    for name, password in made:
        click.echo(f"  {name:20}  {password}")
    click.echo("They work on this machine alone, and go away with: cts-rules users remove-demonstration")


def tell_progress(sentence: str) -> None:
    """What is being done, on standard error."""
    click.echo(sentence, err=True)


def _server() -> Server:
    found = tuple(entry_points(group=SERVERS, name="web"))
    if not found:
        stop("the service is not installed here: install the whole of cts-rules")
    server: Server = found[0].load()
    return server
