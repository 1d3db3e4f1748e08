"""One's own account: the password, and where one is logged in."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from cts_rules.access.logging_in import change_password, end_session, sessions_of
from cts_rules.access.passwords import SHORTEST
from cts_rules.office.refusals import AccountRefused, NotLoggedIn, TooManyAttempts
from cts_web import access
from cts_web.pages.frame import office


def account_page() -> Any:
    """The account of whoever asks."""
    return _page()


def new_password() -> Any:
    """Changes the password; every session but a new one of this browser ends."""
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        return _page("the two new passwords differ"), 422
    try:
        token = change_password(
            office(),
            access.actor(),
            request.form.get("old", ""),
            new,
            access.client_address(),
            request.headers.get("User-Agent", ""),
        )
    except NotLoggedIn:
        return _page("the old password is wrong"), 422
    except AccountRefused as refusal:
        return _page(str(refusal)), 422
    except TooManyAttempts as refusal:
        return _page(str(refusal)), 429, {"Retry-After": str(refusal.seconds)}
    return access.hand_over(redirect(url_for("pages.account_page", done="password"), 303), token)  # type: ignore[arg-type]


def end_one_session(session: int) -> Any:
    """Ends one of one's own sessions."""
    end_session(office(), access.actor(), session)
    return redirect(url_for("pages.account_page", done="ended"), 303)


def _page(fault: str = "") -> str:
    asking = access.actor()
    return render_template(
        "pages/account.html",
        asking=asking,
        sessions=sessions_of(office(), asking) if asking.account else [],
        shortest=SHORTEST,
        fault=fault,
        done=request.args.get("done"),
    )
