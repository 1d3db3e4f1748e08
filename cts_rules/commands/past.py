"""Earlier consignments for a command: those of a store where one is given, else none are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cts_rules.commands.terminal import stop

if TYPE_CHECKING:
    from cts_engine.history import History

STORE_HELP = "Folder of a store (`up` makes one), to be asked about earlier consignments; nothing is written to it."


@contextmanager
def past(store: Path | None, received: str) -> Iterator[Callable[[], History]]:
    """What gives each consignment its view of the past, as of a moment."""
    from cts_engine.history import NO_HISTORY
    from cts_rules.history.within import WithinManifest

    if store is None:
        alone = WithinManifest(NO_HISTORY)
        yield lambda: alone
        return
    from cts_rules.history.asking import StoreHistory
    from cts_rules.history.recording import Recording
    from cts_rules.store.database import open_database
    from cts_rules.store.migrating import is_current

    opened = open_database(store)
    try:
        if not is_current(opened):
            stop(f"the store in {store} is not there or of another version: `cts-rules up` makes it ready")
        with opened.reading() as connection:
            view = StoreHistory(connection, received)
            yield lambda: Recording(view)
    finally:
        opened.close()
