"""`reference`: official code lists in place of the small ones that are built in."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cts_rules.commands.shared import now
from cts_rules.commands.terminal import complain, stop, tell


@click.group("reference")
def reference_group() -> None:
    """Code lists and word lists: which are in use, and how to bring in the official ones.

    They are kept in the folder that CTS_REFERENCE names, else with this user's data.
    """


@reference_group.command("import")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
def import_command(kind: str, file: Path) -> None:
    """Use FILE as the list of that KIND from now on."""
    from cts_rules.reference.importing import ListRefused, import_list
    from cts_rules.reference.stored import ReferenceDamaged, default_folder

    folder = default_folder(os.environ)
    try:
        found = import_list(kind, file, folder, now()[:10])
    except (ListRefused, ReferenceDamaged) as refusal:
        stop(str(refusal))
    except OSError as trouble:
        stop(f"{folder} cannot be written: {trouble.strerror}")
    for problem in found.problems[:20]:
        complain(f"row {problem.row}: {problem.message}")
    if len(found.problems) > 20:
        complain(f"… and {len(found.problems) - 20} more rows left out")
    whole = "the official list" if found.complete else "a partial list"
    tell(f"{found.kind}: {found.rows} rows in use ({whole}), {len(found.problems)} rows left out")


@reference_group.command("list")
def list_command() -> None:
    """Tell which lists are in use."""
    from rich.console import Console
    from rich.table import Table

    from cts_rules.reference.importing import list_lists
    from cts_rules.reference.stored import ReferenceDamaged, default_folder

    folder = default_folder(os.environ)
    try:
        lists = list_lists(folder if folder.is_dir() else None)
    except ReferenceDamaged as damage:
        stop(str(damage))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("kind", "rows", "source", "date", "hash"):
        table.add_column(heading, justify="right" if heading == "rows" else "left")
    for info in lists:
        table.add_row(info.kind, str(info.rows), info.source, info.date or "–", info.sha256[:12])
    Console(soft_wrap=True, highlight=False).print(table)
