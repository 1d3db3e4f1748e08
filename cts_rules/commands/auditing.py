"""`audit`: whether the record of what was done is whole, and what is in it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cts_rules.commands.shared import MOMENT
from cts_rules.commands.stores import PLACE, PLACE_HELP, chosen, opened_store
from cts_rules.commands.terminal import FAILED, binary_output, complain, tell, tell_json

if TYPE_CHECKING:
    from cts_rules.store.chain import Head
    from cts_rules.store.places import Place


@click.group("audit")
def audit_group() -> None:
    """The record of everything that was done in a store: proved, and told."""


class HeadType(click.ParamType["Head"]):
    """`number:hash`, as `audit verify` prints it."""

    name = "head"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        """The head that was printed."""
        from cts_rules.store.chain import Head

        try:
            return Head.of(str(value))
        except ValueError as wrong:
            self.fail(str(wrong), param, ctx)


@audit_group.command("verify")
@click.option("--store", type=PLACE, help=PLACE_HELP)
@click.option("--head", "kept", type=HeadType(), help="The last entry as it was told earlier, and kept elsewhere.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def verify_command(store: Place | None, kept: Head | None, as_json: bool) -> None:
    """Prove that no entry was changed, removed, put in or moved.

    The head that is printed belongs somewhere else, for --head the next time: without it, entries that were cut off at
    the end are found only where the store still has what they tell of.
    """
    from cts_rules.store.proving import prove

    with opened_store(chosen(store)) as opened, opened.reading() as connection:
        proof = prove(connection, kept)
    if as_json:
        told = {"entries": proof.entries, "head": str(proof.head), "broken": [asdict(b) for b in proof.broken]}
        tell_json({"schema": "cts-audit-proof/1", "holds": proof.holds, **told})
    elif proof.holds:
        tell(f"the audit is whole: {proof.entries} entries, head {proof.head}")
    for broken in proof.broken:
        complain(broken.message)
    if not proof.holds:
        sys.exit(FAILED)


@audit_group.command("export")
@click.option("--store", type=PLACE, help=PLACE_HELP)
@click.option("--by", help="Who did it.")
@click.option("--action", help="What was done: `put in force`.")
@click.option("--object", "what", help="To what: `message 12`; `maritime-imports *` for all that begins so.")
@click.option("--from", "since", type=MOMENT, help="The first day or instant.")
@click.option("--to", "until", type=MOMENT, help="The last day or instant.")
def export_command(
    store: Place | None, by: str | None, action: str | None, what: str | None, since: str | None, until: str | None
) -> None:
    """Print entries, a line of JSON each, in their order."""
    import msgspec

    from cts_rules.store.audit import Sought, entries

    sought = Sought(by, action, what, since, until)
    out = binary_output()
    with opened_store(chosen(store)) as opened, opened.reading() as connection:
        for entry in entries(connection, sought):
            out.write(msgspec.json.encode(entry) + b"\n")
    out.flush()
