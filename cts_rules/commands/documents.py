"""Manifests from files: read, completed, looked over; one that cannot be read costs a sentence and nothing else."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cts_rules.commands.progress import waiting
from cts_rules.commands.shared import reference, settings
from cts_rules.commands.terminal import complain
from cts_rules.readers.completed import read_completed
from cts_rules.readers.reading import Document, NotReadable, ReadManifest


def manifests_in(path: str, received: str | None) -> tuple[ReadManifest, ...] | None:
    """The manifests of a file; None, with a sentence on standard error, where there are none."""
    try:
        with collector_off(), waiting(f"reading {label(path)}"):
            return read_file(path, received)
    except NotReadable as reason:
        complain(f"{path}: {reason}")
    except OSError as trouble:
        complain(f"{path}: {trouble.strerror or trouble}")
    return None


def label(path: str) -> str:
    """A path as text that can be written anywhere; file systems allow bytes that are no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_file(path: str, received: str | None) -> tuple[ReadManifest, ...]:
    """Raises NotReadable or OSError."""
    limits = settings().document
    with Path(path).open("rb") as file:
        content = file.read(limits.document_bytes + 1)
    return read_completed(Document(label(Path(path).name), content), reference(), limits, received)


@contextmanager
def collector_off() -> Iterator[None]:
    """Reading makes many objects and no circles; what is left is kept out of the collector's sight."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
