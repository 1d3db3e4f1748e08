"""Tokens of services: made for some deeds and some days, told once, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cts_rules.access.accounts import NAME
from cts_rules.access.logging_in import digest
from cts_rules.access.roles import SCOPES, Deed
from cts_rules.office.office import Office
from cts_rules.office.refusals import AccountRefused, not_found
from cts_rules.store import audit
from cts_rules.store import service_tokens as stored
from cts_rules.store.accounts import any_account
from cts_rules.store.base import AnyRow

BEGINNING = "cts_"
"""By which a token that lies about can be told to be one."""
DAYS, MOST_DAYS = 90, 366


def tokens(office: Office) -> list[AnyRow]:
    """All tokens, by name."""
    with office.reading() as connection:
        return stored.tokens(connection)


def add_token(office: Office, name: str, scopes: Iterable[Deed], days: int, by: str) -> str:
    """The token, which nothing tells again. AccountRefused for a name, scopes or days that cannot be."""
    wanted = set(scopes)
    if not NAME.fullmatch(name):
        raise AccountRefused(
            "this cannot be the name of a token: 3 to 40 small letters, digits, `.`, `_`, `-`, a letter first"
        )
    if not wanted or not wanted <= set(SCOPES):
        raise AccountRefused(f"a token is for one or several of {', '.join(SCOPES)}")
    if not 1 <= days <= MOST_DAYS:
        raise AccountRefused(f"a token is good for 1 to {MOST_DAYS} days")
    token = BEGINNING + secrets.token_urlsafe(32)
    listed = [deed for deed in SCOPES if deed in wanted]
    with office.writing() as connection:
        if not any_account(connection):
            raise AccountRefused("there are no accounts yet: nobody needs a token")
        if stored.token_named(connection, name):
            raise AccountRefused(f"there is or was a token {name} already")
        now = office.now()
        expires = (datetime.fromisoformat(now) + timedelta(days=days)).astimezone(UTC)
        until = expires.isoformat().replace("+00:00", "Z")
        stored.add_token(
            connection, name=name, sha256=digest(token), scopes=listed, added=now, added_by=by, expires=until,
            used=None, revoked=None,
        )  # fmt: skip
        audit.note(connection, now, by, "token added", f"token {name}", scopes=listed, expires=until)
    return token


def revoke_token(office: Office, name: str, by: str) -> None:
    """Ends a token. NotFound where there is none of that name."""
    with office.writing() as connection:
        found = stored.token_named(connection, name)
        if found is None:
            raise not_found("token", name, [token.name for token in stored.tokens(connection)])
        if found.revoked is None:
            now = office.now()
            stored.change_token(connection, found.id, revoked=now)
            audit.note(connection, now, by, "token revoked", f"token {name}")
