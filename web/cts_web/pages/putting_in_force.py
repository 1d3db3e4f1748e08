"""Putting a version in force: first what follows from it, then the deed."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from cts_grammar.comparing import rule_sentences, rulebook_sentences
from cts_rules.office import library, publishing
from cts_web.access import who
from cts_web.pages.frame import office


def consequences_page(name: str, number: int) -> Any:
    """What putting a version in force will do."""
    at_hand = office()
    new, old = library.version(at_hand, name, number), library.rulebook(at_hand, name).in_force
    found = library.comparison(at_hand, name, old.number, number) if old else None
    return render_template(
        "pages/put_in_force.html",
        version=new,
        old=old,
        newest=library.rulebook(at_hand, name).latest.number,
        about=rulebook_sentences(found) if found else (),
        rules=[(rule, rule_sentences(rule)) for rule in found.rules] if found else [],
    )


def confirm(name: str, number: int) -> Any:
    """Puts it in force."""
    publishing.put_in_force(office(), name, number, who())
    return redirect(url_for("pages.rulebook_page", name=name, done="in-force"), 303)
