"""Rulebooks: the list, one with its versions and rules, and the text of a rule."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from cts_rules.office import library
from cts_rules.office.answers import Rule, Version
from cts_rules.office.refusals import not_found
from cts_web.pages.colouring import coloured
from cts_web.pages.frame import office
from cts_web.pages.reading_out import NAMES, beside, told_rule


def rulebook_list() -> Any:
    """All rulebooks, with the versions in force."""
    return render_template("pages/rulebooks.html", rulebooks=library.rulebooks(office()))


def rulebook_page(name: str) -> Any:
    """A rulebook as it is in force, or its newest version where none is."""
    return _page(library.version(office(), name))


def version_page(name: str, number: int) -> Any:
    """One version of a rulebook."""
    return _page(library.version(office(), name, number))


def rule_page(name: str, number: int, rule: str) -> Any:
    """One rule as its author wrote it."""
    at_hand = office()
    rules = library.rules(at_hand, name, number)
    found = next((r for r in rules if r.id == rule), None)
    if found is None:
        raise not_found("rule", rule, [r.id for r in rules])
    at = rules.index(found)
    return render_template(
        "pages/rule.html",
        version=library.version(at_hand, name, number),
        rule=found,
        text=coloured(found.text),
        words=told_rule(name, number, found.id),
        languages=NAMES,
        before=rules[at - 1] if at else None,
        after=rules[at + 1] if at + 1 < len(rules) else None,
    )


def file_page(name: str, number: int, path: str) -> Any:
    """A text, list or table of a version."""
    at_hand = office()
    files = library.files(at_hand, name, number)
    found = next((f for f in files if f.path == path), None)
    if found is None:
        raise not_found("file", path, [f.path for f in files])
    colour = path.endswith(".rules")
    lines = [coloured(line) if colour else line for line in found.text.splitlines()]
    return render_template(
        "pages/rulebook_file.html", version=library.version(at_hand, name, number), path=path, lines=lines
    )


def _page(version: Version) -> str:
    at_hand = office()
    return render_template(
        "pages/rulebook.html",
        rulebook=library.rulebook(at_hand, version.rulebook),
        version=version,
        versions=library.versions(at_hand, version.rulebook),
        areas=_by_area(library.rules(at_hand, version.rulebook, version.number)),
        words=beside(version.rulebook, version.number),
        languages=NAMES,
        done=request.args.get("done"),
    )


def _by_area(rules: list[Rule]) -> dict[str, list[Rule]]:
    areas: dict[str, list[Rule]] = {}
    for rule in rules:
        areas.setdefault(rule.area, []).append(rule)
    return areas
