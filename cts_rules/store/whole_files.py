"""Files that are there whole or not at all, for their owner only, and never in the place of another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileInTheWay(Exception):
    """Something lies where a file should be written; the message is one sentence."""


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; it becomes the target when all went well, on the disk by then.

    FileInTheWay where the target is there already: nothing that was kept is overwritten.
    """
    if target.exists():
        raise FileInTheWay(f"{target} is there already: choose another name, or move it away")
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600
    os.close(descriptor)
    beside = Path(name)
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.rename(target)
        _on_disk(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _on_disk(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
