"""`compare`: what changed between two versions of a rulebook, in sentences that a reviewer can sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cts_rules.commands.shared import checked
from cts_rules.commands.terminal import tell, tell_json

if TYPE_CHECKING:
    from cts_grammar.checked import CheckedRulebook
    from cts_grammar.comparing import Comparison


@click.command("compare")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON (`cts-comparison/1`).")
def compare_command(old: str, new: str, as_json: bool) -> None:
    """Say what changed from the rulebook OLD to the rulebook NEW.

    Rules are matched by identifier, then by likeness. Of each condition it is told whether it grew stricter or looser,
    where that can be proved. What only reads otherwise is no change in meaning.
    """
    from cts_grammar.comparing import as_document, compare

    before, after = checked(old), checked(new)
    found = compare(before, after)
    if as_json:
        tell_json(as_document(found))
    else:
        _tell(found, before, after)


def _tell(found: Comparison, before: CheckedRulebook, after: CheckedRulebook) -> None:
    from cts_grammar.comparing import sentences
    from cts_rules.evaluation.contract import identity

    tell(f"{before.name} {identity(before).version} → {after.name} {identity(after).version}")
    for sentence in sentences(found):
        tell(f"  {sentence}")
