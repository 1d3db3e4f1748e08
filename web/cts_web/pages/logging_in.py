"""Logging in and out. The page to log in stands in the place of whatever was asked for, and leads there."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from cts_rules.access.accounts import there_are_accounts
from cts_rules.access.logging_in import log_in, log_out, who_asks
from cts_rules.access.roles import Deed
from cts_rules.office.office import Office
from cts_rules.office.refusals import NotLoggedIn, TooManyAttempts
from cts_web import access
from cts_web.pages.frame import local_address

UNSENT = (
    "You are not logged in (any more), so nothing of what you sent was done. "
    "To keep what you typed, log in in a new window, come back to the page before this one, and copy it."
)


def login_page() -> Any:
    """The page to log in."""
    return _page(wanted=request.args.get("next", "/"))


def asked_to_log_in() -> tuple[str, int]:
    """The same in the place of a page that is for those who are known."""
    if request.method == "GET":
        return _page(wanted=request.full_path.rstrip("?")), 401
    return _page(wanted="/", said=UNSENT), 401


def enter() -> Any:
    """Logs in, and leads where the person wanted to go: never to another site."""
    office: Office = current_app.extensions["office"]
    wanted = local_address(request.form.get("next", "/"))
    name = request.form.get("name", "")
    try:
        token = log_in(
            office,
            name,
            request.form.get("password", ""),
            access.client_address(),
            request.headers.get("User-Agent", ""),
            before=request.cookies.get(access.cookie_name()),
            local=access.is_local(),
        )
    except NotLoggedIn as refusal:
        return _page(wanted, fault=str(refusal), name=name), 401
    except TooManyAttempts as refusal:
        return _page(wanted, fault=str(refusal), name=name), 429, {"Retry-After": str(refusal.seconds)}
    if wanted == "/" and not who_asks(office, token, None, local=access.is_local()).may(Deed.READ_CARGO):
        wanted = url_for("pages.people_page")
    return access.hand_over(redirect(wanted, 303), token)  # type: ignore[arg-type]  # werkzeug's base class


def leave() -> Any:
    """Logs out."""
    log_out(current_app.extensions["office"], access.actor())
    answer = redirect(url_for("pages.login_page"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return access.take_away(answer)  # type: ignore[arg-type]  # werkzeug's base class


def _page(wanted: str, fault: str = "", said: str = "", name: str = "") -> str:
    return render_template(
        "pages/log_in.html",
        wanted=local_address(wanted),
        fault=fault,
        said=said,
        name=name[:200],
        accounts=there_are_accounts(current_app.extensions["office"]),
    )
