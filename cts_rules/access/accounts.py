"""Accounts: added, given roles, given a password, disabled. Every change ends what it must and leaves its entry."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from sqlalchemy import Connection

from cts_rules.access.passwords import TooEasy, refuse_easy
from cts_rules.access.roles import PEOPLE, Deed, Role, may
from cts_rules.office.office import LOCAL, Office
from cts_rules.office.refusals import AccountRefused, not_found
from cts_rules.store import accounts as stored
from cts_rules.store import audit
from cts_rules.store.base import AnyRow
from cts_rules.store.login_attempts import forget_attempts
from cts_rules.store.sessions import end_sessions

NAME = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]", re.ASCII)
RESERVED = frozenset({LOCAL, "nobody", "service"})
DEMONSTRATION = "demo-"
"""How the names of demonstration accounts begin, and no others."""
DEMONSTRATED = (Role.AUTHOR, Role.APPROVER, Role.OFFICER, Role.ADMINISTRATOR)


def there_are_accounts(office: Office) -> bool:
    """Whether whoever asks must be known."""
    with office.reading() as connection:
        return stored.any_account(connection)


def accounts(office: Office) -> list[AnyRow]:
    """All accounts, by name."""
    with office.reading() as connection:
        return stored.accounts(connection)


def add_account(office: Office, name: str, roles: Iterable[Role], password: str, by: str) -> None:
    """Adds an account. AccountRefused for a name, roles or a password that cannot be, and for a first account that
    is no administrator's: nobody could add another one then."""
    if not NAME.fullmatch(name) or name in RESERVED or name.startswith(DEMONSTRATION):
        raise AccountRefused(
            "this cannot be the name of an account: 3 to 40 small letters, digits, `.`, `_`, `-`, a letter first"
        )
    wanted = _roles(roles)
    kept = _hashed(office, name, password)
    with office.writing() as connection:
        if stored.account_named(connection, name):
            raise AccountRefused(f"there is an account {name} already")
        if Role.ADMINISTRATOR not in wanted and not _administrators(connection, but=name, demonstration=False):
            raise AccountRefused("the first account must be an administrator's")
        _add(office, connection, name, wanted, kept, by, demonstration=False)


def set_roles(office: Office, name: str, roles: Iterable[Role], by: str) -> None:
    """Gives an account other roles; it has to log in again."""
    wanted = _roles(roles)
    with office.writing() as connection:
        account = _account(connection, name)
        if Role.ADMINISTRATOR not in wanted:
            _keep_an_administrator(connection, account)
        stored.change_account(connection, account.id, roles=wanted)
        ended = end_sessions(connection, account.id)
        audit.note(
            connection, office.now(), by, "roles set", f"account {name}", before=account.roles, roles=wanted,
            sessions_ended=ended,
        )  # fmt: skip


def set_password(office: Office, name: str, password: str, by: str) -> None:
    """Gives an account another password; it has to log in again."""
    kept = _hashed(office, name, password)
    with office.writing() as connection:
        account = _account(connection, name)
        replace_password(office, connection, account.id, name, kept, by, "password set")


def replace_password(
    office: Office, connection: Connection, account: int, name: str, kept: str, by: str, action: str
) -> None:
    """Keeps another password in a transaction, ends the sessions of the old one, and lets it be tried anew."""
    from cts_rules.access.throttling import key_of_name

    stored.change_account(connection, account, password=kept)
    forget_attempts(connection, key_of_name(name))
    ended = end_sessions(connection, account)
    audit.note(connection, office.now(), by, action, f"account {name}", sessions_ended=ended)


def disable(office: Office, name: str, by: str) -> None:
    """Keeps an account from logging in, and ends its sessions."""
    with office.writing() as connection:
        account = _account(connection, name)
        if account.disabled is not None:
            return
        _keep_an_administrator(connection, account)
        now = office.now()
        stored.change_account(connection, account.id, disabled=now)
        ended = end_sessions(connection, account.id)
        audit.note(connection, now, by, "account disabled", f"account {name}", sessions_ended=ended)


def enable(office: Office, name: str, by: str) -> None:
    """Lets an account log in again."""
    with office.writing() as connection:
        account = _account(connection, name)
        if account.disabled is not None:
            stored.change_account(connection, account.id, disabled=None)
            audit.note(connection, office.now(), by, "account enabled", f"account {name}")


def add_demonstration(office: Office) -> list[tuple[str, str]]:
    """Adds an account for each role that a demonstration needs: names and passwords, which nothing tells again.

    Nothing where they are there already. AccountRefused where there are other accounts.
    """
    made = [(DEMONSTRATION + role, secrets.token_urlsafe(15)) for role in DEMONSTRATED]
    kept = [office.passwords.hashed(password) for _, password in made]
    with office.writing() as connection:
        there = stored.accounts(connection)
        if any(not account.demonstration for account in there):
            raise AccountRefused("there are accounts here already: demonstration accounts are for an empty office")
        if there:
            return []
        for (name, _), role, password in zip(made, DEMONSTRATED, kept, strict=True):
            _add(office, connection, name, [role], password, LOCAL, demonstration=True)
    return made


def remove_demonstration(office: Office, by: str) -> int:
    """Takes all demonstration accounts away, with their sessions; how many there were."""
    with office.writing() as connection:
        found = [account for account in stored.accounts(connection) if account.demonstration]
        for account in found:
            end_sessions(connection, account.id)
            stored.drop_account(connection, account.id)
            audit.note(connection, office.now(), by, "demonstration account removed", f"account {account.name}")
    return len(found)


def who_can(connection: Connection, deed: Deed, but: str = "") -> list[str]:
    """Names of the people who may do something."""
    return [
        account.name
        for account in stored.accounts(connection)
        if account.disabled is None and account.name != but and may(map(Role, account.roles), deed)
    ]


def _add(
    office: Office, connection: Connection, name: str, roles: list[Role], kept: str, by: str, *, demonstration: bool
) -> None:
    now = office.now()
    stored.add_account(
        connection, name=name, roles=roles, password=kept, added=now, disabled=None, demonstration=demonstration
    )
    audit.note(connection, now, by, "account added", f"account {name}", roles=roles, demonstration=demonstration)


def _roles(roles: Iterable[Role]) -> list[Role]:
    wanted = set(roles)
    if not wanted or not wanted <= PEOPLE:
        raise AccountRefused(f"an account has one role or several of {', '.join(r for r in Role if r in PEOPLE)}")
    return [role for role in Role if role in wanted]


def _hashed(office: Office, name: str, password: str) -> str:
    try:
        refuse_easy(password, name)
    except TooEasy as easy:
        raise AccountRefused(str(easy)) from None
    return office.passwords.hashed(password)


def _account(connection: Connection, name: str) -> AnyRow:
    found = stored.account_named(connection, name)
    if found is None:
        raise not_found("account", name, [account.name for account in stored.accounts(connection)])
    return found


def _administrators(connection: Connection, but: str, *, demonstration: bool = True) -> bool:
    return any(
        account.disabled is None
        and account.name != but
        and Role.ADMINISTRATOR in account.roles
        and (demonstration or not account.demonstration)
        for account in stored.accounts(connection)
    )


def _keep_an_administrator(connection: Connection, account: AnyRow) -> None:
    if Role.ADMINISTRATOR in account.roles and not _administrators(connection, but=account.name):
        raise AccountRefused(f"{account.name} is the only administrator: make another one first")
