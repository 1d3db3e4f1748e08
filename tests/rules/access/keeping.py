"""Offices with accounts: passwords are hashed with little effort, so that tests are quick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from argon2 import PasswordHasher

from cts_rules.access.accounts import add_account
from cts_rules.access.passwords import Passwords
from cts_rules.access.roles import Role
from cts_rules.office.office import LOCAL, Office
from tests.rules.office.offices import Clock, office_at

SECRET = "correct horse battery staple"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def quick_office(place: Path, clock: Clock) -> Office:
    """An empty office."""
    return replace(office_at(place, clock), passwords=QUICK)


def with_people(office: Office) -> Office:
    """The office with one account for each role of people, named as the role is."""
    for role in (Role.ADMINISTRATOR, Role.AUTHOR, Role.APPROVER, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR):
        add_account(office, f"an-{role}", [role], SECRET, LOCAL)
    return office
