"""`read`: what a file is, what is in it, and what is wrong with it, before any rule is asked."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from cts_rules.commands.terminal import FAILED, tell_json

SHOWN = 20
"""Consignments and findings that are listed for people; the JSON has all."""
LONGEST = 500
"""Characters of a finding that are shown."""


@click.command("read")
@click.argument("manifest", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the manifests, findings and unmapped parts as JSON.")
def read_command(manifest: str, as_json: bool) -> None:
    """Read MANIFEST and say what is in it."""
    from cts_rules.commands.documents import label, manifests_in

    found = manifests_in(manifest, None)
    if found is None:
        sys.exit(FAILED)
    if as_json:
        tell_json({"schema": "cts-read/1", "file": label(manifest), "manifests": [_as_json(read) for read in found]})
        return
    for read in found:
        _tell(read)


def _as_json(read: Any) -> dict[str, Any]:
    tally = read.tally
    return {
        "format": read.format,
        "charset": read.charset,
        "tally": {
            "total": tally.total,
            "mapped": tally.mapped,
            "reported": tally.reported,
            "kept_raw": tally.kept_raw,
        },
        "findings": list(read.findings),
        "unmapped": [{"where": u.where, "raw": u.raw, "consignment": u.consignment} for u in read.unmapped],
        "manifest": read.manifest,
    }


def _tell(read: Any) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from cts_engine.display import plain_text
    from cts_rules.evaluation.results import readable

    console = Console(soft_wrap=True, highlight=False)
    m, tally = read.manifest, read.tally
    number = plain_text(readable(m.manifest_number) or "") or "without a number"
    console.print(Text(f"{read.format}, {read.charset}: manifest {number}"))
    console.print(
        f"{tally.total} parts: {tally.mapped} mapped, {tally.reported} reported, {tally.kept_raw} kept raw; "
        f"{len(m.consignments)} consignments"
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("document", "from", "to", "consignee", "weight kg", "items", "containers"):
        table.add_column(heading, justify="right" if heading in ("weight kg", "items", "containers") else "left")
    for c in m.consignments[:SHOWN]:
        weight = f"{c.gross_weight:g}" if isinstance(c.gross_weight, int | float) else readable(c.gross_weight)
        cells = (
            readable(c.document_number),
            readable(c.port_of_loading),
            readable(c.port_of_discharge),
            readable(c.consignee.name),
            weight,
            _length(c.goods_items),
            _length(c.containers),
        )
        table.add_row(*(Text(plain_text(cell or "") or "–") for cell in cells))
    console.print(table)
    if len(m.consignments) > SHOWN:
        console.print(f"… and {len(m.consignments) - SHOWN} more")
    _tell_findings(console, read.findings)
    console.print()


def _length(elements: tuple[Any, ...] | None) -> str | None:
    return None if elements is None else str(len(elements))


def _tell_findings(console: Any, findings: tuple[Any, ...]) -> None:
    from rich.text import Text

    from cts_engine.display import plain_text

    if not findings:
        return
    counts = Counter(f.code for f in findings)
    console.print("findings: " + ", ".join(f"{code} {n}" for code, n in counts.most_common()))
    for f in findings[:SHOWN]:
        console.print(Text(f"  {plain_text(f'{f.severity} {f.code} at {f.where}: {f.message}', LONGEST)}"))
    if len(findings) > SHOWN:
        console.print(f"  … and {len(findings) - SHOWN} more; --json has all")
