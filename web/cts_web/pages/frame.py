"""What all pages share: the theme, the links to the style sheet, and the filters."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, redirect, request, url_for
from flask.blueprints import BlueprintSetupState

from cts_rules.access.roles import Deed
from cts_rules.office.office import Office
from cts_web.access import actor, form_mark
from cts_web.pages import cargo, telling, wording
from cts_web.pages.visible_text import quoted, stated, visible

STATIC = Path(__file__).parent.parent / "static"
THEMES = ("system", "light", "dark")
YEAR = 365 * 24 * 3600

FILTERS = {
    "anchor_of": wording.anchor_of,
    "cargo_parties": cargo.parties,
    "cargo_rest": cargo.rest,
    "cargo_way": cargo.way,
    "count_of": wording.count_of,
    "moment": wording.moment,
    "number": wording.number,
    "points": wording.points,
    "quoted": quoted,
    "seen_value": wording.seen_value,
    "sentence": wording.sentence,
    "stated": stated,
    "telling_values": telling.telling_values,
    "top_steps": telling.top_steps,
    "visible": visible,
}


def office() -> Office:
    """The office that the application serves."""
    at_hand: Office = current_app.extensions["office"]
    return at_hand


def frame() -> dict[str, Any]:
    """What every template knows."""
    return {
        "theme": theme(),
        "asset": asset,
        "lane_shape": wording.lane_shape,
        "asking": actor(),
        "form_mark": form_mark(),
        "deeds": Deed.__members__,
    }


def theme() -> str:
    """What the person chose; `system` follows the machine's own setting."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else "system"


def choose_theme() -> Response:
    """Keeps the choice, and goes back to where the person was."""
    chosen = request.form.get("theme", "system")
    answer = redirect(local_address(request.form.get("back", "/")))
    answer.set_cookie("theme", chosen if chosen in THEMES else "system", max_age=YEAR, httponly=True, samesite="Lax")
    return answer  # type: ignore[return-value]  # Flask's own redirect gives werkzeug's base class


def asset(name: str) -> str:
    """The address of a static file, with a mark that changes when its content does."""
    return url_for("pages.static", filename=name, v=_mark(name, (STATIC / name).stat().st_mtime_ns))


def install(state: BlueprintSetupState) -> None:
    """Gives the filters to the application's templates."""
    state.app.jinja_env.filters.update(FILTERS)


@cache
def _mark(name: str, _changed: int) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def local_address(address: str) -> str:
    """An address on this site: never one that leads elsewhere."""
    parts = urlsplit(address)
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return address if safe and address.isprintable() else "/"
