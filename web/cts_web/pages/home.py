"""The first page: hand in a manifest, and see the latest."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from cts_rules.office import library, reading, submitting
from cts_rules.office.refusals import Refusal
from cts_rules.readers.reading import NotReadable
from cts_web.access import who
from cts_web.pages.frame import office
from cts_web.pages.handing_in import NothingHandedIn, handed_in

LATEST = 10


def home() -> Any:
    """The first page."""
    return home_page()


def home_page(fault: str = "") -> str:
    """The first page, with what was typed and a sentence at the form where something is wrong with it."""
    at_hand = office()
    return render_template(
        "pages/home.html",
        fault=fault,
        text=request.form.get("text", ""),
        chosen=request.form.get("rulebook", ""),
        rulebooks=library.rulebooks(at_hand),
        latest=reading.manifests(at_hand, limit=LATEST),
    )


def assess_and_keep() -> Any:
    """Stores a manifest and assesses it; leads to its page."""
    try:
        document, media_type = handed_in()
        kept = submitting.submit(office(), document, media_type, who())
    except (NothingHandedIn, NotReadable, Refusal) as fault:
        return home_page(str(fault)), 422
    done = "repeated" if kept.repeated else "kept"
    if len(kept.manifests) == 1:
        return redirect(url_for("pages.manifest_page", manifest=kept.manifests[0].id, done=done), 303)
    return redirect(url_for("pages.manifest_list", done=done), 303)


def back_home() -> Any:
    """Results of a trial are kept nowhere, so that their address leads to the form."""
    return redirect(url_for("pages.home"), 303)
