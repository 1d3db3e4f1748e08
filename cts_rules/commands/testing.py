"""`test`: the examples of a rulebook's rules, and what they leave untried."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from cts_rules.commands.shared import MOMENT, now, settings, vocabulary
from cts_rules.commands.terminal import FAILED, stop, tell, tell_json, visible

if TYPE_CHECKING:
    from cts_engine.coverage import Covered
    from cts_engine.examples import Played
    from cts_grammar.checked import CheckedRule, CheckedRulebook


@click.command("test")
@click.argument("rulebook")
@click.option("--at", "at", type=MOMENT, help="Day by which examples without a date of their own are judged; now.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
def test_command(rulebook: str, at: str | None, as_json: bool) -> None:
    """Run the examples in RULEBOOK's rules, and tell which conditions none of them tries."""
    from cts_rules.rulebook.examples import played

    book = _checked(rulebook)
    results = list(played(book, (at or now())[:10]))
    if as_json:
        tell_json(_as_json(book, results))
    else:
        _tell(book, results)
    if not all(one.passes for one in results):
        sys.exit(FAILED)


def _checked(rulebook: str) -> CheckedRulebook:
    """The rulebook, whatever its examples come to; its errors are told and end the command."""
    from cts_grammar.showing import render
    from cts_rules.rulebook.folder import NoRulebook, check_rulebook, open_rulebook
    from cts_rules.rulebook.starters import rulebook_place

    try:
        folder = open_rulebook(rulebook_place(rulebook), settings().rulebook)
    except NoRulebook as nothing:
        stop(str(nothing))
    found = check_rulebook(folder, vocabulary(), None, settings().rulebook)
    if found.rulebook is None:
        for diagnostic in found.diagnostics:
            if diagnostic.is_error:
                click.echo(visible(render(diagnostic, found.sources)) + "\n", err=True)
        stop(f"the rulebook {rulebook} does not check: no example was run")
    return found.rulebook


def _by_rule(book: CheckedRulebook, results: list[Played]) -> list[tuple[CheckedRule, list[Played], list[Covered]]]:
    from cts_engine.coverage import coverage

    texts = {source.path: source.text for source in book.sources}
    found = []
    for rule in book.rules:
        own = [one for one in results if one.rule is rule]
        found.append((rule, own, list(coverage(rule, own, texts))))
    return found


# --- as JSON --------------------------------------------------------------------------------------------------------


def _as_json(book: CheckedRulebook, results: list[Played]) -> dict[str, Any]:
    from cts_rules.evaluation.contract import identity

    return {
        "schema": "cts-test/1",
        "ok": all(one.passes for one in results),
        "rulebook": identity(book),
        "examples": len(results),
        "failed": sum(not one.passes for one in results),
        "rules": [_rule_as_json(*found) for found in _by_rule(book, results)],
    }


def _rule_as_json(rule: CheckedRule, own: list[Played], covered: list[Covered]) -> dict[str, Any]:
    conditions = [{"text": c.text, "line": c.line, "was": c.answers, "never": c.never} for c in covered]
    return {"rule": rule.id, "examples": [_example_as_json(one) for one in own], "conditions": conditions}


def _example_as_json(one: Played) -> dict[str, Any]:
    return {
        "name": one.example.name,
        "line": one.example.span.line,
        "expected": one.example.expected,
        "came": one.came,
        "ok": one.passes,
        "as_of": one.judged_as_of,
        "missing": one.missing,
        "because": one.because,
    }


# --- as text --------------------------------------------------------------------------------------------------------


def _tell(book: CheckedRulebook, results: list[Played]) -> None:
    without: list[str] = []
    for rule, own, covered in _by_rule(book, results):
        if not own:
            without.append(rule.id)
            continue
        tell(f"{rule.id}  {rule.title}".rstrip())
        for one in own:
            _tell_example(one)
        _tell_coverage(covered)
        tell()
    failed = sum(not one.passes for one in results)
    if without:
        tell(f"without examples: {', '.join(without)}")
    rules = len(book.rules) - len(without)
    examples = f"{len(results)} example{'' if len(results) == 1 else 's'}"
    tell(f"{book.name}: {examples} in {rules} of {len(book.rules)} rules, {failed or 'none'} failed")


def _tell_example(one: Played) -> None:
    tell(f"  {'ok    ' if one.passes else 'FAILED'}  {one.example.expected:<14}  {one.example.name}")
    if not one.passes:
        told = [f"it {one.came}" if one.came != "is undecided" else "it is undecided"]
        told += [f"without {' and '.join(one.missing)}"] if one.missing else []
        told += [f"because {'; '.join(one.because)}"] if one.because else []
        tell(f"          line {one.example.span.line}: {', '.join(told)}")


def _tell_coverage(covered: list[Covered]) -> None:
    for condition in covered:
        if condition.never:
            tell(f"  never {' or '.join(condition.never):<24}  {condition.text}")
