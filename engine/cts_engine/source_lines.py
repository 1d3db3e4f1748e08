"""The text of rulebooks for tracebacks and profiles, under names that no other file has.

Only the last few rulebooks are kept: a service compiles many drafts that nobody will debug.
"""

from __future__ import annotations

import linecache
from collections import OrderedDict
from threading import Lock
from types import SimpleNamespace

from cts_grammar.source import Source

KEPT = 256
"""Files."""

_names: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


def register(source: Source, rulebook: str, digest: str) -> str:
    """Make the text known to `linecache`, and return the name that code compiled from it is to carry."""
    name = f"{rulebook}@{digest[:12]}/{source.path}" if digest else f"{rulebook}/{source.path}"
    with _lock:
        linecache.cache.pop(name, None)
        loader = SimpleNamespace(get_source=lambda _: source.text)
        linecache.lazycache(name, {"__name__": name, "__loader__": loader})
        _names[name] = None
        _names.move_to_end(name)
        if len(_names) > KEPT:
            linecache.cache.pop(_names.popitem(last=False)[0], None)
    return name
