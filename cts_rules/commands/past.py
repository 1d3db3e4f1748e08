"""Earlier consignments for a command: those of a store where one is given, else none are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cts_rules.commands.stores import opened_store

if TYPE_CHECKING:
    from cts_engine.history import History
    from cts_rules.store.places import Place

STORE_HELP = "A store (`up` makes one), to be asked about earlier consignments; nothing is written to it."


@contextmanager
def past(store: Place | None, received: str) -> Iterator[Callable[[], History]]:
    """What gives each consignment its view of the past, as of a moment."""
    from cts_engine.history import NO_HISTORY

    if store is None:
        yield lambda: NO_HISTORY
        return
    from cts_rules.history.asking import StoreHistory
    from cts_rules.history.recording import Recording

    with opened_store(store) as opened, opened.reading() as connection:
        view = StoreHistory(connection, received)
        yield lambda: Recording(view)
