"""Compiled versions by hash: values that never change, made once a process, the least used given up first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from cts_engine.compile import CompiledRulebook

KEPT = 32
"""Compiled rulebooks that a process keeps."""


class CompiledVersions:
    """At most KEPT compiled rulebooks; for threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._by_hash: OrderedDict[str, CompiledRulebook] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str, make: Callable[[], CompiledRulebook]) -> CompiledRulebook:
        """The rulebook of that hash; made where it is not kept, by each thread that finds it missing."""
        with self._lock:
            found = self._by_hash.get(digest)
            if found is not None:
                self._by_hash.move_to_end(digest)
                return found
        made = make()
        with self._lock:
            self._by_hash[digest] = made
            while len(self._by_hash) > self._kept:
                self._by_hash.popitem(last=False)
        return made
