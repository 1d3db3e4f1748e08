"""Trying a manifest without keeping it."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from cts_rules.office import evaluating, library
from cts_rules.office.refusals import Refusal
from cts_rules.readers.reading import NotReadable
from cts_web.pages.frame import office
from cts_web.pages.handing_in import NothingHandedIn, carried, handed_in
from cts_web.pages.home import home_page
from cts_web.pages.trials import SHOWN, trial


def try_without_keeping() -> Any:
    """The verdicts on what was handed in, under one rulebook or all in force."""
    at_hand = office()
    try:
        document, _ = handed_in()
        readings = evaluating.read(at_hand, document)
        name = request.form.get("rulebook", "")
        books = [library.compiled_version(at_hand, name, None)] if name else library.compiled_in_force(at_hand)
    except (NothingHandedIn, NotReadable, Refusal) as fault:
        return home_page(str(fault)), 422
    if not books:
        return home_page("No rulebook is in force, so there is nothing to try it under."), 422
    return render_template(
        "pages/tried.html",
        document=document,
        carried=carried(document),
        books=books,
        manifests=trial(at_hand, books, readings),
        most=SHOWN,
    )
