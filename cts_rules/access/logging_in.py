"""Logging in and out: a session is a random token that the browser has, of which the store has the hash.

Nothing tells whether there is an account of a name: neither the words, nor the time (a password is looked at in any
case), nor what is counted. A token is made at log-in and never taken from outside, so that none can be planted.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from cts_rules.access import throttling
from cts_rules.access.accounts import NAME, replace_password
from cts_rules.access.actor import NOBODY, THIS_MACHINE, Actor
from cts_rules.access.passwords import TooEasy, refuse_easy
from cts_rules.access.roles import Deed, Role
from cts_rules.office.office import Office
from cts_rules.office.refusals import AccountRefused, Busy, NotLoggedIn
from cts_rules.store import accounts as stored
from cts_rules.store import audit, sessions
from cts_rules.store.base import AnyRow
from cts_rules.store.service_tokens import change_token, token_of

WRONG = "the name or the password is wrong, or the account is disabled"
A_MINUTE = timedelta(minutes=1)
"""How often it is written down that a session or a token is used."""


def digest(token: str) -> str:
    """What the store has of a token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def log_in(
    office: Office, name: str, password: str, address: str, browser: str, *, before: str | None, local: bool
) -> str:
    """The token of a new session; that of `before` ends. `local`: whether it is asked from this machine.

    NotLoggedIn where it is not them, TooManyAttempts.
    """
    name = name.strip().lower()[:200]
    account = _prove(office, name, password, address, local=local)
    kept = office.passwords.hashed(password) if office.passwords.is_old(account.password) else None
    token = secrets.token_urlsafe(32)
    with office.writing() as connection:
        again = stored.account_named(connection, name)
        if again is None or again.disabled is not None or again.password != account.password:
            raise NotLoggedIn(WRONG)
        if kept is not None:
            stored.change_account(connection, account.id, password=kept)
        if before and (old := sessions.session_of(connection, digest(before))):
            sessions.end_session(connection, old.account, old.id)
        now = office.now()
        begun, seen = _limits(office, now)
        sessions.end_old_sessions(connection, begun, seen)
        throttling.forgive(connection, name, address)
        sessions.add_session(
            connection, sha256=digest(token), account_id=account.id, begun=now, seen=now, browser=browser[:200]
        )
        audit.note(connection, now, name, "logged in", f"account {name}", rehashed=kept is not None)
    return token


def change_password(office: Office, actor: Actor, old: str, new: str, address: str, browser: str) -> str:
    """Changes one's own password: all sessions end, the token of a new one is given.

    NotLoggedIn where the old one is wrong, AccountRefused for a new one that cannot be, TooManyAttempts.
    """
    account = _prove(office, actor.name, old, address, local=True)
    try:
        refuse_easy(new, actor.name)
    except TooEasy as easy:
        raise AccountRefused(str(easy)) from None
    if old == new:
        raise AccountRefused("the new password is the old one")
    kept = office.passwords.hashed(new)
    token = secrets.token_urlsafe(32)
    with office.writing() as connection:
        again = stored.account_named(connection, actor.name)
        if again is None or again.disabled is not None or again.password != account.password:
            raise NotLoggedIn(WRONG)
        replace_password(office, connection, account.id, actor.name, kept, actor.name, "password changed")
        throttling.forgive(connection, actor.name, address)
        now = office.now()
        sessions.add_session(
            connection, sha256=digest(token), account_id=account.id, begun=now, seen=now, browser=browser[:200]
        )
    return token


def log_out(office: Office, actor: Actor) -> None:
    """Ends the session."""
    end_session(office, actor, actor.session, "logged out")


def end_session(office: Office, actor: Actor, session: int, action: str = "session ended") -> None:
    """Ends one of one's own sessions; nothing where it is none of them."""
    with office.writing() as connection:
        if sessions.end_session(connection, actor.account, session):
            audit.note(connection, office.now(), actor.name, action, f"account {actor.name}")


def sessions_of(office: Office, actor: Actor) -> list[AnyRow]:
    """One's own sessions that have not ended, the newest first."""
    begun, seen = _limits(office, office.now())
    with office.reading() as connection:
        found = sessions.sessions_of(connection, actor.account)
    return [session for session in found if session.begun >= begun and session.seen >= seen]


def who_asks(office: Office, session: str | None, token: str | None, *, local: bool) -> Actor:
    """Who asks with a session's token or a service's; a service's counts alone where there is one.

    NOBODY where neither is good; THIS_MACHINE where there are no accounts.
    """
    with office.reading() as connection:
        if token is not None:
            found = token_of(connection, digest(token))
        else:
            found = sessions.session_of(connection, digest(session)) if session else None
        if found is None:
            return NOBODY if stored.any_account(connection) else THIS_MACHINE
    return _service(office, found) if token is not None else _person(office, found, session or "", local=local)


def _prove(office: Office, name: str, password: str, address: str, *, local: bool) -> AnyRow:
    """The account whose password it is, after the attempt has been counted."""
    nobody = office.passwords.nobody  # made before anything is looked up: it takes as long as looking at a password
    with office.writing() as connection:
        throttling.count(connection, office.now(), name, address)
        account = stored.account_named(connection, name) if NAME.fullmatch(name) else None
    # Looked at in any case, and outside the transaction: others write meanwhile.
    fits = office.passwords.fits(account.password if account else nobody, password[:1000])
    if account and fits and account.disabled is None and (local or not account.demonstration):
        return account
    with office.writing() as connection:
        # Never the name that was typed: it may be a password.
        audit.note(connection, office.now(), "nobody", "log-in failed", f"account {name}" if account else "no account")
    raise NotLoggedIn(WRONG)


def _person(office: Office, found: AnyRow, secret: str, *, local: bool) -> Actor:
    now = office.now()
    begun, seen = _limits(office, now)
    if found.begun < begun or found.seen < seen or found.disabled is not None:
        return NOBODY
    if found.demonstration and not local:
        return NOBODY
    if found.seen < _earlier(now, A_MINUTE):
        with suppress(Busy), office.writing() as connection:
            sessions.touch_session(connection, found.id, now)
    roles = frozenset(map(Role, found.roles))
    return Actor(found.name, roles, account=found.account, session=found.id, secret=secret)


def _service(office: Office, found: AnyRow) -> Actor:
    now = office.now()
    if found.revoked is not None or found.expires <= now:
        return NOBODY
    if found.used is None or found.used < _earlier(now, A_MINUTE):
        with suppress(Busy), office.writing() as connection:
            change_token(connection, found.id, used=now)
    return Actor(f"service {found.name}", frozenset({Role.SERVICE}), frozenset(map(Deed, found.scopes)))


def _limits(office: Office, now: str) -> tuple[str, str]:
    """Before which a session that began, and one that was last used, has ended."""
    return _earlier(now, office.access.longest), _earlier(now, office.access.idle)


def _earlier(now: str, by: timedelta) -> str:
    moment = (datetime.fromisoformat(now) - by).astimezone(UTC)
    return moment.isoformat().replace("+00:00", "Z")
