"""`compare`: what changed between two versions of a rulebook, in sentences that a reviewer can sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cts_rules.commands.shared import checked
from cts_rules.commands.terminal import tell, tell_json

if TYPE_CHECKING:
    from cts_grammar.checked import CheckedRulebook
    from cts_grammar.comparing import Comparison
    from cts_rules.counterexample.finding import Counterexample


@click.command("compare")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON (`cts-comparison/1`).")
@click.option("--example", is_flag=True, help="Look for the smallest consignment that the two treat differently.")
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=5.0, show_default=True, help="How long to look.")
def compare_command(old: str, new: str, as_json: bool, example: bool, seconds: float) -> None:
    """Say what changed from the rulebook OLD to the rulebook NEW.

    Rules are matched by identifier, then by likeness. Of each condition it is told whether it grew stricter or looser,
    where that can be proved. What only reads otherwise is no change in meaning.
    """
    from cts_grammar.comparing import as_document, compare

    before, after = checked(old), checked(new)
    found = compare(before, after)
    met = _example(before, after, seconds) if example else None
    if as_json:
        tell_json(as_document(found) | (_example_as_json(met) if example else {}))
        return
    _tell(found, before, after)
    if example and not found.same_meaning:
        _tell_example(met, seconds)


def _example(before: CheckedRulebook, after: CheckedRulebook, seconds: float) -> Counterexample | None:
    from cts_engine.compile import compile_rulebook
    from cts_rules.counterexample.finding import counterexample

    return counterexample(compile_rulebook(before), compile_rulebook(after), seconds)


def _example_as_json(met: Counterexample | None) -> dict[str, Any]:
    from cts_rules.counterexample.telling import as_document

    return {"example": as_document(met) if met else None}


def _tell(found: Comparison, before: CheckedRulebook, after: CheckedRulebook) -> None:
    from cts_grammar.comparing import sentences
    from cts_rules.evaluation.contract import identity

    tell(f"{before.name} {identity(before).version} → {after.name} {identity(after).version}")
    for sentence in sentences(found):
        tell(f"  {sentence}")


def _tell_example(met: Counterexample | None, seconds: float) -> None:
    from cts_rules.counterexample.telling import in_words

    if met is None:
        tell(f"no consignment that they treat differently was found in {seconds:g} seconds; there may be one")
        return
    tell("the smallest consignment found that they treat differently:")
    for line in in_words(met):
        tell(f"  {line}")
