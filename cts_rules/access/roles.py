"""What each role may do: one table. The service declares beside each route which of these deeds it is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for. A person may have several; `service` is what a token is."""

    AUTHOR = "author"
    APPROVER = "approver"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"


class Deed(StrEnum):
    """Something that can be done here, in the words of a scope."""

    NOTHING_SECRET = "look"
    """Health, static files, the meaning of problems, the page to log in: for everybody, also without an account."""
    OWN_ACCOUNT = "own account"
    """One's password, one's sessions, the look of the pages."""
    READ_RULES = "read rules"
    READ_CARGO = "read cargo"
    """Manifests, consignments, messages, verdicts and their explanations."""
    EVALUATE = "evaluate"
    """Trying a manifest under rules; nothing is stored."""
    HAND_IN = "hand in"
    """Storing a manifest."""
    WRITE_RULES = "write rules"
    """Adding a version of a rulebook."""
    PUT_IN_FORCE = "put in force"
    WATCH = "watch"
    """Reading the service's counts."""
    ADMINISTER = "administer"
    """Accounts and tokens."""


PEOPLE = frozenset(Role) - {Role.SERVICE}
TARGETING = PEOPLE - {Role.ADMINISTRATOR}
"""Everybody whose work is cargo or rules."""

ALLOWED: dict[Deed, frozenset[Role]] = {
    Deed.NOTHING_SECRET: frozenset(Role),
    Deed.OWN_ACCOUNT: PEOPLE,
    Deed.READ_RULES: frozenset(Role),
    Deed.READ_CARGO: TARGETING | {Role.SERVICE},
    Deed.EVALUATE: (TARGETING - {Role.AUDITOR}) | {Role.SERVICE},
    Deed.HAND_IN: frozenset({Role.OFFICER, Role.SUPERVISOR, Role.SERVICE}),
    Deed.WRITE_RULES: frozenset({Role.AUTHOR}),
    Deed.PUT_IN_FORCE: frozenset({Role.APPROVER}),
    Deed.WATCH: frozenset({Role.AUDITOR, Role.ADMINISTRATOR, Role.SERVICE}),
    Deed.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}

SCOPES = tuple(deed for deed in Deed if Role.SERVICE in ALLOWED[deed] and deed != Deed.NOTHING_SECRET)
"""What a token can be made for."""

PLURALS = {
    Role.AUTHOR: "authors",
    Role.APPROVER: "approvers",
    Role.OFFICER: "officers",
    Role.SUPERVISOR: "supervisors",
    Role.AUDITOR: "auditors",
    Role.ADMINISTRATOR: "administrators",
    Role.SERVICE: "services with a token for it",
}


def may(roles: Iterable[Role], deed: Deed) -> bool:
    """Whether one of the roles allows it."""
    return not ALLOWED[deed].isdisjoint(roles)


def who_may(deed: Deed) -> str:
    """`officers, supervisors`: the roles of people that allow it; where there is none, services."""
    roles = [role for role in Role if role in ALLOWED[deed]]
    people = [role for role in roles if role in PEOPLE]
    return ", ".join(PLURALS[role] for role in people or roles)
