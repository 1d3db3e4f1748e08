"""The office's secret for random selection: a setting, else a file of the store's folder that is made once.

A store in PostgreSQL has no folder, and its rows go into every export: there the setting alone counts. The secret never
stands in a log, an answer or a rulebook. Who has it can tell which documents will be selected.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cts_rules.evaluation.drawing import KeyedLottery
from cts_rules.store.places import Place

SETTING = "CTS_SELECTION_KEY"
FILE = "selection.key"
SHORTEST = 16
"""Characters of the setting."""
BYTES = 32


def make_key(store: Path) -> None:
    """A key in the folder of a store, for its owner alone, unless one is there. Of several that do it one counts."""
    if (store / FILE).exists():
        return
    with tempfile.TemporaryDirectory(prefix=".new-", dir=store) as aside:
        fresh = Path(aside) / FILE
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(BYTES).hex() + "\n", encoding="ascii")
        with suppress(FileExistsError):
            (store / FILE).hardlink_to(fresh)


def lottery(environment: Mapping[str, str], store: Place | None) -> KeyedLottery | None:
    """What draws with the key at hand: the setting's, else that of a store's folder. None where there is neither.

    Raises ValueError, without the value, for a setting that is too short to be a secret.
    """
    if setting := environment.get(SETTING):
        if len(setting) < SHORTEST:
            raise ValueError(f"{SETTING} is too short to be a secret: it wants at least {SHORTEST} characters")
        return KeyedLottery(setting.encode(errors="surrogateescape"))
    with suppress(FileNotFoundError):
        if isinstance(store, Path) and (key := (store / FILE).read_bytes().strip()):
            return KeyedLottery(key)
    return None
