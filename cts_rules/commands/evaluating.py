"""`evaluate`, `explain`, `samples`: rules and manifests in, decided and explained consignments out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cts_rules.commands.past import STORE_HELP, past
from cts_rules.commands.run import Run
from cts_rules.commands.shared import MOMENT, compiled
from cts_rules.commands.stores import PLACE
from cts_rules.commands.terminal import FAILED, binary_output, stop, tell

if TYPE_CHECKING:
    from cts_engine.assess import Explain
    from cts_engine.compile import CompiledRulebook
    from cts_grammar.checked import CheckedRule
    from cts_rules.manifest.model import Consignment
    from cts_rules.readers.reading import ReadManifest
    from cts_rules.store.places import Place

NAMED = 5
"""Choices that a sentence names."""


@click.command("evaluate")
@click.argument("rulebook")
@click.argument("manifests", nargs=-1, required=True, type=click.Path(), metavar="MANIFEST...")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON (evaluation.schema.json).")
@click.option(
    "--explain",
    "explained",
    type=click.Choice(["none", "fired", "all"]),
    default="fired",
    help="Values of fired rules and what undecided ones miss (fired), nothing of it, or every rule's explanation.",
)
@click.option("--received", type=MOMENT, help="When the manifests came in; else their own time, else now.")
@click.option("--store", type=PLACE, help=STORE_HELP)
@click.option("--green", is_flag=True, help="List the consignments that no rule selected, too.")
def evaluate_command(
    rulebook: str, manifests: tuple[str, ...], as_json: bool, explained: Explain, received: str | None,
    store: Place | None, green: bool,
) -> None:  # fmt: skip
    """Assess every consignment of the MANIFESTs with RULEBOOK."""
    book = compiled(rulebook)
    run = Run(book, manifests, explained, received, store)
    if as_json:
        from cts_rules.commands.results_as_json import write_json

        write_json(run, binary_output())
    else:
        from cts_rules.commands.results_as_text import write_text

        write_text(run, green)
    if run.failed:
        sys.exit(FAILED)


@click.command("explain")
@click.argument("rulebook")
@click.argument("manifest", type=click.Path())
@click.option("--document", required=True, help="Number of the transport document.")
@click.option("--index", type=int, help="Which of several consignments with that number (their index in the manifest).")
@click.option("--manifest", "number", type=int, help="Which of several manifests in the file (their index).")
@click.option("--rule", "rule_id", help="The rule to explain; without it all rules in short, and near misses.")
@click.option("--received", type=MOMENT, help="When the manifest came in; else its own time, else now.")
@click.option("--store", type=PLACE, help=STORE_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain_command(
    rulebook: str, manifest: str, document: str, index: int | None, number: int | None, rule_id: str | None,
    received: str | None, store: Place | None, as_json: bool,
) -> None:  # fmt: skip
    """Say why a rule fired on a consignment, or why not."""
    from cts_rules.commands.explaining import Explaining

    book = compiled(rulebook)
    run = Run(book, (manifest,), "none", received)
    readings = list(run.manifests())
    if run.failed:
        sys.exit(FAILED)
    read, consignment, moment = _chosen(readings, document, number, index)
    wanted = None if rule_id is None else _rule(book, rule_id)
    with past(store, moment) as history:
        explaining = Explaining(book, read, consignment, moment, history())
        if wanted is None:
            explaining.all(as_json)
        else:
            explaining.one(wanted, as_json)


def _rule(book: CompiledRulebook, rule_id: str) -> CheckedRule:
    wanted = next((rule for rule in book.checked.rules if rule.id == rule_id), None)
    if wanted is None:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, [rule.id for rule in book.checked.rules], n=1)
        stop(f"there is no rule {rule_id} in {book.checked.name}" + (f": did you mean {near[0]}?" if near else ""))
    return wanted


def _chosen(
    readings: list[tuple[int, str, ReadManifest, str]], document: str, number: int | None, index: int | None
) -> tuple[ReadManifest, Consignment, str]:
    """The consignment with that document number; where there are several, the indices decide."""
    from cts_grammar.vocabulary import as_is
    from cts_rules.evaluation.results import readable

    wanted = as_is(document)
    named = [
        (m, i, read, c, received)
        for m, _, read, received in readings
        for i, c in enumerate(read.manifest.consignments)
        if as_is(readable(c.document_number) or "") == wanted
    ]
    if not named:
        numbers = [readable(c.document_number) for _, _, r, _ in readings for c in r.manifest.consignments[:NAMED]]
        first = f"the first are {', '.join(str(n) for n in numbers[:NAMED])}" if numbers else "there are none"
        stop(f"no consignment has the document number {document}; {first}")
    found = [f for f in named if number in (None, f[0]) and index in (None, f[1])]
    if len(found) != 1:
        several = len(readings) > 1
        choices = [f"--manifest {m} --index {i}" if several else f"--index {i}" for m, i, *_ in named]
        count = f"{len(named)} consignments have" if len(named) > 1 else "one consignment has"
        more = " …" if len(choices) > NAMED else ""
        stop(f"{count} the document number {document}: say {' or '.join(choices[:NAMED])}{more}")
    _, _, read, consignment, received = found[0]
    return read, consignment, received


@click.command("samples")
def samples_command() -> None:
    """Assess the sample manifests that come with the starter rulebooks."""
    from cts_rules.commands.results_as_text import write_text
    from cts_rules.rulebook.starters import samples_of, starter_names, starters_folder

    names = starter_names()
    if not names:
        stop(f"there are no starter rulebooks in {starters_folder()}")
    for name in names:
        place = starters_folder() / name
        samples = samples_of(place)
        book = compiled(str(place))
        said = f"{book.checked.name}: {book.checked.title}, {len(book.rules)} rules, {len(samples)} sample manifests"
        tell(f"\n{said}\n{'═' * len(said)}")
        run = Run(book, tuple(map(str, samples)), "fired", None)
        write_text(run, False)
        if run.failed:
            sys.exit(FAILED)
