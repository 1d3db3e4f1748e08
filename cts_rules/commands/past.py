"""What a store lends to a command that is given one: earlier consignments, and the key of random selection."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cts_rules.commands.stores import opened_store

if TYPE_CHECKING:
    from cts_engine.history import History
    from cts_engine.random_selection import Lottery
    from cts_rules.store.places import Place

STORE_HELP = "A store (`up` makes one), to be asked about earlier consignments; nothing is written to it."


def drawing(store: Place | None) -> Lottery | None:
    """What draws for random selection: with the key of the environment, else of the store; None where there is none."""
    from cts_rules.selection_key import lottery

    try:
        return lottery(os.environ, store)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong


@contextmanager
def past(store: Place | None, received: str) -> Iterator[Callable[[], History]]:
    """What gives each consignment its view of the past, as of a moment."""
    from cts_engine.history import NO_HISTORY
    from cts_rules.history.within import WithinManifest

    if store is None:
        alone = WithinManifest(NO_HISTORY)
        yield lambda: alone
        return
    from cts_rules.history.asking import StoreHistory
    from cts_rules.history.recording import Recording

    with opened_store(store) as opened, opened.reading() as connection:
        view = StoreHistory(connection, received)
        yield lambda: Recording(view)
