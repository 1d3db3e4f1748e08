"""Explanations for people and as JSON: one rule in full, or all in short with the near misses."""

from __future__ import annotations

import json

import click
import msgspec

from cts_engine.compile import CompiledRulebook
from cts_engine.explain import explain
from cts_engine.facts import Facts
from cts_engine.near_misses import near_misses
from cts_engine.render import render
from cts_grammar.checked import CheckedRule
from cts_rules.evaluation.results import readable
from cts_rules.manifest.model import Consignment
from cts_rules.readers.reading import ReadManifest


def explain_one(
    book: CompiledRulebook,
    rule: CheckedRule,
    read: ReadManifest,
    consignment: Consignment,
    received: str,
    as_json: bool,
) -> None:
    """One rule, why and why not."""
    facts = Facts.of(book.vocabulary, read.manifest, consignment)
    found = explain(rule, facts, received, book.checked.sources)
    if as_json:
        document = {"schema": "cts-explanation/1", "document": readable(consignment.document_number)}
        click.echo(json.dumps(document | found.to_json(), indent=2, ensure_ascii=False))
    else:
        click.echo(render(found))


def explain_all(
    book: CompiledRulebook, read: ReadManifest, consignment: Consignment, received: str, as_json: bool
) -> None:
    """Every rule's outcome, and the rules that one thing kept from firing."""
    facts = Facts.of(book.vocabulary, read.manifest, consignment)
    sources = book.checked.sources
    all_of_them = [explain(rule, facts, received, sources) for rule in book.checked.rules]
    near = near_misses(book.checked.rules, facts, received, sources)
    if as_json:
        document = {
            "schema": "cts-explanations/1",
            "document": readable(consignment.document_number),
            "rules": [e.to_json() for e in all_of_them],
            "near_misses": msgspec.to_builtins(near),
        }
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    width = max((len(e.rule) for e in all_of_them), default=0)
    for e in all_of_them:
        by = f" by {', '.join(e.held_back_by)}" if e.held_back_by else ""
        click.echo(f"{e.rule:<{width}}  {e.outcome}{by}  {e.title}")
    if near:
        click.echo("\nnear misses")
    for miss in near:
        click.echo(f"  {miss.rule}  {'exempt' if miss.exemption else 'kept'} by: {miss.kept_by}")
