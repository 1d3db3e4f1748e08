"""How far a run is, on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

T = TypeVar("T")


def watched() -> bool:
    """Whether somebody looks on; a process that was started without standard error has nobody."""
    return sys.stderr is not None and sys.stderr.isatty()


def waiting(what: str) -> AbstractContextManager[object]:
    """Says what is being waited for, as long as it lasts."""
    if not watched():
        return nullcontext()
    from rich.console import Console
    from rich.text import Text

    return Console(stderr=True).status(Text(what))


def counted(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items; on a terminal a bar tells how many of them are done."""
    if not watched():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=what)
