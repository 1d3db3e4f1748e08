"""Who asks, whether they may, and that a form is their own: before any view, and before a body is taken in.

While there are no accounts, this machine may do everything and nobody else anything. As soon as there is one,
everything but health, static files and the page to log in is for whoever is logged in or has a token.
"""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import ip_address

from flask import Flask, Response, current_app, g, request

from cts_rules.access.accounts import who_can
from cts_rules.access.actor import NOBODY, Actor
from cts_rules.access.logging_in import who_asks
from cts_rules.access.roles import Deed, who_may
from cts_rules.office.office import Office
from cts_rules.office.refusals import NotAllowed, NotLoggedIn
from cts_web import problems
from cts_web.permissions import needed
from cts_web.problems import Problem
from cts_web.security import LOOPBACK, SAFE_METHODS, own_address

FIELD, HEADER = "csrf_token", "X-CSRF-Token"
SMALL = 16 * 1024
"""Bytes of a body that is taken from somebody who is not known."""
BEARER = "bearer "


def know(app: Flask) -> None:
    """Has every request asked who it is."""
    app.before_request(_know)


def check_forms(app: Flask) -> None:
    """Has every form checked, once it was received."""
    app.before_request(_check_form)


def actor() -> Actor:
    """Who asks; NOBODY also where it was not asked."""
    found: Actor = g.get("actor", NOBODY)
    return found


def who() -> str:
    """Their name, as the audit has it."""
    return actor().name


def identify() -> Actor:
    """Who asks, looked up in the store."""
    office: Office = current_app.extensions["office"]
    found = who_asks(office, request.cookies.get(cookie_name()), _bearer(), local=is_local())
    if found.everything and not is_local():
        raise Problem(problems.FOREIGN_HOST, "There are no accounts here yet, so that only this machine is answered.")
    g.actor = found
    return found


def is_local() -> bool:
    """Whether it is asked from this machine, under a name of this machine, and through nobody else."""
    host = request.environ.get("HTTP_HOST", "")
    return LOOPBACK.fullmatch(host) is not None and _is_loopback(client_address())


def client_address() -> str:
    """The address of who asks: that of the connection, or what a known reverse proxy says of it."""
    office: Office = current_app.extensions["office"]
    peer = str(request.environ.get("REMOTE_ADDR", ""))
    if peer in office.access.proxies:
        told: str = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return told or "unknown"
    return peer


def cookie_name() -> str:
    """The cookie of a session; over https one that no other site of the domain can set."""
    return "__Host-cts-session" if is_secure() else "cts-session"


def is_secure() -> bool:
    """Whether the browser sees https."""
    return own_address().startswith("https://")


def hand_over(answer: Response, token: str) -> Response:
    """Gives the browser its session."""
    answer.set_cookie(cookie_name(), token, path="/", httponly=True, secure=is_secure(), samesite="Lax")
    return answer


def take_away(answer: Response) -> Response:
    """Takes the session from the browser."""
    answer.delete_cookie(cookie_name(), path="/", httponly=True, secure=is_secure(), samesite="Lax")
    return answer


def form_mark() -> str:
    """What every form of this session carries, and no other site can know; empty where there is no session."""
    secret = actor().secret
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest() if secret else ""


def refuse_unless(deed: Deed) -> None:
    """Raises NotLoggedIn or NotAllowed, with who may, unless who asks may do it."""
    asking = actor()
    if asking is NOBODY:
        raise NotLoggedIn("log in first, or send a token")
    if asking.may(deed):
        return
    told = f"this (`{deed}`) is not for {asking.name} but for {who_may(deed)}"
    if asking.account:
        office: Office = current_app.extensions["office"]
        with office.reading() as connection:
            names = who_can(connection, deed)
        told += f": {', '.join(names[:10])}" if names else "; there is none yet"
    raise NotAllowed(told)


def _know() -> None:
    deed = needed(request.endpoint)
    if deed is Deed.NOTHING_SECRET:
        if request.method not in SAFE_METHODS:
            request.max_content_length = SMALL
        return
    found = identify()
    # OPTIONS tells which methods an address takes, several views' among them: it is for whoever is known.
    if deed is not None and request.method != "OPTIONS":
        refuse_unless(deed)
    elif found is NOBODY:
        raise NotLoggedIn("log in first, or send a token")


def _check_form() -> None:
    mark = form_mark()
    if request.method in SAFE_METHODS or not mark:
        return
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not hmac.compare_digest(given.encode(errors="replace"), mark.encode()):
        raise Problem(
            problems.STALE_FORM,
            "This form is not of this log-in, so nothing was done. Go back, open the page anew and send it again.",
        )


def _bearer() -> str | None:
    told: str = request.headers.get("Authorization", "")
    return told[len(BEARER) :].strip() if told[: len(BEARER)].lower() == BEARER else None


def _is_loopback(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return found.is_loopback or (mapped is not None and mapped.is_loopback)
