"""Results for people: consignments by lane, the most severe first, each with its reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from cts_rules.evaluation.contract import ConsignmentResult
from cts_rules.evaluation.results import readable

if TYPE_CHECKING:
    from cts_rules.commands.run import Run

COLOURS = {"red": "red", "amber": "yellow", "yellow": "yellow", "orange": "yellow", "green": "green"}
KEPT = 2_000
"""Consignments of a manifest that are listed; all are counted, and the JSON has all."""


def write_text(run: Run, green: bool) -> None:
    """Writes one part for each manifest."""
    lanes = [lane.name for lane in run.book.lanes] + ["green"]
    for _, file, read, received in run.manifests():
        number = readable(read.manifest.manifest_number) or "without a number"
        vessel = readable(read.manifest.vessel_name) or readable(read.manifest.flight_number)
        on = f" on {vessel}" if vessel else ""
        click.echo(f"\n{file}: manifest {number}{on}, received {received}, {read.format}")
        kept: dict[str, list[ConsignmentResult]] = {lane: [] for lane in lanes}
        counts: Counter[str | None] = Counter()
        undecided: Counter[str] = Counter()
        for result in run.consignments(read, received):
            counts[result.lane] += 1
            undecided.update(u.rule for u in result.undecided)
            if result.lane in kept and (green or result.lane != "green") and sum(map(len, kept.values())) < KEPT:
                kept[result.lane].append(result)
        _write_lanes(lanes, kept, counts)
        _write_counts(read.findings, undecided, counts[None])


def _write_lanes(lanes: list[str], kept: dict[str, list[ConsignmentResult]], counts: Counter[str | None]) -> None:
    for lane in lanes:
        click.secho(f"{lane} {counts[lane]}", fg=COLOURS.get(lane, "magenta"), bold=True)
        for result in sorted(kept[lane], key=lambda r: -r.score):
            _write_consignment(result)
        left = counts[lane] - len(kept[lane])
        if kept[lane] and left:
            click.echo(f"  … and {left} more; --json has all")


def _write_consignment(result: ConsignmentResult) -> None:
    click.echo(f"  {result.document or f'consignment {result.index + 1}'}  score {result.score:g}", nl=False)
    click.echo(f"  {', '.join(result.actions)}" if result.actions else "")
    for fired in sorted(result.fired, key=lambda f: (f.shadow, -abs(f.score))):
        mark = "shadow " if fired.shadow else ""
        points = f" {fired.score:+g}" if fired.score else ""
        click.echo(f"    {mark}{fired.rule}{points}  {fired.title}")
        for line in (fired.message or "").splitlines():
            click.echo(f"        {line}")
        if fired.exemptions_unchecked:
            click.echo(f"        not checked for want of data: {', '.join(fired.exemptions_unchecked)}")
    for u in result.undecided:
        why = f" for want of {', '.join(u.missing)}" if u.missing else f": {u.reason}" if u.reason else ""
        click.secho(f"    {u.rule} undecided{why}", dim=True)


def _write_counts(findings: tuple[object, ...], undecided: Counter[str], outside: int) -> None:
    codes = Counter(str(getattr(f, "code", "")) for f in findings)
    if outside:
        click.echo(f"not for this rulebook: {outside}")
    if undecided:
        click.echo("undecided: " + ", ".join(f"{rule} {n}" for rule, n in undecided.most_common()))
    if codes:
        click.echo("findings: " + ", ".join(f"{code} {n}" for code, n in codes.most_common()))
