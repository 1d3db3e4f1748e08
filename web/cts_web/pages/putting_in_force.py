"""Putting a version in force: first what follows from it, then the deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for

from cts_rules.office import library, publishing
from cts_rules.office.answers import Rule
from cts_web.pages.frame import office
from cts_web.pages.home import BY


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version has that another had not, rule by rule."""

    added: list[Rule]
    removed: list[Rule]
    changed: list[Rule]
    """As the new version words them."""


def consequences_page(name: str, number: int) -> Any:
    """What putting a version in force will do."""
    at_hand = office()
    new, old = library.version(at_hand, name, number), library.rulebook(at_hand, name).in_force
    before = library.rules(at_hand, name, old.number) if old else []
    return render_template(
        "pages/put_in_force.html",
        version=new,
        old=old,
        newest=library.rulebook(at_hand, name).latest.number,
        difference=difference(before, library.rules(at_hand, name, number)),
    )


def confirm(name: str, number: int) -> Any:
    """Puts it in force."""
    publishing.put_in_force(office(), name, number, BY)
    return redirect(url_for("pages.rulebook_page", name=name, done="in-force"), 303)


def difference(before: list[Rule], after: list[Rule]) -> Difference:
    """Which rules come, go and change; a rule that only moved has not changed."""
    old, new = {r.id: r for r in before}, {r.id: r for r in after}
    return Difference(
        added=[r for r in after if r.id not in old],
        removed=[r for r in before if r.id not in new],
        changed=[r for r in after if r.id in old and r.text != old[r.id].text],
    )
